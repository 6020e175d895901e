"""Choosing how to be told, and a letter in other forms, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from commonweal.office.process.worker import round_of_work
from tests.browser.test_coming_back import each, look  # noqa: F401 (fixtures)
from tests.browser.test_evidence import picture
from tests.office.applications import AWARDED
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_person_chooses_how_to_be_told(
    each: Page,  # noqa: F811
    look: Any,  # noqa: F811
    language: str,
    site: str,
) -> None:
    case, person = applied({**AWARDED})
    round_of_work()
    cookie = person.client.cookies["application"].value
    each.context.add_cookies(
        [{"name": "application", "value": cookie, "url": f"{site}/council-tax-support/"}]
    )
    start = f"/council-tax-support/{'cy/' if language == 'cy' else ''}"
    each.goto(f"{start}how-we-write")
    look(each, "choose")
    with each.expect_navigation():
        each.locator("main form button").first.click()
    expect(each.locator(".govuk-error-summary")).to_be_visible()
    look(each, "choose, with an error")
    each.locator('label[for="way-2"]').click()
    each.locator("#email").fill("sian@example.com")
    each.locator('label[for="form-2"]').click()
    with each.expect_navigation():
        each.locator("main form button").first.click()
    look(each, "chosen")
    picture(each, f"contact-{language}")
    each.goto(f"{start}status/letter/{case.letters.get().pk}")
    look(each, "letter")
    each.goto(f"{start}status/letter/{case.letters.get().pk}/listen")
    look(each, "letter to listen to")
    picture(each, f"listen-{language}")
