"""The input columns of a decision table over possibles: which sets of rules a column's values satisfy.

Cells that are made of constants are asked by the table's own index; the others are read as FEEL.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ..dmn import tree
from ..dmn.boxes import Boxes
from ..dmn.rule_index import Column, rows_of
from ..feel import (
    ANY,
    DATE,
    NUMBER,
    STRING,
    Date,
    FeelType,
    Frame,
    Scope,
    Value,
    ast,
    compile_unary_tests,
    parse_expression,
)
from ..feel.diagnostics import FeelSyntaxError
from ..feel.types import bare
from .conditions import passing, test_reader
from .fitting import Fit, few_allowed, fitter, permitted, read_allowed
from .possible import (
    NOTHING,
    Among,
    Anything,
    Between,
    Names,
    Possible,
    Unsure,
    among,
    few,
    joined,
    key_of,
    resting,
    truths,
)
from .readers import Reader, reader

_MOST_DOUBTS: Final = 4
_SAMPLES: Final[dict[FeelType, Value]] = {NUMBER: Decimal(0), STRING: "", DATE: Date(2000, 1, 1)}


class ColumnReader:
    """One input column: which sets of rules the values that it may be asked about satisfy."""

    def __init__(
        self,
        at: int,
        clause: tree.InputClause,
        column: Column,
        table: tree.DecisionTable,
        scope: Scope,
        boxes: Boxes,
    ) -> None:
        self._column = column
        self._every = column.every
        self._value = parsed(clause.expression, scope)
        declared = boxes.types.of(clause.type_ref, boxes.subject, clause.line)
        self._fit = fitter(boxes.types, clause.type_ref, declared)
        self._allowed = None if clause.allowed is None else permit(clause.allowed, boxes)
        self._sample = _SAMPLES.get(bare(declared))
        inner = scope.child({"?": ANY})
        self._slot = inner.own_slot("?") or 0
        self._doubts = [
            (row, cell_reader(table.rules[row].inputs[at], inner, self._slot))
            for row in rows_of(column.asked)
        ]
        self._constant = column.every & ~column.asked

    def rules(self, frame: Frame) -> tuple[list[int] | None, Names]:
        """The sets of rules that the column's value may satisfy (None: any set), and what that rests on."""
        value = self._fit(self._value(frame))
        if self._allowed is not None:
            value = self._allowed(value)
        sets = self._constant_sets(value, frame)
        rests_on = value.rests_on if isinstance(value, Unsure) else NOTHING
        if not self._doubts or sets is None:
            return sets, rests_on | self._doubts_rest_on(frame, value)
        values = few(value)
        found: dict[int, None] = {}
        for rules, asked in (
            zip(sets, values, strict=True) if values is not None else ((each, value) for each in sets)
        ):
            ways, names = self._in_doubt(frame, asked, rules)
            if ways is None:
                return None, rests_on | names
            rests_on |= names
            found.update(dict.fromkeys(ways))
        return list(found), rests_on

    def _constant_sets(self, value: Possible, frame: Frame) -> list[int] | None:
        """The rules whose constant cells are satisfied: for few values a set a value, in order."""
        column, among_these = self._column, self._constant
        if not isinstance(value, Unsure):
            return [column.match(value, frame, among_these)]
        if isinstance(value, Among):
            sets = [column.match(each, frame, among_these) for each in value.values]
            return sets if self._doubts else list(dict.fromkeys(sets))
        if isinstance(value, Between):
            ends = value.low_included, value.high_included
            found = column.within(value.low, value.high, ends, frame, among_these)
            null = [column.match(None, frame, among_these)] if value.null else []
            return None if found is None else list(dict.fromkeys([*found, *null]))
        if isinstance(value, Anything) and self._sample is not None:
            found = column.anywhere(self._sample, frame, among_these)
            null = [column.match(None, frame, among_these)]
            return None if found is None else list(dict.fromkeys([*found, *null]))
        return None

    def _doubts_rest_on(self, frame: Frame, value: Possible) -> Names:
        frame[self._slot] = value
        return resting(cell(frame) for _, cell in self._doubts)

    def _in_doubt(self, frame: Frame, value: Possible, rules: int) -> tuple[list[int] | None, Names]:
        """The sets of rules with the cells that are not constant: each satisfied, not, or perhaps."""
        frame[self._slot] = value
        ways, names, doubts = [rules], NOTHING, 0
        for row, cell in self._doubts:
            passed = cell(frame)
            can = truths(passed)
            names |= resting((passed,))
            if can == {True}:
                ways = [each | 1 << row for each in ways]
            elif True in can:
                doubts += 1
                ways = [*ways, *(each | 1 << row for each in ways)]
        return (None if doubts > _MOST_DOUBTS else ways), names


def parsed(text: tree.Text, scope: Scope) -> Reader:
    """The reader of a FEEL text; null for none, and for one that is not FEEL."""
    if not text.text.strip():
        return lambda _: None
    try:
        return reader(parse_expression(text.text, scope), scope)
    except FeelSyntaxError:
        return lambda _: None


def cell_reader(text: tree.Text, scope: Scope, slot: int) -> Reader:
    """Whether the value called `?` passes a cell."""
    cell = compile_unary_tests(text.text if text.text.strip() else "-", scope).tree
    if not isinstance(cell, ast.UnaryTests):
        return lambda _: None
    if not cell.tests:
        return lambda _: True
    tests = [test_reader(each, scope, slot) for each in cell.tests]
    if not cell.negated:
        return lambda frame: passing([test(frame) for test in tests])

    def negated(frame: Frame) -> Possible:
        found = passing([test(frame) for test in tests])
        can = {not each if isinstance(each, bool) else None for each in truths(found)}
        return among(sorted(can, key=str), resting((found,)))

    return negated


def permit(text: tree.Text, boxes: Boxes) -> Fit:
    """A value that a column's list of values does not allow is null."""
    test = read_allowed(text, boxes.types)
    values_listed = few_allowed(test)
    listing = None if values_listed is None else {key_of(each) for each in values_listed}

    def allow(possible: Possible) -> Possible:
        values = few(possible)
        if isinstance(possible, Between):
            return permitted(possible, test)
        if values is None or test is None:
            if values is not None and all(value is None for value in values):
                return possible
            return joined([possible, None], resting((possible,)) | NOTHING)
        if all(value is None or _allows(value) for value in values):
            return possible
        kept = [value if value is None or _allows(value) else None for value in values]
        return among(kept, resting((possible,)))

    def _allows(value: object) -> bool:
        assert test is not None
        if test.any:
            return True
        if listing is not None:
            return key_of(value) in listing  # type: ignore[arg-type]
        return any(_inside(value, each) for each in test.intervals)

    return allow


def _inside(value: object, interval: object) -> bool:
    low, high = interval.low, interval.high  # type: ignore[attr-defined]
    if value.__class__ is not interval.kind:  # type: ignore[attr-defined]
        return False
    if low is not None and (value < low or (value == low and not interval.low_included)):  # type: ignore[attr-defined]
        return False
    return high is None or value < high or (value == high and interval.high_included)  # type: ignore[attr-defined]
