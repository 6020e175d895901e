"""What can become of an application under one version of the policy, while some of its answers are open."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from commonweal.policy import Model
from commonweal.policy.feel import Date, Frame, Run, ast, normal_name
from commonweal.policy.partial import (
    Anything,
    LeftOpen,
    PartialModel,
    Possible,
    Reader,
    left_open,
    partial,
    reader,
    truths,
)
from commonweal.policy.partial.possible import Among, Between, resting
from commonweal.service.conditions import Condition
from commonweal.service.definition import CHANNELS
from commonweal.service.inputs import same_name
from commonweal.service.notices import Lines, Notice, Piece
from commonweal.service.open_answers import Answers
from commonweal.service.outcome_uses import conditions_of, letters, outcome_conditions, placeholders_in

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

YEARS_AHEAD: Final = 2
"""The version that starts last is taken to decide applications of this many years."""

_NOBODY: Final[frozenset[str]] = frozenset()
_EXTERNAL: Final = Anything(_NOBODY)
_Printing: TypeAlias = Callable[[Frame], frozenset[str]]
"""What a part of a letter rests on."""


class Outcome:
    """The outcome of a service under one version of its policy."""

    def __init__(self, folder: ServiceFolder, model: Model, house: Mapping[str, Possible]) -> None:
        self.model = model
        self._partial: PartialModel = partial(model)
        self._house = house
        self._decision = normal_name(folder.service.decision)
        self._journey = folder.journey()
        self._scope = folder.scope
        names = {each.name for each in model.decisions}
        process = folder.process.names if folder.process is not None else _NOBODY
        self._process = tuple(name for name in sorted(process) if normal_name(name) in names)
        self._conditions = [_read(each, folder) for each in outcome_conditions(folder)]
        self._letters = _every_letter(folder, names)
        wanted = {self._decision, *self._process}
        for condition in (*outcome_conditions(folder), *conditions_of(letters(folder))):
            wanted |= {name for name in _named(condition) if name in names}
        self._wanted = tuple(name for name in (each.name for each in model.decisions) if name in wanted)
        self._inputs = [(each.name, same_name(each.name)) for each in model.inputs]
        self._worked_out = [(same_name(name), _read(each, folder)) for name, each in self._journey.inputs]
        self._same = {key: same_name(key) for key in (*self._journey.by_key, *house)}

    def decisions(self, answers: Answers, house: Mapping[str, Possible] | None = None) -> dict[str, Possible]:
        """The value of every decision that the outcome needs."""
        return self._partial.read(self._model_inputs(answers, house or self._house), self._wanted)

    def decision(self, values: Mapping[str, Possible]) -> Possible:
        """The decision itself among these."""
        return values.get(self._decision)

    def whole(
        self,
        values: Mapping[str, Possible],
        answers: Answers,
        house: Mapping[str, Possible] | None = None,
    ) -> Iterator[Possible]:
        """Every part of the outcome, from the `decisions`. `house` gives the house's names where known."""
        house = house or self._house
        yield from (values[name] for name in (self._decision, *self._process) if name in values)
        with Run() as run:
            frame = self._scope.frame(run)
            for names in (house, answers.seen, values):
                for name, value in names.items():
                    slot = self._scope.slot(name)
                    if slot is not None:
                        frame[slot] = value
            yield from [condition(frame) for condition in self._conditions]
            yield Anything(self._letters(frame))

    def left_open(self, labels: Collection[str], answers: Answers, house: Mapping[str, Possible]) -> LeftOpen:
        """What questions of these labels, which were not asked, leave open."""
        return left_open(self._partial, self._model_inputs(answers, house), frozenset(labels))

    def _model_inputs(self, answers: Answers, house: Mapping[str, Possible]) -> dict[str, Possible]:
        values = {**house, **answers.given}
        by_name = {self._same[key]: value for key, value in values.items() if key in self._same}
        if self._worked_out:
            with Run() as run:
                frame: Frame = self._journey.layout.frame(run)
                for name, value in values.items():
                    slot = self._journey.scope.slot(name)
                    if slot is not None:
                        frame[slot] = value
                by_name.update({name: read(frame) for name, read in self._worked_out})
        return {name: by_name[same] for name, same in self._inputs if same in by_name}


def outcomes(folder: ServiceFolder) -> tuple[Outcome, ...]:
    """The outcome under each version, while that version decides."""
    versions = [each for each in folder.policies.versions if not each.proposed]
    ends = [each.starts for each in versions[1:]]
    if versions:
        ends.append(versions[-1].starts + datetime.timedelta(days=366 * YEARS_AHEAD))
    return tuple(
        Outcome(folder, version.model, _any_house(version.starts, end - datetime.timedelta(days=1)))
        for version, end in zip(versions, ends, strict=True)
    )


def _any_house(first: datetime.date, last: datetime.date) -> dict[str, Possible]:
    """What the house's names can be while a version decides."""
    return {
        "application date": Between(_date(datetime.date.min), _date(datetime.date.max), _NOBODY),
        "relevant date": Between(_date(first), _date(last), _NOBODY),
        "channel": Among(CHANNELS, _NOBODY),
        "language": Among(("en", "cy"), _NOBODY),
    }


def _date(day: datetime.date) -> Date:
    return Date(day.year, day.month, day.day)


def _named(condition: Condition) -> set[str]:
    tree = condition.expression.tree
    nodes = ast.walk(tree) if tree is not None else ()
    return {normal_name(each.name) for each in nodes if isinstance(each, ast.Name)}


def _read(condition: Condition, folder: ServiceFolder) -> Reader:
    """A reader of a condition. What neither answers, house nor decisions say is null in its frame."""
    tree = condition.expression.tree
    if tree is None:
        return lambda _: _EXTERNAL
    return reader(tree, folder.scope)


# Letters


def _every_letter(folder: ServiceFolder, decisions: Collection[str]) -> _Printing:
    """What all letters rest on. The same text in two letters, or two languages, is read once."""
    own = [_pieces(notice.pieces, notice, folder, decisions) for notice in letters(folder)]
    return _together([each for each in own if each is not None])


def _together(parts: list[_Printing]) -> _Printing:
    return lambda frame: frozenset().union(*[part(frame) for part in parts])


def _pieces(
    pieces: tuple[Piece, ...], notice: Notice, folder: ServiceFolder, decisions: Collection[str]
) -> _Printing | None:
    """What some pieces of a letter rest on; None where they say nothing that was decided."""
    parts: list[_Printing] = []
    for piece in pieces:
        if isinstance(piece, Lines):
            told = [each for each in placeholders_in(piece, notice) if _named(each) & set(decisions)]
            parts += [_rests(_read(each, folder)) for each in told]
            continue
        branches = [
            (condition, _pieces(inner, notice, folder, decisions)) for condition, inner in piece.branches
        ]
        decided = any(each is not None and _named(each) & set(decisions) for each, _ in branches)
        if decided or any(inner is not None for _, inner in branches):
            parts.append(
                _choice([(None if each is None else _read(each, folder), inner) for each, inner in branches])
            )
    return _together(parts) if parts else None


def _rests(read: Reader) -> _Printing:
    return lambda frame: resting((read(frame),))


def _choice(branches: list[tuple[Reader | None, _Printing | None]]) -> _Printing:
    def rests(frame: Frame) -> frozenset[str]:
        found = _NOBODY
        for condition, inner in branches:
            can: frozenset[object] = frozenset({True})
            if condition is not None:
                value = condition(frame)
                found |= resting((value,))
                can = truths(value)
            if True in can and inner is not None:
                found |= inner(frame)
            if can == {True}:
                break
        return found

    return rests
