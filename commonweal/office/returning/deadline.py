"""Until when a draft is kept."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from commonweal.office.applying.actions.delete import kept_for
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue


def last_day(application: Application) -> date:
    """The last day on which a draft is kept, if nobody touches it until then."""
    retention = catalogue.version(application.version_id).folder.service.retention.get("draft")
    return kept_for(retention).after(timezone.localdate(application.changed_at))
