"""Remind people of drafts that will soon be deleted, where they left an address."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from commonweal.office.applying.actions.delete import kept_for
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actor import Actor
from commonweal.office.returning.actions.send_link import send_link
from commonweal.office.returning.deadline import last_day
from commonweal.office.returning.models import SavedPlace

BEFORE: Final = timedelta(days=7)
SECONDS_BETWEEN: Final = 600.0


class _Looked:
    """When this process looks for drafts to remind of again."""

    again_at = 0.0


_looked = _Looked()


def remind_due(now: datetime | None = None) -> int:
    """Send the reminders that are due, one for each time a draft is left alone; gives how many.

    A week before the draft goes; halfway, where drafts are kept for less than two weeks. The worker calls
    it in every round; it looks at most every ten minutes.
    """
    if now is None and time.monotonic() < _looked.again_at:
        return 0
    _looked.again_at = time.monotonic() + SECONDS_BETWEEN
    now = now or timezone.now()
    waiting = (
        SavedPlace.objects.filter(application__case__isnull=True)
        .filter(Q(reminded_at=None) | Q(reminded_at__lt=F("application__changed_at")))
        .exclude(address="")
        .select_related("application")
    )
    sent = 0
    for place in waiting.filter(application__changed_at__lt=now - timedelta(days=1)).iterator():
        ends = last_day(place.application)
        retention = catalogue.version(place.application.version_id).folder.service.retention.get("draft")
        last_used = timezone.localdate(place.application.changed_at)
        kept = kept_for(retention).after(last_used) - last_used
        if not ends - min(BEFORE, kept / 2) <= timezone.localdate(now) <= ends:
            continue
        with transaction.atomic():
            same = SavedPlace.objects.filter(pk=place.pk, reminded_at=place.reminded_at)
            if not same.update(reminded_at=now):
                continue
            send_link(place, actor=Actor.worker(), template="draft-reminder")
            sent += 1
    return sent
