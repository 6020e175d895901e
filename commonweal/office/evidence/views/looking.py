"""Evidence for staff: the file, always as a download, and whether it is enough."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, WORK_CASES
from commonweal.office.casework.attempt import attempt
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.views.doing import Doing
from commonweal.office.evidence import folder
from commonweal.office.evidence.actions.judge import judge
from commonweal.office.evidence.models import Evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

HARMLESS = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_GET
@staff_only(SEE_CASES)
def file(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The file as a download; that it was opened, and by whom, is an event."""
    assert isinstance(request.user, User)
    case = case_or_404(reference)
    found = get_object_or_404(Evidence, pk=number, case=case, state=Evidence.State.KEPT)
    try:
        content = folder.read(found.name)
    except FileNotFoundError:
        raise Http404 from None
    with recording("open evidence", actor=Actor.staff(request.user), case=case) as facts:
        facts["evidence"] = found.pk
    response = HttpResponse(content, content_type=found.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="evidence-{found.pk}.{found.ending}"'
    response.headers["Content-Security-Policy"] = HARMLESS
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@staff_only(SEE_CASES, WORK_CASES, page="casework:queue")
def verdict(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It is enough, or it is not."""
    doing = Doing(request, reference)
    if why := doing.stands.why_not:
        return doing.not_allowed(why)
    found = get_object_or_404(Evidence, pk=number, case=doing.case)
    wanted = request.POST.get("verdict", "")
    if wanted not in {"enough", "not enough"}:
        return doing.stopped("Choose whether it is enough", 422)
    stopped = attempt(lambda: judge(found, doing.actor, wanted))
    if stopped is not None:
        return doing.stopped(stopped.message, stopped.status)
    said = "Marked as enough." if wanted == "enough" else "Marked as not enough. You can ask for more."
    return doing.done(said)
