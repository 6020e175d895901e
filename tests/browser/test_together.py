"""An adviser and a person on one application: each sees what the other changed, and loses nothing typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Check
from tests.browser.test_helping import sign_in

PLACE = "/council-tax-support/"
SAID = "Asha Patel or another of your pages has changed something here."
MOVED = "The person has gone to another page, or an answer has changed."


@pytest.fixture
def joined(tab: Page, phone: Page, site: str) -> str:
    """The person allowed it, and is on their first question; gives where the adviser is."""
    phone.goto(PLACE)
    phone.locator("main form button").first.click()
    phone.goto(f"{PLACE}help-me?page=liable")
    phone.locator("main form button").first.click()
    code = phone.locator(".govuk-summary-list__value").first.inner_text()
    sign_in(tab, site)
    tab.goto("/staff/helping/join/")
    tab.fill("#code", code)
    tab.get_by_role("button", name="Ask to join").click()
    expect(tab.locator("h1")).to_have_text("Waiting for the person")
    # Nobody has to press "Check for an answer": the page that waits sees that somebody asks.
    expect(phone.locator("main")).to_contain_text("Asha Patel", timeout=15_000)
    phone.locator("button[value=allow]").click()
    phone.goto(f"{PLACE}apply/liable")
    expect(tab.locator("h1")).to_have_text("Application with somebody", timeout=15_000)
    return re.sub(r"#.*", "", tab.url)


def test_the_adviser_follows_the_person_from_page_to_page(tab: Page, phone: Page, joined: str) -> None:
    expect(tab.locator("main a[href$='#liable']")).to_be_visible(timeout=15_000)
    phone.locator("#liable").check()
    phone.locator("main form button").first.click()
    expect(phone.locator("h1")).to_contain_text("State Pension age")
    expect(tab.locator("main a[href$='#pension-age']")).to_be_visible(timeout=15_000)
    expect(tab.locator("[data-together]")).to_contain_text(MOVED)
    assert "Yes" in tab.inner_text("main .govuk-summary-list")


def test_the_person_sees_what_the_adviser_typed(
    tab: Page, phone: Page, joined: str, check_accessible: Check
) -> None:
    tab.goto(f"{joined}part/1/")
    tab.locator("#liable").check()
    tab.get_by_role("button", name="Save and continue").click()
    expect(phone.locator("#liable")).to_be_checked(timeout=15_000)
    expect(phone.locator("[data-together]")).to_contain_text(SAID)
    check_accessible(phone, "changed")


def test_what_the_person_is_typing_is_never_thrown_away(tab: Page, phone: Page, joined: str) -> None:
    phone.locator("#liable").check()
    phone.goto(f"{PLACE}apply/liable")
    phone.locator("#liable-2").check()
    tab.goto(f"{joined}part/1/")
    tab.locator("#liable").check()
    tab.get_by_role("button", name="Save and continue").click()
    status = phone.locator("[data-together]")
    expect(status).to_contain_text(SAID, timeout=15_000)
    assert phone.locator("#liable-2").is_checked()
    status.get_by_role("link", name="Show it").click()
    expect(phone.locator("#liable")).to_be_checked()


def test_what_the_adviser_is_typing_is_never_thrown_away(
    tab: Page, phone: Page, joined: str, check_accessible: Check
) -> None:
    tab.goto(f"{joined}part/1/")
    tab.locator("#home-line1").fill("1 High Street")
    phone.locator("#liable").check()
    phone.locator("main form button").first.click()
    expect(tab.locator("[data-together]")).to_contain_text(MOVED, timeout=15_000)
    assert tab.input_value("#home-line1") == "1 High Street"
    check_accessible(tab, "the person has moved")


def test_when_the_person_stops_it_the_advisers_page_shows_nothing(
    tab: Page, phone: Page, joined: str
) -> None:
    phone.locator("form[action$='help-me/stop'] button").click()
    expect(tab.locator("h1")).to_have_text("You are not helping this person any more", timeout=15_000)
