"""From answers to what a policy is given."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from commonweal.policy.feel import Frame, Run, from_feel, to_feel
from commonweal.service.journey import Answers, Journey, Question, Repeat
from commonweal.service.open_answers import stand_in

HOUSE_NAMES = ("application date", "relevant date", "channel", "language")
"""Names that a policy, a notice and service.yaml may use besides answers: the service knows them itself."""


class _Input(Protocol):
    @property
    def name(self) -> str: ...


class _Model(Protocol):
    @property
    def inputs(self) -> tuple[_Input, ...]: ...


def same_name(name: str) -> str:
    """A name in the form in which two are compared.

    The answer `partner_income` is the input `partner income`.
    """
    return " ".join(name.replace("_", " ").split())


def feel_items(
    questions: tuple[Question, ...], items: object, *, neutral: bool = True
) -> list[dict[str, Any]]:
    """The items of a list as host values: every question's key in each.

    Where there is no answer: `otherwise` (what a policy is given), or null with `neutral` off (what
    conditions see).
    """
    if not isinstance(items, list):
        return []
    return [
        {q.key: _given(q, item.get(q.key), neutral) for q in questions}
        for item in items
        if isinstance(item, dict)
    ]


def _given(question: Question, value: object, neutral: bool) -> object:
    if value is None:
        return question.neutral() if neutral else None
    return question.type.feel(value)


def given_values(journey: Journey, answers: Answers, *, neutral: bool = True) -> dict[str, Any]:
    """Every key of the journey with its host value for FEEL.

    `answers` are those that count (`Path.answers`).
    """
    return {
        asked.key: feel_items(asked.questions, answers.get(asked.key), neutral=neutral)
        if isinstance(asked, Repeat)
        else _given(asked, answers.get(asked.key), neutral)
        for asked in journey.asked
    }


def house_values(
    application_date: datetime.date | None = None,
    relevant_date: datetime.date | None = None,
    channel: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """The values of HOUSE_NAMES; null where not given."""
    return dict(zip(HOUSE_NAMES, (application_date, relevant_date, channel, language), strict=True))


def frame_for(journey: Journey, run: Run, values: Mapping[str, object]) -> Frame:
    """A frame of the journey's layout in which these names have these host values."""
    return journey.scope.frame(run, {name: to_feel(value) for name, value in values.items()})


def answers_to_inputs(
    journey: Journey,
    answers: Answers,
    model: _Model,
    *,
    house: Mapping[str, object] | None = None,
    only_asked: bool = True,
) -> dict[str, Any]:
    """What `model.decide` takes: each of its inputs that the service gives, by the input's own name.

    In this order: the FEEL of service.yaml's `inputs`, the answer of the same name, the house's own names
    (`house`, see `house_values`). A question that is not asked gives its `otherwise` or null. With
    `only_asked` (the default) the path is walked first, so that answers to questions no longer asked count
    for nothing; published examples, which give some answers and not others, turn it off.
    """
    if only_asked:
        path = journey.path(answers)
        given = with_stand_ins(journey, path.answers, path.left_out)
    else:
        given = given_values(journey, answers)
    return inputs_from_values(journey, {**house_values(), **(house or {}), **given}, model)


def with_stand_ins(journey: Journey, answers: Answers, left_out: Collection[str]) -> dict[str, Any]:
    """`given_values`, with an answer in place of each that was not asked for because none could matter.

    Null would not do: a policy need not say what comes of it. Which answer it is makes no difference.
    """
    given = given_values(journey, answers)
    for label in left_out:
        key, *place = label.split("/")
        asked = journey.by_key.get(key) or journey.by_name[key]
        if isinstance(asked, Question):
            given[asked.key] = stand_in(asked)
        elif place:
            question = asked.by_name[place[1]]
            given[asked.key][int(place[0]) - 1][question.key] = stand_in(question)
    return given


def inputs_from_values(journey: Journey, values: Mapping[str, object], model: _Model) -> dict[str, Any]:
    """What `model.decide` takes, from host values by name (every answer's key, and the house's names)."""
    derived: dict[str, object] = {}
    if journey.inputs:
        with Run() as run:
            frame = frame_for(journey, run, values)
            derived = {name: from_feel(condition.value(frame)) for name, condition in journey.inputs}
    known = {same_name(name): value for name, value in values.items()}
    known.update({same_name(name): value for name, value in derived.items()})
    return {each.name: known[same_name(each.name)] for each in model.inputs if same_name(each.name) in known}
