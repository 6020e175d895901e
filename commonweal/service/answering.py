"""Changing answers: each function takes answers and gives new ones; none changes what it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.policy.feel import Run, to_feel
from commonweal.service.inputs import feel_items
from commonweal.service.journey import Answers, Journey, Question
from commonweal.service.path import Page, Path, new_key
from commonweal.service.telling import with_known
from commonweal.service.types import FieldError
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a form.

    New answers and the path they lead to, or the errors and the answers as they were.
    """

    answers: dict[str, Any]
    path: Path
    errors: tuple[FieldError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the answer was taken."""
        return not self.errors


def answer(
    journey: Journey,
    answers: Answers,
    address: str,
    form: Mapping[str, object],
    language: str = "en",
    *,
    path: Path | None = None,
) -> Answered | None:
    """Read a question page's form and take its answer, if it has its type's form and passes every `must`.

    None when there is no such question page on the path (an address made up, or from before an answer
    changed). `path` is where the answers lead, when the caller has worked it out already.
    """
    path = journey.path(answers) if path is None else path
    page = path.page(address)
    if page is None or page.kind != "question":
        return None
    parsed = page.question.parse(with_known(page.question, path, form), language)
    if not parsed.ok:
        return Answered(dict(answers), path, parsed.errors)
    changed = with_value(journey, answers, page, parsed.value)
    new_path = journey.path(changed)
    taken = new_path.page(address)
    if taken is not None and not taken.answered and parsed.value is not None:
        sentence = failing_must(journey, new_path, taken) or page.question.type.missing(language)
        field = page.question.field_name(page.question.type.parts[0])
        return Answered(dict(answers), path, (FieldError(field, sentence),))
    return Answered(changed, new_path)


def with_value(journey: Journey, answers: Answers, page: Page, value: object) -> dict[str, Any]:
    """The answers with a stored value at a question page; an item that is not there yet is added."""
    changed = dict(answers)
    if not page.item:
        changed[page.key] = value
        return changed
    key = new_key(journey, page.address.split("/")[0])
    held = answers.get(key)
    items = [dict(item) if isinstance(item, dict) else {} for item in held] if isinstance(held, list) else []
    while len(items) < page.item:
        items.append({})
    items[page.item - 1][page.key] = value
    changed[key] = items
    return changed


def without_item(answers: Answers, key: str, number: int) -> dict[str, Any]:
    """The answers with one item of a list removed; unchanged when there is no such item. Counts from 1.

    Removing the last item leaves the list unanswered, so that the question is put again.
    """
    changed = dict(answers)
    held = answers.get(key)
    if isinstance(held, list) and 1 <= number <= len(held):
        left = [item for index, item in enumerate(held, 1) if index != number]
        if left:
            changed[key] = left
        else:
            del changed[key]
    return changed


def none_of(answers: Answers, key: str) -> dict[str, Any]:
    """The answers with a list answered "No": there are none."""
    return {**answers, key: []}


def wants_another(form: Mapping[str, object], name: str) -> bool | None:
    """What a list's page sent: yes, no, or None when neither was chosen. Its field is called as the list."""
    return {"yes": True, "no": False}.get(one_line(form.get(name)))


def list_error(language: str) -> str:
    """The sentence for a list's page sent with neither chosen."""
    return say(language, "yes_no_missing")


def failing_must(journey: Journey, path: Path, page: Page) -> str:
    """The sentence of the first `must` that the value of a page fails, or the empty string."""
    question = page.question
    with Run() as run:
        frame = journey.layout.frame(run)
        for other in path.pages:
            if other.address == page.address:
                break
            in_item = other.item and other.item == page.item and _list_name(other) == _list_name(page)
            if other.answered and (not other.item or in_item):
                _set(path, other, frame)
        frame[question.slot] = to_feel(question.type.feel(page.value))
        for must in question.musts:
            if must.condition.expression.program(frame) is False:
                return must.sentence
    return ""


def _list_name(page: Page) -> str:
    return page.address.split("/")[0]


def _set(path: Path, page: Page, frame: list[Any]) -> None:
    if isinstance(page.asked, Question):
        frame[page.asked.slot] = to_feel(page.asked.type.feel(page.value))
    else:
        frame[page.asked.slot] = to_feel(
            feel_items(page.repeat.questions, path.answers.get(page.key), neutral=False)
        )
