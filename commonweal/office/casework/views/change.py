"""Deciding otherwise than the policy: what instead, why, and the letter before it goes."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.amounts import Changeable
from commonweal.office.casework.attempt import Stopped, attempt
from commonweal.office.casework.change_form import ChangeForm, blank_change, read_change
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.preview import LetterPreview, letters_from
from commonweal.office.casework.timeline import timeline
from commonweal.office.casework.views.case import result_text
from commonweal.office.casework.views.doing import Doing
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actions.change import change
from commonweal.office.records.models import Decision

PREVIEW, SEND = "preview", "send"


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, WORK_CASES)
def change_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what to decide instead; show the letter; then decide and send it. What was typed is never lost."""
    doing = Doing(request, reference)
    case, stands = doing.case, doing.stands
    if why := stands.why_not or stands.why_not_decide:
        return doing.not_allowed(why)
    by_policy = case.decisions.filter(made_by=None).latest("pk")
    changeable = Changeable(catalogue.version(case.version.content_hash), by_policy)
    if request.method == "GET":
        if stands.task is None:
            return doing.stopped("This case does not wait for a decision.", 409)
        if not doing.given_back:
            return _form(doing, changeable, blank_change(changeable, by_policy))
    form = read_change({name: str(value) for name, value in doing.posted.items()}, changeable, by_policy)
    if doing.given_back:
        return _form(doing, changeable, replace(form, errors={}))
    step = request.POST.get("step", PREVIEW)
    if form.errors or step not in {PREVIEW, SEND}:
        return _form(doing, changeable, form, status=422 if form.errors else 200)
    if step == SEND:
        stopped = attempt(
            lambda: change(case, doing.actor, doing.revision, form.result, form.amounts, form.reason)
        )
        if stopped is None or _already(doing, form):
            return doing.done("You changed the policy’s result. The letter is on its way.")
        return _form(doing, changeable, form, stopped)
    letters: list[LetterPreview] = []
    stopped = attempt(
        lambda: letters.extend(
            letters_from(
                case,
                lambda tried: change(
                    tried, doing.actor, doing.revision, form.result, form.amounts, form.reason
                ),
            )
        )
    )
    if stopped is not None:
        return _form(doing, changeable, form, stopped)
    return doing.show(
        "change-check.html",
        letters=letters,
        form=form,
        revision=doing.revision,
        result=Decision.Result(form.result).label,
        amounts=[(each, form.amounts[each.name]) for each in changeable.amounts],
        policy_result=result_text(catalogue.version(case.version.content_hash), by_policy),
    )


def _form(
    doing: Doing, changeable: Changeable, form: ChangeForm, stopped: Stopped | None = None, status: int = 200
) -> HttpResponse:
    doing.case = case_or_404(doing.case.reference)
    by_policy = doing.case.decisions.filter(made_by=None).latest("pk")
    # After a clash the page is made from the case as it stands now, so that going on is a choice.
    posted = (doing.given_back or doing.request.method == "POST") and stopped is None
    return doing.show(
        "change.html",
        status=stopped.status if stopped else status,
        form=form,
        revision=doing.revision if posted else doing.case.revision,
        amounts=changeable.amounts,
        stopped=stopped.message if stopped else "",
        moments=timeline(doing.case)[:4] if stopped else [],
        policy_result=result_text(catalogue.version(doing.case.version.content_hash), by_policy),
    )


def _already(doing: Doing, form: ChangeForm) -> bool:
    """Whether this is a second press of the button: the same person has just decided the very same."""
    latest = doing.case.latest_decision
    return (
        latest is not None
        and latest.final
        and latest.made_by_id == doing.user.pk
        and (latest.result, latest.reason) == (form.result, form.reason)
    )
