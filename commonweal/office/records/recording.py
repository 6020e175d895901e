"""Every write is an action, and its event is written in the same transaction, or neither is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonweal.office.records.actor import Actor
from commonweal.office.records.chain import Happening, append, canonical
from commonweal.office.records.models import Case


class Facts(dict[str, Any]):
    """What an event will say: whole numbers, short codes and hashes. Never personal data."""

    def __init__(self, case: Case | None, subject: str) -> None:
        super().__init__()
        self.case = case
        self.subject = subject

    def about(self, case: Case) -> None:
        """Say which case this is about, when it was only made inside the action."""
        self.case = case
        self.subject = ""


class _Pending(threading.local):
    """What the outermost action of this thread will append when all else is written."""

    def __init__(self) -> None:
        self.happenings: list[Happening | None] = []
        self.depth = 0


_pending = _Pending()


@contextmanager
def recording(
    action: str, *, actor: Actor, case: Case | None = None, subject: str = "", why: str = ""
) -> Iterator[Facts]:
    """Do the writes of one action in a transaction, and write its event last.

    `why` is a short reason fit for anyone to read: never personal data. Actions may nest: all their
    events are appended together at the end of the outermost, so the chain's head is locked for the
    shortest time and always after every other row. An exception undoes the writes and the event.
    """
    facts = Facts(case, subject)
    at = timezone.now()
    place = len(_pending.happenings)
    # Its place is kept now, so that what it leads to stands after it in the chain.
    _pending.happenings.append(None)
    try:
        with transaction.atomic():
            _pending.depth += 1
            try:
                yield facts
            finally:
                _pending.depth -= 1
            _pending.happenings[place] = _happening(at, action, actor, why, facts)
            if _pending.depth == 0:
                append([each for each in _pending.happenings if each is not None])
    except BaseException:
        del _pending.happenings[place:]
        raise
    if _pending.depth == 0:
        _pending.happenings.clear()


def _happening(at: datetime, action: str, actor: Actor, why: str, facts: Facts) -> Happening:
    subject = facts.subject or (f"case:{facts.case.pk}" if facts.case else "")
    if not subject:
        raise ValueError(f"“{action}” does not say what it is about: give a case or a subject")
    canonical(dict(facts))
    return Happening(
        at=at,
        action=action,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        subject=subject,
        case_id=facts.case.pk if facts.case else None,
        why=why,
        facts=dict(facts),
    )
