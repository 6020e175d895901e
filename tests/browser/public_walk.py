"""Everything that the public meets, page by page and state by state."""

from __future__ import annotations

from pathlib import Path

from commonweal.insight.places import read_mapping
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.places import service as places
from commonweal.office.places.actions.import_file import import_file
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actor import Actor
from tests.browser.council_tax_support import STORED, fill
from tests.browser.walk import Walk
from tests.office.applying.person import ANSWERS
from tests.office.places.test_help_near_you import LIBRARIES, MAPPING, POSTCODES

EVERY_TYPE = Path(__file__).parents[1] / "office" / "applying" / "every-type"
BUTTON = "main form button"
SHOWN = {
    "applying:check",
    "applying:confirmation",
    "applying:leave",
    "applying:question",
    "applying:remove",
    "applying:start",
    "equality:questions",
    "pages:accessibility",
    "pages:contact",
    "pages:cookies",
    "pages:feedback",
    "pages:home",
    "pages:privacy",
    "paper:<service>/paper",
    "paper:<service>/paper/<file>",
    "places:find",
    "returning:address",
    "returning:asked",
    "returning:link",
    "returning:return",
    "returning:save",
    "status:letter",
    "status:status",
}
"""The names of the addresses that this walk must look at."""
OPTIONAL = {"email", "phone", "account", "more"}
TYPES = {
    "liable": "yes-or-no",
    "full-name": "name",
    "born": "date",
    "home": "address",
    "home-postcode": "postcode",
    "email": "email",
    "phone": "phone",
    "ni": "national-insurance-number",
    "bank": "bank-details",
    "children": "list",
    "tenure": "one-of",
    "rent": "money-and-period",
    "benefits": "any-of",
    "rooms": "whole-number",
    "hours": "number",
    "savings": "money",
    "account": "text",
    "more": "long-text",
}


def prepare() -> None:
    """A service with every type of question, and places of help."""
    catalogue.add(EVERY_TYPE)
    mapping, _ = read_mapping(MAPPING, "m.yaml")
    import_file("postcodes.csv", POSTCODES, None, Actor.worker())
    import_file("libraries.csv", LIBRARIES, mapping, Actor.worker())
    places.forget()


def built_in(walk: Walk, language: str) -> None:
    """The home page and the pages that every service has."""
    prefix = "/cy/" if language == "cy" else "/"
    walk.go(prefix)
    for name in ("accessibility", "contact", "cookies", "privacy"):
        walk.go(prefix + name)
    walk.go(f"{prefix}feedback", tree="feedback")
    walk.press(BUTTON, "feedback with an error", "feedback-with-an-error")
    fill(walk.page, {"satisfaction": "5", "improve": "x"})
    walk.press(BUTTON, "feedback given")
    walk.go(f"{prefix}no-such-page/", status=404, tree="not-found")


def every_type(walk: Walk, language: str) -> None:
    """A question of each type: empty, with errors, and filled."""
    service = "/every-type/" + ("cy/" if language == "cy" else "")
    walk.page.goto(service)
    walk.press(BUTTON)
    for here, kind in TYPES.items():
        walk.look(f"{here}, empty", f"question-{kind}")
        if here not in OPTIONAL:
            walk.press(BUTTON, f"{here}, with errors", f"question-{kind}-with-errors")
        fill(walk.page, ANSWERS[here] if here != "more" else {"more": "Thank you"})
        walk.press(BUTTON)
    for here in ("home", "benefits", "more"):
        walk.go(f"{service}apply/{here}?change=yes", f"{here}, filled")


def applying(walk: Walk, language: str) -> None:
    """From the start page to the letter, with everything beside the way."""
    page = walk.page
    service = "/council-tax-support/" + ("cy/" if language == "cy" else "")
    walk.go(service, "start", "start")
    walk.look("the frame of public pages", "frame-of-public-pages")
    walk.go(f"{service}paper", tree="paper")
    walk.go(f"{service}paper/form.html")
    walk.go(f"{service}help-near-you", "help near you", "help-near-you")
    walk.press(BUTTON, "help near you, with an error")
    page.fill("#postcode", "M33 7ZF")
    walk.press(BUTTON, "help near you, found", "help-near-you-found")
    walk.go(f"{service}return", "come back", "come-back")
    page.locator(BUTTON).nth(1).click()
    walk.look("come back, with errors", "come-back-with-errors")
    walk.go(f"{service}return/asked", "asked")
    walk.go(f"{service}return/no-such-link", "a link", "link")
    walk.press(BUTTON, "a link that is spent or expired", "spent-link")
    page.goto(service)
    walk.press(BUTTON)
    _saving(walk, service)
    page.goto(f"{service}return")
    page.goto(service)
    walk.press(BUTTON)
    _lists(walk, service)
    walk.go(f"{service}leave", tree="leave")
    _stopped(walk, service)
    Application.objects.filter(case=None).update(answers=STORED)
    walk.go(f"{service}check-answers", tree="check-answers")
    walk.press(BUTTON, "equality", "equality")
    walk.press(BUTTON, "confirmation", "confirmation")
    sent = page.url
    round_of_work()
    walk.go(f"{service}status", tree="status")
    walk.press('a[href*="/status/letter/"]', "a letter", "letter-read-by-its-person")
    walk.go(f"{service}apply/savings", "already sent", status=409)
    page.context.clear_cookies()
    walk.go(sent, "somebody else's confirmation", status=404)
    walk.go(f"{service}check-answers", "a session that is over", status=404)


def _saving(walk: Walk, service: str) -> None:
    page = walk.page
    walk.go(f"{service}save", tree="save")
    walk.press(BUTTON, "save, with an error", "save-with-an-error")
    walk.go(f"{service}save/email")
    walk.press(BUTTON, "save by email, with an error")
    walk.go(f"{service}save/text")
    walk.go(f"{service}save")
    fill(page, {"how": "words"})
    walk.press(BUTTON, "saved with words", "saved")
    walk.press('form[action$="save/close"] button', "closed")


def _lists(walk: Walk, service: str) -> None:
    page = walk.page
    Application.objects.filter(case=None).update(answers=STORED)
    walk.go(f"{service}apply/children", "a list", "list-with-one")
    walk.go(f"{service}apply/children/1/name?change=yes", "one of a list")
    page.goto(f"{service}apply/children")
    walk.press('a[href*="/remove/"]', "remove", "remove-from-list")
    walk.press(BUTTON, "remove, with an error")


def _stopped(walk: Walk, service: str) -> None:
    walk.page.goto(f"{service}apply/liable?change=yes")
    fill(walk.page, {"liable": "no"})
    walk.press(BUTTON, "a stop page", "stop")
