"""What the audit says of letters and names that were altered, and of what it cannot read any more."""

from __future__ import annotations

import pytest
from django.db import connection

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.letters.dispatch import dispatch_waiting, outbox
from commonweal.office.letters.models import Letter
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.protection import unprotect
from tests.office.applications import AWARDED, apply

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    apply(AWARDED)
    dispatch_waiting()
    assert audit().sound
    unprotect(connection)
    return Letter.objects.get()


def found() -> str:
    report = audit()
    assert not report.sound
    return "\n".join(map(str, report.findings))


@pytest.mark.parametrize("field", ["html", "text", "title"])
def test_a_letter_whose_words_were_altered_is_named(sent, field):
    Letter.objects.update(**{field: "You owe us £1,000"})
    assert f"letter {sent.pk}: its words were altered after it was sent" in found()


def test_a_letter_whose_file_was_altered_is_named_and_one_taken_away_is_not(sent):
    path = outbox() / sent.path
    path.write_bytes(path.read_bytes() + b" ")
    assert f"letter {sent.pk}: its file in the outbox is not the one that was sent" in found()
    path.unlink()
    assert audit().sound


def test_a_letter_that_is_gone_and_one_that_no_event_tells_of_are_named(sent):
    Letter.objects.all().delete()
    assert "its event stands, but the letter is gone" in found()
    sent.pk += 1
    sent.save(force_insert=True)
    assert "no event says that it was sent" in found()


def test_a_case_put_under_another_name_is_named(sent):
    Case.objects.update(applicant="Somebody Else")
    assert "the name it is under is not the one that was answered" in found()


@pytest.mark.parametrize("inputs", [[], "x", {"savings": {"$": "nonsense"}}, None])
def test_inputs_that_make_no_sense_are_a_finding_and_not_a_crash(sent, inputs):
    Decision.objects.update(inputs=inputs if inputs is not None else {"a": None})
    assert "it was altered after it was made" in found()


def test_a_service_that_cannot_be_read_any_more_is_a_finding_and_not_a_crash(sent):
    ServiceVersion.objects.update(files=b"\0")
    catalogue.forget()
    assert "cannot be made again" in found()
