"""The person says that they have sent everything, or how the rest will come."""

from __future__ import annotations

from django.utils import timezone

from commonweal.office.evidence.models import ComingAnotherWay, Evidence
from commonweal.office.process import service as process
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance


def all_sent(case: Case, actor: Actor) -> bool:
    """Tell the process that the evidence came; gives whether it waited for it. A second time does nothing."""
    if not case.evidence.exclude(state=Evidence.State.REFUSED).exists():
        return False
    if not process.waits_for(case, process.EVIDENCE_RECEIVED):
        return False
    with recording("receive evidence", actor=actor, case=case) as facts:
        advance(case, case.revision)
        facts["requests"] = case.evidence_requests.filter(received_at=None).update(received_at=timezone.now())
        facts["files"] = case.evidence.count()
        process.deliver_message(case, process.EVIDENCE_RECEIVED, actor=actor)
    return True


def comes_another_way(case: Case, way: str, actor: Actor) -> None:
    """Keep that they will bring it in or post it. Raises ValueError for any other way."""
    wanted = ComingAnotherWay.Way(way)
    with recording("evidence comes another way", actor=actor, case=case) as facts:
        ComingAnotherWay.objects.update_or_create(case=case, defaults={"way": wanted, "at": timezone.now()})
        facts["way"] = str(wanted)
