"""Where evidence is sent from: the browser that holds the application, or a device that opened the link.

Every file is a form of its own, so that what arrived stays when the line drops, and sending one again keeps
it once. No page here shows a file, an answer or an amount.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from commonweal.office.applying.visit import Visit, visiting
from commonweal.office.evidence.actions.add import add
from commonweal.office.evidence.actions.finish import all_sent, comes_another_way
from commonweal.office.evidence.checking import LARGEST, NotTaken
from commonweal.office.evidence.link import case_of, secret_for
from commonweal.office.evidence.models import ComingAnotherWay, Evidence
from commonweal.office.limiting.service import Limit, allow
from commonweal.office.pages.showing import day, instant
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.revision import Stale
from commonweal.office.returning.site import site_of
from commonweal.office.status.standing import standing

FORM: Final = 64 * 1024
READ_AWAY: Final = 40 * 1024 * 1024
OTHER: Final = "other"


def evidence(visit: Visit, secret: str = "") -> HttpResponse:
    """What is asked for, what came, and a form for the next file."""
    case = _case(visit, secret)
    if case is None:
        return _no_case(visit, secret)
    if visit.request.method == "POST":
        return _take(visit, case, secret)
    return _show(visit, case, secret)


def done(visit: Visit, secret: str = "") -> HttpResponse:
    """Everything was sent: the case is worked on again."""
    case = _case(visit, secret)
    if case is None:
        return _no_case(visit, secret)
    if not case.evidence.exists():
        return _show(visit, case, secret, problem="none", status=422)
    try:
        all_sent(case, Actor.applicant())
    except Stale:
        all_sent(Case.objects.get(pk=case.pk), Actor.applicant())
    return visit.go(_place(secret) + "?told=all")


def otherwise(visit: Visit, secret: str = "") -> HttpResponse:
    """They will bring it in, or post it."""
    case = _case(visit, secret)
    if case is None:
        return _no_case(visit, secret)
    way = visit.request.POST.get("way", "")
    if way not in ComingAnotherWay.Way.values:
        return _show(visit, case, secret, problem="way", status=422)
    comes_another_way(case, way, Actor.applicant())
    return visit.go(_place(secret) + "?told=way")


def uploading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A Django view of a form with a file: one too large is told so in words, and is not kept anywhere."""
    protected = csrf_protect(visiting(view, application=False))

    def too_large(visit: Visit, secret: str = "") -> HttpResponse:
        case = _case(visit, secret)
        if case is None:
            return _no_case(visit, secret)
        return _show(visit, case, secret, problem="size", status=413)

    refused = visiting(too_large, application=False)

    def django_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) > LARGEST + FORM:
            # A browser shows an answer only when it could send what it was sending.
            left = min(int(length), READ_AWAY)
            while left > 0 and (piece := request.read(min(left, FORM))):
                left -= len(piece)
            return refused(request, *args, **kwargs)
        return protected(request, *args, **kwargs)

    return csrf_exempt(django_view)


def _take(visit: Visit, case: Case, secret: str) -> HttpResponse:
    sent = visit.request.FILES.get("file")
    kinds = _kinds(visit, case)
    chosen = visit.request.POST.get("kind", "0" if len(kinds) == 1 else "")
    if sent is None:
        return _show(visit, case, secret, problem="empty", status=422, chosen=chosen)
    if chosen != OTHER and not (chosen.isascii() and chosen.isdigit() and int(chosen[:3]) < len(kinds)):
        return _show(visit, case, secret, problem="which", status=422)
    kind = visit.say("evidence_other") if chosen == OTHER else kinds[int(chosen)]
    if not allow(Limit("evidence", str(case.pk), 60, timedelta(hours=1))):
        return _show(visit, case, secret, problem="often", status=429, chosen=chosen)
    try:
        if (sent.size or 0) > LARGEST:
            raise NotTaken("size")
        kept = add(case, kind, sent.read(), Actor.applicant())
    except NotTaken as fault:
        return _show(visit, case, secret, problem=fault.code, status=422, chosen=chosen)
    return visit.go(f"{_place(secret)}?sent={kept.pk}")


def _show(
    visit: Visit, case: Case, secret: str, *, problem: str = "", status: int = 200, chosen: str = ""
) -> HttpResponse:
    said = visit.say(f"evidence_no_{problem}") if problem else ""
    field = {"which": "kind", "way": "way"}.get(problem, "file")
    told = visit.request.GET.get("told", "")
    just = visit.request.GET.get("sent", "")
    came = list(case.evidence.order_by("pk"))
    way = ComingAnotherWay.objects.filter(case=case).first()
    needs = standing(case, visit.language).needs
    by = next((need.by for need in needs if need.by), None)
    kinds = _kinds(visit, case)
    return visit.show(
        "evidence/send.html",
        status=status,
        title=visit.say("evidence_title"),
        back=None if secret else visit.address("status"),
        errors=[{"text": said, "href": f"#{field}"}] if said else [],
        field=field,
        kinds=[{"value": str(place), "text": kind} for place, kind in enumerate(kinds)]
        + [{"value": OTHER, "text": visit.say("evidence_other")}],
        only=kinds[0] if len(kinds) == 1 else "",
        chosen=chosen,
        by=day(by, visit.language) if by else "",
        came=[
            {
                "key": each.kind,
                "value": visit.say(
                    f"evidence_state_{each.state}",
                    at=instant(each.received_at, visit.language),
                ),
            }
            for each in came
        ],
        note=_note(visit, came, told, just, way),
        waits=bool(needs) and any(each.state != Evidence.State.REFUSED for each in came),
        ways=[{"value": value, "text": visit.say(f"evidence_way_{value}")} for value in ("bring", "post")],
        way=way.way if way else None,
        action=visit.address(_place(secret)),
        link="" if secret else f"{site_of(visit.request)}{visit.address('evidence/' + secret_for(case))}",
        until=visit.say("evidence_link_text"),
    )


def _note(visit: Visit, came: list[Evidence], told: str, just: str, way: ComingAnotherWay | None) -> str:
    if just and any(str(each.pk) == just for each in came):
        return visit.say("evidence_sent")
    if told == "all" and came:
        return visit.say("evidence_all_told")
    if told == "way" and way is not None:
        return visit.say("evidence_way_told")
    return ""


def _kinds(visit: Visit, case: Case) -> list[str]:
    """What the person was asked for, or, before anybody asked, what their answers may be asked about."""
    from commonweal.office.applying.views.confirmation import evidence_named

    open_now = case.evidence_requests.filter(received_at=None).order_by("pk")
    asked = [str(item)[:300] for request in open_now for item in request.items]
    return list(dict.fromkeys(asked or evidence_named(visit.journey, case)))[:30]


def _case(visit: Visit, secret: str) -> Case | None:
    if secret:
        return case_of(secret, visit.prepared.slug)
    case = visit.application.case if visit.application is not None else None
    return case if case is not None and case.forgotten_at is None else None


def _no_case(visit: Visit, secret: str) -> HttpResponse:
    if secret:
        return visit.tell("evidence_spent", status=410, place="return", action="return_link")
    return visit.go("return")


def _place(secret: str) -> str:
    return f"evidence/{secret}" if secret else "evidence"
