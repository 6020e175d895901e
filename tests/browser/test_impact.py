"""A policy officer finds out what a change would do, in a real browser, without a script, and on a phone."""

from __future__ import annotations

import re
import threading

import pytest

from commonweal.office.catalogue import service as catalogue
from commonweal.office.impact.models import Report
from tests.browser.test_casework import PASSWORD, no_sideways, sign_in
from tests.insight.impact.by_hand import SERVICE, make_population
from tests.office.applications import staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _place(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    settings.SERVICES = [SERVICE]
    yield
    finish()


def finish():
    for thread in threading.enumerate():
        if thread.name.startswith("impact-"):
            thread.join(90)


@pytest.fixture
def officer(site, tmp_path):
    catalogue.add(SERVICE)
    make_population(tmp_path / "data" / "populations" / "by-hand", 300, boundaries=True)
    user = staff("policy officer", "sam")
    user.set_password(PASSWORD)
    user.save()


@pytest.fixture(params=["tab", "plain_tab"])
def either(request, officer):
    """A browser with JavaScript, and one without."""
    return request.getfixturevalue(request.param)


def make(page):
    """From signed in to a report that is ready."""
    page.goto("/staff/impact/")
    page.get_by_role("link", name=re.compile("Central Bedfordshire")).click()
    page.get_by_label("Central Bedfordshire by hand").check()
    page.get_by_label("Why do you want to know?").fill("Consultation")
    page.get_by_role("button", name="Find out").click()
    page.wait_for_url(re.compile(r"/staff/impact/\d+/"))
    page.get_by_role("heading", name="At a glance").wait_for(timeout=60_000)


def test_a_change_is_looked_at_from_form_to_pictures(either):
    sign_in(either, "sam")
    make(either)
    assert "would cost" in either.locator(".cwi-glance").inner_text()
    finish()
    either.reload(wait_until="networkidle")
    drawn = either.evaluate("[...document.images].map(each => each.complete && each.naturalWidth > 0)")
    assert drawn
    assert all(drawn)
    either.get_by_role("button", name="Print or annex").click()
    either.get_by_role("heading", level=1, name=re.compile("what a change would do")).wait_for()
    styled = "getComputedStyle(document.querySelector('.cwi-section h2')).borderTopWidth"
    assert either.evaluate(styled) == "2px"


def test_axe_finds_nothing_on_any_page_of_it(tab, officer, check_accessible):
    sign_in(tab, "sam")
    for address in ("/staff/impact/", "/staff/impact/new/central-bedfordshire/"):
        tab.goto(address)
        check_accessible(tab, address)
    tab.get_by_role("button", name="Find out").click()
    check_accessible(tab, "with errors")
    make(tab)
    finish()
    tab.reload(wait_until="networkidle")
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    check_accessible(tab, "report")
    tab.goto(f"/staff/impact/{Report.objects.get().pk}/print/")
    check_accessible(tab, "print")
    tab.goto("/staff/impact/")
    check_accessible(tab, "list")


def test_nothing_is_wider_than_the_narrowest_phone(phone, officer):
    sign_in(phone, "sam")
    make(phone)
    finish()
    number = Report.objects.get().pk
    for address in ("", "new/central-bedfordshire/", f"{number}/", f"{number}/print/"):
        phone.goto(f"/staff/impact/{address}", wait_until="networkidle")
        no_sideways(phone)
