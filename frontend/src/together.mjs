// While two people look at one application: shows what the other has changed, without losing what is typed.
// Where nothing was typed the page is looked at again by itself and says why; else it says so and waits.
const EVERY = 4000
const AT_MOST = 30 * 60 * 1000
const KEY = 'together'
const place = document.querySelector('[data-together]')

const remembered = (change) => {
  try {
    return change(sessionStorage)
  } catch {
    return null // Storage is blocked: the page is looked at again, and says nothing of it.
  }
}

const untouched = () =>
  !document.activeElement?.matches('main input, main textarea, main select') &&
  [...document.querySelectorAll('main :is(input, textarea, select)')].every((field) =>
    field.type === 'hidden' ||
    (field.options
      ? [...field.options].every((each) => each.selected === each.defaultSelected)
      : field.value === field.defaultValue && field.checked === field.defaultChecked)
  )

const lookAgain = () => location.replace(location.pathname + location.search)

const say = (link) => {
  const words = document.createElement('p')
  words.className = 'govuk-body'
  words.textContent = `${place.dataset.says} `
  if (link) {
    const again = document.createElement('a')
    again.className = 'govuk-link'
    again.href = location.pathname + location.search
    again.textContent = place.dataset.look
    words.append(again)
  }
  place.replaceChildren(words)
}

const look = async (since) => {
  if (Date.now() - since > AT_MOST) return
  let changed = false
  if (!document.hidden) {
    try {
      const response = await fetch(place.dataset.together, { headers: { Accept: 'application/json' } })
      const now = response.ok && response.headers.get('Content-Type').startsWith('application/json')
      changed = !now || (await response.json()).stamp !== place.dataset.stamp
    } catch {
      // The network is away: the page is as good as it was.
    }
  }
  if (!changed) {
    setTimeout(look, EVERY, since)
  } else if (!('keep' in place.dataset) && untouched()) {
    remembered((kept) => kept.setItem(KEY, location.pathname))
    lookAgain()
  } else {
    say(true)
  }
}

if (place) {
  if (remembered((kept) => kept.getItem(KEY)) === location.pathname) {
    // A region that is there and then filled is read out; one that comes filled is not.
    setTimeout(say, 300, false)
  }
  remembered((kept) => kept.removeItem(KEY))
  setTimeout(look, EVERY, Date.now())
}
