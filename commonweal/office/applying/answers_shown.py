"""An application's answers as people read them back: by section, lists as cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commonweal.office.applying.progress import item_title
from commonweal.office.pages.words import say
from commonweal.service.journey import Journey, Question, Repeat
from commonweal.service.path import Page, Path

Link = Callable[[Page], dict[str, str]]


def sections_shown(path: Path, journey: Journey, link: Link | None = None) -> list[dict[str, Any]]:
    """Each section with its rows and cards, in the journey's order; only what is asked.

    `link` gives a page's Change link; without it there are none (on paper). A row's answer that is still
    to be given is None.
    """
    shown = []
    for section in journey.sections:
        blocks: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for asked in section.asked:
            if isinstance(asked, Question):
                page = path.page(asked.name)
                if page is not None and (page.answered or link is not None or not page.may_be_passed):
                    rows.append(_row(page, journey, link))
                continue
            page = path.page_of_list(asked.name)
            if page is None:
                continue
            rows.append(_list_row(page, asked, journey, link))
            cards = _cards(path, asked, journey, link)
            if cards:
                blocks.append({"rows": rows})
                blocks.extend(cards)
                rows = []
        if rows:
            blocks.append({"rows": rows})
        if blocks:
            shown.append({"title": section.title, "blocks": blocks})
    return shown


def _row(page: Page, journey: Journey, link: Link | None) -> dict[str, Any]:
    question = page.question
    shown = page.answered or page.may_be_passed
    value = question.type.show(page.value, journey.language) if shown else ""
    row: dict[str, Any] = {
        "key": question.label,
        "lines": (value or say(journey.language, "not_provided")).split("\n"),
        "missing": not shown,
    }
    if link is not None:
        row["actions"] = [link(page)]
    return row


def _list_row(page: Page, repeat: Repeat, journey: Journey, link: Link | None) -> dict[str, Any]:
    count = len(page.value) if page.answered else 0
    words = "not_provided" if not page.answered else ("no" if not count else "yes")
    own = (repeat.yes if count else repeat.no) if page.answered else ""
    shown = own or say(journey.language, words)
    row: dict[str, Any] = {
        "key": repeat.label,
        "lines": [f"{shown} ({count})" if count else shown],
        "missing": not page.answered,
    }
    if link is not None:
        row["actions"] = [link(page)]
    return row


def _cards(path: Path, repeat: Repeat, journey: Journey, link: Link | None) -> list[dict[str, Any]]:
    cards: dict[int, list[dict[str, Any]]] = {}
    for page in path.pages:
        if page.item and page.address.startswith(f"{repeat.name}/"):
            cards.setdefault(page.item, []).append(_row(page, journey, link))
    return [
        {"card": {"title": item_title(repeat, journey.language, number), "level": 3}, "rows": rows}
        for number, rows in cards.items()
    ]
