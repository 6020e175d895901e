"""Helping somebody, in a real browser: nothing for axe to find, nothing of one person left for another."""

from __future__ import annotations

import os
import re

import pytest
from django.test import Client
from playwright.sync_api import Page

from commonweal.office.helping.models import Membership, Organisation
from tests.browser.conftest import Check
from tests.office.applications import staff

PICTURES = os.environ.get("COMMONWEAL_PICTURES")
SECRET = "Siân Secret-Name"


def sign_in(tab: Page, site: str, role: str = "adviser") -> None:
    user = staff(role)
    user.first_name, user.last_name = "Asha", "Patel"
    user.save()
    if role == "adviser":
        Membership.objects.create(user=user, organisation=Organisation.objects.create(name="Sale Library"))
    client = Client()
    client.force_login(user)
    tab.context.add_cookies([{"name": "staff", "value": client.cookies["staff"].value, "url": site}])


def begin(tab: Page, language: str = "en") -> str:
    """Begin with somebody; gives the address of what is about them."""
    tab.goto("/staff/helping/new/")
    tab.locator("[name=service]").first.check()
    tab.locator(f"[name=language][value={language}]").check()
    tab.locator("[name=channel]").first.check()
    tab.get_by_role("button", name="Continue").click()
    tab.locator("[name=agreed][value=yes]").check()
    tab.get_by_role("button", name="Start the application").click()
    found = re.match(r".*(/staff/helping/[^/]+/)part/1/", tab.url)
    assert found, tab.url
    return found[1]


def fits(tab: Page) -> bool:
    width = tab.evaluate("document.documentElement.scrollWidth")
    return bool(width <= tab.evaluate("window.innerWidth"))


def picture(tab: Page, name: str) -> None:
    if PICTURES:
        tab.screenshot(path=f"{PICTURES}/helping-{name}.png", full_page=True)


@pytest.mark.parametrize("width", [1100, 320])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_advisers_pages_are_accessible_and_fit(
    tab: Page, site: str, width: int, language: str, check_accessible: Check
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    sign_in(tab, site)

    def look(name: str) -> None:
        check_accessible(tab, name)
        assert fits(tab), name
        picture(tab, f"{name}-{language}-{width}".replace(" ", "-"))

    for place in ("", "new/", "continue/", "join/"):
        tab.goto(f"/staff/helping/{place}")
        look(place.strip("/") or "home")
        if place:
            tab.locator("main form button").last.click()
            look(f"{place.strip('/')} with errors")
    place = begin(tab, language)
    tab.goto("/staff/helping/")
    look("home with somebody")
    for part in range(1, 6):
        tab.goto(f"{place}part/{part}/")
        look(f"part {part}")
        with tab.expect_navigation():
            tab.get_by_role("button", name="Save and continue").click()
        look(f"part {part} with errors")
    for name in ("", "check/", "hand-over/"):
        tab.goto(place + name)
        look(name.strip("/") or "overview")
    tab.get_by_role("button", name="Hand it over").click()
    look("hand over with errors")
    tab.locator("[name=how][value=words]").check()
    tab.get_by_role("button", name="Hand it over").click()
    look("handed over")
    tab.goto(place)
    look("ended")


@pytest.mark.parametrize("script", [True, False])
def test_the_back_button_shows_nothing_of_the_person_before(
    tab: Page, plain_tab: Page, site: str, script: bool, check_accessible: Check
) -> None:
    page = tab if script else plain_tab
    sign_in(page, site)
    place = begin(page)
    page.goto(f"{place}part/2/")
    page.fill("#full-name", SECRET)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    page.goto(f"{place}part/2/")
    assert page.input_value("#full-name") == SECRET
    page.fill("#full-name", f"{SECRET}, half typed")
    page.get_by_role("button", name="New person").click()
    page.wait_for_load_state("load")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state("load")
        assert "Secret-Name" not in page.content()
        assert page.locator(f"input[value*='{SECRET}']").count() == 0
        if "about somebody you are not helping" in page.content() and script:
            check_accessible(page, "not here")
            picture(page, "not-here")
    second = begin(page)
    page.goto(f"{second}part/2/")
    assert page.input_value("#full-name") == ""
    page.go_back()
    assert "Secret-Name" not in page.content()


def test_a_second_tab_with_the_person_before_saves_nothing_and_says_so(tab: Page, site: str) -> None:
    sign_in(tab, site)
    place = begin(tab)
    other = tab.context.new_page()
    other.goto(f"{place}part/2/")
    other.fill("#full-name", SECRET)
    tab.get_by_role("button", name="New person").click()
    second = begin(tab)
    with other.expect_navigation():
        other.get_by_role("button", name="Save and continue").click()
    assert "Nothing was saved." in other.inner_text("main")
    tab.goto(f"{second}part/2/")
    assert tab.input_value("#full-name") == ""


@pytest.mark.parametrize("language", ["", "cy/"])
def test_the_person_asks_allows_and_stops_without_a_script(
    plain_tab: Page, tab: Page, phone: Page, site: str, language: str, check_accessible: Check
) -> None:
    person = plain_tab
    place = f"/council-tax-support/{language}"
    name = language.strip("/") or "en"
    for page in (person, phone):
        page.goto(place)
        page.locator("main form button").first.click()
    person.locator(f"a[href^='{place}help-me']").click()
    assert fits(person)
    person.locator("main form button").first.click()
    code = person.locator(".govuk-summary-list__value").first.inner_text()
    sign_in(tab, site)
    tab.goto("/staff/helping/join/")
    tab.fill("#code", code)
    tab.get_by_role("button", name="Ask to join").click()
    check_accessible(tab, "waiting")
    picture(tab, f"waiting-{name}")
    person.reload()
    assert "Asha Patel" in person.inner_text("main")
    picture(person, f"asks-{name}")
    person.locator("button[value=allow]").click()
    picture(person, f"allowed-{name}")
    person.goto(f"{place}apply/liable")
    assert "Asha Patel" in person.inner_text("body")
    picture(person, f"question-{name}")
    tab.reload()
    assert tab.locator("a[href*='#liable']").count() == 1
    check_accessible(tab, "overview of who asked")
    picture(tab, f"joined-{name}")
    person.locator("form[action$='help-me/stop'] button").click()
    tab.reload()
    assert tab.locator("a[href*='#liable']").count() == 0
    # The same pages with a script, on the narrowest phone, for axe.
    phone.goto(f"{place}help-me?page=liable")
    check_accessible(phone, "help me")
    phone.locator("main form button").first.click()
    check_accessible(phone, "code")
    assert fits(phone)
    picture(phone, f"code-{name}")
    code = phone.locator(".govuk-summary-list__value").first.inner_text()
    tab.goto("/staff/helping/join/")
    tab.fill("#code", code)
    tab.get_by_role("button", name="Ask to join").click()
    phone.reload()
    check_accessible(phone, "asks")
    phone.locator("button[value=allow]").click()
    check_accessible(phone, "allowed")
    phone.goto(f"{place}apply/liable")
    check_accessible(phone, "question with a helper")
    assert fits(phone)
    picture(phone, f"question-phone-{name}")


@pytest.mark.parametrize("width", [1100, 320])
def test_organisations_are_kept_on_an_accessible_page(
    tab: Page, site: str, width: int, check_accessible: Check
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    sign_in(tab, site, "administrator")
    tab.goto("/staff/helping/organisations/")
    check_accessible(tab, "organisations")
    tab.get_by_role("button", name="Save").click()
    check_accessible(tab, "organisations with errors")
    assert fits(tab)
    picture(tab, f"organisations-{width}")
