"""Agreeing with the policy's result, after reading the letter that will go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.attempt import attempt
from commonweal.office.casework.preview import LetterPreview, letters_from
from commonweal.office.casework.views.case import result_text
from commonweal.office.casework.views.doing import Doing
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actions.agree import agree


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, WORK_CASES)
def agree_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the letter that agreeing sends; then agree and send it."""
    doing = Doing(request, reference)
    case, stands = doing.case, doing.stands
    if request.method == "POST":
        if why := stands.why_not or stands.why_not_decide:
            return doing.not_allowed(why)
        stopped = attempt(lambda: agree(case, doing.actor, doing.revision))
        if stopped is None or _already(doing):
            return doing.done("You agreed with the policy. The letter is on its way.")
        return doing.stopped(stopped.message, stopped.status)
    if why := stands.why_not or stands.why_not_decide:
        return doing.not_allowed(why)
    letters: list[LetterPreview] = []
    stopped = attempt(
        lambda: letters.extend(letters_from(case, lambda tried: agree(tried, doing.actor, tried.revision)))
    )
    if stopped is not None:
        return doing.stopped(stopped.message, stopped.status)
    prepared = catalogue.version(case.version.content_hash)
    by_policy = case.decisions.filter(made_by=None).latest("pk")
    return doing.show("agree.html", letters=letters, policy_result=result_text(prepared, by_policy))


def _already(doing: Doing) -> bool:
    """Whether this is a second press of the button: the same person has just agreed with this case."""
    latest = doing.case.latest_decision
    if latest is None or not latest.final:
        return False
    return latest.made_by_id == doing.user.pk and latest.agrees_with_policy
