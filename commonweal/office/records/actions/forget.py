"""Forget a case whose time is out: who it was about, all they said, and what was made of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actor import Actor
from commonweal.office.records.erasure import ERASED
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.recording import recording
from commonweal.office.records.reference import new_reference
from commonweal.office.records.revision import Stale, advance
from commonweal.service.lengths_of_time import LengthOfTime

SECONDS_BETWEEN: Final = 600.0
AT_ONCE: Final = 200
_SOME_DAY: Final = date(2001, 1, 1)


class _Looked:
    """When this process looks for cases to forget again."""

    again_at = 0.0


_looked = _Looked()


class NotYet(ValueError):
    """The case may not be forgotten: it is still open, its time is not out, or something still waits."""


def kept_for(case: Case) -> LengthOfTime | None:
    """How long a case is kept: `retention: refused` after a refusal, else `application`; None is for ever."""
    retention = catalogue.version(case.version.content_hash).folder.service.retention
    latest = case.latest_decision
    if latest is not None and latest.result == Decision.Result.REFUSAL and "refused" in retention:
        return retention["refused"]
    return retention.get("application")


def last_day(case: Case) -> date | None:
    """The last day on which the case is kept, counted from the last thing that happened to it."""
    kept = kept_for(case)
    if kept is None:
        return None
    last = case.events.aggregate(last=Max("at"))["last"] or case.received_at
    return kept.after(timezone.localdate(last))


def forget(case: Case, actor: Actor, now: datetime | None = None) -> None:
    """Erase everything personal of a case, and record that it was done.

    The answers, the name, the reference, notes, what was asked for and what was sent, letters with their
    files, the process, the draft it came from, and what each decision was made from go. That there was a
    case, when, of which service and version, and with which result stays, with every event. Raises NotYet,
    or Stale when somebody works on it.
    """
    ends = last_day(case)
    if case.state not in {Case.State.DECIDED, Case.State.CLOSED}:
        raise NotYet(f"case {case.pk} is still open")
    if ends is None or timezone.localdate(now) <= ends:
        raise NotYet(f"case {case.pk} is still to be kept")
    if case.letters.filter(sent_at=None).exists() or _waits(case):
        raise NotYet(f"case {case.pk} still waits for something")
    kept = kept_for(case)
    with recording("forget case", actor=actor, case=case, why="its time is out") as facts:
        advance(
            case,
            case.revision,
            answers={},
            applicant="",
            reasons=[],
            # Whoever knows the reference could try guesses at the answers against the seals in the events.
            reference=new_reference(),
            application=None,
            keyed_by=None,
            assigned_to=None,
            state=Case.State.CLOSED,
            needs_person=False,
            forgotten_at=timezone.now(),
        )
        facts["kept for"] = kept.iso if kept else None
        facts["decisions"] = case.decisions.update(**ERASED)
        facts["notes"] = case.notes.all().delete()[0]
        facts["files"] = _forget_evidence(case)
        facts["evidence requests"] = case.evidence_requests.all().delete()[0]
        _forget_process(case)
        _forget_draft(case)
        facts["letters"] = _forget_letters(case)


def forget_due(now: datetime | None = None) -> int:
    """Forget the cases whose time is out; gives how many.

    The worker calls it in every round; it looks at most every ten minutes, unless `now` is given.
    """
    if now is None and time.monotonic() < _looked.again_at:
        return 0
    _looked.again_at = time.monotonic() + SECONDS_BETWEEN
    done = 0
    for case in _old_enough(now or timezone.now()):
        try:
            forget(case, Actor.worker(), now)
        except (NotYet, Stale):
            continue
        done += 1
    return done


def _old_enough(now: datetime) -> Iterator[Case]:
    ended = Case.objects.filter(
        forgotten_at=None, state__in=(Case.State.DECIDED, Case.State.CLOSED)
    ).select_related("version")
    for version in ended.order_by().values_list("version__content_hash", flat=True).distinct():
        retention = catalogue.version(version).folder.service.retention
        lengths = [retention[name] for name in ("application", "refused") if name in retention]
        if not lengths:
            continue
        shortest = min(length.after(_SOME_DAY) - _SOME_DAY for length in lengths) - timedelta(days=3)
        old = ended.filter(version__content_hash=version, received_at__lt=now - shortest)
        yield from list(old.order_by("pk")[:AT_ONCE])


def _waits(case: Case) -> bool:
    from commonweal.office.process.models import Timer

    return Timer.objects.filter(instance__case=case, fired_at=None).exists()


def _forget_process(case: Case) -> None:
    from commonweal.office.process.models import ProcessInstance, Timer

    Timer.objects.filter(instance__case=case).delete()
    ProcessInstance.objects.filter(case=case).delete()


def _forget_draft(case: Case) -> None:
    from commonweal.office.applying.models import Application

    Application.objects.filter(case=case).delete()


def _forget_evidence(case: Case) -> int:
    from commonweal.office.evidence.actions.forget import forget_evidence
    from commonweal.office.telling.service import forget_contact

    forget_contact(case)
    return forget_evidence(case)


def _forget_letters(case: Case) -> int:
    from commonweal.office.letters.dispatch import remove_files

    letters = list(case.letters.all())
    for letter in letters:
        # Before the transaction ends: stopped in between, the case is not forgotten and this is done again.
        remove_files(letter)
    case.letters.all().delete()
    return len(letters)
