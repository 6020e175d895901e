"""Remind people of what they were asked for, before the time for it is out."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.showing import day
from commonweal.office.process.models import Timer
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, EvidenceRequest
from commonweal.office.records.recording import recording
from commonweal.office.telling.models import EvidenceReminder
from commonweal.office.telling.service import tell

SECONDS_BETWEEN: Final = 600.0
NOTICE: Final = "evidence-soon"
_SOME_DAY: Final = date(2001, 1, 1)


class _Looked:
    """When this process looks for evidence to remind of again."""

    again_at = 0.0


_looked = _Looked()


def reminder_day(request: EvidenceRequest) -> date | None:
    """The day on which a reminder goes, `time limits: reminder` before the process goes on; None for none."""
    case = request.case
    before = catalogue.version(case.version.content_hash).folder.service.time_limits.get("reminder")
    waiting = Timer.objects.filter(instance__case=case, fired_at=None).order_by("due_at").first()
    if before is None or waiting is None or request.received_at is not None:
        return None
    if case.evidence.filter(received_at__gte=request.asked_at).exists():
        return None
    return timezone.localdate(waiting.due_at) - (before.after(_SOME_DAY) - _SOME_DAY)


def remind_of_evidence(now: datetime | None = None) -> int:
    """Send the reminders that are due; gives how many. Looks every ten minutes, unless `now` is given."""
    if now is None and time.monotonic() < _looked.again_at:
        return 0
    _looked.again_at = time.monotonic() + SECONDS_BETWEEN
    today = timezone.localdate(now)
    waiting = EvidenceRequest.objects.filter(
        received_at=None, reminder=None, case__state=Case.State.WAITING
    ).select_related("case", "case__version")
    sent = 0
    for request in waiting.order_by("pk").iterator():
        due = reminder_day(request)
        if due is None or today < due or timezone.localdate(request.asked_at) == today:
            continue
        try:
            sent += _remind(request)
        except IntegrityError:
            # Another worker has just reminded of it.
            continue
    return sent


def _remind(request: EvidenceRequest) -> bool:
    from commonweal.office.letters import service as letters
    from commonweal.office.letters.writing import NoticeFault

    case = request.case
    ends = Timer.objects.filter(instance__case=case, fired_at=None).order_by("due_at").first()
    if ends is None:
        return False
    by = day(timezone.localdate(ends.due_at), case.language)
    with transaction.atomic(), recording("remind of evidence", actor=Actor.worker(), case=case) as facts:
        EvidenceReminder.objects.create(request=request, at=timezone.now())
        facts["request"] = request.pk
        message = tell(case, NOTICE, case.language, by=by)
        facts["way"] = message.kind if message else "post"
        if message is None:
            try:
                letters.queue(case, NOTICE)
            except NoticeFault:
                facts["way"] = "none: the service has no notice evidence-soon"
    return True
