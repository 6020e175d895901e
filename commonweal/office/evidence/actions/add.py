"""Keep a file that somebody sent for a case."""

from __future__ import annotations

import hashlib
from typing import Final

from django.db.models import Sum
from django.utils import timezone

from commonweal.office.evidence import folder, scanner
from commonweal.office.evidence.checking import NotTaken, checked
from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording

MOST_FILES: Final = 30
MOST_BYTES: Final = 100 * 1024 * 1024


def add(case: Case, kind: str, content: bytes, actor: Actor) -> Evidence:
    """Check a file, make it harmless and keep it; what was sent already is only found again.

    It waits to be scanned where a scanner is set. Raises NotTaken.
    """
    given = hashlib.sha256(content).hexdigest()
    if same := case.evidence.filter(kind=kind, given=given).first():
        return same
    _must_have_room(case)
    clean = checked(content)
    name = folder.keep(clean.content)
    try:
        with recording("add evidence", actor=actor, case=case) as facts:
            # Held, so that many at once do not each find room.
            Case.objects.select_for_update().get(pk=case.pk)
            if same := case.evidence.filter(kind=kind, given=given).first():
                raise _SentTwice(same)
            _must_have_room(case)
            kept = Evidence.objects.create(
                case=case,
                kind=kind,
                name=name,
                content_type=clean.content_type,
                given=given,
                sha256=hashlib.sha256(clean.content).hexdigest(),
                size=len(clean.content),
                pages=clean.pages,
                state=Evidence.State.WAITING if scanner.is_set() else Evidence.State.KEPT,
                received_at=timezone.now(),
            )
            facts["evidence"] = kept.pk
            facts["type"] = clean.content_type
            facts["size"] = kept.size
            facts["scanned"] = "waits" if scanner.is_set() else "no scanner"
    except _SentTwice as twice:
        folder.remove(name)
        return twice.evidence
    except BaseException:
        folder.remove(name)
        raise
    return kept


class _SentTwice(Exception):
    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence


def _must_have_room(case: Case) -> None:
    if case.forgotten_at is not None or case.state == Case.State.CLOSED:
        raise NotTaken("closed")
    if case.evidence.count() >= MOST_FILES:
        raise NotTaken("many")
    if (case.evidence.aggregate(size=Sum("size"))["size"] or 0) > MOST_BYTES:
        raise NotTaken("many")
