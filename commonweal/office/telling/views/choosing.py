"""Where somebody says how they want to be told, from the confirmation or the status page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from markupsafe import Markup

from commonweal.office.applying.visit import Visit
from commonweal.office.letters.models import Letter
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.returning.site import site_of
from commonweal.office.telling.actions.choose import BadChoice, choose
from commonweal.office.telling.forms_of_letter import large_print, to_listen_to
from commonweal.office.telling.service import choice_of, ways_offered

HIGHEST = 2**62


def contact(visit: Visit) -> HttpResponse:
    """By post, email or text, and in which form; kept on the case."""
    case = _case(visit)
    if case is None:
        return visit.go("return")
    kept = choice_of(case)
    given = visit.request.POST
    if visit.request.method != "POST":
        return _show(
            visit,
            way=kept.way if kept else "",
            form=kept.form if kept else "",
            addresses={kept.way: kept.address} if kept else {},
            failed=bool(kept and kept.failed_at),
        )
    way, form = given.get("way", ""), given.get("form", "")
    addresses = {name: given.get(name, "")[:300] for name in ("email", "text")}
    try:
        choose(
            case,
            Actor.applicant(),
            way=way,
            form=form,
            address=addresses.get(way, ""),
            site=site_of(visit.request),
        )
    except BadChoice as fault:
        return _show(visit, way=way, form=form, addresses=addresses, problem=fault.code)
    return visit.go("how-we-write?kept=yes")


def listen(visit: Visit, number: int) -> HttpResponse:
    """A letter for listening to: no tables, one thing after another."""
    letter = _letter(visit, number)
    if letter is None:
        return visit.go("return")
    return visit.show(
        "status/letter.html",
        title=visit.say("telling_listen"),
        letter=letter,
        body=Markup(to_listen_to(letter)),  # noqa: S704 (the letter's writer escapes all that is not its own)
        back=visit.address(f"status/letter/{letter.pk}"),
    )


def large(visit: Visit, number: int) -> HttpResponse:
    """A letter in large print, as PDF."""
    letter = _letter(visit, number)
    if letter is None:
        return visit.go("return")
    response = HttpResponse(large_print(letter), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="letter-{letter.pk}.pdf"'
    return response


def _show(
    visit: Visit,
    *,
    way: str,
    form: str,
    addresses: dict[str, str],
    problem: str = "",
    failed: bool = False,
) -> HttpResponse:
    said = visit.say(f"telling_no_{problem}") if problem else ""
    return visit.show(
        "telling/contact.html",
        status=422 if problem else 200,
        title=visit.say("telling_title"),
        back=visit.address("status"),
        errors=[{"text": said, "href": f"#{problem}"}] if said else [],
        problem=problem,
        said=said,
        way=way or None,
        form=form or None,
        addresses=addresses,
        failed=failed,
        note=visit.say("telling_kept") if way and "kept" in visit.request.GET else "",
        ways=[
            {"value": name, "text": visit.say(f"telling_way_{name}")} for name in ways_offered(visit.prepared)
        ],
        forms=[
            {"value": name, "text": visit.say(f"telling_form_{name}")}
            for name in ("standard", "large", "audio", "phone")
        ],
    )


def _case(visit: Visit) -> Case | None:
    return visit.application.case if visit.application is not None else None


def _letter(visit: Visit, number: int) -> Letter | None:
    case = _case(visit)
    if case is None:
        return None
    found = case.letters.filter(pk=number, state=Letter.State.SENT).first() if number < HIGHEST else None
    if found is None:
        raise Http404
    return found
