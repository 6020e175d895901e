"""Walks a journey once with some answers, and so builds their path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from commonweal.policy.feel import Frame, Run, to_feel
from commonweal.service.journey import Answers, Asked, Journey, Repeat
from commonweal.service.path import Page, Path, Stop, is_items, items_of

if TYPE_CHECKING:
    from commonweal.service.what_matters import Weighing


class _Step(NamedTuple):
    """One question, with everything that building a path needs of it."""

    asked: Asked
    key: str
    name: str
    slot: int
    when: Callable[[Frame], object] | None
    accepts: Callable[[object], bool]
    feel: Callable[[object], object] | None
    optional: bool
    musts: tuple[Callable[[Frame], object], ...]
    stops: tuple[tuple[Callable[[Frame], object], str], ...]
    named: str
    steps: tuple[_Step, ...]
    most: int


def prepare_walk(journey: Journey) -> tuple[_Step, ...]:
    """The journey as steps. An answer is turned into a FEEL value only where some condition uses it."""
    used: set[str] = set()
    for asked in journey.asked:
        for question in asked.questions if isinstance(asked, Repeat) else (asked,):
            for must in question.musts:
                used |= must.condition.names
            for stop in question.stops:
                used |= stop.condition.names
            if question.when is not None:
                used |= question.when.names
        if asked.when is not None:
            used |= asked.when.names
    return tuple(_step(asked, used, False) for asked in journey.asked)


def _step(asked: Asked, used: set[str], always: bool) -> _Step:
    when = asked.when.expression.program if asked.when is not None else None
    if isinstance(asked, Repeat):
        whole = asked.key in used
        steps = tuple(_step(question, used, whole) for question in asked.questions)
        needed = _feel_items(steps) if whole else None
        return _Step(
            asked,
            asked.key,
            asked.name,
            asked.slot,
            when,
            is_items,
            needed,
            False,
            (),
            (),
            asked.key,
            steps,
            asked.most,
        )
    feel = asked.type.feel if always or asked.key in used else None
    return _Step(
        asked,
        asked.key,
        asked.name,
        asked.slot,
        when,
        asked.type.accepts,
        _to_feel(feel) if feel is not None else None,
        asked.optional,
        tuple(must.condition.expression.program for must in asked.musts),
        tuple((stop.condition.expression.program, stop.notice) for stop in asked.stops),
        f"{asked.repeat}/{asked.key}" if asked.repeat else asked.key,
        (),
        0,
    )


def _to_feel(feel: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: to_feel(feel(value))


def _feel_items(steps: tuple[_Step, ...]) -> Callable[[object], object]:
    """How the items that count become a list of contexts."""

    def convert(items: object) -> object:
        assert isinstance(items, list)
        return [
            {s.key: s.feel(item[s.key]) if s.feel is not None and s.key in item else None for s in steps}
            for item in items
        ]

    return convert


def build_path(journey: Journey, answers: Answers) -> Path:
    """Walk the journey once. Never raises, whatever the answers hold."""
    pages: list[Page] = []
    kept: dict[str, Any] = {}
    if not isinstance(answers, Mapping):
        answers = {}
    weighing = journey.matters.walk() if journey.matters is not None else None
    stop = None
    with Run() as run:
        frame = journey.layout.frame(run)
        for step in journey.walk:
            assert isinstance(step, _Step)
            if step.when is not None and step.when(frame) is not True:
                continue
            if weighing is not None and not weighing.to_ask(step.key, step.key):
                continue
            if step.steps:
                stop = _walk_list(step, answers, frame, pages, kept, weighing)
            else:
                stop = _walk_question(step, step.name, 0, answers, frame, pages, kept)
                if weighing is not None and step.key in kept:
                    weighing.answered(step.key, kept[step.key])
            if stop is not None:
                break
    return Path(journey, tuple(pages), stop, kept, weighing.left_out if weighing is not None else frozenset())


def _walk_question(
    step: _Step,
    address: str,
    item: int,
    answers: Mapping[str, Any],
    frame: Frame,
    pages: list[Page],
    kept: dict[str, Any],
) -> Stop | None:
    key = step.key
    value = answers.get(key)
    if value is None:
        answered = step.optional and key in answers
        if answered:
            kept[key] = None
    elif step.accepts(value):
        answered = True
        if step.feel is not None:
            frame[step.slot] = step.feel(value)
        for must in step.musts:
            if must(frame) is False:
                answered = False
                frame[step.slot] = None
                break
        if answered:
            kept[key] = value
    else:
        answered = False
    page = Page(address, "question", step.asked, item, answered, value)
    pages.append(page)
    if answered and step.stops:
        for stops, notice in step.stops:
            if stops(frame) is True:
                return Stop(f"stop/{notice.removesuffix('.md')}", notice.removesuffix(".md"), page)
    return None


def _walk_list(
    step: _Step,
    answers: Mapping[str, Any],
    frame: Frame,
    pages: list[Page],
    kept: dict[str, Any],
    weighing: Weighing | None,
) -> Stop | None:
    value = answers.get(step.key)
    items = items_of(value, step.most)
    counted: list[dict[str, Any]] = []
    for number, item in enumerate(items, 1):
        for inner in step.steps:
            frame[inner.slot] = None
        own: dict[str, Any] = {}
        for inner in step.steps:
            if inner.when is not None and inner.when(frame) is not True:
                continue
            address = f"{step.name}/{number}/{inner.name}"
            if weighing is not None and weighing.may_leave_out(inner.named):
                # How many items there are is known; what is said of this one and later ones is not yet.
                weighing.answered(step.key, [*counted, own, *({} for _ in items[number:])])
                if not weighing.to_ask(inner.named, address, step.key):
                    continue
            stop = _walk_question(inner, address, number, item, frame, pages, own)
            if stop is not None:
                return stop
        counted.append(own)
    answered = isinstance(value, list)
    if answered:
        kept[step.key] = counted
        if weighing is not None:
            weighing.answered(step.key, counted)
        if step.feel is not None:
            frame[step.slot] = step.feel(counted)
    pages.append(Page(step.name, "list", step.asked, 0, answered, value if answered else None))
    return None
