"""Write a note on a case."""

from django.utils import timezone

from commonweal.office.accounts.roles import WORK_CASES
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Note
from commonweal.office.records.recording import recording

LONGEST = 10_000


def add_note(case: Case, actor: Actor, text: str) -> Note:
    """Keep what a caseworker wrote. The case stays at its revision: notes never clash.

    Raises PermissionDenied, or ValueError when the text is empty or longer than LONGEST characters.
    """
    author = actor.must_have(WORK_CASES)
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise ValueError(f"A note has between 1 and {LONGEST} characters")
    with recording("add note", actor=actor, case=case) as facts:
        note = Note.objects.create(case=case, at=timezone.now(), by=author, text=text)
        facts["note"] = note.pk
    return note
