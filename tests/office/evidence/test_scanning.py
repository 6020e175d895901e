"""Virus scanning by clamd: nothing can be opened before it is scanned, and what holds a virus is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.office.evidence import folder, scanner
from commonweal.office.evidence.actions.scan import scan_waiting
from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event
from tests.office.applications import REFERRED, staff
from tests.office.applying.person import Person, words
from tests.office.evidence.clamd_stand_in import StandIn, clamd
from tests.office.evidence.files import EICAR, photo
from tests.office.evidence.test_sending import PAYSLIPS, PLACE, send
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand_in(settings: Any, tmp_path: Path) -> Iterator[StandIn]:
    settings.DATA = tmp_path / "data"
    with clamd() as started:
        settings.CLAMD = started.place
        yield started


@pytest.fixture
def sent(stand_in: StandIn) -> tuple[Case, Person, Client]:
    case, person = applied(REFERRED)
    user = staff()
    ask_for_evidence(case, Actor.staff(user), case.revision, [PAYSLIPS])
    send(person, photo())
    desk = Client()
    desk.force_login(user)
    return case, person, desk


def test_the_client_speaks_instream(stand_in: StandIn) -> None:
    content = b"x" * 200_000
    assert scanner.holds_virus(content) is False
    assert stand_in.seen == [content]
    assert scanner.holds_virus(b"before" + EICAR) is True


def test_it_waits_until_it_is_scanned(sent: tuple[Case, Person, Client], stand_in: StandIn) -> None:
    case, person, desk = sent
    kept = case.evidence.get()
    place = f"/staff/cases/{case.reference}/sent/{kept.pk}/"
    assert kept.state == Evidence.State.WAITING
    assert desk.get(f"{place}file").status_code == 404
    assert desk.post(f"{place}verdict/", {"verdict": "enough"}).status_code == 422
    assert "being checked for viruses" in words(person.get(PLACE))
    assert scan_waiting() == 1
    assert stand_in.seen == [folder.read(kept.name)]
    assert desk.get(f"{place}file").status_code == 200
    assert scan_waiting() == 0


def test_what_holds_a_virus_is_deleted_and_the_person_is_told(
    sent: tuple[Case, Person, Client], stand_in: StandIn
) -> None:
    case, person, desk = sent
    stand_in.finds = b"\xff\xd8"
    kept = case.evidence.get()
    scan_waiting()
    assert not list(folder.folder().iterdir())
    assert Event.objects.get(action="scan evidence").facts["found"] == "virus"
    assert desk.get(f"/staff/cases/{case.reference}/sent/{kept.pk}/file").status_code == 404
    assert "It held a virus" in words(person.get(PLACE))


@pytest.mark.parametrize(
    "says", [b"", b"stream: INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0"]
)
def test_a_scanner_that_does_not_answer_leaves_it_waiting(
    sent: tuple[Case, Person, Client], stand_in: StandIn, says: bytes
) -> None:
    case, _, _ = sent
    stand_in.says = says
    assert scan_waiting() == 0
    waiting = case.evidence.get()
    assert (waiting.state, waiting.attempts) == (Evidence.State.WAITING, 1)
    stand_in.says = None
    Evidence.objects.update(try_after=None)
    assert scan_waiting() == 1


def test_a_scanner_that_is_not_there_leaves_it_waiting(
    sent: tuple[Case, Person, Client], settings: Any
) -> None:
    case, _, _ = sent
    for place in ("/nowhere/clamd.ctl", "127.0.0.1:1", "nonsense"):
        settings.CLAMD = place
        Evidence.objects.update(try_after=None)
        assert scan_waiting() == 0
    assert case.evidence.get().state == Evidence.State.WAITING
