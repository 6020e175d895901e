"""Drafts that nobody comes back to are deleted, and only those."""

from datetime import timedelta

from django.utils import timezone

from commonweal.office.applying.actions.delete import delete_forgotten
from commonweal.office.applying.models import Application
from commonweal.office.records.models import Event
from tests.office.applying.person import Person


def test_a_draft_is_deleted_when_its_time_is_over_and_not_before(applicant: Person) -> None:
    applicant.answer("liable")
    now = timezone.now()
    assert delete_forgotten(now + timedelta(days=28)) == 0
    assert delete_forgotten(now + timedelta(days=30)) == 1
    assert not Application.objects.exists()
    event = Event.objects.get(action="delete application")
    assert event.actor == "worker"
    assert event.why == "forgotten"


def test_what_was_sent_is_not_a_draft_any_more(applicant: Person) -> None:
    applicant.answer_until()
    applicant.send()
    assert delete_forgotten(timezone.now() + timedelta(days=400)) == 0
    assert Application.objects.count() == 1
