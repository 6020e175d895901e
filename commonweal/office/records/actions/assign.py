"""Give a case to somebody, take it oneself, or put it back."""

from django.core.exceptions import PermissionDenied

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import ASSIGN_CASES, WORK_CASES
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance


def assign(case: Case, actor: Actor, revision: int, assignee: User | None) -> None:
    """Make `assignee` the one who works the case; None puts it back in the queue.

    A caseworker may take a case that nobody has, or put back their own; anything else needs the duty to
    assign. Raises PermissionDenied, ValueError when the assignee may not work cases, or Stale.
    """
    user = actor.must_have(WORK_CASES)
    with recording("assign case", actor=actor, case=case) as facts:
        holder = Case.objects.values_list("assigned_to", flat=True).get(pk=case.pk)
        theirs = holder in {None, user.pk}
        to_self_or_nobody = assignee is None or assignee.pk == user.pk
        if not (theirs and to_self_or_nobody) and not actor.may(ASSIGN_CASES):
            raise PermissionDenied(f"{actor.name} may not assign this case to somebody else")
        if assignee is not None and not Actor.staff(assignee).may(WORK_CASES):
            raise ValueError("This person may not work cases")
        changes: dict[str, object] = {"assigned_to": assignee}
        if assignee is not None and case.state == Case.State.RECEIVED:
            changes["state"] = Case.State.WORKING
        advance(case, revision, **changes)
        facts["from"] = f"staff:{holder}" if holder else None
        facts["to"] = f"staff:{assignee.pk}" if assignee else None
