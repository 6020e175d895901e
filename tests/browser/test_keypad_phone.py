"""A phone with keys: 240 by 320 pixels, no scripts, no pointer, a browser that many pages turn away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from commonweal.office.records.models import Case
from tests.browser.council_tax_support import ANSWERS, address, start_with_all_answered

pytestmark = pytest.mark.django_db(transaction=True)
AGENT = "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5"
PLACES = ("", "apply/home", "apply/other-income-kinds", "save", "check-answers", "remove/children/1", "leave")
WIDEST = """[...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > 241 && !each.closest(".govuk-visually-hidden, svg"))
  .slice(0, 3).map(each => each.outerHTML.slice(0, 100))"""


@pytest.fixture
def keypad(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=site, viewport={"width": 240, "height": 320}, user_agent=AGENT, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def to(page: Page, selector: str, most: int = 60) -> None:
    """Press the key that moves on until what is wanted has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached on {page.url}")


def answer(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        kind = page.evaluate("name => document.getElementsByName(name)[0].type", name)
        to(page, f'[name="{name}"]')
        if kind == "radio":
            # Which of a group has the focus first is the browser's; the arrows go round.
            for _ in range(12):
                if page.evaluate("document.activeElement.value") == value:
                    break
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Space")
        elif kind == "checkbox":
            while page.evaluate("document.activeElement.value") != value:
                page.keyboard.press("Tab")
            page.keyboard.press("Space")
        else:
            page.keyboard.type(value)


def on(page: Page) -> None:
    to(page, "main form button:not([value=later])")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_whole_application_is_made_with_keys_alone(keypad: Page) -> None:
    keypad.goto("/council-tax-support/")
    on(keypad)
    told = False
    for _ in range(40):
        here = address(keypad)
        if here == "check-answers":
            break
        assert keypad.evaluate(WIDEST) == [], here
        answer(keypad, {"children": "no"} if here == "children" and told else ANSWERS.get(here, {}))
        told = told or here == "children/1/born"
        on(keypad)
    assert keypad.evaluate(WIDEST) == [], "check-answers"
    on(keypad)
    on(keypad)
    expect(keypad.locator("h1")).to_have_text("Application sent")
    assert Case.objects.get().applicant == "Siân Lloyd"


@pytest.mark.parametrize("language", ["", "cy/"])
def test_nothing_is_wider_than_its_screen(keypad: Page, language: str) -> None:
    start_with_all_answered(keypad)
    for place in PLACES:
        keypad.goto(f"/council-tax-support/{language}{place}")
        assert keypad.evaluate(WIDEST) == [], place
        assert keypad.evaluate("document.documentElement.scrollWidth") <= 240, place
