"""A list that people add to: what is in it, add another, change or remove one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from commonweal.office.applying.actions.refuse import refuse
from commonweal.office.applying.actions.save import Busy, Gone, save
from commonweal.office.applying.form_view import typed
from commonweal.office.applying.models import Application
from commonweal.office.applying.progress import item_title, progress
from commonweal.office.applying.stamp import stamp
from commonweal.office.applying.visit import Visit
from commonweal.office.applying.where_next import (
    FROM_LIST,
    came_to_change,
    first_place,
    place_after,
    place_before,
    place_of,
)
from commonweal.service.answering import none_of, wants_another, without_item
from commonweal.service.journey import Repeat
from commonweal.service.path import Page, Path


def add_to_list(visit: Visit, path: Path, page: Page) -> HttpResponse:
    """The list's page: opening it with yes or no, and then adding another."""
    name = page.repeat.name
    came = came_to_change(visit.request)
    if visit.request.method != "POST":
        return _show(visit, path, page, came)
    another = wants_another(typed(visit.request.POST), name)
    if another is None:
        refuse(visit.held, name, visit.language, 1)
        return _show(visit, path, page, came, missing=True)
    if another:
        first = path.new_item(page.key)
        if first is None:
            return visit.go(place_of(name, came))
        return visit.go(place_of(first.address, came))

    def change(now: Application) -> tuple[dict[str, Any] | None, Path]:
        now_path = visit.journey.path(now.answers)
        if now_path.items(page.key) or now_path.page_of_list(name) is None:
            return None, now_path
        answers = none_of(now.answers, page.key)
        return answers, visit.journey.path(answers)

    try:
        path = save(visit.held, change, reached=page.address, language=visit.language)
    except Gone:
        return visit.tell("not_here", status=409, action="start_new")
    except Busy:
        return visit.tell("busy", status=503, place=place_of(name), action="try_again")
    return visit.go(place_after(path, page.address, came, page.answered))


def _show(visit: Visit, path: Path, page: Page, came: str, missing: bool = False) -> HttpResponse:
    repeat = page.repeat
    items = path.items(page.key)
    question = visit.say("add_another", each=repeat.each) if items else repeat.ask
    sentence = visit.say("select_more", each=repeat.each) if items else visit.say("select_yes_no")
    return visit.show(
        "applying/list.html",
        title=repeat.ask if not items else repeat.label,
        question=question,
        repeat=repeat,
        cards=[
            _card(visit, path, repeat, number, item_title(repeat, visit.language, number))
            for number in range(1, len(items) + 1)
        ],
        full=len(items) >= repeat.most,
        chosen="no" if page.answered and not items else None,
        errors=[{"text": sentence, "href": f"#{repeat.name}"}] if missing else [],
        progress=progress(visit.journey, path, page),
        uses=visit.prepared.folder.why_asked.uses(repeat.key, visit.language),
        back=visit.address(place_before(path, page.address, came)),
        onward=visit.address(place_after(path, page.address, came, True)),
        save=visit.address("save"),
    )


def _card(visit: Visit, path: Path, repeat: Repeat, number: int, title: str) -> dict[str, Any]:
    """One thing in the list, with its answers and what can be done with it."""
    rows = [
        {
            "key": each.question.label,
            "value": each.question.type.show(each.value, visit.language) or visit.say("not_provided"),
            "actions": [
                {
                    "href": visit.address(place_of(each.address, FROM_LIST)),
                    "text": visit.say("change"),
                    "hidden": each.question.label.lower(),
                }
            ],
        }
        for each in path.pages
        if each.item == number and each.address.startswith(f"{repeat.name}/")
    ]
    remove = {"href": visit.address(f"remove/{repeat.name}/{number}"), "text": visit.say("remove")}
    return {"rows": rows, "card": {"title": title, "actions": [remove]}}


def remove(visit: Visit, name: str, number: int) -> HttpResponse:
    """Ask whether to remove a thing from a list, and do so."""
    if visit.held.case_id is not None:
        return visit.already_sent()
    asked = visit.journey.by_name.get(name)
    if not isinstance(asked, Repeat):
        raise Http404
    path = visit.journey.path(visit.held.answers)
    items = path.items(asked.key)
    if not 1 <= number <= len(items):
        return visit.tell("not_asked", status=404, place=first_place(path), action="continue")
    came = came_to_change(visit.request)
    back = place_of(name, came)
    if visit.request.method == "POST":
        form = typed(visit.request.POST)
        sure = wants_another(form, "remove")
        if sure is False:
            return visit.go(back)
        if sure:
            seen = form.get("seen")

            def change(now: Application) -> tuple[dict[str, Any] | None, None]:
                held = visit.journey.path(now.answers).items(asked.key)
                if not 1 <= number <= len(held) or _seen(held, number) != seen:
                    return None, None
                return without_item(now.answers, asked.key, number), None

            try:
                save(visit.held, change, reached=name, language=visit.language)
            except Gone:
                return visit.tell("not_here", status=409, action="start_new")
            except Busy:
                return visit.tell("busy", status=503, place=back, action="try_again")
            return visit.go(back)
    title = item_title(asked, visit.language, number)
    missing = visit.request.method == "POST"
    return visit.show(
        "applying/remove.html",
        title=visit.say("remove_title", title=title),
        card=_card_without_actions(visit, path, asked, number, title),
        seen=_seen(items, number),
        errors=[{"text": visit.say("select_yes_no_remove"), "href": "#remove"}] if missing else [],
        back=visit.address(back),
    )


def _seen(items: list[dict[str, Any]], number: int) -> str:
    """What the page says of the thing to remove, and of how many there are.

    Sent twice, as when the line drops before the answer comes, it must not remove the next one, which may
    be the same in every answer.
    """
    return stamp([items[number - 1], len(items)])


def _card_without_actions(
    visit: Visit, path: Path, repeat: Repeat, number: int, title: str
) -> list[dict[str, str]]:
    return [
        {"key": row["key"], "value": row["value"]}
        for row in _card(visit, path, repeat, number, title)["rows"]
    ]
