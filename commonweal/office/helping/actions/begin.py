"""Begin to help: with a new application, or one that the person has saved. They agreed first."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.save import Gone
from commonweal.office.applying.actions.start import start
from commonweal.office.applying.models import Application
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.helping.actions.end import end_others
from commonweal.office.helping.models import Helping, KeyedAnswers, Organisation
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def begin_new(
    service: PreparedService,
    language: str,
    channel: str,
    user: User,
    organisation: Organisation,
    consent_words: Sequence[str],
) -> Helping:
    """Start an application with a person who has agreed to what was read out to them."""
    with transaction.atomic():
        application = start(service, language, channel=channel, helped_by=user)
        return _begin(application, Helping.Way.BEGUN, channel, user, organisation, consent_words)


def begin_saved(
    application: Application,
    channel: str,
    user: User,
    organisation: Organisation,
    consent_words: Sequence[str],
) -> Helping:
    """Go on with an application that the person has opened with their reference and words.

    Whoever helped with it until now no longer does. Raises Gone when it was sent or deleted.
    """
    with transaction.atomic():
        held = Application.objects.select_for_update().filter(pk=application.pk, case__isnull=True).first()
        if held is None:
            raise Gone
        end_others(held, Helping.Ended.TAKEN_OVER, Actor.staff(user, on_behalf_of="applicant"))
        Application.objects.filter(pk=held.pk).update(helped=True)
        return _begin(held, Helping.Way.CONTINUED, channel, user, organisation, consent_words)


def _begin(
    application: Application,
    way: str,
    channel: str,
    user: User,
    organisation: Organisation,
    consent_words: Sequence[str],
) -> Helping:
    now = timezone.now()
    subject = f"application:{application.pk}"
    actor = Actor.staff(user, on_behalf_of="applicant")
    with recording("start helping", actor=actor, subject=subject) as facts:
        helping = Helping.objects.create(
            application=application,
            organisation=organisation,
            adviser=user,
            way=way,
            channel=channel,
            began_at=now,
            consent_at=now,
            consent_words="\n".join(consent_words),
        )
        KeyedAnswers.objects.get_or_create(application_id=application.pk)
        facts["helping"] = helping.pk
        facts["organisation"] = organisation.pk
        facts["channel"] = channel
        facts["way"] = way
        with recording("record consent", actor=actor, subject=subject) as consent:
            consent["helping"] = helping.pk
            consent["way"] = "read out"
            consent["language"] = application.language
    return helping
