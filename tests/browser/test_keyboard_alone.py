"""Whole tasks with the keys Tab, Enter, Space, the arrows and letters: what has the focus is always seen."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from commonweal.office.records.models import Case
from tests.browser.council_tax_support import ANSWERS, address
from tests.browser.test_casework import cases, people  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 80
FOCUS = """() => {
  const has = document.activeElement;
  if (!has || has === document.body) return null;
  const label = has.labels && has.labels[0];
  const box = has.getBoundingClientRect();
  const styles = [getComputedStyle(has), getComputedStyle(has, "::before")];
  if (label) styles.push(getComputedStyle(label, "::before"));
  const marked = styles.some(each =>
    (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== "none");
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].map(
    ([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const mine = each => each && (each === has || has.contains(each) || each.contains(has)
    || (label && (label === each || label.contains(each))));
  return {
    tag: has.tagName, type: has.type || "", name: has.name || "", value: has.value || "",
    text: has.textContent.trim(), html: has.outerHTML.slice(0, 120), marked,
    seen: points.some(mine) && box.width > 0,
  };
}"""


def focus(page: Page) -> dict[str, Any]:
    """What has the focus, which must be seen to have it."""
    has = page.evaluate(FOCUS)
    assert has is not None, f"{page.url}: nothing has the focus"
    if has["tag"] != "MAIN":
        assert has["marked"], f"{page.url}: no sign of the focus on {has['html']}"
        assert has["seen"], f"{page.url}: the focus is hidden on {has['html']}"
    return dict(has)


def tab_to(page: Page, wanted: str, tag: str = "") -> None:
    """Tab to what says or is called something."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        has = focus(page)
        if (wanted in (has["name"], has["text"]) or wanted in has["html"]) and tag in ("", has["tag"]):
            return
    raise AssertionError(f"{page.url}: Tab never comes to {wanted}")


def skip(page: Page) -> None:
    """Use the skip link: the first thing that Tab comes to."""
    page.keyboard.press("Tab")
    assert focus(page)["html"].startswith('<a href="#main-content"')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def choose(page: Page, value: str) -> None:
    """In a group of radios, with Space or the arrows."""
    if focus(page)["value"] == value:
        page.keyboard.press("Space")
        return
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if focus(page)["value"] == value:
            assert page.evaluate("document.activeElement.checked")
            return
    raise AssertionError(f"{page.url}: the arrows never come to {value}")


def answer(page: Page, fields: dict[str, str]) -> None:
    """Fill in what a page asks, in the order that Tab comes to it."""
    left = dict(fields)
    for _ in range(MOST):
        if not left:
            return
        page.keyboard.press("Tab")
        has = focus(page)
        if has["name"] not in left:
            continue
        if has["type"] == "radio":
            choose(page, left.pop(has["name"]))
        elif has["type"] == "checkbox":
            if has["value"] == left[has["name"]]:
                page.keyboard.press("Space")
                left.pop(has["name"])
        else:
            page.keyboard.type(left.pop(has["name"]))
    raise AssertionError(f"{page.url}: Tab never comes to {sorted(left)}")


def press_button(page: Page) -> None:
    """Tab to the next button and press it."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if focus(page)["tag"] == "BUTTON":
            # The skip link's own change of address is a navigation too, and may come late.
            page.evaluate("document.body.dataset.before = ''")
            page.keyboard.press("Enter")
            expect(page.locator("body[data-before]")).to_have_count(0)
            page.wait_for_load_state()
            return
    raise AssertionError(f"{page.url}: Tab never comes to a button")


def test_a_whole_application_needs_no_mouse(tab: Page) -> None:
    page = tab
    page.goto("/council-tax-support/")
    skip(page)
    press_button(page)
    told = False
    for _ in range(60):
        here = address(page)
        if here == "check-answers":
            break
        skip(page)
        fields = ANSWERS.get(here, {}) if not (here == "children" and told) else {"children": "no"}
        told = told or here == "children/1/born"
        answer(page, fields)
        press_button(page)
    assert address(page) == "check-answers"
    for _ in range(2):
        skip(page)
        press_button(page)
    expect(page.locator("h1")).to_have_text("Application sent")
    assert Case.objects.get().applicant == "Siân Lloyd"


def test_the_error_summary_takes_the_focus_and_leads_to_the_answer(tab: Page) -> None:
    tab.goto("/council-tax-support/")
    skip(tab)
    press_button(tab)
    skip(tab)
    press_button(tab)
    expect(tab.locator(".govuk-error-summary")).to_be_focused()
    tab.keyboard.press("Tab")
    assert focus(tab)["tag"] == "A"
    tab.keyboard.press("Enter")
    assert focus(tab)["name"] == "liable"
    tab.keyboard.press("Space")
    press_button(tab)
    assert address(tab) == "pension-age"


def test_tab_goes_through_a_page_in_the_order_it_is_read(tab: Page) -> None:
    tab.goto("/council-tax-support/")
    skip(tab)
    press_button(tab)
    tops = []
    for _ in range(MOST):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
        focus(tab)
        tops.append(tab.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        assert tab.evaluate("document.activeElement.tabIndex") <= 0
    assert len(tops) > 5
    # Things side by side may be a few pixels apart; nothing leads back up the page.
    assert all(after >= before - 30 for before, after in pairwise(tops[1:]))


def test_a_caseworker_agrees_a_case_with_keys_alone(tab: Page, people: Any, cases: Any) -> None:  # noqa: F811
    page = tab
    page.goto("/staff/sign-in/")
    skip(page)
    answer(page, {"username": "morgan", "password": "correct-horse-battery"})
    press_button(page)
    assert page.url.endswith("/staff/")
    tab_to(page, cases[1].reference, "A")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "Agree with the policy")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "Agree and send the letter", "BUTTON")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Decided: Refusal" in page.locator("main").inner_text()
