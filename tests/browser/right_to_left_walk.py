"""What is read from right to left: the house's own pages and a shipped service, in Urdu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.process.worker import round_of_work
from tests.browser.council_tax_support import address, fill
from tests.browser.walk import Walk

MANCHESTER = Path(__file__).parents[2] / "services" / "manchester"
BUTTON = "main form button"
ANSWERED: dict[str, Any] = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 High Street", "town": "Manchester", "postcode": "M33 7ZF"},
    "council_tax_bill": "1436.20",
    "full_name": "عائشہ خان",
    "email": None,
    "other_adults": False,
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "20.00", "per": "week"},
    "gets_universal_credit": True,
    "universal_credit": {"amount": "400.00", "per": "month"},
    "universal_credit_housing": {"amount": "0.00", "per": "month"},
    "applicable_amount": {"amount": "393.45", "per": "month"},
    "gets_other_income": False,
    "savings": "200.00",
}
TYPED = {
    "liable": {"liable": "yes"},
    "pension-age": {"pension-age": "no"},
    "home": {"home-line1": "1 High Street", "home-town": "Manchester", "home-postcode": "M33 7ZF"},
    "council-tax-bill": {"council-tax-bill": "1436.20"},
    "full-name": {"full-name": "عائشہ خان"},
    "email": {},
    "other-adults": {"other-adults": "no"},
    "works": {"works": "yes"},
    "self-employed": {"self-employed": "no"},
    "earnings": {"earnings-amount": "100", "earnings-per": "week"},
    "gets-universal-credit": {"gets-universal-credit": "no"},
    "how-we-write": {},
}
"""One who works; each of its pages once, save the three about Universal Credit, which are asked as pay is."""
SHOWN = {
    "applying:check",
    "applying:confirmation",
    "applying:leave",
    "applying:question",
    "applying:start",
    "helping:help-me",
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
    "telling:contact",
    "telling:listen",
}
"""The names of the addresses that this walk must look at."""


def house(walk: Walk) -> None:
    """The home page and the pages that every service has."""
    catalogue.add(MANCHESTER)
    walk.go("/ur/", tree="home-in-urdu")
    for name in ("accessibility", "contact", "cookies", "privacy", "feedback"):
        walk.go(f"/ur/{name}", tree="contact-in-urdu" if name == "contact" else "")
    walk.press(BUTTON, "feedback in Urdu, with an error")
    fill(walk.page, {"satisfaction": "5"})
    walk.press(BUTTON, "feedback in Urdu, given")
    walk.go("/ur/no-such-page/", status=404)


def service(walk: Walk) -> None:
    """A shipped service, from its first page to a letter."""
    page, place = walk.page, "/manchester/ur/"
    walk.go(place, "start in Urdu", "start-in-urdu")
    for beside in ("paper", "paper/form.html", "help-near-you", "return", "return/asked", "return/no-link"):
        walk.go(f"{place}{beside}")
    page.goto(place)
    walk.press(BUTTON)
    for _ in TYPED:
        here = address(page)
        fields = TYPED[here]
        walk.look(f"{here} in Urdu")
        if fields:
            walk.press(
                BUTTON, f"{here} in Urdu, with errors", f"{here}-in-urdu" if here == "earnings" else ""
            )
        fill(page, fields)
        walk.press(BUTTON)
    assert address(page) == "check-answers", page.url
    for beside in ("save", "save/email", "leave", "help-me"):
        walk.go(f"{place}{beside}")
    page.goto(f"{place}save")
    fill(page, {"how": "words"})
    walk.press(BUTTON, "saved with words in Urdu")
    Application.objects.filter(case=None).update(answers=ANSWERED)
    walk.go(f"{place}check-answers", "check in Urdu", "check-answers-in-urdu")
    walk.press(BUTTON)
    if page.url.endswith("/equality"):
        walk.look("equality in Urdu")
        walk.press(BUTTON)
    walk.look("confirmation in Urdu", "confirmation-in-urdu")
    round_of_work()
    walk.go(f"{place}status", "status in Urdu", "status-in-urdu")
    walk.go(f"{place}how-we-write", "how we write in Urdu")
    page.goto(f"{place}status")
    walk.press('a[href*="/status/letter/"]', "a letter in Urdu")
    walk.go(f"{page.url}/listen", "a letter to listen to in Urdu")
