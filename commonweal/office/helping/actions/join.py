"""Join by a code: the person asks for a code, an adviser types it, the person allows it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.helping.actions.end import end_others
from commonweal.office.helping.help_code import WORKS_FOR, code_key, code_of, new_seed, read_code
from commonweal.office.helping.limits import of_making, of_typing
from commonweal.office.helping.models import HelpCode, Helping, KeyedAnswers, Organisation
from commonweal.office.limiting import service as limiting
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

CHANNEL = "web"


class TooMany(Exception):
    """There were too many tries; says nothing about what exists."""


def ask_for_help(application: Application, page: str, network: str) -> HelpCode:
    """Make a code for the person to read to an adviser, in place of any before. Raises TooMany."""
    if not limiting.allow(*of_making(application.pk, network)):
        raise TooMany
    seed, now = new_seed(), timezone.now()
    with recording("ask for help", actor=Actor.applicant(), subject=f"application:{application.pk}"):
        made, _ = HelpCode.objects.update_or_create(
            application_id=application.pk,
            defaults={
                "seed": seed,
                "code_key": code_key(code_of(seed)),
                "page": page[:200],
                "made_at": now,
                "expires_at": now + WORKS_FOR,
                "used_at": None,
            },
        )
    return made


def ask_to_join(typed: str, user: User, organisation: Organisation) -> Helping | None:
    """Use a code up and ask its person for leave; None for one that is wrong, used or too old.

    Until the person allows it, the adviser sees nothing. Two uses at once use it once. Raises TooMany.
    """
    if not limiting.allow(*of_typing(user.pk, organisation.pk)):
        raise TooMany
    now, code = timezone.now(), read_code(typed)
    actor = Actor.staff(user, on_behalf_of="applicant")
    with transaction.atomic():
        live = HelpCode.objects.filter(
            code_key=code_key(code), used_at=None, expires_at__gt=now, application__case__isnull=True
        )
        found = live.first() if code else None
        # By the row itself, so that of two uses at once the one that waited finds it used.
        if found is None or not HelpCode.objects.filter(pk=found.pk, used_at=None).update(used_at=now):
            with recording("refuse code", actor=actor, subject=f"organisation:{organisation.pk}"):
                return None
        application = Application.objects.select_for_update().get(pk=found.application_id)
        subject = f"application:{application.pk}"
        with recording("ask to join", actor=actor, subject=subject) as facts:
            end_others(application, Helping.Ended.TAKEN_OVER, actor)
            helping = Helping.objects.create(
                application=application,
                organisation=organisation,
                adviser=user,
                way=Helping.Way.JOINED,
                channel=CHANNEL,
                began_at=now,
                person_at=found.page,
            )
            Application.objects.filter(pk=application.pk).update(helped=True)
            facts["helping"] = helping.pk
            facts["organisation"] = organisation.pk
    return helping


def allow(helping: Helping, consent_words: Sequence[str]) -> bool:
    """The person lets the adviser join; False when it was ended or allowed before."""
    subject = f"application:{helping.application_id}"
    with recording("record consent", actor=Actor.applicant(), subject=subject) as facts:
        allowed = Helping.objects.filter(pk=helping.pk, ended_at=None, consent_at=None).update(
            consent_at=timezone.now(), consent_words="\n".join(consent_words)
        )
        KeyedAnswers.objects.get_or_create(application_id=helping.application_id)
        facts["helping"] = helping.pk
        facts["organisation"] = helping.organisation_id
        facts["way"] = "on the person's page"
        facts["allowed"] = allowed
        if allowed:
            actor = Actor.staff(helping.adviser, on_behalf_of="applicant")
            with recording("join", actor=actor, subject=subject) as joined:
                joined["helping"] = helping.pk
    return bool(allowed)
