"""Delete a draft: because the person asked, or because it was forgotten."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.service.lengths_of_time import LengthOfTime

KEPT = LengthOfTime(28, "day")


def kept_for(retention: LengthOfTime | None) -> LengthOfTime:
    """How long an untouched draft is kept: the service's `retention: draft`, else 28 days."""
    return retention or KEPT


def is_forgotten(application: Application, retention: LengthOfTime | None, now: datetime) -> bool:
    """Whether nobody has touched a draft for as long as drafts are kept."""
    last_day = kept_for(retention).after(timezone.localdate(application.changed_at))
    ends = timezone.make_aware(datetime.combine(last_day, time.max))
    return application.case_id is None and now > ends


def delete(application: Application, actor: Actor, why: str) -> None:
    """Delete a draft that has not been sent, and record that it was."""
    with recording(
        "delete application", actor=actor, subject=f"application:{application.pk}", why=why
    ) as facts:
        deleted, _ = Application.objects.filter(pk=application.pk, case__isnull=True).delete()
        facts["service"] = application.service
        facts["deleted"] = deleted


def delete_forgotten(now: datetime | None = None, most: int = 500) -> int:
    """Delete drafts that nobody has touched for as long as their service keeps them. For the worker.

    Gives how many were deleted; at most `most` at a time, the longest forgotten first.
    """
    now = now or timezone.now()
    deleted = 0
    waiting = Application.objects.filter(case__isnull=True).order_by("changed_at")[:most]
    for application in waiting:
        service = catalogue.version(application.version_id).folder.service
        if is_forgotten(application, service.retention.get("draft"), now):
            delete(application, Actor.worker(), "forgotten")
            deleted += 1
    return deleted
