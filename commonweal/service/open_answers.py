"""What the answers can be that are not yet given, and what stands in for one that is never asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from commonweal.policy.feel import Date, Frame, Run, Value, to_feel
from commonweal.policy.partial import (
    Possible,
    Reader,
    any_date,
    any_list,
    any_text,
    joined,
    number,
    one_of,
    reader,
    truths,
    yes_or_no,
)
from commonweal.policy.partial.possible import listed, put_together, resting
from commonweal.service.journey import Asked, Journey, Question, Repeat
from commonweal.service.types.money import MoneyPer, weekly
from commonweal.service.types.whole_number import MOST

_NUMBERS: Final = ("whole number", "number", "money")
_A_DAY: Final = Date(2000, 1, 1)


@dataclass(slots=True)
class Known:
    """The answers above a place on the path: those given, by key, and the labels of questions left out.

    A question's label is its key; within a list that is answered, its address (`other-adults/1/working`).
    """

    given: dict[str, Any] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


class Answers(NamedTuple):
    """Every answer by key.

    As conditions see it (null where it is not asked), and as the policy is given it.
    """

    seen: dict[str, Possible]
    given: dict[str, Possible]


class _Step(NamedTuple):
    asked: Asked
    key: str
    slot: int
    when: Reader | None
    given: Possible
    seen: Possible
    open: Possible
    blank: Value
    nothing: Value


class OpenAnswers:
    """The answers to one journey. Made once; `with_known` may be called from any thread."""

    def __init__(self, journey: Journey) -> None:
        self._layout = journey.layout
        self._steps = [_step(asked, journey) for asked in journey.asked]

    def with_known(self, known: Known) -> Answers:
        """Every answer, where these are known."""
        answers = Answers({}, {})
        with Run() as run:
            frame: Frame = self._layout.frame(run)
            for step in self._steps:
                self._take(step, known, frame, answers)
        return answers

    def _take(self, step: _Step, known: Known, frame: Frame, answers: Answers) -> None:
        key = step.key
        asks = True if step.when is None else step.when(frame)
        given, seen, to_when = step.given, step.seen, step.open
        if key in known.left_out:
            given, seen, to_when = stand_in(step.asked), step.nothing, None
        elif key in known.given:
            given, seen = _known(step.asked, known)
            to_when = seen
        if asks is not True:
            can = truths(asks)
            if True in can:
                rests_on = resting((asks,))
                given = joined([given, step.blank], rests_on)
                seen = joined([seen, step.nothing], rests_on)
                to_when = joined([to_when, None], rests_on)
            else:
                given, seen, to_when = step.blank, step.nothing, None
        answers.seen[key], answers.given[key], frame[step.slot] = seen, given, to_when


def _step(asked: Asked, journey: Journey) -> _Step:
    tree = asked.when.expression.tree if asked.when is not None else None
    when = None if tree is None else reader(tree, journey.scope)
    if isinstance(asked, Repeat):
        items = {each.key: _open_item(each, asked.key) for each in asked.questions}
        given = any_list(asked.key, {key: each for key, (each, _) in items.items()}, 0, asked.most)
        seen = any_list(asked.key, {key: each for key, (_, each) in items.items()}, 0, asked.most)
        # To `when`, a list that is not asked for is null; to all else it is empty.
        return _Step(asked, asked.key, asked.slot, when, given, seen, joined([seen, None]), [], [])
    given = _open(asked, asked.key)
    seen = joined([given, None], frozenset({asked.key}))
    return _Step(asked, asked.key, asked.slot, when, given, seen, seen, to_feel(asked.neutral()), None)


def _known(asked: Asked, known: Known) -> tuple[Possible, Possible]:
    """A known answer as the policy is given it and as conditions see it."""
    stored = known.given[asked.key]
    if isinstance(asked, Question):
        if stored is None:
            return to_feel(asked.neutral()), None
        value = to_feel(asked.type.feel(stored))
        return value, value
    given, seen = [], []
    for place, item in enumerate(stored, 1):
        answers = {
            each.key: _item_answer(each, item, f"{asked.name}/{place}/{each.name}", known)
            for each in asked.questions
        }
        given.append(put_together({key: each for key, (each, _) in answers.items()}))
        seen.append(put_together({key: each for key, (_, each) in answers.items()}))
    return listed(given), listed(seen)


def _item_answer(
    question: Question, item: Mapping[str, Any], label: str, known: Known
) -> tuple[Possible, Possible]:
    """An item's answer as the policy is given it and as conditions see it."""
    if label in known.left_out:
        return stand_in(question), None
    if question.key not in item:
        return _open_item(question, label)
    stored = item[question.key]
    if stored is None:
        return to_feel(question.neutral()), None
    value = to_feel(question.type.feel(stored))
    return value, value


def _open_item(question: Question, label: str) -> tuple[Possible, Possible]:
    """An item's answer that is not given, or will not be asked for."""
    can_be = _open(question, label)
    given = can_be if question.when is None else joined([can_be, to_feel(question.neutral())])
    return given, joined([can_be, None], frozenset({label}))


def _open(question: Question, label: str) -> Possible:
    """Every answer that the question takes, as the policy is given it; it rests on `label`."""
    given = _of_type(question, label)
    blank = question.optional or question.otherwise is not None
    return joined([given, to_feel(question.neutral())]) if blank else given


def _of_type(question: Question, label: str) -> Possible:
    wording = question.type.wording
    match question.type.name:
        case "yes or no":
            return yes_or_no(label)
        case "one of" if wording.choices:
            return one_of(label, *(value for value, _ in wording.choices))
        case "any of" if wording.choices:
            each = one_of(label, *(value for value, _ in wording.choices))
            return any_list(label, each, 0, len(wording.choices))
        case "date":
            return any_date(label)
        case name if name in _NUMBERS:
            return number(label, *_bounds(question))
    return any_text(label)


def _bounds(question: Question) -> tuple[Decimal, Decimal]:
    wording = question.type.wording
    least = Decimal(wording.least) if wording.least else Decimal(-MOST)
    most = Decimal(wording.most) if wording.most else Decimal(MOST)
    if not isinstance(question.type, MoneyPer):
        return least, most
    ends = [weekly(end, period) for end in (least, most) for period in wording.per]
    return min(ends), max(ends)


def stand_in(asked: Asked) -> Value:
    """An answer for the policy in place of one that cannot matter: `otherwise`, or the plainest there is."""
    if isinstance(asked, Repeat):
        return []
    if asked.otherwise is not None:
        return to_feel(asked.neutral())
    match asked.type.name:
        case "yes or no":
            return False
        case "one of" if asked.type.wording.choices:
            return asked.type.wording.choices[0][0]
        case "any of":
            return []
        case "date":
            return _A_DAY
        case name if name in _NUMBERS:
            least, most = _bounds(asked)
            return min(max(Decimal(0), least), most)
    return None
