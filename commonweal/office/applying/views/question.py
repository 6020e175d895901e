"""One question to a page: shown, answered, and never lost."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from commonweal.office.applying.actions.refuse import refuse
from commonweal.office.applying.actions.save import Busy, Gone, save
from commonweal.office.applying.form_view import QuestionForm, typed
from commonweal.office.applying.models import Application
from commonweal.office.applying.progress import progress
from commonweal.office.applying.stamp import stamp
from commonweal.office.applying.views.add_to_list import add_to_list
from commonweal.office.applying.views.stop import stop
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import (
    came_to_change,
    first_place,
    place_after,
    place_before,
    place_of,
)
from commonweal.office.helping.on_their_pages import note_page
from commonweal.service.answering import Answered, answer
from commonweal.service.journey import Repeat
from commonweal.service.path import Page, Path

THEN, LATER = "then", "later"


def page(visit: Visit, address: str = "") -> HttpResponse:
    """The page at an address of the journey: a question, a list, or where the journey stops."""
    if visit.held.case_id is not None:
        return visit.already_sent()
    if visit.request.method == "POST" and not isinstance(visit.journey.by_name.get(address), Repeat):
        return _answer(visit, address)
    path = visit.journey.path(visit.held.answers)
    if not address:
        return visit.go(first_place(path))
    if address.startswith("stop/"):
        return stop(visit, path, address)
    found = path.page(address)
    if found is None:
        return _not_asked(visit, path, address)
    note_page(visit.held, address)
    if found.kind == "list":
        return add_to_list(visit, path, found)
    if not found.answered and _is_ahead(path, found):
        return visit.go(first_place(path))
    return show_question(visit, path, QuestionForm.stored(found, visit.language, path))


def show_question(
    visit: Visit,
    path: Path,
    form: QuestionForm,
    *,
    status: int = 200,
    warning: dict[str, str] | None = None,
    seen: str | None = None,
) -> HttpResponse:
    """A question's page."""
    found = form.page
    return visit.show(
        "applying/question.html",
        status=status,
        title=form.question.ask,
        back=visit.address(place_before(path, found.address, came_to_change(visit.request))),
        form=form,
        errors=form.errors,
        warning=warning,
        seen=stamp(found.value) if seen is None else seen,
        save=visit.address("save"),
        progress=progress(visit.journey, found),
        uses=visit.prepared.folder.why_asked.uses(found.key, visit.language, form.question.repeat),
    )


def show_again(visit: Visit, address: str, why: str, *, status: int) -> HttpResponse | None:
    """A question's page with what was entered, which has not been saved; None where there is no such page.

    `why` names the words that say so: `WHY_title` and `WHY_text`.
    """
    if visit.application is None or visit.application.case_id is not None:
        return None
    path = visit.journey.path(visit.application.answers)
    found = path.page(address)
    if found is None or found.kind != "question":
        return None
    form = QuestionForm.entered(found, visit.language, typed(visit.request.POST))
    warning = {"title": visit.say(f"{why}_title"), "text": visit.say(f"{why}_text")}
    seen = typed(visit.request.POST).get("seen")
    return show_question(visit, path, form, status=status, warning=warning, seen=str(seen or "") or None)


def _is_ahead(path: Path, found: Page) -> bool:
    """Whether something above a page is still to answer."""
    first = path.next()
    if (
        first is None
        or first.address == found.address
        or found.address not in {p.address for p in path.pages}
    ):
        return False
    return path.pages.index(first) < path.pages.index(found)


def _not_asked(visit: Visit, path: Path, address: str) -> HttpResponse:
    """A question that the answers do not lead to; anything else was never an address."""
    asked = visit.journey.by_name.get(address.split("/")[0])
    if asked is None or len(address) > 200:
        raise Http404
    status = 409 if visit.request.method == "POST" else 404
    return visit.tell("not_asked", status=status, place=first_place(path), action="continue")


def _answer(visit: Visit, address: str) -> HttpResponse:
    """Take an answer. What was entered is never lost: it is saved, or shown again with what to do."""
    if not address or address.startswith("stop/"):
        return visit.go(place_of(address))
    form = typed(visit.request.POST)
    seen = form.get("seen")

    def change(now: Application) -> tuple[dict[str, Any] | None, tuple[Path, Page, Answered, bool] | Path]:
        path = visit.journey.path(now.answers)
        found = path.page(address)
        if found is None or found.kind != "question":
            return None, path
        taken = answer(visit.journey, now.answers, address, form, visit.language, path=path)
        if taken is None:
            return None, path
        after = taken.path.page(address)
        same = after is not None and after.value == found.value
        stale = taken.ok and not same and seen != stamp(found.value)
        if not taken.ok or stale or (same and now.language == visit.language and found.answered):
            return None, (path, found, taken, stale)
        return taken.answers, (path, found, taken, False)

    try:
        given = save(visit.held, change, reached=address, language=visit.language)
    except Gone:
        return visit.tell("not_here", status=409, action="start_new")
    except Busy:
        response = show_again(visit, address, "busy", status=503)
        return response or visit.tell("busy", status=503, place=f"apply/{address}", action="try_again")
    if isinstance(given, Path):
        return _not_asked(visit, given, address)
    path, found, taken, stale = given
    later = form.get(THEN) == LATER
    if later and not taken.ok and found.question.type.blank(_parts(found, form)):
        return visit.go("save")
    if not taken.ok:
        refuse(visit.held, address, visit.language, len(taken.errors))
        entered = QuestionForm.entered(found, visit.language, form, taken.errors)
        return show_question(visit, path, entered, seen=str(seen or ""))
    if stale:
        now = found.question.type.show(found.value, visit.language) or visit.say("not_provided")
        warning = {
            "title": visit.say("changed_elsewhere_title"),
            "text": visit.say("changed_elsewhere", now=now.replace("\n", ", ")),
        }
        entered = QuestionForm.entered(found, visit.language, form)
        return show_question(visit, path, entered, status=409, warning=warning)
    if later:
        return visit.go("save")
    return visit.go(place_after(taken.path, address, came_to_change(visit.request), found.answered))


def _parts(found: Page, form: dict[str, object]) -> dict[str, object]:
    """What was entered for a question, by part."""
    return {part: form.get(found.question.field_name(part)) for part in found.question.type.parts}
