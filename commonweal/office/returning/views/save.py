"""Save and come back later: how the person wants to be let back in, and what they need to keep."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from commonweal.office.accounts.throttle import address_of
from commonweal.office.applying.browser import let_go
from commonweal.office.applying.form_view import typed
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import first_place
from commonweal.office.limiting import service as limiting
from commonweal.office.pages.showing import day
from commonweal.office.records.actor import Actor
from commonweal.office.returning import limits
from commonweal.office.returning.actions.keep_place import keep_address, keep_words
from commonweal.office.returning.actions.send_link import send_link
from commonweal.office.returning.deadline import last_day
from commonweal.office.returning.models import SavedPlace
from commonweal.office.returning.secrets_of_return import words_shown
from commonweal.office.returning.site import site_of
from commonweal.office.returning.views.come_back import sign_in_offered
from commonweal.service.journey import Question
from commonweal.service.types import Wording, question_type

TYPES = {"email": "email", "text": "phone"}


def save(visit: Visit) -> HttpResponse:
    """Ask how: a link by email, a link by text, or a reference and words to write down."""
    how = visit.request.POST.get("how", "")
    if visit.request.method == "POST" and how in TYPES:
        return visit.go(f"save/{how}")
    if visit.request.method == "POST" and how == "words":
        return _words(visit)
    missing = visit.request.method == "POST"
    return visit.show(
        "returning/save.html",
        title=visit.say(f"save{_sent(visit)}_title"),
        ways=[{"value": way, "text": visit.say(f"save_by_{way}")} for way in ("email", "text", "words")],
        errors=[{"text": visit.say("save_missing"), "href": "#how"}] if missing else [],
        back=visit.address(_onward(visit)),
        sent=bool(visit.held.case_id),
        sign_in=sign_in_offered(visit),
    )


def save_address(visit: Visit, kind: str) -> HttpResponse:
    """Ask where the link should go, and have it sent."""
    if kind not in TYPES:
        raise Http404
    asked = question_type(TYPES[kind], Wording())
    value, errors, status = _known(visit, kind), [], 200
    if visit.request.method == "POST":
        form = typed(visit.request.POST)
        parsed = asked.parse({"value": form.get("address")}, visit.language)
        value = str(form.get("address") or "")
        errors = [{"text": error.message, "href": "#address"} for error in parsed.errors]
        if not errors:
            counted = limits.of_saving(visit.held.pk, str(parsed.value), address_of(visit.request))
            if limiting.allow(*counted):
                _keep_and_send(visit, kind, str(parsed.value))
                return visit.go("save/done")
            errors, status = [{"text": visit.say("too_many_links"), "href": "#address"}], 429
    return visit.show(
        "returning/save_address.html",
        status=status,
        title=visit.say(f"save_ask_{kind}"),
        kind=kind,
        field=asked.fields(visit.language)[0],
        value=value,
        errors=errors,
        back=visit.address("save"),
    )


def saved(visit: Visit) -> HttpResponse:
    """Say that it is saved, where the link went and until when the answers are kept."""
    place = SavedPlace.objects.filter(application_id=visit.held.pk).exclude(address="").first()
    if place is None:
        return visit.go("save")
    asked = question_type(TYPES[place.kind], Wording())
    rows = [
        {"key": visit.say("save_reference"), "value": place.shown_reference},
        {"key": visit.say("save_link_sent"), "value": asked.show(place.address, visit.language)},
    ]
    return _kept(visit, "returning/saved.html", rows=rows, kind=place.kind)


def close(visit: Visit) -> HttpResponse:
    """Take the application from this browser. It waits; it is not deleted."""
    visit.application = None
    response = visit.tell("closed", status=200, place="return", action="return_title")
    let_go(response, visit.prepared.slug)
    return response


def _words(visit: Visit) -> HttpResponse:
    place, words = keep_words(
        visit.held, language=visit.language, site=site_of(visit.request), actor=_actor(visit)
    )
    return _kept(
        visit,
        "returning/words.html",
        rows=[
            {"key": visit.say("save_reference"), "value": place.shown_reference},
            {"key": visit.say("save_words"), "value": words_shown(words, visit.language)},
            {"key": visit.say("save_where"), "value": f"{site_of(visit.request)}{visit.address('return')}"},
        ],
    )


def _kept(visit: Visit, template: str, rows: list[dict[str, str]], **context: Any) -> HttpResponse:
    if visit.held.case_id is None:
        until = day(last_day(visit.held), visit.language)
        rows = [*rows, {"key": visit.say("save_kept"), "value": until}]
    return visit.show(
        template,
        title=visit.say(f"saved{_sent(visit)}_title"),
        rows=rows,
        onward=visit.address(_onward(visit)),
        close=visit.address("save/close"),
        again=visit.address("save"),
        sent=bool(visit.held.case_id),
        **context,
    )


def _keep_and_send(visit: Visit, kind: str, address: str) -> None:
    actor = _actor(visit)
    place = keep_address(
        visit.held,
        kind=kind,
        address=address,
        language=visit.language,
        site=site_of(visit.request),
        actor=actor,
    )
    send_link(place, actor=actor)


def _known(visit: Visit, kind: str) -> str:
    """What the person has told us already, so that they need not type it twice."""
    place = SavedPlace.objects.filter(application_id=visit.held.pk, kind=kind).first()
    if place is not None and place.address:
        return place.address
    answers = visit.held.case.answers if visit.held.case else visit.held.answers
    for asked in visit.journey.asked:
        if isinstance(asked, Question) and asked.type.name == TYPES[kind] and not asked.repeat:
            value = answers.get(asked.key)
            if isinstance(value, str):
                return value
    return ""


def _onward(visit: Visit) -> str:
    if visit.held.case_id is not None:
        return "status"
    return first_place(visit.journey.path(visit.held.answers))


def _sent(visit: Visit) -> str:
    return "_sent" if visit.held.case_id is not None else ""


def _actor(visit: Visit) -> Actor:
    by = visit.held.keyed_by_id
    return Actor.applicant() if by is None else Actor(f"staff:{by}", on_behalf_of="applicant")
