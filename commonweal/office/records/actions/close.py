"""Close a case: nothing more is to be done on it."""

from django.utils import timezone

from commonweal.office.process.stopping import stop
from commonweal.office.records.actions.deciding import must_not_be_theirs, must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Note
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance

WHY = {
    "withdrawn": "The applicant withdrew the application",
    "duplicate": "The same application is on another case",
    "done": "Decided, and nothing more is to be done",
}
LONGEST = 4_000


def close(case: Case, actor: Actor, revision: int, why: str, note: str = "") -> None:
    """Close the case for one of the reasons in WHY, and end its process if that still runs.

    Raises PermissionDenied, Stale, or ValueError for a reason that does not fit: only a decided case is
    "done", and a decided case was not withdrawn.
    """
    if why not in WHY:
        raise ValueError("Choose why the case is closed")
    if (why == "done") != (case.decided_at is not None):
        raise ValueError("Only a decided case is done, and only an undecided one is withdrawn or a duplicate")
    if len(note) > LONGEST:
        raise ValueError(f"The note has at most {LONGEST} characters")
    with recording("close case", actor=actor, case=case, why=WHY[why]) as facts:
        user = must_work(case, actor)
        must_not_be_theirs(case, actor)
        advance(case, revision)
        if note.strip():
            written = Note.objects.create(case=case, at=timezone.now(), by=user, text=note.strip())
            facts["note"] = written.pk
        facts["reason"] = why
        stop(case)
        # After the process has said how it leaves the case: a closed case asks nobody for anything.
        Case.objects.filter(pk=case.pk).update(state=Case.State.CLOSED, needs_person=False)
        case.state, case.needs_person = Case.State.CLOSED, False
