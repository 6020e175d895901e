"""Ask the applicant for something that the decision needs."""

from collections.abc import Sequence

from django.utils import timezone

from commonweal.office.process import service as process
from commonweal.office.records.actions.deciding import must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, EvidenceRequest
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance


def ask_for_evidence(
    case: Case, actor: Actor, revision: int, items: Sequence[str], note: str = ""
) -> EvidenceRequest:
    """Keep what was asked for and move the process on with outcome "evidence" (the letter goes from there).

    Raises PermissionDenied, Stale, NotOpen, or ValueError when nothing is asked for.
    """
    asked = [item.strip() for item in items if item.strip()]
    if not asked:
        raise ValueError("Choose what the applicant should send")
    if len(asked) > 30 or any(len(item) > 300 for item in asked) or len(note) > 4_000:
        raise ValueError("Ask for at most 30 things, in up to 300 characters each")
    with recording("ask for evidence", actor=actor, case=case) as facts:
        user = must_work(case, actor)
        advance(case, revision)
        request = EvidenceRequest.objects.create(
            case=case, asked_at=timezone.now(), asked_by=user, items=asked, note=note.strip()
        )
        facts["request"] = request.pk
        facts["items"] = len(asked)
        process.complete(case, None, "evidence", actor=actor)
    return request
