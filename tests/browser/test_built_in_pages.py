"""The home page and the pages that every service has, in English and Welsh."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Check
from tests.browser.council_tax_support import fill, go_on

PAGES = (
    "",
    "cookies",
    "accessibility",
    "privacy",
    "contact",
    "feedback",
    "no-such-page",
    "council-tax-support/",
)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_is_accessible(tab: Page, language: str, check_accessible: Check) -> None:
    for name in PAGES:
        prefix = "" if language == "en" else "cy/"
        place = f"/{prefix}{name}" if "/" not in name else f"/{name}{prefix}"
        tab.goto(place)
        assert tab.locator("html").get_attribute("lang") == language, place
        check_accessible(tab, place)


def test_a_missing_address_gets_a_kind_page(plain_tab: Page) -> None:
    answered = plain_tab.goto("/council-tax-support/apply/nonsense")
    assert answered is not None
    assert answered.status == 404


@pytest.mark.parametrize("language", ["en", "cy"])
def test_feedback_is_given(tab: Page, language: str, check_accessible: Check) -> None:
    tab.goto("/feedback?service=council-tax-support" if language == "en" else "/cy/feedback")
    go_on(tab)
    assert tab.title().startswith("Error: " if language == "en" else "Gwall: ")
    check_accessible(tab, "feedback with an error")
    fill(tab, {"satisfaction": "5", "improve": "x"})
    expect(tab.locator(".govuk-character-count__status")).to_contain_text(re.compile("1,?199"))
    go_on(tab)
    assert tab.url.endswith("?thanks")
    check_accessible(tab, "thanks")
