"""Send a link that works once to the address that a person gave."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.messages import service as messages
from commonweal.office.pages.showing import day, instant
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.returning.deadline import last_day
from commonweal.office.returning.models import ReturnLink, SavedPlace
from commonweal.office.returning.secrets_of_return import link_hash, new_link_secret

WORKS_FOR: Final = timedelta(days=7)


def send_link(place: SavedPlace, *, actor: Actor, template: str = "", language: str = "") -> ReturnLink:
    """Make a new link, void those before it, and have it sent. The place must have an address.

    `template` is the message's; by default the one for a draft or the one for a sent application.
    """
    application = Application.objects.get(pk=place.application_id)
    language = language or place.language
    secret, now = new_link_secret(), timezone.now()
    subject = f"application:{application.pk}"
    with recording("send return link", actor=actor, subject=subject) as facts:
        facts["superseded"] = place.links.filter(used_at=None, superseded_at=None).update(superseded_at=now)
        # The older link's message would only mislead, if it has not gone yet.
        messages.withdraw(subject)
        link = ReturnLink.objects.create(
            place=place, secret_hash=link_hash(secret), made_at=now, expires_at=now + WORKS_FOR
        )
        prepared = catalogue.version(application.version_id)
        middle = "" if language == "en" else f"{language}/"
        kept = last_day(application)
        messages.send(
            template or ("return-link" if application.case_id is None else "status-link"),
            kind=place.kind,
            to=place.address,
            language=language,
            about=subject,
            values={
                "service": prepared.folder.service.words(language).name,
                "link": f"{place.site}/{prepared.slug}/{middle}return/{secret}",
                "until": instant(link.expires_at, language),
                "reference": place.shown_reference,
                "kept": day(kept, language),
                "deleted": day(kept + timedelta(days=1), language),
            },
        )
        facts["way"] = place.kind
        facts["language"] = language
    return link
