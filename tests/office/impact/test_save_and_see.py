"""From a cell of a draft to what it would do, with one button."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from commonweal.office.drafting.models import Draft
from commonweal.office.impact.models import Report
from commonweal.office.records.models import Event
from tests.office.applications import staff
from tests.office.impact.conftest import finish, form

pytestmark = pytest.mark.django_db(transaction=True)
NEW_DRAFT = "/staff/policy/central-bedfordshire/new/"


@pytest.fixture
def draft(officer: Any, service: Any, population: Any) -> Draft:
    begun = officer.post(NEW_DRAFT, {"title": "Less for band 2", "version": "policy/2025-04-01.dmn"})
    assert begun.status_code == 302
    return Draft.objects.get()


def table_of(officer: Any, draft: Draft) -> tuple[str, dict[str, str]]:
    """The address of a table of the draft whose results are percentages, and its cells."""
    page = officer.get(f"/staff/policy/drafts/{draft.pk}/").content.decode()
    for address in re.findall(r'href="(/staff/policy/drafts/\d+/tables/[^"]+)"', page):
        table = officer.get(address).content.decode()
        assert "Save and see what it would do" in table
        written = re.findall(r'<input class="govuk-input cw-cell" name="([^"]*)" value="([^"]*)"', table)
        cells = {name: unescape(value) for name, value in written}
        if any(re.fullmatch(r"[1-9]\d", each) for each in cells.values()):
            return address, cells
    raise AssertionError("the policy has no table of percentages")


def save_and_see(officer: Any, draft: Draft, address: str, cells: dict[str, str]) -> Any:
    draft.refresh_from_db()
    return officer.post(address, {"revision": draft.revision, "see": "yes", **cells})


def lower(cells: dict[str, str]) -> dict[str, str]:
    """Every percentage of the table a tenth lower, so that enough lose for numbers to be shown."""
    return {
        name: str(int(value) * 9 // 10) if re.fullmatch(r"[1-9]\d+", value) else value
        for name, value in cells.items()
    }


def test_the_first_time_leads_to_the_form_with_the_draft_chosen(officer, draft):
    address, cells = table_of(officer, draft)
    response = save_and_see(officer, draft, address, lower(cells))
    assert response["Location"] == f"/staff/impact/new/central-bedfordshire/?draft={draft.pk}"
    assert f'value="draft:{draft.pk}" checked' in officer.get(response["Location"]).content.decode()


def test_after_that_one_button_leads_to_the_report_of_what_is_saved(officer, draft):
    address, cells = table_of(officer, draft)
    save_and_see(officer, draft, address, lower(cells))
    asked = form(options=[f"draft:{draft.pk}"], why="Trying figures")
    officer.post("/staff/impact/new/central-bedfordshire/", asked)
    finish()
    first = Report.objects.get()
    response = save_and_see(officer, draft, address, lower(lower(cells)))
    finish()
    again = Report.objects.latest("pk")
    assert response["Location"] == f"/staff/impact/{again.pk}/"
    assert (again.state, again.why, again.choice) == (Report.State.DONE, "Trying figures", first.choice)
    assert again.summary != first.summary, "the report tells of the table as it was before the edit"
    assert Event.objects.filter(action="run impact", why="Trying figures").count() == 2
    page = officer.get(response["Location"]).content.decode()
    assert f'href="/staff/policy/drafts/{draft.pk}/"' in page


def test_a_cell_that_is_no_feel_is_kept_and_leads_to_its_fault(officer, draft):
    address, cells = table_of(officer, draft)
    name = next(name for name, value in cells.items() if re.fullmatch(r"[1-9]\d", value))
    response = save_and_see(officer, draft, address, cells | {name: "("})
    assert response["Location"] == address
    page = officer.get(address).content.decode()
    assert "what it would do cannot be worked out yet" in page
    assert not Report.objects.exists()


def test_a_population_that_is_gone_leads_to_the_form(officer, draft, population):
    address, cells = table_of(officer, draft)
    save_and_see(officer, draft, address, lower(cells))
    asked = form(options=[f"draft:{draft.pk}"])
    officer.post("/staff/impact/new/central-bedfordshire/", asked)
    finish()
    population.rename(population.with_name("elsewhere"))
    response = save_and_see(officer, draft, address, lower(lower(cells)))
    assert response["Location"].startswith("/staff/impact/new/")


def test_who_may_not_find_out_is_not_offered_to(client, officer, draft):
    address, _ = table_of(officer, draft)
    client.force_login(staff("auditor"))
    response = client.get(address)
    assert response.status_code == 403 or "Save and see" not in response.content.decode()
