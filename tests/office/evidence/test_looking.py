"""Evidence on the case's page: always a download, for those with the duty, and of this case alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.office.accounts.roles import ROLES
from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event
from tests.office.applications import REFERRED, apply, staff
from tests.office.evidence.files import photo
from tests.office.evidence.test_sending import PAYSLIPS, send
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(settings: Any, tmp_path: Path) -> tuple[Case, Evidence]:
    settings.DATA = tmp_path / "data"
    settings.CLAMD = ""
    case, person = applied(REFERRED)
    ask_for_evidence(case, Actor.staff(staff(username="asker")), case.revision, [PAYSLIPS])
    send(person, photo())
    return case, case.evidence.get()


def place(case: Case, evidence: Evidence, part: str) -> str:
    return f"/staff/cases/{case.reference}/sent/{evidence.pk}/{part}"


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_see_cases_open_it_and_only_workers_judge_it(
    client: Client, sent: tuple[Case, Evidence], role: str
) -> None:
    client.force_login(staff(role))
    sees, works = role in {"caseworker", "team leader", "auditor"}, role in {"caseworker", "team leader"}
    assert client.get(place(*sent, "file")).status_code == (200 if sees else 403)
    assert Event.objects.filter(action="open evidence").count() == sees
    posted = client.post(place(*sent, "verdict/"), {"verdict": "enough"})
    assert posted.status_code == (302 if works else 403)
    assert Evidence.objects.get().verdict == ("enough" if works else "")


def test_somebody_not_signed_in_gets_nothing(client: Client, sent: tuple[Case, Evidence]) -> None:
    assert client.get(place(*sent, "file")).status_code == 302
    client.post(place(*sent, "verdict/"), {"verdict": "enough"})
    assert Evidence.objects.get().verdict == ""


def test_it_is_never_shown_inside_our_pages(client: Client, sent: tuple[Case, Evidence]) -> None:
    client.force_login(staff())
    response = client.get(place(*sent, "file"))
    assert response.headers["Content-Disposition"] == f'attachment; filename="evidence-{sent[1].pk}.jpg"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_it_is_not_found_under_another_case(client: Client, sent: tuple[Case, Evidence]) -> None:
    other = apply(REFERRED)
    client.force_login(staff())
    assert client.get(place(other, sent[1], "file")).status_code == 404
    assert client.post(place(other, sent[1], "verdict/"), {"verdict": "enough"}).status_code == 404
    assert client.get(f"/staff/cases/{sent[0].reference}/sent/{2**40}/file").status_code == 404


def test_the_caseworker_sees_it_and_says_whether_it_is_enough(
    client: Client, sent: tuple[Case, Evidence]
) -> None:
    case, evidence = sent
    client.force_login(staff())
    page = client.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "What the applicant sent" in page
    assert place(case, evidence, "file") in page
    assert "Not looked at yet" in page
    client.post(place(case, evidence, "verdict/"), {"verdict": "not enough"})
    assert Evidence.objects.get().verdict == "not enough"
    assert Event.objects.get(action="judge evidence").facts == {
        "evidence": evidence.pk,
        "verdict": "not enough",
    }
    assert client.post(place(case, evidence, "verdict/"), {"verdict": "maybe"}).status_code == 422


def test_a_case_that_somebody_else_has_is_not_judged(client: Client, sent: tuple[Case, Evidence]) -> None:
    case, evidence = sent
    Case.objects.filter(pk=case.pk).update(assigned_to=staff(username="holder"))
    client.force_login(staff())
    assert client.post(place(case, evidence, "verdict/"), {"verdict": "enough"}).status_code == 403
    assert Evidence.objects.get().verdict == ""
