"""Note that the evidence asked for has come."""

from django.utils import timezone

from commonweal.office.process import service as process
from commonweal.office.records.actions.deciding import must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance


def receive_evidence(case: Case, actor: Actor, revision: int) -> None:
    """Close the open requests and tell the process "evidence received": the case is worked on again.

    Raises PermissionDenied, Stale, or NotOpen when the process is not waiting for evidence.
    """
    with recording("receive evidence", actor=actor, case=case) as facts:
        must_work(case, actor)
        advance(case, revision)
        facts["requests"] = case.evidence_requests.filter(received_at=None).update(received_at=timezone.now())
        process.deliver_message(case, process.EVIDENCE_RECEIVED, actor=actor)
