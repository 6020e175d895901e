"""Sending evidence in a real browser, and looking at it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from tests.browser.conftest import Check
from tests.browser.test_coming_back import each, look  # noqa: F401 (fixtures)
from tests.office.applications import REFERRED, staff
from tests.office.evidence.files import HTML, photo
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db(transaction=True)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, where a folder for them is named."""
    if folder := os.environ.get("COMMONWEAL_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_person_sends_a_photo(
    each: Page,  # noqa: F811
    look: Any,  # noqa: F811
    language: str,
    site: str,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DATA = tmp_path / "data"
    case, person = applied(REFERRED)
    ask_for_evidence(case, Actor.staff(staff()), case.revision, ["Last 2 payslips"])
    cookie = person.client.cookies["application"].value
    each.context.add_cookies(
        [{"name": "application", "value": cookie, "url": f"{site}/council-tax-support/"}]
    )
    each.goto(f"/council-tax-support/{'cy/' if language == 'cy' else ''}status")
    look(each, "status")
    with each.expect_navigation():
        each.locator('main a[href$="/evidence"]').click()
    look(each, "send")
    picture(each, f"send-{language}")
    each.locator("#file").set_input_files({"name": "payslip.jpg", "mimeType": "image/jpeg", "buffer": HTML})
    with each.expect_navigation():
        each.locator("main form button").first.click()
    expect(each.locator(".govuk-error-summary")).to_be_visible()
    look(each, "send, with an error")
    each.locator('label[for="kind"]').click()
    each.locator("#file").set_input_files(
        {"name": "payslip.jpg", "mimeType": "image/jpeg", "buffer": photo((900, 700))}
    )
    with each.expect_navigation():
        each.locator("main form button").first.click()
    look(each, "sent")
    picture(each, f"sent-{language}")
    with each.expect_navigation():
        each.locator('form[action$="/done"] button').click()
    look(each, "all sent")
    assert not case.evidence_requests.filter(received_at=None).exists()


def test_the_caseworker_s_view_of_it_is_accessible(
    tab: Page, check_accessible: Check, settings: Any, tmp_path: Path
) -> None:
    from tests.browser.test_casework import PASSWORD
    from tests.office.evidence.test_sending import send

    settings.DATA = tmp_path / "data"
    case, person = applied(REFERRED)
    lee = staff("caseworker", "lee")
    lee.set_password(PASSWORD)
    lee.save()
    send(person, photo(), kind="other")
    tab.goto(f"/staff/cases/{case.reference}/")
    tab.get_by_label("Username").fill("lee")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.locator("h2#sent")).to_be_visible()
    check_accessible(tab, "evidence on a case")
    picture(tab, "case")
    with tab.expect_download() as download:
        tab.locator('a[href*="/sent/"]').click()
    assert download.value.suggested_filename.startswith("evidence-")
