"""A session that ends while somebody types, in a real browser, with and without JavaScript and on a phone."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from commonweal.office.records.actions import assign
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Note
from tests.browser.test_casework import PASSWORD, cases, no_sideways, people, sign_in  # noqa: F401
from tests.office.applications import staff

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "She was off sick, and earned less"


@pytest.fixture(params=["tab", "plain_tab", "phone"])
def each(request, people, cases):  # noqa: F811
    return request.getfixturevalue(request.param)


@pytest.fixture
def check(request, check_accessible):
    """Checks a page with axe, which needs a script to run."""
    if request.node.callspec.params.get("each") == "plain_tab":
        return lambda page, where: None
    return check_accessible


def again(page):
    page.get_by_label("Username").fill("morgan")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_the_reason_typed_is_back_after_signing_in_again_and_is_sent(each, cases, check):  # noqa: F811
    page = each
    sign_in(page)
    page.goto(f"/staff/cases/{cases[1].reference}/change/")
    page.get_by_label("An award").check()
    page.get_by_label("Award", exact=True).fill("10")
    page.get_by_label("Why do you change it?").fill(WORDS)
    Session.objects.all().delete()
    page.get_by_role("button", name="See the letter").click()
    assert page.locator("h1").inner_text() == "Sign in again"
    check(page, "sign in again")
    no_sideways(page)
    again(page)
    assert page.get_by_label("Why do you change it?").input_value() == WORDS
    assert page.get_by_label("Award", exact=True).input_value() == "10"
    check(page, "given back")
    no_sideways(page)


def test_a_note_is_back_and_is_kept_once(each, cases, check):  # noqa: F811
    page = each
    sign_in(page)
    page.goto(f"/staff/cases/{cases[1].reference}/")
    page.get_by_label("Write a note").fill(WORDS)
    Session.objects.all().delete()
    page.get_by_role("button", name="Keep the note").click()
    again(page)
    assert page.get_by_label("Write a note").input_value() == WORDS
    check(page, "note given back")
    no_sideways(page)
    page.get_by_role("button", name="Keep the note").click()
    assert Note.objects.get().text == WORDS


def test_what_cannot_be_sent_any_more_can_be_copied(each, cases, check):  # noqa: F811
    page = each
    sign_in(page)
    page.goto(f"/staff/cases/{cases[1].reference}/close/")
    page.get_by_label("Note (optional)").fill(WORDS)
    page.get_by_label("withdrew").check()
    jo = staff("caseworker", "jo")
    assign(cases[1], Actor.staff(jo), cases[1].revision, jo)
    page.get_by_role("button", name="Close this case").click()
    assert page.get_by_label("What you typed was not sent").input_value().strip() == WORDS
    check(page, "not allowed, with what was typed")
    no_sideways(page)


def test_pages_that_say_no_are_accessible(tab, people, cases, check_accessible):  # noqa: F811
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/close/")
    tab.get_by_label("withdrew").check()
    tab.get_by_role("button", name="Close this case").click()
    for address in (
        f"/staff/cases/{cases[1].reference}/change/",
        "/staff/cases/XXXX/",
        "/staff/letters/999/",
    ):
        tab.goto(address)
        check_accessible(tab, address)
    tab.context.clear_cookies()
    asha = staff("adviser", "asha")
    asha.set_password(PASSWORD)
    asha.save()
    sign_in(tab, "asha")
    tab.goto("/staff/")
    check_accessible(tab, "403")


def test_a_page_asks_before_its_session_ends_and_one_press_keeps_it(tab, people, cases, check_accessible):  # noqa: F811
    """WCAG 2.2.1: warned at least 20 seconds before, with a simple action, as often as one likes."""
    tab.clock.install()
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/")
    tab.get_by_label("Write a note").fill(WORDS)
    for _ in range(3):
        tab.clock.fast_forward("24:50")
        assert not tab.get_by_role("dialog").is_visible()
        tab.clock.fast_forward("00:20")
        dialog = tab.get_by_role("dialog", name="Are you still there?")
        dialog.wait_for()
        assert tab.evaluate("document.activeElement.textContent") == "Stay signed in"
        check_accessible(tab, "are you still there")
        with tab.expect_response("**/staff/still-here/") as answered:
            tab.keyboard.press("Enter")
        assert answered.value.status == 204
        dialog.wait_for(state="hidden")
    assert tab.get_by_label("Write a note").input_value() == WORDS


def test_who_comes_back_too_late_is_told_and_loses_nothing(tab, people, cases):  # noqa: F811
    tab.clock.install()
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/")
    tab.get_by_label("Write a note").fill(WORDS)
    tab.clock.fast_forward("25:10")
    Session.objects.all().delete()
    tab.get_by_role("button", name="Stay signed in").click()
    tab.get_by_text("You are signed out.").wait_for()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Keep the note").click()
    again(tab)
    assert tab.get_by_label("Write a note").input_value() == WORDS


def test_the_question_fits_a_phone(phone, people, cases):  # noqa: F811
    phone.clock.install()
    sign_in(phone)
    phone.clock.fast_forward("25:10")
    phone.get_by_role("dialog").wait_for()
    no_sideways(phone)
