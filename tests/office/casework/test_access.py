"""Every page of casework by every role, and addresses that nobody gave out."""

import pytest
from django.test import Client

from commonweal.office.accounts.roles import ROLES
from commonweal.office.records.models import Event
from commonweal.office.records.reference import new_reference
from tests.office.applications import staff
from tests.office.casework.conftest import fresh

READ = ("", "cases/{}/")
WORK = ("cases/{}/agree/", "cases/{}/change/", "cases/{}/evidence/", "cases/{}/close/")
POSTED = (
    "next/",
    "cases/{}/assign/",
    "cases/{}/agree/",
    "cases/{}/change/",
    "cases/{}/evidence/",
    "cases/{}/evidence-received/",
    "cases/{}/notes/",
    "cases/{}/close/",
)
READERS = {"caseworker", "team leader", "auditor"}
WORKERS = {"caseworker", "team leader"}


@pytest.mark.parametrize("page", READ)
@pytest.mark.parametrize("role", ROLES)
def test_a_case_is_read_only_by_those_with_the_duty(client, referred, role, page):
    client.force_login(staff(role))
    response = client.get(f"/staff/{page.format(referred.reference)}")
    assert response.status_code == (200 if role in READERS else 403)
    assert (b"Test-Person" in response.content) == (role in READERS)


@pytest.mark.parametrize("page", WORK)
@pytest.mark.parametrize("role", ROLES)
def test_a_case_is_worked_only_by_those_with_the_duty(client, referred, role, page):
    client.force_login(staff(role))
    response = client.get(f"/staff/{page.format(referred.reference)}")
    assert response.status_code == (200 if role in WORKERS else 403)
    assert (b"Test-Person" in response.content) == (role in WORKERS)


@pytest.mark.parametrize("page", POSTED)
@pytest.mark.parametrize("role", sorted(set(ROLES) - WORKERS))
def test_nobody_else_can_post_anything(client, referred, role, page):
    client.force_login(staff(role))
    events = Event.objects.exclude(action="refuse access").count()
    posted = {"to": "me", "revision": "1", "note": "x", "step": "send", "items": "x", "why": "withdrawn"}
    response = client.post(f"/staff/{page.format(referred.reference)}", posted)
    assert response.status_code == 403
    assert Event.objects.exclude(action="refuse access").count() == events
    assert fresh(referred).revision == referred.revision


@pytest.mark.parametrize("page", [*READ, *WORK, "search/"])
def test_somebody_not_signed_in_is_asked_to_and_comes_back(client, referred, page):
    address = f"/staff/{page.format(referred.reference)}"
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/staff/sign-in/?next=%2Fstaff%2F")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("page", [*POSTED, "search/"])
def test_a_post_after_the_session_ended_does_nothing(client, referred, page):
    events = Event.objects.count()
    assert client.post(f"/staff/{page.format(referred.reference)}", {"to": "me"}).status_code == 302
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    "reference",
    [
        "1",
        "0",
        "-1",
        "None",
        "7K3M9TRCX4H",
        "%00",
        "..%2f..%2f",
        "' OR '1'='1",
        "x" * 500,
        "７Ｋ３Ｍ",
        new_reference(),
    ],
)
@pytest.mark.parametrize("page", ["", "agree/", "change/", "evidence/", "close/"])
def test_a_forged_reference_is_not_found(desk, reference, page):
    assert desk.get(f"/staff/cases/{reference}/{page}").status_code == 404


def test_a_cases_number_in_the_database_opens_nothing(desk, referred):
    assert desk.get(f"/staff/cases/{referred.pk}/").status_code == 404


def test_a_reference_typed_as_it_is_read_finds_its_case(desk, referred):
    response = desk.get(f"/staff/cases/{referred.shown_reference.lower()}/")
    assert (response.status_code, response.url) == (302, f"/staff/cases/{referred.reference}/")


@pytest.mark.parametrize(
    "page", ["agree/", "change/", "evidence/", "notes/", "assign/", "close/", "evidence-received/"]
)
def test_a_form_from_elsewhere_is_refused(morgan, referred, at, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(morgan)
    assert strict.post(at(referred, page), {"revision": referred.revision}).status_code == 403
    assert fresh(referred).revision == referred.revision


@pytest.mark.parametrize(
    "page", ["next/", "cases/{}/assign/", "cases/{}/notes/", "cases/{}/evidence-received/"]
)
def test_a_link_changes_nothing(desk, referred, page):
    assert desk.get(f"/staff/{page.format(referred.reference)}").status_code == 405


@pytest.mark.parametrize("page", [*READ, *WORK])
def test_no_page_is_kept_by_a_cache(desk, referred, page):
    assert "no-store" in desk.get(f"/staff/{page.format(referred.reference)}")["Cache-Control"]
