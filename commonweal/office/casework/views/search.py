"""Finding a case by its reference or by a name. Posted, so that no name is ever in an address or a log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES
from commonweal.office.casework.case_rows import case_rows
from commonweal.office.records.models import Case
from commonweal.office.records.reference import NotAReference, parse_reference

MOST = 50
LONGEST = 100


@require_http_methods(["GET", "POST"])
@staff_only(SEE_CASES, page="casework:queue")
def search(request: HttpRequest) -> HttpResponse:
    """Go straight to the case of a reference; or list the cases under names that hold what was typed."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "GET":
        return redirect("casework:queue")
    typed = " ".join(request.POST.get("q", "").replace("\0", " ").split())
    context = {"searched": typed[:LONGEST], "problem": "", "rows": [], "more": False}
    if len(typed) < 2 or len(typed) > LONGEST:
        context["problem"] = "Enter a reference, or at least 2 letters of a name"
        return render(request, "casework/search.html", context, status=422)
    try:
        case = Case.objects.filter(reference=parse_reference(typed), forgotten_at=None).first()
    except NotAReference:
        case = None
    if case is not None:
        return redirect("casework:case", reference=case.reference)
    named = Case.objects.select_related("assigned_to").defer("answers").order_by("-received_at", "-pk")
    for word in typed.split():
        named = named.filter(applicant__icontains=word)
    found = list(named[: MOST + 1])
    context["rows"] = case_rows(found[:MOST], timezone.localdate(), user)
    context["more"] = len(found) > MOST
    return render(request, "casework/search.html", context)
