"""Receive an application: the case, the decision, the process and the events, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.process import service as process
from commonweal.office.records.actor import Actor
from commonweal.office.records.applicant import applicant_name
from commonweal.office.records.chain import fingerprint
from commonweal.office.records.models import Case
from commonweal.office.records.policy_decision import keep_verdict, verdict
from commonweal.office.records.recording import recording
from commonweal.office.records.reference import new_reference
from commonweal.service.telling import told_by


class NotComplete(ValueError):
    """The answers do not make an application: something is still to answer, or the journey stops."""


def receive(
    *,
    service_version: ServiceVersion,
    answers: Mapping[str, Any],
    language: str,
    channel: str,
    actor: Actor,
    received_at: datetime | None = None,
    keyed_by: User | None = None,
    application: object | None = None,
    reference: str | None = None,
    site: str = "",
) -> Case:
    """Make a case of an application and decide it by the policy in force on its relevant date.

    One transaction: everything is kept, or nothing. Receiving the same `application` (a model instance
    or any key) again gives the case that was made the first time. `received_at` may be earlier than now:
    paper keeps the date it came. `reference` is one that the person was given before. How they want to be
    told is kept apart from the case's answers, with `site`, which links in messages begin with. Raises
    NotComplete when the answers are not a whole application.
    """
    key = _key(application)
    if key is not None and (known := Case.objects.filter(application=key).first()):
        return known
    prepared = catalogue.version(service_version.content_hash)
    path = prepared.any_journey.path(answers)
    if not path.complete:
        raise NotComplete(
            "the application is not whole: a question is still to answer, or it stops before its end"
        )
    received_at = received_at or timezone.now()
    try:
        return _receive(
            prepared,
            service_version,
            path.answers,
            language,
            channel,
            actor,
            received_at,
            keyed_by,
            key,
            reference,
            site,
        )
    except IntegrityError:
        # Two submits of one draft at once: the other came first, and its case is this person's case.
        if key is not None and (known := Case.objects.filter(application=key).first()):
            return known
        raise


def _receive(
    prepared: PreparedService,
    service_version: ServiceVersion,
    answers: dict[str, Any],
    language: str,
    channel: str,
    actor: Actor,
    received_at: datetime,
    keyed_by: User | None,
    key: str | None,
    reference: str | None,
    site: str,
) -> Case:
    answers, told = told_by(answers)
    from commonweal.office.telling.service import keep_choice

    with recording("receive application", actor=actor) as facts:
        received_on = timezone.localdate(received_at)
        made = verdict(prepared, answers, received_on=received_on, channel=channel, language=language)
        case = Case.objects.create(
            reference=reference or new_reference(),
            service=prepared.slug,
            version=service_version,
            policy_hash=made.policy_hash,
            language=language,
            channel=channel,
            keyed_by=keyed_by,
            application=key,
            answers=answers,
            applicant=applicant_name(prepared, answers),
            state=Case.State.RECEIVED,
            needs_person=made.needs_person,
            reasons=made.reasons,
            received_at=received_at,
            relevant_on=made.relevant_on,
            due_on=due_date(prepared, received_on),
        )
        facts.about(case)
        facts["service"] = case.service
        facts["version"] = service_version.content_hash
        facts["language"] = language
        facts["channel"] = channel
        facts["application"] = key
        facts["keyed by"] = f"staff:{keyed_by.pk}" if keyed_by else None
        facts["received"] = received_at.isoformat()
        facts["referred"] = len(made.reasons)
        facts["told"] = {name: told[name] for name in ("way", "form")} if told else None
        facts["answers"] = fingerprint({"reference": case.reference, "answers": answers})
        keep_verdict(case, made)
        if told is not None:
            # Before the first letter is queued, which goes as the person chose.
            keep_choice(case, told, site)
        process.start(case)
    return case


def due_date(prepared: PreparedService, received_on: date) -> date:
    """The last day on which the decision is in time; 14 days where the service sets no limit."""
    limit = prepared.folder.service.time_limits.get("decide")
    return limit.after(received_on) if limit else received_on + timedelta(days=14)


def _key(application: object | None) -> str | None:
    if application is None:
        return None
    if isinstance(application, models.Model):
        return f"{application._meta.label_lower}:{application.pk}"
    return str(application)
