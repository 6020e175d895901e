"""Colours that the reader forces, no style sheets and no pictures, and text as large as it gets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from commonweal.office.records.models import Case
from tests.browser.council_tax_support import fill, go_on, start, start_with_all_answered
from tests.browser.test_casework import people, sign_in  # noqa: F401
from tests.browser.walk import SIDEWAYS
from tests.office.applications import REFUSED, apply

pytestmark = pytest.mark.django_db(transaction=True)
MARKED = """each => {
  const label = each.labels && each.labels[0];
  return [getComputedStyle(each), ...(label ? [getComputedStyle(label, "::before")] : [])].some(style =>
    parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none"
    && style.borderTopColor !== "rgba(0, 0, 0, 0)");
}"""
PLACES = ("apply/liable", "apply/home", "apply/other-income-kinds", "save", "status", "check-answers")


def test_with_forced_colours_every_control_keeps_an_edge_and_the_focus_a_line(tab: Page) -> None:
    tab.emulate_media(forced_colors="active")
    start_with_all_answered(tab)
    for place in PLACES:
        tab.goto(f"/council-tax-support/{place}")
        for each in tab.locator("main form :is(input:not([type=hidden]), textarea, select, button)").all():
            assert each.evaluate(MARKED), f"{place}: {each.evaluate('each => each.outerHTML')[:120]}"
        tab.keyboard.press("Tab")
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", place


def test_with_forced_colours_the_chosen_radio_is_told_from_the_others(tab: Page) -> None:
    tab.emulate_media(forced_colors="active")
    start(tab)
    fill(tab, {"liable": "yes"})
    dots = tab.evaluate(
        "[...document.querySelectorAll('.govuk-radios__label')].map("
        "each => getComputedStyle(each, '::after').opacity)"
    )
    assert dots == ["1", "0"]


def test_without_styles_pictures_and_scripts_an_application_is_read_in_order(
    chromium: Browser, site: str
) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    context.route("**/*.{css,js,svg,png,ico,woff2}", lambda route: route.abort())
    page = context.new_page()
    start(page)
    go_on(page)
    read = page.locator("body").inner_text()
    order = ["Skip to main content", "There is a problem", page.locator("main h1").inner_text(), "Continue"]
    places = [read.find(each) for each in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    fill(page, {"liable": "yes"})
    go_on(page)
    assert page.url.endswith("/apply/pension-age")
    assert page.locator("main form input[type=radio]").first.is_visible()
    # A picture without its file must leave words, or nothing that is missed.
    bare = page.locator("img:not([alt]), svg:not([aria-hidden]):not([role=img])")
    assert bare.count() == 0
    context.close()


def test_a_case_is_read_in_order_without_styles(chromium: Browser, site: str, people: object) -> None:  # noqa: F811
    case: Case = apply(REFUSED)
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    context.route("**/*.{css,js,svg,png,ico,woff2}", lambda route: route.abort())
    page = context.new_page()
    sign_in(page)
    page.goto(f"/staff/cases/{case.reference}/")
    page.get_by_role("button", name="Agree with the policy").click()
    page.get_by_role("button", name="Agree and send the letter").click()
    assert "Decided: Refusal" in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize("language", ["", "cy/"])
def test_text_twice_as_large_is_cut_off_nowhere(tab: Page, language: str) -> None:
    start_with_all_answered(tab)
    tab.set_viewport_size({"width": 640, "height": 512})
    for place in ("", *PLACES):
        tab.goto(f"/council-tax-support/{language}{place}")
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert tab.evaluate(SIDEWAYS) == [], place
        cut = tab.evaluate(
            "[...document.querySelectorAll('main :is(h1,h2,p,label,legend,button,dd,dt,a)')].filter(each =>"
            " getComputedStyle(each).overflow === 'hidden' && each.scrollHeight > each.clientHeight + 1"
            " && !each.closest('.govuk-visually-hidden')).map(each => each.outerHTML.slice(0, 100))"
        )
        assert cut == [], place
