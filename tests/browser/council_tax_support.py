"""How somebody applies for Council Tax Support in a browser: what they answer, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from commonweal.office.applying.models import Application

ANSWERS: dict[str, dict[str, str]] = {
    "liable": {"liable": "yes"},
    "pension-age": {"pension-age": "no"},
    "home": {"home-line1": "1 High Street", "home-town": "Sale", "home-postcode": "M33 7ZF"},
    "tenure": {"tenure": "private"},
    "council-tax-band": {"council-tax-band": "c"},
    "council-tax-bill": {"council-tax-bill": "1436.20"},
    "full-name": {"full-name": "Siân Lloyd"},
    "date-of-birth": {"date-of-birth-day": "27", "date-of-birth-month": "3", "date-of-birth-year": "1985"},
    "national-insurance-number": {"national-insurance-number": "QQ 12 34 56 C"},
    "partner": {"partner": "no"},
    "children": {"children": "yes"},
    "children/1/name": {"name": "Mared Lloyd"},
    "children/1/born": {"born-day": "13", "born-month": "5", "born-year": "2019"},
    "other-adults": {"other-adults": "no"},
    "works": {"works": "yes"},
    "self-employed": {"self-employed": "no"},
    "earnings": {"earnings-amount": "100", "earnings-per": "week"},
    "gets-universal-credit": {"gets-universal-credit": "no"},
    "other-income-kinds": {"other-income-kinds": "none"},
    "disability-benefits": {"disability-benefits": "no"},
    "savings": {"savings": "200"},
}
"""A single person with a child and a small wage. A page that is not here is optional, and left blank."""


def fill(page: Page, fields: dict[str, str]) -> None:
    """Fill in a page's form, by the names of its fields."""
    for name, value in fields.items():
        choice = page.locator(f'input[name="{name}"][value="{value}"]')
        if choice.count():
            page.locator(f'label[for="{choice.get_attribute("id")}"]').click()
        else:
            page.locator(f'[name="{name}"]').fill(value)


def go_on(page: Page) -> None:
    """Press the page's own button, and wait for the page that follows."""
    with page.expect_navigation():
        page.locator("main form button").first.click()


def start(page: Page, language: str = "en") -> None:
    """From the service's first page to the first question."""
    page.goto("/council-tax-support/" + ("cy/" if language == "cy" else ""))
    go_on(page)


def address(page: Page) -> str:
    """Which question a page is: `savings`, `children/1/name`; the last part of any other page's address."""
    place = page.url.split("?")[0]
    return place.split("/apply/")[1] if "/apply/" in place else place.rsplit("/", 1)[-1]


def pages_until_check(
    page: Page, answers: dict[str, dict[str, str]] | None = None, most: int = 60
) -> Iterator[str]:
    """Answer every question until check-answers, stopping at each page before it is filled in."""
    answers = ANSWERS if answers is None else answers
    children_told = False
    for _ in range(most):
        here = address(page)
        if here == "check-answers":
            return
        yield here
        fields = answers.get(here, {})
        if here == "children" and children_told:
            fields = {"children": "no"}
        children_told = children_told or here == "children/1/born"
        fill(page, fields)
        go_on(page)
    raise AssertionError(f"check-answers was not reached; the last page was {page.url}")


STORED: dict[str, object] = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 High Street", "town": "Sale", "postcode": "M33 7ZF"},
    "tenure": "private",
    "council_tax_band": "c",
    "council_tax_bill": "1436.20",
    "council_tax_account": None,
    "full_name": "Siân Lloyd",
    "date_of_birth": "1985-03-27",
    "national_insurance_number": "QQ123456C",
    "email": None,
    "phone": None,
    "partner": False,
    "children": [{"name": "Mared Lloyd", "born": "2019-05-13"}],
    "other_adults": [],
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "100.00", "per": "week"},
    "gets_universal_credit": False,
    "other_income_kinds": [],
    "disability_benefits": False,
    "savings": "200.00",
    "how_we_write": {"way": "post", "form": "standard"},
}
"""The same answers as they are kept."""


def start_with_all_answered(page: Page) -> None:
    """Start, and find everything answered but nothing sent."""
    start(page)
    Application.objects.update(answers=STORED)
    page.goto("/council-tax-support/check-answers")
    assert address(page) == "check-answers", page.url


def send(page: Page) -> None:
    """Send from check-answers, and skip the equality questions."""
    go_on(page)
    if address(page) == "equality":
        go_on(page)


def apply(page: Page, language: str = "en", at_each: Callable[[str], None] | None = None) -> str:
    """Apply from the first page to the confirmation; gives the reference."""
    start(page, language)
    for here in pages_until_check(page):
        if at_each:
            at_each(here)
    send(page)
    return page.locator(".govuk-panel__body strong").inner_text()
