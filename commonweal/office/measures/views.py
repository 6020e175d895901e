"""The measures for staff: satisfaction drawn and told, what people wrote, and the open tables."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, SEE_IMPACT, permission
from commonweal.office.catalogue import service as catalogue
from commonweal.office.measures.opinions import points, satisfied
from commonweal.office.measures.tables import TABLES
from commonweal.office.pages.feedback import STEPS
from commonweal.office.pages.models import Feedback

NEWEST = 50


@require_safe
@staff_only()
def measures(request: HttpRequest) -> HttpResponse:
    """Satisfaction by step, the newest comments, and where the tables are."""
    services = {each.slug: each.folder.service.name for each in catalogue.offered()}
    service = request.GET.get("service", "")
    if service not in services:
        service = ""
    steps = []
    for step, name in {"": "Everything", **STEPS}.items():
        given = points(service, step)
        people = sum(point.people for point in given)
        if people or not step:
            steps.append({"name": name, "points": given, "score": satisfied(given), "people": people})
    # People write in them what they will, so they are for those who answer for the service.
    may_read = any(request.user.has_perm(permission(duty)) for duty in (SEE_CASES, SEE_IMPACT))
    comments = Feedback.objects.exclude(improve="").order_by("-pk") if may_read else Feedback.objects.none()
    comments = comments.filter(service=service) if service else comments
    return render(
        request,
        "measures/measures.html",
        {
            "services": services,
            "service_chosen": service,
            "steps": steps,
            "step_names": STEPS,
            "comments": comments[:NEWEST],
            "may_read": may_read,
            "tables": TABLES,
        },
    )


@require_safe
@staff_only()
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One of the tables as CSV; `service` chooses one service."""
    if name not in TABLES:
        raise Http404
    response = HttpResponse(TABLES[name].csv(request.GET.get("service", "")), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
