"""Everything that staff meet, page by page and state by state."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.catalogue import service as catalogue
from commonweal.office.drafting.models import Draft
from commonweal.office.impact.models import Report
from commonweal.office.keying.models import PaperForm
from commonweal.office.letters.service import dispatch_waiting
from commonweal.office.pages.models import Feedback
from commonweal.office.records.models import Case
from tests.browser import people_walk
from tests.browser.walk import Walk
from tests.insight.impact.by_hand import SERVICE as CENTRAL_BEDFORDSHIRE
from tests.insight.impact.by_hand import make_population
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, REFERRED, REFUSED, apply, staff

BUTTON = "main form button"
SHOWN_BY = {
    "casework": {
        "accounts:sign-in",
        "accounts:sign-out",
        "casework:agree",
        "casework:ask",
        "casework:case",
        "casework:change",
        "casework:close",
        "casework:nearest",
        "casework:note",
        "casework:queue",
        "casework:search",
        "letters:letter",
        "letters:outbox",
        "measures:measures",
        "paper:script",
        "telling:read-aloud",
        "telling:staff-contact",
    },
    "drafting": {
        "drafting:ask",
        "drafting:draft",
        "drafting:expression",
        "drafting:new",
        "drafting:policies",
        "drafting:send-back",
        "drafting:table",
    },
    "impact": {"impact:new", "impact:print", "impact:report", "impact:reports"},
    "keying": {"keying:check", "keying:part", "keying:sent", "keying:start"},
    **people_walk.SHOWN_BY,
}
"""The names of the addresses that each part of the walk must look at."""
SHOWN = set().union(*SHOWN_BY.values())


def prepare(folder: Path, settings: Any) -> None:
    """A service with a population, and what people said."""
    settings.DATA = folder / "data"
    settings.SERVICES = [*settings.SERVICES, CENTRAL_BEDFORDSHIRE]
    catalogue.add(CENTRAL_BEDFORDSHIRE)
    make_population(folder / "data" / "populations" / "by-hand", 300, boundaries=True)
    for satisfaction in (5, 4, 1):
        Feedback.objects.create(
            service="council-tax-support",
            step="sent",
            language="en",
            satisfaction=satisfaction,
            improve="Good",
        )


def signed_in(walk: Walk, user: User) -> None:
    """Somebody else at the same keyboard, signed in already."""
    client = Client()
    client.force_login(user)
    walk.page.context.clear_cookies()
    value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    base = re.match(r"https?://[^/]+", walk.page.url)
    assert base
    walk.page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": value, "url": base[0]}]
    )


def part(walk: Walk, name: str, settings: Any) -> None:
    """One part of it, as whoever meets it."""
    if name == "people":
        people_walk.people(walk, settings)
    elif name == "helping":
        walk.page.goto("/staff/sign-in/")
        adviser = staff("adviser", "asha")
        signed_in(walk, adviser)
        people_walk.helping(walk, adviser)
    else:
        {"casework": casework, "drafting": drafting, "impact": impact, "keying": keying}[name](walk)


def casework(walk: Walk) -> None:
    """Signing in, the queue, and two cases to their decisions."""
    page = walk.page
    walk.go("/staff/sign-in/", tree="sign-in")
    walk.press(BUTTON, "sign in, with errors", "sign-in-with-errors")
    signed_in(walk, staff("team leader", "rhian"))
    walk.go("/staff/", "an empty queue")
    english, welsh = apply(REFUSED), apply(REFERRED, language="cy")
    walk.go("/staff/", "the queue", "queue")
    walk.look("the frame of staff pages", "frame-of-staff-pages")
    walk.go("/staff/?language=cy&channel=paper", "a queue with nothing in it")
    walk.go("/staff/?state=all&sort=-received", "the whole queue")
    walk.press("[role=search] button", "search, with an error", "search-with-an-error")
    page.fill("#q", "Test")
    walk.press("[role=search] button", "search, found", "search")
    page.fill("#q", "Nobody of this name")
    walk.press("[role=search] button", "search, nothing found")
    place = f"/staff/cases/{english.reference}/"
    walk.go(place, "a case that nobody has", "case")
    walk.go(f"{place}nearest/", tree="nearest")
    walk.go(f"{place}agree/", tree="agree")
    walk.go(f"{place}change/", tree="change")
    page.get_by_label("Award", exact=True).fill("x")
    walk.press("main form button:has-text('See the letter')", "change, with errors", "change-with-errors")
    walk.go(f"{place}evidence/", tree="ask")
    walk.press("main form button:has-text('See the letter')", "ask, with errors")
    page.get_by_label("Last 2 monthly or 5 weekly payslips").check()
    walk.press("main form button:has-text('See the letter')", "ask, to check")
    walk.go(place)
    walk.press("button:has-text('Keep the note')", "a note, with an error")
    walk.go(f"/staff/cases/{welsh.reference}/", "a Welsh case")
    walk.go(f"/staff/cases/{welsh.reference}/change/", "change a Welsh case")
    walk.go(f"{place}contact/", "how we write", "staff-contact")
    page.locator("[name=way][value=email]").check()
    walk.press(BUTTON, "how we write, with an error", "staff-contact-with-an-error")
    page.goto(f"{place}agree/")
    walk.press("button:has-text('Agree and send the letter')", "decided", "case-decided")
    letter = english.letters.first()
    assert letter
    walk.go(f"{place}letters/{letter.pk}/read-aloud/", "read aloud", "read-aloud")
    walk.go(f"{place}agree/", "decided already", status=409)
    walk.go(f"{place}close/", "close")
    walk.press("button:has-text('Close this case')", "close, with an error")
    dispatch_waiting(10)
    walk.go("/staff/outbox/", "outbox", "outbox")
    walk.press("tbody a", "a letter", "letter-sent")
    walk.go("/staff/phone-script/council-tax-support/", "phone script", "phone-script")
    walk.go("/staff/phone-script/council-tax-support/cy/", "phone script in Welsh")
    walk.go("/staff/cases/XXXX/", "no such case", status=404)
    walk.go("/staff/measures/", tree="measures")
    walk.go("/staff/sign-out/")


def drafting(walk: Walk) -> None:
    """A policy from its list to a draft that a second person answers."""
    page = walk.page
    catalogue.add(COUNCIL_TAX_SUPPORT)
    page.goto("/staff/sign-in/")
    signed_in(walk, staff("policy officer", "sam"))
    walk.go("/staff/policy/", "policies", "policies")
    walk.go("/staff/policy/council-tax-support/new/", tree="draft-new")
    walk.press(BUTTON, "a new draft, with errors", "draft-new-with-errors")
    page.locator("[name=title]").fill("Figures for next year")
    page.locator("[name=version]").first.check()
    walk.press(BUTTON, "a draft", "draft")
    place = f"/staff/policy/drafts/{Draft.objects.get().pk}/"
    walk.go(f"{place}tables/discount percentage/", "a table", "table-editor")
    before = page.locator("input.cw-cell").first.input_value()
    page.locator("input.cw-cell").first.fill("((")
    walk.press("button:has-text('Save')", "a table, with a mistake", "table-editor-with-a-mistake")
    page.goto(f"{place}tables/discount percentage/")
    page.locator("input.cw-cell").first.fill(before)
    walk.press("button:has-text('Save')")
    walk.go(f"{place}expressions/earned income/", "an expression", "expression-editor")
    before = page.locator("#text").input_value()
    page.fill("#text", "1 +")
    walk.press("button:has-text('Save')", "an expression, with a mistake", "expression-editor-with-a-mistake")
    page.fill("#text", before)
    walk.press("button:has-text('Save')")
    page.goto(place)
    walk.press(f'form[action="{place}ask/"] button', "ask, with errors")
    page.goto(place)
    next_year = timezone.localdate().replace(month=4, day=1, year=timezone.localdate().year + 1)
    page.locator("[name=why]").fill("Prices rose")
    for part in ("day", "month", "year"):
        page.locator(f"[name=starts-{part}]").fill(str(getattr(next_year, part)))
    walk.press(f'form[action="{place}ask/"] button', "asked", "draft-asked")
    signed_in(walk, staff("policy officer", "ines"))
    walk.go(place, "for a second person", "draft-to-decide")
    walk.press(f'form[action="{place}send-back/"] button', "send back, with an error")


def impact(walk: Walk) -> None:
    """What a change would do, from the form to the print."""
    page = walk.page
    new = "/staff/impact/new/central-bedfordshire/"
    page.goto("/staff/sign-in/")
    signed_in(walk, staff("policy officer", "sam"))
    walk.go("/staff/impact/", "no reports")
    walk.go(new, tree="impact-new")
    walk.press("button:has-text('Find out')", "a report, with errors", "impact-new-with-errors")
    page.goto(new)
    page.get_by_label("Central Bedfordshire by hand").check()
    page.get_by_label("Why do you want to know?").fill("Consultation")
    walk.press("button:has-text('Find out')")
    for thread in threading.enumerate():
        if thread.name.startswith("impact-"):
            thread.join(90)
    place = f"/staff/impact/{Report.objects.get().pk}/"
    walk.go(place, "a report", "impact-report")
    walk.go(f"{place}print/", "a report to print")
    walk.go("/staff/impact/", "reports", "impact-reports")


def keying(walk: Walk) -> None:
    """A paper form, from the date on it to sent."""
    page = walk.page
    catalogue.add(COUNCIL_TAX_SUPPORT)
    page.goto("/staff/sign-in/")
    signed_in(walk, staff("adviser", "asha"))
    walk.go("/staff/policy/", "not allowed", status=403)
    walk.go("/staff/keying/", "key a form", "keying-start")
    walk.press("button:has-text('Start keying')", "key a form, with errors")
    today = timezone.localdate()
    for part in ("day", "month", "year"):
        page.fill(f"#received-{part}", str(getattr(today, part)))
    page.locator("[name=service][value=council-tax-support]").check()
    walk.press("button:has-text('Start keying')", "part 1", "keying-part")
    form = PaperForm.objects.get()
    place = f"/staff/keying/{form.application_id}/"
    for part in (1, 2, 3):
        walk.go(f"{place}{part}/")
        walk.press("button:has-text('Save and continue')", f"part {part}, with errors")
    walk.go(f"{place}check/", "what was keyed, incomplete")
    form.application.answers = AWARDED
    form.application.save()
    walk.go(f"{place}check/", "what was keyed", "keying-check")
    walk.press(BUTTON, "keyed and sent", "keying-sent")
    assert Case.objects.filter(channel="paper").exists()
