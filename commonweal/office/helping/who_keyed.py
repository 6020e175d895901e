"""Who keyed which answer: worked out when answers are saved, and read back for the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.helping.models import KeyedAnswers
from commonweal.office.records.models import Case

ByAnswer = dict[str, int]
NOT_THERE = object()


def keyed_after(
    by_answer: Mapping[str, int], before: Mapping[str, Any], after: Mapping[str, Any], who: int | None
) -> ByAnswer:
    """Who keyed each answer when answers have changed; `who` changed them, None for the person.

    An answer that is the same as before keeps who keyed it, wherever in a list it has moved to.
    """
    kept: ByAnswer = {}
    for key, value in after.items():
        old = before.get(key, NOT_THERE)
        if _is_list_of_things(value):
            _keep_list(kept, by_answer, key, old, value, who)
        else:
            _keep(kept, by_answer, (key, key), old, value, who)
    return kept


def note_keyed(application: Application, after: Mapping[str, Any], who: int | None) -> None:
    """Write down who keyed what is about to be saved. To be called in the save's transaction."""
    row = KeyedAnswers.objects.select_for_update().filter(application_id=application.pk).first()
    now = keyed_after(row.by_answer if row else {}, application.answers, after, who)
    if row is None and now:
        KeyedAnswers.objects.create(application_id=application.pk, by_answer=now)
    elif row is not None and now != row.by_answer:
        row.by_answer = now
        row.save(update_fields=["by_answer"])


def who_keyed(case: Case) -> Mapping[str, User] | None:
    """For each answer that staff keyed, who; None for a case that nobody helped with."""
    row = KeyedAnswers.objects.filter(application__case=case).first()
    if row is None:
        return None
    people = User.objects.in_bulk(set(row.by_answer.values()))
    return {answer: people[number] for answer, number in row.by_answer.items() if number in people}


def has_keyed(case: Case, user: User) -> bool:
    """Whether this person keyed any answer of a case."""
    row = KeyedAnswers.objects.filter(application__case=case).first()
    return row is not None and user.pk in row.by_answer.values()


def _keep(
    kept: ByAnswer,
    by_answer: Mapping[str, int],
    addresses: tuple[str, str],
    old: object,
    new: object,
    who: int | None,
) -> None:
    was, now = addresses
    keyer = by_answer.get(was) if old == new else who
    if keyer is not None:
        kept[now] = keyer


def _keep_list(
    kept: ByAnswer, by_answer: Mapping[str, int], key: str, old: object, new: list[Any], who: int | None
) -> None:
    before = old if isinstance(old, list) else []
    sure = isinstance(old, list) and bool(old) == bool(new)
    _keep(kept, by_answer, (key, key), True if sure else NOT_THERE, True, who)
    for place, (item, came_from) in enumerate(zip(new, _came_from(before, new), strict=True), 1):
        was = before[came_from - 1] if came_from else {}
        for name, value in item.items():
            addresses = (f"{key}/{came_from}/{name}", f"{key}/{place}/{name}")
            _keep(kept, by_answer, addresses, was.get(name, NOT_THERE), value, who)


def _came_from(before: list[Any], after: list[Any]) -> list[int]:
    """For each thing in a list, which place it had, counted from 1; 0 for none."""
    if len(after) >= len(before):
        return [place if place <= len(before) else 0 for place in range(1, len(after) + 1)]
    found: list[int] = []
    next_place = 0
    for item in after:
        same = next((n for n in range(next_place, len(before)) if before[n] == item), None)
        next_place = (same if same is not None else next_place) + 1
        found.append(next_place)
    return [place if place <= len(before) else 0 for place in found]


def _is_list_of_things(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
