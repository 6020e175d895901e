"""A caseworker's day in a real browser: every page and state, with and without JavaScript, and on a phone."""

from __future__ import annotations

import re

import pytest

from commonweal.office.letters.service import dispatch_waiting
from commonweal.office.records.models import Case
from tests.office.applications import REFERRED, REFUSED, apply, staff

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct-horse-battery"
CHILD = {"name": "Ela Owen", "born": "2016-05-13"}


@pytest.fixture
def cases(site):
    """A Welsh award to look at and an English refusal, both waiting for a person."""
    return apply(REFERRED | {"children": [CHILD]}, language="cy"), apply(REFUSED)


@pytest.fixture
def people(site):
    for role, username in (("caseworker", "morgan"), ("team leader", "rhian")):
        user = staff(role, username)
        user.set_password(PASSWORD)
        user.save()


def sign_in(page, username="morgan"):
    page.goto("/staff/sign-in/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def no_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
        page.url
    )


@pytest.fixture(params=["tab", "plain_tab"])
def either(request, people, cases):
    """A browser with JavaScript, and one without."""
    return request.getfixturevalue(request.param)


def test_a_refusal_is_agreed_with_and_its_letter_read(either, cases):
    page = either
    sign_in(page)
    page.get_by_role("button", name="Next case that needs a person").click()
    assert "You have taken case" in page.locator("main").inner_text()
    page.goto(f"/staff/cases/{cases[1].reference}/")
    page.get_by_role("button", name="Agree with the policy").click()
    assert "We cannot give you Council Tax Support" in page.locator(".cw-letter").inner_text()
    page.get_by_role("button", name="Agree and send the letter").click()
    assert "Decided: Refusal" in page.locator("main").inner_text()
    dispatch_waiting(10)
    page.get_by_role("link", name="Outbox").click()
    page.get_by_role("link", name="We cannot give you Council Tax Support").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    assert download.value.suggested_filename.endswith("-refusal-en.pdf")


def test_a_change_is_checked_gone_back_to_and_sent(either, cases):
    page = either
    sign_in(page)
    page.goto(f"/staff/cases/{cases[0].reference}/")
    page.get_by_role("button", name="Change the result").click()
    page.get_by_role("button", name="See the letter").click()
    assert "There is a problem" in page.locator("main").inner_text()
    page.get_by_role("link", name=re.compile("Say why")).click()
    page.keyboard.type("Mae’r slipiau cyflog yn dangos llai")
    page.get_by_label("Award", exact=True).fill("9.50")
    page.get_by_label("Yearly award", exact=True).fill("495.36")
    page.get_by_role("button", name="See the letter").click()
    assert "£9.50 yr wythnos" in page.locator(".cw-letter").first.inner_text()
    page.get_by_role("button", name="Change what I wrote").click()
    assert page.get_by_label("Award", exact=True).input_value() == "9.50"
    page.get_by_role("button", name="See the letter").click()
    page.get_by_role("button", name="Decide and send the letter").click()
    assert "Decided: Award: £9.50" in page.locator("main").inner_text()
    assert Case.objects.get(pk=cases[0].pk).letters.get(notice="award").language == "cy"


def test_evidence_is_asked_for_and_received(either, cases):
    page = either
    sign_in(page)
    page.goto(f"/staff/cases/{cases[1].reference}/")
    page.get_by_role("button", name="Ask for evidence").click()
    page.get_by_label("Last 2 monthly or 5 weekly payslips").check()
    page.get_by_role("button", name="See the letter").click()
    page.get_by_role("button", name="Ask and send the letter").click()
    assert "Waiting for evidence" in page.locator("main").inner_text()
    page.get_by_role("button", name="Evidence received").click()
    assert "Agree with the policy" in page.locator("main").inner_text()


def test_filters_and_search_work_without_a_script(either, cases):
    page = either
    sign_in(page)
    page.get_by_label(re.compile(r"^Welsh \(1\)")).check()
    page.get_by_role("button", name="Show these cases").click()
    assert page.locator("tbody .cw-reference").count() == 1
    page.get_by_role("link", name=re.compile("Remove the filter")).click()
    assert page.locator("tbody .cw-reference").count() == 2
    page.get_by_label("Find a case by reference or name").fill("nobody of this name")
    page.get_by_role("button", name="Find").click()
    assert "No case for" in page.locator("main").inner_text()
    page.get_by_label("Find a case by reference or name").fill(cases[0].shown_reference)
    page.get_by_role("button", name="Find").click()
    assert page.url.endswith(f"/staff/cases/{cases[0].reference}/")


def every_page(page, cases):
    """Every page and state that staff meet; yields what each is, while the tab shows it."""
    welsh, english = (f"/staff/cases/{case.reference}/" for case in cases)
    page.goto("/staff/sign-in/")
    yield "sign in"
    page.get_by_role("button", name="Sign in").click()
    yield "sign in, with errors"
    sign_in(page, "rhian")
    for address in (
        "/staff/",
        "/staff/?language=cy&channel=paper",
        "/staff/?state=all&sort=-received",
        "/staff/sign-out/",
    ):
        page.goto(address)
        yield address
    page.goto("/staff/")
    page.get_by_role("button", name="Find").click()
    yield "search, with an error"
    page.get_by_label("Find a case by reference or name").fill("Test")
    page.get_by_role("button", name="Find").click()
    yield "search, found"
    for case in (welsh, english):
        for part in ("", "agree/", "change/", "evidence/", "close/"):
            page.goto(f"{case}{part}")
            if page.locator("main details").count():
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            yield f"{case}{part}"
    page.goto(f"{english}change/")
    page.get_by_label("Award", exact=True).fill("x")
    page.get_by_role("button", name="See the letter").click()
    yield "change, with errors"
    page.goto(f"{english}evidence/")
    page.get_by_role("button", name="See the letter").click()
    yield "ask, with errors"
    page.get_by_label("Last 2 monthly or 5 weekly payslips").check()
    page.get_by_role("button", name="See the letter").click()
    yield "ask, to check"
    page.goto(english)
    page.get_by_role("button", name="Keep the note").click()
    yield "note, with an error"
    page.goto(f"{english}agree/")
    page.get_by_role("button", name="Agree and send the letter").click()
    yield "decided"
    page.goto(f"{english}agree/")
    yield "decided already"
    page.goto(f"{english}close/")
    page.get_by_role("button", name="Close this case").click()
    yield "close, with an error"
    dispatch_waiting(10)
    page.goto("/staff/outbox/")
    yield "outbox"
    page.locator("tbody a").first.click()
    yield "letter"


def test_axe_finds_nothing_on_any_page_or_state_and_each_has_one_heading_of_its_own(
    tab, people, cases, check_accessible
):
    titles = set()
    for where in every_page(tab, cases):
        check_accessible(tab, where)
        assert tab.locator("h1").count() == 1, where
        titles.add(tab.title())
    assert len(titles) > 10


def test_nothing_is_wider_than_the_narrowest_phone(phone, people, cases):
    for where in every_page(phone, cases):
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, where


def test_the_letter_as_it_was_sent_is_accessible_and_shows_its_style(
    chromium, site, people, cases, check_accessible
):
    context = chromium.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()
    sign_in(page)
    letter = cases[0].letters.get()
    page.goto(f"/staff/outbox/{letter.pk}/letter.html")
    check_accessible(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.owner')).fontWeight") == "700"
    no_sideways(page)
    context.close()


def test_the_letters_own_policy_lets_its_style_through_and_no_script(tab, people, cases):
    sign_in(tab)
    tab.goto(f"/staff/outbox/{cases[0].letters.get().pk}/letter.html")
    assert tab.locator(".owner").evaluate("each => getComputedStyle(each).fontWeight") == "700"


def test_the_case_is_worked_by_keyboard_alone(tab, people, cases):
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/agree/")
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent.trim()") == "Agree and send the letter":
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/staff/cases/{cases[1].reference}/")
    assert "Decided: Refusal" in tab.locator("main").inner_text()


def test_a_double_click_on_a_decision_decides_once(tab, people, cases):
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/agree/")
    tab.get_by_role("button", name="Agree and send the letter").dblclick()
    tab.wait_for_url(f"**/staff/cases/{cases[1].reference}/")
    assert "Decided: Refusal" in tab.locator("main").inner_text()
    assert cases[1].decisions.filter(final=True).count() == 1


def test_the_back_button_after_deciding_harms_nothing(tab, people, cases):
    sign_in(tab)
    tab.goto(f"/staff/cases/{cases[1].reference}/agree/")
    tab.get_by_role("button", name="Agree and send the letter").click()
    tab.wait_for_url(f"**/staff/cases/{cases[1].reference}/")
    tab.go_back()
    tab.wait_for_url("**/agree/")
    tab.goto(f"/staff/cases/{cases[1].reference}/change/")
    assert "does not wait for a decision" in tab.locator("main").inner_text()
    assert cases[1].decisions.filter(final=True).count() == 1
