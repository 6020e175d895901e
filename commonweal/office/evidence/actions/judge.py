"""Say whether a piece of evidence is enough."""

from __future__ import annotations

from django.utils import timezone

from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actions.deciding import must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def judge(evidence: Evidence, actor: Actor, verdict: str) -> None:
    """Keep what the caseworker made of it. Raises PermissionDenied, or ValueError for no such verdict."""
    wanted = Evidence.Verdict(verdict)
    with recording("judge evidence", actor=actor, case=evidence.case) as facts:
        user = must_work(evidence.case, actor)
        if evidence.state != Evidence.State.KEPT:
            raise ValueError("This file cannot be looked at yet")
        Evidence.objects.filter(pk=evidence.pk).update(
            verdict=wanted, looked_at=timezone.now(), looked_by=user
        )
        facts["evidence"] = evidence.pk
        facts["verdict"] = str(wanted) or "none"
