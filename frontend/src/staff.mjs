// Asks, five minutes before a session ends for want of anything being sent, whether somebody is still there.
// Without this file the session ends as quietly; what was typed comes back after signing in again.
const asked = document.querySelector('dialog[data-stay]')

if (asked && asked.showModal) {
  const wait = Number(asked.dataset.stay) * 1000
  const gone = asked.querySelector('[data-gone]')
  const question = asked.querySelector('[data-question]')
  let timer = 0
  const begin = () => {
    clearTimeout(timer)
    timer = setTimeout(() => asked.showModal(), wait)
  }

  asked.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = event.target
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' })
      if (answer.status === 204) {
        asked.close()
        begin()
        return
      }
    } catch { /* The line is down: the same words are true. */ }
    question.hidden = true
    gone.hidden = false
    gone.focus()
  })
  begin()
}
