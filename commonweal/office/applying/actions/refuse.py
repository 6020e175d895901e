"""Record that an answer could not be taken: which question and how many errors, never what was typed."""

from __future__ import annotations

from commonweal.office.applying.models import Application
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def refuse(application: Application, question: str, language: str, errors: int) -> None:
    """Write the event from which errors by question, channel and language are counted."""
    by = application.keyed_by_id
    actor = Actor.applicant() if by is None else Actor(f"staff:{by}", on_behalf_of="applicant")
    with recording("refuse answer", actor=actor, subject=f"application:{application.pk}") as facts:
        facts["question"] = question
        facts["language"] = language
        facts["errors"] = errors
