"""A policy that was published here, not put in the service's folder: it is laid over the folder's files."""

from __future__ import annotations

import datetime

from commonweal.office.catalogue.models import PublishedPolicy, ServiceVersion
from commonweal.office.catalogue.service import current, offer
from commonweal.office.records.actor import Actor


def publish_policy(slug: str, starts: datetime.date, document: bytes, *, actor: Actor) -> ServiceVersion:
    """Offer the service with this policy from a day on; one published before for the same day gives way.

    What is in progress keeps the version it began with. Raises UnknownService, and FaultyService when the
    service would have faults. Call inside the action that decides it.
    """
    files = dict(current(slug).files)
    files[f"policy/{starts.isoformat()}.dmn"] = document
    PublishedPolicy.objects.update_or_create(slug=slug, starts=starts, defaults={"document": document})
    return offer(slug, files, actor=actor)


def laid_over(slug: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """A folder's files with the policies published here; a file that the folder has itself stays."""
    published = PublishedPolicy.objects.filter(slug=slug)
    return {f"policy/{each.starts.isoformat()}.dmn": bytes(each.document) for each in published} | files
