"""What staff meet beside cases: their own sign-in, the people who work here, and helping somebody."""

from __future__ import annotations

import re
from typing import Any

import pyotp

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.start import start
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.helping.actions.join import allow, ask_for_help
from commonweal.office.helping.help_code import code_of
from commonweal.office.helping.models import Helping, Membership, Organisation
from tests.browser.council_tax_support import STORED
from tests.browser.walk import Walk
from tests.office.applications import COUNCIL_TAX_SUPPORT, staff

BUTTON = "main form button"
PASSWORD = "correct-horse-battery"
SHOWN_BY = {
    "people": {
        "accounts:add",
        "accounts:code",
        "accounts:new-password",
        "accounts:password",
        "accounts:people",
        "accounts:person",
        "accounts:set-up",
        "accounts:you",
        "helping:organisations",
    },
    "helping": {
        "helping:check",
        "helping:consent",
        "helping:continue",
        "helping:hand-over",
        "helping:home",
        "helping:join",
        "helping:new",
        "helping:overview",
        "helping:part",
        "helping:sent",
    },
}
"""The names of the addresses that each part of the walk must look at."""


def _sign_in(walk: Walk, username: str, password: str, state: str, tree: str = "") -> None:
    walk.page.goto("/staff/sign-in/")
    walk.page.get_by_label("Username").fill(username)
    walk.page.get_by_label("Password").fill(password)
    walk.press(BUTTON, state, tree)


def people(walk: Walk, settings: Any) -> None:
    """An administrator sets up an app for codes, adds a person, and looks after what they are given."""
    page = walk.page
    settings.STAFF_MFA = "required"
    chris = staff("administrator", "chris")
    chris.set_password(PASSWORD)
    chris.save()
    _sign_in(walk, "chris", PASSWORD, "set up an app", "set-up-an-app")
    page.get_by_label("Code from your app").fill("nothing")
    walk.press(BUTTON, "set up an app, with an error", "set-up-an-app-with-an-error")
    secret = re.sub(r"\s", "", page.locator("code").inner_text())
    page.get_by_label("Code from your app").fill(pyotp.TOTP(secret).now())
    walk.press(BUTTON, "recovery codes", "recovery-codes")
    walk.go("/staff/people/", tree="people")
    walk.go("/staff/people/add/", tree="person-new")
    walk.press(BUTTON, "add a person, with errors", "person-new-with-errors")
    for label, typed in (("First name", "Nia"), ("Last name", "Rees"), ("Username", "nia")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_label("Caseworker").check()
    walk.press(BUTTON, "a person and a password", "person-with-a-password")
    nia = User.objects.get(username="nia")
    walk.go(f"/staff/people/{nia.pk}/", "a person", "person")
    page.locator("[name=email]").fill("nobody")
    walk.press('form[action$="/address/"] button', "a person, with an error", "person-with-an-error")
    page.goto(f"/staff/people/{nia.pk}/")
    walk.press('form[action$="/deactivate/"] button', "a person who left", "person-who-left")
    walk.press('form[action$="/reactivate/"] button', "a person who came back")
    given = page.locator("code").inner_text()
    walk.go(f"/staff/people/{chris.pk}/", "your own account")
    walk.go("/staff/helping/organisations/", tree="organisations")
    walk.press(BUTTON, "organisations, with an error", "organisations-with-an-error")
    page.goto("/staff/helping/organisations/")
    walk.press("button:has-text('Add')", "organisations, with an error in a name")
    walk.go("/staff/you/", tree="your-sign-in")
    walk.press(BUTTON, "your sign-in, with an error", "your-sign-in-with-an-error")
    walk.go("/staff/you/password/", tree="change-your-password")
    walk.press(BUTTON, "change your password, with errors", "change-your-password-with-errors")
    page.context.clear_cookies()
    _sign_in(walk, "chris", PASSWORD, "a code", "code")
    walk.press(BUTTON, "a code, with an error", "code-with-an-error")
    page.context.clear_cookies()
    _sign_in(walk, "nia", given, "choose a password", "choose-a-password")
    walk.press(BUTTON, "choose a password, with errors", "choose-a-password-with-errors")


def helping(walk: Walk, adviser: User) -> None:
    """An adviser helps one person by phone, another face to face, and one on their own device."""
    page = walk.page
    prepared = catalogue.current(catalogue.add(COUNCIL_TAX_SUPPORT).slug)
    organisation = Organisation.objects.create(name="Sale Library")
    walk.go("/staff/helping/", "helping, in no organisation", status=403)
    Membership.objects.create(user=adviser, organisation=organisation)
    walk.go("/staff/helping/", "helping", "helping")
    for name in ("new", "continue", "join"):
        walk.go(f"/staff/helping/{name}/", tree=f"helping-{name}")
        walk.press(f"{BUTTON} >> nth=-1", f"{name}, with errors", f"helping-{name}-with-errors")
    place = _begin(walk, "cy")
    walk.go(f"{place}part/2/", "a part in Welsh", "helping-part-in-welsh")
    walk.press("button:has-text('Save and continue')", "a part in Welsh, with errors")
    walk.go(f"{place}check/", "read back in Welsh", "helping-check-in-welsh")
    walk.go(f"{place}hand-over/", tree="helping-hand-over")
    walk.press("button:has-text('Hand it over')", "hand over, with errors", "helping-hand-over-with-errors")
    page.locator("[name=how][value=words]").check()
    walk.press("button:has-text('Hand it over')", "handed over", "helping-handed-over")
    walk.go(place, "ended", "helping-ended", status=410)
    place = _begin(walk, "en", look=True)
    for part in range(1, 6):
        walk.go(f"{place}part/{part}/", tree="helping-part" if part == 4 else "")
        tree = "helping-part-with-errors" if part == 4 else ""
        walk.press("button:has-text('Save and continue')", f"part {part}, with errors", tree)
    walk.go(place, "somebody", "helping-overview")
    walk.go("/staff/helping/", "helping somebody", "helping-somebody")
    Application.objects.filter(case=None).update(answers=STORED)
    walk.go(f"{place}check/", "read back", "helping-check")
    walk.press("button:has-text('send the application')", "sent with somebody", "helping-sent")
    _joined(walk, start(prepared, "en"), adviser)


def _begin(walk: Walk, language: str, *, look: bool = False) -> str:
    page = walk.page
    page.goto("/staff/helping/new/")
    page.locator("[name=service][value=council-tax-support]").check()
    page.locator(f"[name=language][value={language}]").check()
    page.locator("[name=channel]").first.check()
    walk.press(
        "button:has-text('Continue')", "consent", "helping-consent" if look else "helping-consent-in-welsh"
    )
    if look:
        walk.press(f"{BUTTON} >> nth=-1", "consent, with an error", "helping-consent-with-an-error")
    page.locator("[name=agreed][value=yes]").check()
    walk.press("button:has-text('Start the application')")
    found = re.match(r".*(/staff/helping/[^/]+/)part/1/", page.url)
    assert found, page.url
    return found[1]


def _joined(walk: Walk, application: Application, adviser: User) -> None:
    code = code_of(ask_for_help(application, "liable", "127.0.0.1").seed)
    page = walk.page
    page.goto("/staff/helping/join/")
    page.fill("#code", code)
    walk.press("button:has-text('Ask to join')", "waiting", "helping-waiting")
    helping = Helping.objects.get(application=application)
    allow(helping, ["Yes"])
    walk.go(f"/staff/helping/{helping.key}/", "joined", "helping-joined")
    walk.go(f"/staff/helping/{helping.key}/part/1/", "a part, joined")
