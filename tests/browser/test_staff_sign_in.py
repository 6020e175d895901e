"""Setting up an app for codes, signing in with one, and looking after people: with and without scripts."""

import re

import pyotp
import pytest

from commonweal.office.accounts.models import User
from tests.office.applications import staff

PASSWORD = "correct-horse-battery"


@pytest.fixture
def people(site, settings):
    settings.STAFF_MFA = "required"
    for role, username in (("administrator", "chris"), ("caseworker", "morgan")):
        user = staff(role, username)
        user.set_password(PASSWORD)
        user.save()


@pytest.fixture(params=["tab", "plain_tab", "phone"])
def page(request, people):
    return request.getfixturevalue(request.param)


@pytest.fixture
def check(request, check_accessible):
    """Axe cannot run in a page without scripts: what it shows there is the same."""
    scripts = "plain_tab" not in request.fixturenames and "plain_tab" not in request.node.name
    return check_accessible if scripts else lambda page, where="": None


def test_an_administrator_sets_up_an_app_and_adds_a_person(page, check):
    page.goto("/staff/sign-in/")
    check(page)
    page.get_by_label("Username").fill("chris")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("img", name="QR code").is_visible()
    check(page)
    page.get_by_label("Code from your app").fill("nothing")
    page.get_by_role("button", name="Continue").click()
    check(page, "a wrong code")
    secret = re.sub(r"\s", "", page.locator("code").inner_text())
    page.get_by_label("Code from your app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Continue").click()
    assert page.locator("code").count() == 10
    recovery = page.locator("code").first.inner_text()
    check(page, "recovery codes")
    page.get_by_role("button", name="Continue").click()
    assert page.url.endswith("/staff/people/")
    check(page)
    page.get_by_role("button", name="Add a person").click()
    check(page)
    page.get_by_role("button", name="Add and show").click()
    check(page, "nothing filled in")
    page.get_by_label("First name").fill("Nia")
    page.get_by_label("Last name").fill("Rees")
    page.get_by_label("Username").fill("nia")
    page.get_by_label("Caseworker").check()
    page.get_by_role("button", name="Add and show").click()
    given = page.locator("code").inner_text()
    check(page, "the person")
    page.get_by_role("link", name="chris").click()
    check(page, "your sign-in")
    page.get_by_role("link", name="Change your password").click()
    check(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Username").fill("chris")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    check(page, "the code")
    page.get_by_label("Code from your app").fill(recovery)
    page.get_by_role("button", name="Continue").click()
    assert "People who work here" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Username").fill("nia")
    page.get_by_label("Password").fill(given)
    page.get_by_role("button", name="Sign in").click()
    assert "Choose a password" in page.locator("h1").inner_text()
    check(page)
    assert User.objects.get(username="nia").one_time_until is not None
