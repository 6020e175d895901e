"""Delete a draft: because the person asked, or because it was forgotten."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from datetime import time as time_of_day

from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.messages import service as messages
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.service.lengths_of_time import LengthOfTime

KEPT = LengthOfTime(28, "day")
SECONDS_BETWEEN = 600.0


class _Looked:
    """When this process looks for forgotten drafts again."""

    again_at = 0.0


_looked = _Looked()


def kept_for(retention: LengthOfTime | None) -> LengthOfTime:
    """How long an untouched draft is kept: the service's `retention: draft`, else 28 days."""
    return retention or KEPT


def is_forgotten(application: Application, retention: LengthOfTime | None, now: datetime) -> bool:
    """Whether nobody has touched a draft for as long as drafts are kept."""
    last_day = kept_for(retention).after(timezone.localdate(application.changed_at))
    ends = timezone.make_aware(datetime.combine(last_day, time_of_day.max))
    return application.case_id is None and now > ends


def delete(application: Application, actor: Actor, why: str) -> None:
    """Delete a draft that has not been sent, and record that it was."""
    with recording(
        "delete application", actor=actor, subject=f"application:{application.pk}", why=why
    ) as facts:
        _, deleted = Application.objects.filter(pk=application.pk, case__isnull=True).delete()
        # What would have told the person how to come back to it leads nowhere now.
        messages.withdraw(f"application:{application.pk}")
        facts["service"] = application.service
        facts["deleted"] = deleted.get("applying.Application", 0)


def delete_forgotten(now: datetime | None = None) -> int:
    """Delete drafts that nobody has touched for as long as their service keeps them; gives how many.

    The worker calls it in every round; it looks at most every ten minutes.
    """
    if now is None and time.monotonic() < _looked.again_at:
        return 0
    _looked.again_at = time.monotonic() + SECONDS_BETWEEN
    now = now or timezone.now()
    deleted = 0
    unsent = Application.objects.filter(case__isnull=True)
    for version in unsent.values_list("version_id", flat=True).distinct():
        retention = catalogue.version(str(version)).folder.service.retention.get("draft")
        for application in unsent.filter(
            version_id=version, changed_at__lt=now - timedelta(days=1)
        ).iterator():
            if is_forgotten(application, retention, now):
                delete(application, Actor.worker(), "forgotten")
                deleted += 1
    return deleted
