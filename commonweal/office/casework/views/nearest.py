"""What would have changed a refusal, on a page of its own: finding it takes a second or more."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.nearest import what_would_change
from commonweal.office.casework.views.case import heading
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.models import Decision


@require_GET
@staff_only(SEE_CASES)
def nearest_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The smallest changes that would have turned the policy's refusal. 404 where it did not refuse."""
    case = case_or_404(reference)
    user = request.user
    assert isinstance(user, User)
    prepared = catalogue.version(case.version.content_hash)
    decision = case.decisions.filter(made_by=None).order_by("-pk").first()
    if decision is None or decision.result != Decision.Result.REFUSAL:
        raise Http404
    context = heading(case, user, prepared) | {"nearest": what_would_change(prepared, decision)}
    return render(request, "casework/nearest.html", context)
