"""Keep an application with who signed in, so that they find it again on any device."""

from __future__ import annotations

from commonweal.office.applying.models import Application
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.returning.actions.keep_place import place_of


def keep_person(application: Application, key: str, *, language: str, site: str) -> None:
    """Note the digest of who signed in on the application's place. One that is another's stays theirs."""
    with recording(
        "save for later", actor=Actor.applicant(), subject=f"application:{application.pk}"
    ) as facts:
        place = place_of(application, language=language, site=site)
        facts["way"] = "sign in"
        facts["language"] = language
        facts["kept"] = not place.person_key
        if not place.person_key:
            place.person_key = key
            place.save(update_fields=["person_key"])
