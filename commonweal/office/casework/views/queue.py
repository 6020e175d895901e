"""The queue: which cases there are, and the next one that needs a person."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES, permission
from commonweal.office.casework.case_rows import case_rows, service_names
from commonweal.office.casework.due_chart import due_bars
from commonweal.office.casework.filters import OPEN, Filters
from commonweal.office.letters.turning import page_links
from commonweal.office.records.actions.assign import assign
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.revision import Stale
from commonweal.office.records.separation import why_not_decide

A_PAGE = 25
NOTHING_NEXT = "No case needs a person and is free to take. Others may hold some: see “Who has it”."


@require_GET
@staff_only(SEE_CASES)
def queue(request: HttpRequest) -> HttpResponse:
    """The cases that the address chooses, the soonest due first, with how many there are of each kind."""
    user = request.user
    assert isinstance(user, User)
    today = timezone.localdate()
    filters = Filters.read(request.GET.dict(), user, today, service_names())
    page = Paginator(filters.cases(), A_PAGE).get_page(request.GET.get("page"))
    plain = filters.without()
    counts = {
        "person": plain.options("person")[0].count,
        "overdue": plain.options("overdue")[0].count,
        "mine": plain.options("whose")[0].count,
        "open": plain.options("state")[0].count,
    }
    context = {
        "filters": filters,
        "plain": plain,
        "page": page,
        "rows": case_rows(page.object_list, today, user),
        "links": page_links(page, lambda number: filters.address(page=number)),
        "counts": counts,
        "bars": due_bars(Case.objects.filter(state__in=OPEN), today),
        "may_work": user.has_perm(permission(WORK_CASES)),
        "messages": messages.get_messages(request),
        "searched": "",
        "problem": "",
    }
    return render(request, "casework/queue.html", context)


@require_POST
@staff_only(SEE_CASES, WORK_CASES, page="casework:queue")
def take_next(request: HttpRequest) -> HttpResponse:
    """Give the person the case that most needs one: first their own, then the soonest due that is free."""
    user = request.user
    assert isinstance(user, User)
    waiting = Case.objects.filter(needs_person=True, state__in=OPEN).order_by("due_on", "pk")
    for case in waiting.filter(assigned_to=user):
        if not why_not_decide(case, user):
            return redirect("casework:case", reference=case.reference)
    # Another may take the same case in the same moment: then the next one is tried.
    for case in waiting.filter(assigned_to=None).iterator():
        if why_not_decide(case, user):
            continue
        try:
            assign(case, Actor.staff(user), case.revision, user)
        except (Stale, PermissionDenied):
            continue
        messages.success(request, f"You have taken case {case.shown_reference}.")
        return redirect("casework:case", reference=case.reference)
    messages.info(request, NOTHING_NEXT)
    return redirect("casework:queue")
