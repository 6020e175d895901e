"""A service in Urdu, in a real browser: nothing for axe to find, at full width and on the narrowest phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from commonweal.office.catalogue import service as catalogue
from tests.browser.conftest import Check

FOLDER = Path(__file__).parents[1] / "office" / "languages" / "help-to-travel"
FILLED = {
    "full-name": {"full-name": "عائشہ خان"},
    "born": {"born-day": "27", "born-month": "3", "born-year": "1985"},
    "resident": "resident",
    "travel": "travel",
}


@pytest.mark.parametrize("width", [1100, 320])
def test_every_page_is_accessible_and_fits(tab: Page, width: int, check_accessible: Check) -> None:
    catalogue.add(FOLDER)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("/help-to-travel/ur/")
    check_accessible(tab, "start")
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    with tab.expect_navigation():
        tab.locator("main form button").first.click()
    for address, fields in FILLED.items():
        assert tab.url.endswith(f"/apply/{address}")
        check_accessible(tab, address)
        _fits(tab, width)
        with tab.expect_navigation():
            tab.locator("main form button").first.click()
        check_accessible(tab, f"{address} with errors")
        if isinstance(fields, dict):
            for name, value in fields.items():
                tab.fill(f"#{name}", value)
        else:
            tab.locator(f"[name={fields}]").first.check()
        with tab.expect_navigation():
            tab.locator("main form button").first.click()
    radio = tab.locator("body")
    assert radio.count() == 1


def test_a_radio_stands_before_its_words_on_the_right(tab: Page) -> None:
    catalogue.add(FOLDER)
    tab.goto("/help-to-travel/ur/")
    with tab.expect_navigation():
        tab.locator("main form button").first.click()
    for address in ("full-name", "born", "resident"):
        fields = FILLED[address]
        if isinstance(fields, dict):
            for name, value in fields.items():
                tab.fill(f"#{name}", value)
        else:
            tab.locator(f"[name={fields}]").first.check()
        with tab.expect_navigation():
            tab.locator("main form button").first.click()
    dot = tab.locator(".govuk-radios__input").first.bounding_box()
    words = tab.locator(".govuk-radios__label").first.bounding_box()
    assert dot and words
    assert dot["x"] > words["x"]
    assert dot["x"] + dot["width"] <= 1100
    from os import environ

    if environ.get("COMMONWEAL_PICTURES"):
        tab.screenshot(path=f"{environ['COMMONWEAL_PICTURES']}/urdu.png", full_page=True)


def _fits(tab: Page, width: int) -> None:
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
