"""Somebody applies, in a real browser: with and without JavaScript, in English and Welsh, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from commonweal.office.records.models import Case
from tests.browser.conftest import Check
from tests.browser.council_tax_support import (
    address,
    apply,
    fill,
    go_on,
    pages_until_check,
    send,
    start,
    start_with_all_answered,
)

OPTIONAL = {"council-tax-account", "email", "phone", "how-we-write"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_and_every_error_is_accessible(tab: Page, language: str, check_accessible: Check) -> None:
    start(tab, language)
    for here in pages_until_check(tab):
        check_accessible(tab, here)
        if here not in OPTIONAL:
            go_on(tab)
            assert tab.title().startswith("Gwall: " if language == "cy" else "Error: "), here
            expect(tab.locator(".govuk-error-summary")).to_be_focused()
            check_accessible(tab, f"{here} with errors")
    check_accessible(tab)
    go_on(tab)
    check_accessible(tab, "equality")
    go_on(tab)
    assert "/confirmation/" in tab.url
    check_accessible(tab)
    assert Case.objects.get().language == language


def test_a_person_applies_without_javascript(plain_tab: Page) -> None:
    start(plain_tab)
    for here in pages_until_check(plain_tab):
        if here not in OPTIONAL:
            go_on(plain_tab)
            assert plain_tab.title().startswith("Error: "), here
            expect(plain_tab.locator(".govuk-error-summary")).to_be_visible()
    send(plain_tab)
    expect(plain_tab.locator("h1")).to_have_text("Application sent")
    expect(plain_tab.locator("main")).to_contain_text("£27.54 a week")
    assert Case.objects.get().applicant == "Siân Lloyd"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_nothing_is_wider_than_a_phone(phone: Page, language: str) -> None:
    def fits(where: str) -> None:
        phone.wait_for_load_state("load")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, where

    phone.goto("/cy/" if language == "cy" else "/")
    fits("home")
    apply(phone, language, at_each=fits)
    fits("confirmation")


def test_the_language_is_switched_on_any_page_without_losing_the_place(plain_tab: Page) -> None:
    start(plain_tab)
    for here in pages_until_check(plain_tab):
        for language in ("cy", "en"):
            plain_tab.locator(".cw-language a").click()
            expect(plain_tab.locator("html")).to_have_attribute("lang", language)
            assert address(plain_tab) == here


def test_one_answer_is_changed_and_one_comes_straight_back(plain_tab: Page) -> None:
    start_with_all_answered(plain_tab)
    with plain_tab.expect_navigation():
        plain_tab.locator('a[href*="/apply/savings?"]').click()
    fill(plain_tab, {"savings": "900"})
    go_on(plain_tab)
    assert address(plain_tab) == "check-answers"
    expect(plain_tab.locator("main")).to_contain_text("£900")


def test_a_newly_needed_question_is_asked_on_the_way_back(tab: Page) -> None:
    start_with_all_answered(tab)
    with tab.expect_navigation():
        tab.locator('a[href*="/apply/partner?"]').click()
    fill(tab, {"partner": "yes"})
    go_on(tab)
    assert address(tab) == "partner-name"
    fill(tab, {"partner-name": "Owain Lloyd"})
    go_on(tab)
    assert address(tab) == "partner-date-of-birth"


@pytest.mark.parametrize("answer", [{"liable": "no"}, {"savings": "20000"}])
def test_not_being_eligible_is_a_page_that_says_what_to_do(
    tab: Page, answer: dict[str, str], check_accessible: Check
) -> None:
    wanted = next(iter(answer))
    start_with_all_answered(tab)
    tab.goto(f"/council-tax-support/apply/{wanted}")
    fill(tab, answer)
    go_on(tab)
    assert "/apply/stop/" in tab.url
    expect(tab.locator(".govuk-error-summary")).to_have_count(0)
    check_accessible(tab)
    with tab.expect_navigation():
        tab.locator("main a", has_text="Change your answer").click()
    assert address(tab) == wanted


def test_back_in_the_browser_after_sending_is_harmless(tab: Page) -> None:
    start_with_all_answered(tab)
    send(tab)
    reference = tab.locator(".govuk-panel__body strong").inner_text()
    tab.goto("/council-tax-support/check-answers")
    if tab.locator("main form button").count():
        go_on(tab)
    else:
        expect(tab.locator("h1")).to_have_text("You have already sent this application")
        with tab.expect_navigation():
            tab.locator("main a.govuk-button").click()
    assert reference in tab.content()
    assert Case.objects.count() == 1


def test_a_child_is_removed_after_asking(tab: Page, check_accessible: Check) -> None:
    start_with_all_answered(tab)
    tab.goto("/council-tax-support/apply/children")
    check_accessible(tab, "the list")
    with tab.expect_navigation():
        tab.locator("a", has_text="Remove").first.click()
    check_accessible(tab, "removing")
    go_on(tab)
    check_accessible(tab, "removing, with an error")
    fill(tab, {"remove": "yes"})
    go_on(tab)
    assert "Mared" not in tab.content()


def test_a_second_press_of_the_button_does_nothing(tab: Page) -> None:
    start_with_all_answered(tab)
    tab.locator("main form button").first.dblclick()
    expect(tab.locator("h1")).to_have_text("Equality questions")
    assert Case.objects.count() == 1


def test_the_confirmation_belongs_to_the_browser_that_sent(
    tab: Page, phone: Page, check_accessible: Check
) -> None:
    start_with_all_answered(tab)
    send(tab)
    sent = re.sub(r"^https?://[^/]+", "", tab.url)
    assert phone.goto(sent).status == 404  # type: ignore[union-attr]
    expect(phone.locator("h1")).to_have_text("We cannot show this confirmation")
    assert "Siân" not in phone.content()
    check_accessible(phone)


def test_the_skip_link_and_the_keyboard_alone_are_enough(tab: Page) -> None:
    start(tab)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to main content"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main-content"
    tab.locator('input[name="liable"]').first.focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/apply/pension-age"))
