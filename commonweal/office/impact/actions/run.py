"""Begin a report: it is made beside the pages, and what is asked is an event."""

from __future__ import annotations

import threading

from django.utils import timezone

from commonweal.office.accounts.roles import RUN_IMPACT
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.impact.choices import Choice
from commonweal.office.impact.making import make
from commonweal.office.impact.models import Report
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

QUICK = 3.0
"""Seconds to wait for a small report, so that it is there at once."""


def run_impact(service: PreparedService, choice: Choice, actor: Actor) -> Report:
    """Begin what was chosen, and wait a moment for a report that is soon made. Raises PermissionDenied.

    The choice must have no problems.
    """
    user = actor.must_have(RUN_IMPACT)
    policies, population = choice.compared, choice.people
    now = timezone.now()
    subject = f"service:{service.slug}"
    with recording("run impact", actor=actor, subject=subject, why=choice.why) as facts:
        report = Report.objects.create(
            service=service.slug,
            service_name=service.folder.service.words("en").name,
            today=policies[0].label,
            options=[each.label for each in policies[1:]],
            population=population.name,
            real=population.kind != "synthetic",
            why=choice.why,
            choice=choice.keys,
            started_by=user,
            started_at=now,
            heard_at=now,
        )
        facts["report"] = report.pk
        facts["policies"] = [each.model.content_hash for each in policies]
        facts["population"] = population.name
        facts["rows"] = population.rows
        facts["crossings"] = [" by ".join(each) for each in choice.asked.crossings]
        if choice.asked.assumptions.next_year is not None:
            facts["next year"] = choice.asked.assumptions.next_year.told
    ready = threading.Event()
    thread = threading.Thread(
        target=make,
        args=(report.pk, service, policies, population, ready, choice.asked),
        name=f"impact-{report.pk}",
        daemon=True,
    )
    thread.start()
    ready.wait(QUICK)
    report.refresh_from_db()
    return report
