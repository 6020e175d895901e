"""Forms as pages, keying a form, and help near you, in a real browser: nothing for axe to find."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page

from commonweal.insight.places import read_mapping
from commonweal.office.accounts.models import User
from commonweal.office.places import service as places
from commonweal.office.places.actions.import_file import import_file
from commonweal.office.records.actor import Actor
from tests.browser.conftest import Check
from tests.office.applications import staff
from tests.office.places.test_help_near_you import LIBRARIES, MAPPING, POSTCODES

PICTURES = os.environ.get("COMMONWEAL_PICTURES")


@pytest.mark.parametrize("width", [1100, 320])
@pytest.mark.parametrize("language", ["", "cy/"])
def test_forms_as_pages_are_accessible_and_fit(
    tab: Page, width: int, language: str, check_accessible: Check
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for place in ("paper", "paper/form.html", "paper/form-large.html"):
        tab.goto(f"/council-tax-support/{language}{place}")
        check_accessible(tab, place)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, place


@pytest.mark.parametrize("language", ["", "cy/"])
def test_help_near_you_is_accessible_and_fits_a_phone(
    plain_tab: Page, tab: Page, language: str, check_accessible: Check
) -> None:
    mapping, _ = read_mapping(MAPPING, "m.yaml")
    import_file("postcodes.csv", POSTCODES, None, Actor.worker())
    import_file("libraries.csv", LIBRARIES, mapping, Actor.worker())
    places.forget()
    tab.set_viewport_size({"width": 320, "height": 640})
    for page in (tab, plain_tab):
        page.goto(f"/council-tax-support/{language}help-near-you")
        page.locator("main form button").click()
        assert page.locator(".govuk-error-summary").count() == 1
        if page is tab:
            check_accessible(page, "with errors")
        page.fill("#postcode", "M33 7ZF")
        page.locator("main form button").click()
        assert page.locator("ol li").count() == 3
    check_accessible(tab, "results")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    if PICTURES:
        tab.screenshot(path=f"{PICTURES}/places-{language[:2] or 'en'}.png", full_page=True)
    places.forget()


def test_keying_is_accessible_from_start_to_end(tab: Page, check_accessible: Check) -> None:
    user: User = staff("adviser")
    user.set_password("a long password for tests")
    user.save()
    tab.goto("/staff/sign-in/")
    tab.fill("input[name=username]", user.username)
    tab.fill("input[name=password]", "a long password for tests")
    tab.locator("main form button").click()
    tab.goto("/staff/keying/")
    check_accessible(tab, "start")
    tab.get_by_role("button", name="Start keying").click()
    check_accessible(tab, "start with errors")
    from django.utils import timezone

    today = timezone.localdate()
    for part in ("day", "month", "year"):
        tab.fill(f"#received-{part}", str(getattr(today, part)))
    tab.locator("[name=service]").first.check()
    tab.get_by_role("button", name="Start keying").click()
    for part in range(1, 6):
        tab.goto(tab.url.rsplit("/", 2)[0] + f"/{part}/")
        check_accessible(tab, f"part {part}")
        with tab.expect_navigation():
            tab.get_by_role("button", name="Save and continue").click()
        check_accessible(tab, f"part {part} with errors")
        if PICTURES:
            tab.screenshot(path=f"{PICTURES}/keying-{part}.png", full_page=True)
    tab.goto(tab.url.rsplit("/", 2)[0] + "/check/")
    check_accessible(tab, "check")
