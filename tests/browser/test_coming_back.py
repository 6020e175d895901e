"""Saving, coming back, the status page, equality questions and feedback, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from commonweal.office.equality.models import AnswerTotal
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Case
from tests.browser.conftest import Check
from tests.browser.council_tax_support import address, fill, go_on, send, start, start_with_all_answered

pytestmark = pytest.mark.django_db(transaction=True)
SERVICE = "/council-tax-support/"


def place(language: str, name: str = "") -> str:
    return f"{SERVICE}{'cy/' if language == 'cy' else ''}{name}"


def newest_link(outbox: Path) -> str:
    """The place in the newest message's link."""
    round_of_work()
    newest = max((outbox / "messages").glob("*.txt"))
    found = re.search(r"https?://[^/]+(/\S+/return/\S+)", newest.read_text())
    assert found
    return found[1]


def choose(page: Page, name: str, value: str) -> None:
    fill(page, {name: value})


@pytest.fixture(params=["tab", "plain_tab", "phone"])
def each(request: Any) -> Page:
    page: Page = request.getfixturevalue(request.param)
    return page


@pytest.fixture
def look(request: Any, check_accessible: Check) -> Any:
    """Checks a page: nothing wider than the screen and, where scripts run, nothing that axe finds."""
    name = request.node.callspec.params.get("each", "tab")

    def check(page: Page, where: str) -> None:
        page.wait_for_load_state("load")
        if name != "plain_tab":
            check_accessible(page, where)
            assert page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), where

    return check


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_person_saves_by_email_and_comes_back_elsewhere(
    each: Page, language: str, look: Any, chromium: Browser, site: str, settings: Any
) -> None:
    page = each
    start(page, language)
    fill(page, {"liable": "yes"})
    look(page, "question")
    with page.expect_navigation():
        page.locator('button[name="then"]').click()
    assert address(page) == "save"
    look(page, "save")
    go_on(page)
    look(page, "save, nothing chosen")
    choose(page, "how", "email")
    go_on(page)
    go_on(page)
    assert page.title().startswith("Gwall: " if language == "cy" else "Error: ")
    look(page, "email, with an error")
    fill(page, {"address": "sian@example.com"})
    go_on(page)
    look(page, "saved")
    expect(page.locator("main")).to_contain_text("sian@example.com")
    with page.expect_navigation():
        page.locator('form[action$="save/close"] button').click()
    look(page, "closed")
    link = newest_link(Path(settings.OUTBOX))
    assert ("/cy/" in link) == (language == "cy")
    elsewhere = chromium.new_context(base_url=site)
    other = elsewhere.new_page()
    other.goto(link)
    go_on(other)
    assert address(other) == "pension-age"
    elsewhere.close()
    page.goto(link)
    look(page, "link")
    go_on(page)
    look(page, "spent link")
    go_on(page)
    look(page, "asked")
    assert page.url.endswith("/return/asked")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_person_comes_back_with_words(each: Page, language: str, look: Any) -> None:
    page = each
    start(page, language)
    go_on(page)
    with page.expect_navigation():
        page.locator('a[href$="/save"]').first.click()
    choose(page, "how", "words")
    go_on(page)
    look(page, "words")
    values = page.locator(".govuk-summary-list__value").all_inner_texts()
    with page.expect_navigation():
        page.locator('form[action$="save/close"] button').click()
    page.goto(place(language, "return"))
    look(page, "come back")
    page.locator("#reference").fill(values[0])
    page.locator("#words").fill("wrong words for it")
    with page.expect_navigation():
        page.locator("main form button").nth(1).click()
    look(page, "come back, with an error")
    page.locator("#words").fill(values[1].upper())
    with page.expect_navigation():
        page.locator("main form button").nth(1).click()
    assert address(page) == "liable"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_after_sending_the_status_says_where_it_is(each: Page, language: str, look: Any) -> None:
    page = each
    start_with_all_answered(page)
    page.goto(place(language, "check-answers"))
    go_on(page)
    look(page, "equality")
    page.locator('label[for="q0-2"]').click()
    with page.expect_navigation():
        page.locator("main form").nth(1).locator("button").first.click()
    assert AnswerTotal.objects.get().answer == "25 to 34"
    look(page, "confirmation")
    round_of_work()
    with page.expect_navigation():
        page.locator('a[href$="/status"]').click()
    look(page, "status")
    expect(page.locator("main")).to_contain_text(Case.objects.get().shown_reference)
    with page.expect_navigation():
        page.locator('a[href*="/status/letter/"]').click()
    look(page, "letter")
    page.goto(place(language, "status"))
    with page.expect_navigation():
        page.locator('a[href*="feedback?"][href*="step=status"]').click()
    look(page, "feedback")


def test_skipping_the_equality_questions_is_one_press(tab: Page) -> None:
    start_with_all_answered(tab)
    send(tab)
    assert "/confirmation/" in tab.url
    assert not AnswerTotal.objects.exists()


def test_two_tabs_that_change_one_answer_both_show_it(tab: Page) -> None:
    start_with_all_answered(tab)
    second = tab.context.new_page()
    second.goto(place("en", "apply/savings?change=yes"))
    fill(second, {"savings": "900"})
    go_on(second)
    go_on(tab)
    expect(tab.locator("h2.govuk-notification-banner__heading")).to_have_text(
        "Your answers have changed since you opened this page"
    )
    expect(tab.locator("main")).to_contain_text("£900")
    assert not Case.objects.exists()
    go_on(tab)
    assert Case.objects.count() == 1


def test_the_measures_are_accessible(tab: Page, site: str, check_accessible: Check) -> None:
    from commonweal.office.pages.models import Feedback
    from tests.browser.test_casework import PASSWORD
    from tests.office.applications import staff

    for satisfaction in (5, 4, 4, 1):
        Feedback.objects.create(
            service="council-tax-support",
            step="sent",
            language="en",
            satisfaction=satisfaction,
            improve="Good",
        )
    lee = staff("team leader", "lee")
    lee.set_password(PASSWORD)
    lee.save()
    tab.goto("/staff/measures/")
    tab.get_by_label("Username").fill("lee")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.locator("h1")).to_have_text("Measures")
    check_accessible(tab, "measures")
