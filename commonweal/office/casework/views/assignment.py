"""Taking a case, putting it back, and giving it to somebody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.attempt import attempt
from commonweal.office.casework.views.doing import Doing
from commonweal.office.records.actions.assign import assign


@require_POST
@staff_only(SEE_CASES, WORK_CASES, page="casework:case")
def assign_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the case to the person named (their number, "me" or "nobody")."""
    doing = Doing(request, reference)
    to = request.POST.get("to", "")
    assignee: User | None = None
    if to == "me":
        assignee = doing.user
    elif to != "nobody":
        assignee = User.objects.filter(pk=int(to), is_active=True).first() if _is_number(to) else None
        if assignee is None:
            return doing.stopped("Choose who should have the case.", 422)
    stands = doing.stands
    if stands.why_not or (not stands.may_assign and assignee not in {None, doing.user}):
        return doing.not_allowed(stands.why_not or "Only a team leader may give a case to somebody else.")
    holder = assignee.pk if assignee else None
    if doing.case.assigned_to_id == holder:
        return doing.done(_said(assignee, doing.user))
    stopped = attempt(lambda: assign(doing.case, doing.actor, doing.revision, assignee))
    if stopped is not None:
        return doing.stopped(stopped.message, stopped.status)
    return doing.done(_said(assignee, doing.user))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _said(assignee: User | None, user: User) -> str:
    if assignee is None:
        return "The case is back in the queue for anybody."
    return "You have this case." if assignee == user else f"{assignee} has this case now."
