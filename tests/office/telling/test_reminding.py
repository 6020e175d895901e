"""Reminders of evidence: once, before the time is out, by the person's way, never after it came."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commonweal.office.messages.models import Message
from commonweal.office.pages.showing import day
from commonweal.office.process.models import Timer
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event, EvidenceRequest
from commonweal.office.telling.actions import remind
from commonweal.office.telling.actions.remind import remind_of_evidence
from tests.office.applications import REFERRED, staff
from tests.office.applying.person import Person, words
from tests.office.evidence.files import photo
from tests.office.evidence.test_sending import PAYSLIPS, send
from tests.office.status.test_status import applied
from tests.office.telling.test_telling import chosen

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(settings: Any, tmp_path: Path) -> tuple[Case, Person]:
    settings.DATA = tmp_path / "data"
    case, person = applied(REFERRED)
    ask_for_evidence(case, Actor.staff(staff()), case.revision, [PAYSLIPS])
    chosen(case, "email", "sian@example.com")
    return case, person


def before(days: int) -> datetime:
    """So many days before the process goes on."""
    return Timer.objects.get(fired_at=None).due_at - timedelta(days=days)


def test_it_goes_once_and_a_week_before(asked: tuple[Case, Person]) -> None:
    assert remind_of_evidence(before(8)) == 0
    assert remind_of_evidence(before(7)) == 1
    assert remind_of_evidence(before(6)) == 0
    message = Message.objects.get(template="evidence-soon")
    assert message.to == "sian@example.com"
    assert day(timezone.localdate(before(0))) in message.body
    assert PAYSLIPS not in message.body
    assert Event.objects.get(action="remind of evidence").facts["way"] == "email"


def test_it_does_not_go_after_anything_came(asked: tuple[Case, Person]) -> None:
    _, person = asked
    send(person, photo())
    assert remind_of_evidence(before(1)) == 0


def test_it_does_not_go_after_a_caseworker_noted_that_it_came(asked: tuple[Case, Person]) -> None:
    when = before(1)
    EvidenceRequest.objects.update(received_at=timezone.now())
    assert remind_of_evidence(when) == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_by_post_it_is_a_letter_with_what_and_by_when(asked: tuple[Case, Person], language: str) -> None:
    case, _ = asked
    chosen(case, "post")
    Case.objects.update(language=language)
    assert remind_of_evidence(before(7)) == 1
    assert Event.objects.get(action="remind of evidence").facts["way"] == "post"
    letter = case.letters.get(notice="evidence-soon")
    assert letter.language == language
    assert PAYSLIPS in letter.text
    assert remind_of_evidence(before(6)) == 0
    assert not Message.objects.filter(template="evidence-soon").exists()


def test_a_service_without_the_notice_reminds_nobody_by_post(
    asked: tuple[Case, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = asked
    chosen(case, "post")
    monkeypatch.setattr(remind, "NOTICE", "no-such-notice")
    assert remind_of_evidence(before(7)) == 1
    assert Event.objects.get(action="remind of evidence").facts["way"].startswith("none")


def test_the_status_page_says_when_until_it_has_gone(asked: tuple[Case, Person]) -> None:
    _, person = asked
    on = day(timezone.localdate(before(7)))
    assert f"We remind you once, on {on}" in words(person.get("/council-tax-support/status"))
    remind_of_evidence(before(7))
    assert "We remind you" not in words(person.get("/council-tax-support/status"))
