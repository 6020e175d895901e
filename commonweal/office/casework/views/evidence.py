"""Asking the applicant for evidence, and noting that it came."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.answers import evidence_to_ask_for
from commonweal.office.casework.attempt import attempt
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.preview import LetterPreview, letters_from
from commonweal.office.casework.timeline import timeline
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.casework.views.doing import Doing
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actions.ask_for_evidence import ask_for_evidence
from commonweal.office.records.actions.receive_evidence import receive_evidence
from commonweal.office.records.models import Case

PREVIEW, SEND = "preview", "send"
LONGEST_NOTE = 4_000
NOT_NOW = "This case does not wait for a person, so nothing can be asked for now."
ASKED = "The applicant is being asked. The case comes back when the evidence does, or when time is up."


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, WORK_CASES)
def ask_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose what to ask for; show the letter; then ask. What was typed is never lost."""
    doing = Doing(request, reference)
    case, stands = doing.case, doing.stands
    if stands.why_not:
        return doing.not_allowed(stands.why_not)
    if request.method == "GET":
        if stands.task is None:
            return doing.stopped(NOT_NOW, 409)
        if not doing.given_back:
            return _form(doing, [], "", "")
    items = [" ".join(typed_text(each).split()) for each in doing.posted.getlist("items")]
    other = typed_text(doing.posted.get("other", ""))
    note = typed_text(doing.posted.get("note", ""))
    wanted = [each for each in [*items, *(" ".join(line.split()) for line in other.splitlines())] if each]
    wanted = list(dict.fromkeys(wanted))
    if doing.given_back:
        return _form(doing, items, other, note)
    errors = _errors(wanted, note)
    step = request.POST.get("step", PREVIEW)
    if errors or step not in {PREVIEW, SEND}:
        return _form(doing, items, other, note, errors=errors, status=422 if errors else 200)
    if step == SEND:
        stopped = attempt(lambda: ask_for_evidence(case, doing.actor, doing.revision, wanted, note))
        if stopped is None or _already(doing, wanted):
            return doing.done(ASKED)
        return _form(doing, items, other, note, stopped=stopped.message, status=stopped.status)
    letters: list[LetterPreview] = []
    stopped = attempt(
        lambda: letters.extend(
            letters_from(
                case, lambda tried: ask_for_evidence(tried, doing.actor, doing.revision, wanted, note)
            )
        )
    )
    if stopped is not None:
        return _form(doing, items, other, note, stopped=stopped.message, status=stopped.status)
    return doing.show(
        "ask-check.html", letters=letters, items=items, other=other, note=note, revision=doing.revision
    )


@require_POST
@staff_only(SEE_CASES, WORK_CASES, page="casework:case")
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """The evidence came: the case waits for a person again."""
    doing = Doing(request, reference)
    if why := doing.stands.why_not:
        return doing.not_allowed(why)
    stopped = attempt(lambda: receive_evidence(doing.case, doing.actor, doing.revision))
    if stopped is None:
        return doing.done("Evidence received. The case waits for a person again.")
    return doing.stopped(stopped.message, stopped.status)


def _errors(wanted: list[str], note: str) -> dict[str, str]:
    errors = {}
    if not wanted:
        errors["items"] = "Choose what the applicant should send, or write it"
    elif len(wanted) > 30:
        errors["other"] = "Ask for 30 things or fewer"
    elif any(len(each) > 300 for each in wanted):
        errors["other"] = "Each thing you ask for must be 300 characters or less"
    if len(note) > LONGEST_NOTE:
        errors["note"] = f"The message must be {LONGEST_NOTE:,} characters or less"
    return errors


def _form(
    doing: Doing,
    items: list[str],
    other: str,
    note: str,
    *,
    errors: dict[str, str] | None = None,
    stopped: str = "",
    status: int = 200,
) -> HttpResponse:
    doing.case = case_or_404(doing.case.reference)
    posted = (doing.given_back or doing.request.method == "POST") and not stopped
    return doing.show(
        "ask.html",
        status=status,
        suggested=_suggested(doing.case),
        items=items,
        other=other,
        note=note,
        problems=errors or {},
        stopped=stopped,
        moments=timeline(doing.case)[:4] if stopped else [],
        revision=doing.revision if posted else doing.case.revision,
    )


def _suggested(case: Case) -> list[str]:
    journey = catalogue.version(case.version.content_hash).folder.journey(case.language)
    return evidence_to_ask_for(journey, case.answers)


def _already(doing: Doing, wanted: list[str]) -> bool:
    """Whether this is a second press of the button: the same person has just asked for the very same."""
    latest = doing.case.evidence_requests.order_by("-pk").first()
    return (
        latest is not None
        and latest.received_at is None
        and latest.asked_by_id == doing.user.pk
        and list(latest.items) == wanted
    )
