// Improvements only: every page works without this file.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
import { createAll } from 'govuk-frontend/dist/govuk/init.mjs'

function improve() {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, SkipLink]) {
    createAll(component)
  }
}
improve()
// sending.mjs has put another page's body in place of this one's.
addEventListener('shown', improve)

// A form sends its page's address with what the skip link put on it, and the next page would open past its
// error summary and its own skip link.
addEventListener('hashchange', () => {
  if (location.hash === '#main-content') history.replaceState(null, '', location.pathname + location.search)
})
