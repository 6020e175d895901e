"""Keep a place to come back to: a reference, and where links may go."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.records.reference import new_reference
from commonweal.office.returning.models import SavedPlace
from commonweal.office.returning.secrets_of_return import address_key, new_words, words_hash


def place_of(application: Application, *, language: str, site: str) -> SavedPlace:
    """The application's place, made if it has none. A sent one has its case's reference.

    To be called inside an action's transaction.
    """
    found = SavedPlace.objects.filter(application_id=application.pk).first()
    if found is not None:
        return found
    case = application.case
    return SavedPlace.objects.get_or_create(
        application_id=application.pk,
        defaults={
            "reference": case.reference if case else new_reference(),
            "language": language,
            "site": site,
            "made_at": timezone.now(),
        },
    )[0]


def keep_address(
    application: Application, *, kind: str, address: str, language: str, site: str, actor: Actor
) -> SavedPlace:
    """Say where links may go, in place of what was said before. `kind` is "email" or "text"."""
    subject = f"application:{application.pk}"
    with recording("save for later", actor=actor, subject=subject) as facts:
        place = place_of(application, language=language, site=site)
        place.kind, place.address, place.address_key = kind, address, address_key(kind, address)
        place.language, place.site, place.reminded_at = language, site, None
        place.save(update_fields=["kind", "address", "address_key", "language", "site", "reminded_at"])
        _touch(application)
        facts["way"] = kind
        facts["language"] = language
    return place


def keep_words(
    application: Application, *, language: str, site: str, actor: Actor
) -> tuple[SavedPlace, tuple[str, ...]]:
    """Make new words for an application, in place of any before; they are given here and never again."""
    words = new_words(language)
    # Slow on purpose, so done before anything is locked.
    kept = words_hash(words)
    subject = f"application:{application.pk}"
    with recording("save for later", actor=actor, subject=subject) as facts:
        place = place_of(application, language=language, site=site)
        place.words_hash = kept
        place.save(update_fields=["words_hash"])
        _touch(application)
        facts["way"] = "words"
        facts["language"] = language
    return place, words


def _touch(application: Application) -> None:
    """Saving counts as using: the draft is kept for its whole time from now."""
    now = timezone.now()
    Application.objects.filter(pk=application.pk, case__isnull=True).update(
        changed_at=now, revision=F("revision")
    )
    application.changed_at = now
