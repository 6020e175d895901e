"""The status page, and each letter as it reads. Only for a browser that was let in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from markupsafe import Markup

from commonweal.office.applying.views.confirmation import result_shown
from commonweal.office.applying.visit import Visit
from commonweal.office.letters.models import Letter
from commonweal.office.letters.writing import body_of
from commonweal.office.pages.showing import day
from commonweal.office.pages.site_languages import site_address
from commonweal.office.records.models import Case
from commonweal.office.status.standing import is_told, standing

HIGHEST = 2**62


def status(visit: Visit) -> HttpResponse:
    """Where the application is; a way in for a browser that holds none."""
    case = _case(visit)
    if case is None:
        return visit.go("return")
    stands = standing(case, visit.language)
    sent = case.letters.filter(state=Letter.State.SENT).order_by("-pk").defer("html", "text")
    return visit.show(
        "status/status.html",
        title=stands.title,
        case=case,
        stands=stands,
        result=result_shown(case, case.latest_decision, visit.language),
        letters=[
            {
                "href": visit.address(f"status/letter/{letter.pk}"),
                "text": letter.title,
                "lang": letter.language,
                "date": day(letter.sent_at or letter.created_at, visit.language),
            }
            for letter in sent
        ],
        confirmation=visit.address(f"confirmation/{case.shown_reference}"),
        send=visit.address("evidence") if stands.needs or not is_told(case) else "",
        contact=visit.address("how-we-write"),
        save=visit.address("save"),
        close=visit.address("save/close"),
        feedback=site_address(f"feedback?service={visit.prepared.slug}&step=status", visit.language),
    )


def letter(visit: Visit, number: int) -> HttpResponse:
    """A letter that was sent to this person."""
    case = _case(visit)
    if case is None:
        return visit.go("return")
    found = case.letters.filter(pk=number, state=Letter.State.SENT).first() if number < HIGHEST else None
    if found is None:
        raise Http404
    return visit.show(
        "status/letter.html",
        title=visit.say("status_letter", date=day(found.sent_at or found.created_at, visit.language)),
        letter=found,
        body=Markup(body_of(found.html)),  # noqa: S704 (the letter's writer escapes all that is not its own)
        back=visit.address("status"),
        listen=visit.address(f"status/letter/{found.pk}/listen"),
        large=visit.address(f"status/letter/{found.pk}/large.pdf"),
    )


def _case(visit: Visit) -> Case | None:
    return visit.application.case if visit.application is not None else None
