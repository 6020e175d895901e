"""Closing a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.attempt import Stopped, attempt
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.casework.views.doing import Doing
from commonweal.office.records.actions.close import WHY, close
from commonweal.office.records.models import Case


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, WORK_CASES)
def close_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why; then close."""
    doing = Doing(request, reference)
    stands = doing.stands
    if why := stands.why_not or stands.why_not_decide:
        return doing.not_allowed(why)
    if stands.closed:
        return doing.done("This case is closed.")
    if request.method == "GET" and not doing.given_back:
        return _form(doing, "", "")
    chosen = doing.posted.get("why", "")
    note = typed_text(doing.posted.get("note", ""))
    if doing.given_back:
        return _form(doing, chosen, note)
    stopped = attempt(lambda: close(doing.case, doing.actor, doing.revision, chosen, note))
    if stopped is not None:
        return _form(doing, chosen, note, stopped)
    return doing.done("The case is closed.")


def _form(doing: Doing, chosen: str, note: str, stopped: Stopped | None = None) -> HttpResponse:
    doing.case = case_or_404(doing.case.reference)
    decided = doing.case.decided_at is not None and doing.case.state == Case.State.DECIDED
    reasons = {key: text for key, text in WHY.items() if (key == "done") == decided}
    return doing.show(
        "close.html",
        status=stopped.status if stopped else 200,
        reasons=reasons,
        chosen=chosen,
        note=note,
        problem=stopped.message if stopped else "",
        revision=doing.case.revision,
    )
