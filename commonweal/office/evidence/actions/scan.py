"""Have what waits scanned for viruses, and delete what holds one."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from commonweal.office.evidence import folder, scanner
from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LOGGER = logging.getLogger(__name__)
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
SECONDS_BETWEEN: Final = 600.0


class _Looked:
    """When this process looks for left-over files again."""

    again_at = 0.0


_looked = _Looked()


def scan_waiting(limit: int = 20, now: datetime | None = None) -> int:
    """Scan up to `limit` files; give how many were. One that cannot be scanned waits, longer each time."""
    _clear()
    now = now or timezone.now()
    waiting = Evidence.objects.filter(Q(try_after=None) | Q(try_after__lte=now), state=Evidence.State.WAITING)
    done = 0
    for found in list(waiting.select_related("case").order_by("pk")[:limit]):
        try:
            content = folder.read(found.name)
            infected = scanner.is_set() and scanner.holds_virus(content)
        except (scanner.CannotScan, OSError) as fault:
            LOGGER.error("evidence %d could not be scanned: %s", found.pk, type(fault).__name__)
            wait = min(FIRST_WAIT * 2 ** min(found.attempts, 8), LONGEST_WAIT)
            Evidence.objects.filter(pk=found.pk).update(attempts=F("attempts") + 1, try_after=now + wait)
            continue
        done += _finish(found, infected=infected)
    return done


def _finish(found: Evidence, *, infected: bool) -> bool:
    state = Evidence.State.REFUSED if infected else Evidence.State.KEPT
    with recording("scan evidence", actor=Actor.worker(), case=found.case) as facts:
        same = Evidence.objects.filter(pk=found.pk, state=Evidence.State.WAITING)
        facts["evidence"] = found.pk
        facts["found"] = "virus" if infected else "nothing"
        facts["first to"] = bool(same.update(state=state))
        if infected:
            folder.remove(found.name)
    return True


def _clear() -> None:
    if time.monotonic() < _looked.again_at:
        return
    _looked.again_at = time.monotonic() + SECONDS_BETWEEN
    folder.left_over(set(Evidence.objects.values_list("name", flat=True)))
