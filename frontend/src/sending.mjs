// Sends a form without leaving its page, so that what was typed stays there when the line drops. Without this
// file a form is sent as browsers send forms. Nothing that was typed is kept anywhere but in its own field.
// docs/explanation/bad-lines.md says why it is so.
const QUIET = 30_000 // milliseconds without a sign of life after which nobody is there
const QUIET_WITH_A_FILE = 90_000 // what the system took over may take a minute to go out
const SAY_AFTER = 1500
const AGAIN_AFTER = [5, 10, 20, 40, 60, 60].map((seconds) => seconds * 1000)

let busy = new WeakSet()
const waiting = new WeakMap()
// Not the button that puts a person away: what was on the page must not stay on it.
const FORM = 'main form[method=post]:not([data-leaves])'
const words = () => document.querySelector('[data-line-lost]')?.dataset

function say(form, text, kind = 'govuk-body') {
  const place = form.querySelector('[data-line]')
  if (!place || place.textContent === text) return
  place.className = text ? kind : ''
  place.textContent = text
}

// A live region is heard only when it was there before its words were.
function prepare() {
  const said = words()
  if (!said) return
  for (const form of document.querySelectorAll(FORM)) {
    const place = document.createElement('p')
    place.setAttribute('role', 'status')
    place.dataset.line = ''
    if (said.lineLang) place.lang = said.lineLang
    const button = [...form.querySelectorAll('button')].pop()
    ;(button?.closest('.govuk-button-group') ?? button)?.before(place)
  }
}

function wait(form, submitter, tries) {
  say(form, words().lineLost, 'govuk-error-message')
  if (tries >= AGAIN_AFTER.length) return
  const again = () => {
    stopWaiting(form)
    if (form.isConnected) send(form, submitter, tries + 1)
  }
  waiting.set(form, [setTimeout(again, AGAIN_AFTER[tries]), again])
  addEventListener('online', again)
}

function stopWaiting(form) {
  const [timer, again] = waiting.get(form) ?? []
  clearTimeout(timer)
  removeEventListener('online', again)
  waiting.delete(form)
}

function send(form, submitter, tries = 0) {
  if (busy.has(form)) return
  busy.add(form)
  stopWaiting(form)
  const data = new FormData(form)
  if (submitter?.name) data.append(submitter.name, submitter.value)
  const file = form.enctype === 'multipart/form-data'
  const request = new XMLHttpRequest()
  let alive
  const living = () => {
    clearTimeout(alive)
    alive = setTimeout(() => request.abort(), file ? QUIET_WITH_A_FILE : QUIET)
  }
  const slow = setTimeout(() => say(form, words().lineSending), SAY_AFTER)
  const failed = () => {
    busy.delete(form)
    wait(form, submitter, tries)
  }
  if (file) {
    request.upload.onprogress = (sent) => {
      living()
      const tenths = Math.floor((10 * sent.loaded) / sent.total)
      if (tenths) say(form, `${words().lineSending}: ${tenths * 10}%`)
    }
  }
  request.onprogress = living
  request.onloadend = () => {
    clearTimeout(alive)
    clearTimeout(slow)
    const place = request.getResponseHeader('Location')
    if (request.status === 204 && place) {
      location.assign(place)
      return
    }
    const page = new DOMParser().parseFromString(request.responseText, 'text/html')
    const ours = page.querySelector('main#main-content')
    // What a machine between says, or a fault of ours, is no reason to take away what was typed.
    if (!ours || (request.status >= 500 && !ours.querySelector('form[method=post]'))) failed()
    else show(page, request.responseURL)
  }
  request.open('POST', form.getAttribute('action') || location.href)
  request.setRequestHeader('X-Sent-By', 'script')
  request.send(file ? data : new URLSearchParams(data))
  living()
}

// An answer that is no redirect is a page: the same one with its errors, most often.
function show(page, address) {
  const root = document.documentElement
  root.lang = page.documentElement.lang
  root.dir = page.documentElement.dir
  document.title = page.title
  document.querySelector('link[rel=stylesheet]').href = page.querySelector('link[rel=stylesheet]').href
  document.body.replaceWith(document.adoptNode(page.body))
  scrollTo(0, 0)
  dispatchEvent(new Event('shown'))
  prepare()
  if (document.activeElement === document.body) {
    const heading = document.querySelector('main h1') ?? document.querySelector('main')
    heading.tabIndex = -1
    heading.focus()
  }
  history.replaceState(null, '', address)
}

addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || !words() || !form.matches(FORM)) return
  event.preventDefault()
  send(form, event.submitter)
})
// What is being changed is not sent behind the person's back.
addEventListener('input', (event) => event.target.form && stopWaiting(event.target.form))
addEventListener('pageshow', (event) => {
  if (event.persisted) busy = new WeakSet()
})
prepare()
