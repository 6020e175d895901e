"""Open an application again: by a link, once, or by its reference and words."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.limiting import service as limiting
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.records.reference import NotAReference, parse_reference
from commonweal.office.returning import limits
from commonweal.office.returning.models import ReturnLink, SavedPlace
from commonweal.office.returning.secrets_of_return import link_hash, words_are


class TooMany(Exception):
    """There were too many tries; says nothing about what exists."""


def open_by_link(service: str, secret: str, network: str) -> Application | None:
    """Use a link up and give its application; None for one that is spent, too old or never was.

    Two uses at once open it once. Raises TooMany.
    """
    counted = limits.of_links_opened(network)
    if not limiting.allow(*counted):
        raise TooMany
    now = timezone.now()
    with transaction.atomic():
        place = SavedPlace.objects.filter(application__service=service, links__secret_hash=link_hash(secret))
        # Every condition stands on the link's own row, so that who waits for the row reads it again; one on a
        # joined table would be decided by what was there before the wait.
        used = ReturnLink.objects.filter(
            secret_hash=link_hash(secret),
            used_at=None,
            superseded_at=None,
            expires_at__gt=now,
            place_id=place.values_list("pk", flat=True).first(),
        ).update(used_at=now)
        if not used:
            _refused(service, "link")
            return None
        application = Application.objects.get(saved_place__links__secret_hash=link_hash(secret))
        limiting.take_back(*counted)
        _opened(application, "link")
    return application


def open_by_words(service: str, reference: str, words: str, network: str) -> Application | None:
    """The application with this reference and these words; None where the two do not go together.

    The same work is done whether or not there is such a reference. Raises TooMany.
    """
    try:
        wanted = parse_reference(reference)
    except NotAReference:
        wanted = ""
    counted = limits.of_words(service, wanted or reference[:100], network)
    if not limiting.allow(*counted):
        raise TooMany
    place = (
        SavedPlace.objects.select_related("application")
        .filter(reference=wanted, application__service=service)
        .first()
    )
    if not words_are(words, place.words_hash if place else "") or place is None:
        _refused(service, "words")
        return None
    of_reference, of_network = counted
    limiting.forget(of_reference)
    limiting.take_back(of_network)
    _opened(place.application, "words")
    return place.application


def _opened(application: Application, way: str) -> None:
    subject = f"application:{application.pk}"
    with recording("come back", actor=Actor.applicant(), subject=subject) as facts:
        facts["way"] = way


def _refused(service: str, way: str) -> None:
    subject = f"service:{service}"
    with recording("refuse to open again", actor=Actor.applicant(), subject=subject) as facts:
        facts["way"] = way
