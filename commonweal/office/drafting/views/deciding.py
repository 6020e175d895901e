"""Asking for a draft to be published, and the second person's answer."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import DRAFT_POLICY, PUBLISH_POLICY, SEE_POLICY
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.drafting.actions.decide import publish, send_back
from commonweal.office.drafting.actions.submit import submit, withdraw
from commonweal.office.drafting.views.doing import Doing
from commonweal.office.drafting.views.draft import draft_context

LONGEST = 2000


def _day(request: HttpRequest) -> datetime.date | None:
    try:
        year, month, day = (int(request.POST.get(f"starts-{part}", "")) for part in ("year", "month", "day"))
        return datetime.date(year, month, day)
    except ValueError:
        return None


@staff_only(SEE_POLICY, DRAFT_POLICY, page="drafting:draft")
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a second person to publish the draft from a day on."""
    doing = Doing(request, number)
    why = typed_text(request.POST.get("why", ""))
    starts = _day(request)
    errors: dict[str, str] = {}
    if starts is None:
        errors["starts"] = "Enter the day it starts, like 1 4 2027"
    if not why or len(why) > LONGEST:
        errors["why"] = f"Say why the policy changes, in {LONGEST:,} characters or less"
    stopped = ""
    if not errors and starts is not None:
        day = starts
        problem = doing.attempt(
            lambda: submit(
                doing.draft, starts=day, why=why, today=timezone.localdate(), actor=doing.actor,
                revision=doing.revision,
            )
        )  # fmt: skip
        if problem is None:
            return doing.done("The draft waits for somebody else to publish it.")
        stopped = problem[0]
    context = draft_context(doing) | {"errors": errors, "why": why, "stopped": stopped, "typed": request.POST}
    return doing.show("draft.html", 422, context)


@staff_only(SEE_POLICY, DRAFT_POLICY, page="drafting:draft")
@require_POST
def give_up(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw the draft."""
    doing = Doing(request, number)
    problem = doing.attempt(lambda: withdraw(doing.draft, actor=doing.actor, revision=doing.revision))
    return _after(doing, problem, "The draft is withdrawn. It is kept, and can be read.")


@staff_only(SEE_POLICY, PUBLISH_POLICY, page="drafting:draft")
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the draft."""
    doing = Doing(request, number)
    today = timezone.localdate()
    problem = doing.attempt(
        lambda: publish(doing.draft, today=today, actor=doing.actor, revision=doing.revision)
    )
    return _after(doing, problem, "The draft is published. It decides cases from the day it starts.")


@staff_only(SEE_POLICY, PUBLISH_POLICY, page="drafting:draft")
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Send the draft back."""
    doing = Doing(request, number)
    text = typed_text(request.POST.get("answer", ""))
    if not text or len(text) > LONGEST:
        return _after(doing, (f"Say what has to change, in {LONGEST:,} characters or less", 422), "")
    problem = doing.attempt(
        lambda: send_back(doing.draft, answer=text, actor=doing.actor, revision=doing.revision)
    )
    return _after(doing, problem, "The draft is back with its writers.")


def _after(doing: Doing, problem: tuple[str, int] | None, message: str) -> HttpResponse:
    if problem is None:
        return doing.done(message)
    doing.draft.refresh_from_db()
    return doing.show("draft.html", problem[1], draft_context(doing) | {"stopped": problem[0]})
