"""Where the rules that a column's value satisfies change: whole-number runs, or values one by one.

Built from the table's own index (`dmn.rule_index`), so that which rules match is the interpreter's answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from commonweal.policy.dmn.rule_index import Column
from commonweal.policy.feel import Date, DaysTime, Run, YearsMonths
from commonweal.policy.feel.temporal import DAY_NANOS, date_from_number

from .comparing import compared
from .doubts import Doubts
from .texts import text
from .tree import FALSE, Literal, Node, op
from .types import Day, Known, Nothing, Number, Text, Truth, nulls, number


@dataclass(frozen=True)
class Discrete:
    """A column that takes some values: for each a condition and the rules satisfied, else `other`."""

    node: Node
    cases: tuple[tuple[Node, int], ...]
    other: int

    @property
    def sets(self) -> list[int]:
        """Every set of rules that some value satisfies, `other` last."""
        return [*(rules for _, rules in self.cases), self.other]


@dataclass(frozen=True)
class Ordered:
    """A column with an order: up to each bound (included) the rules satisfied; the last bound is None.

    `dates` says that the bounds are days and the node a date. `for_null` is None where it is never null.
    """

    node: Node
    runs: tuple[tuple[int | None, int], ...]
    for_null: int | None
    dates: bool = False

    def upto(self, bound: int) -> Node:
        """The condition that the value is at most a bound."""
        if not self.dates:
            return op("<=", self.node, Literal(bound))
        found = date_from_number(bound)
        assert found is not None
        return op("<=", self.node, Literal(datetime.date(found.year, found.month, found.day)))


Partition = Discrete | Ordered


def partition(value: Known, column: Column, doubts: Doubts) -> Partition | None:
    """The partition of a column by its value; None where the cells must be asked one by one."""
    if column.asked:
        return None
    every = column.every

    def rules(sample: Any) -> int:
        run = Run()
        with run:
            return column.match(sample, [run] + [None] * 64, every)

    match value:
        case Nothing():
            return Discrete(Literal(None), (), rules(None))
        case Truth():
            yes = (value.node, rules(True))
            no = (op("not", value.node), rules(False))
            return Discrete(value.node, (yes, no), rules(None)) if value.nullable else Discrete(
                value.node, (yes,), rules(False)
            )  # fmt: skip
        case Text():
            return _texts(value, column, rules, doubts)
        case Day():
            return _ordered(value, column, Date, rules)
        case Number() if value.over is None:
            kinds = {"number": Decimal, "days": DaysTime, "months": YearsMonths}
            found = _ordered(value, column, kinds[value.unit], rules)
            if found is not None and value.error:
                changes = column.changes(kinds[value.unit])
                for point in changes.points if changes is not None else ():
                    compared("=", value, number(_fraction(point, value), value.unit), doubts)
            return found
    return None


def _texts(value: Text, column: Column, rules: Any, doubts: Doubts) -> Partition | None:
    changes = column.changes(str)
    mentioned = [] if changes is None else list(changes.points)
    if changes is not None and len(set(changes.between)) > 1:
        return None  # strings with an order
    if value.options is not None:
        cases = [(op("=", value.node, Literal(at)), rules(each)) for at, each in enumerate(value.options)]
        if nulls(value) == FALSE:
            return Discrete(value.node, tuple(cases[:-1]), cases[-1][1])
        return Discrete(value.node, tuple(cases), rules(None))
    conditions = []
    for each in mentioned:
        found = compared("=", Text(value.node, False), text(each), doubts)
        assert isinstance(found, Truth)
        conditions.append((found.node, rules(each)))
    other = "".join(mentioned) + "·"
    if nulls(value) != FALSE:
        conditions.append((nulls(value), rules(None)))
    return Discrete(value.node, tuple(conditions), rules(other))


def _fraction(point: Any, value: Number) -> Fraction:
    return Fraction(point) / DAY_NANOS if value.unit == "days" else Fraction(point)


def _ordered(value: Number | Day, column: Column, kind: type, rules: Any) -> Partition | None:
    for_null = rules(None) if nulls(value) != FALSE else None
    changes = column.changes(kind)
    if changes is None:
        if kind in column.kinds:
            return None
        samples: dict[type, object] = {
            Decimal: Decimal(0), DaysTime: DaysTime(0), YearsMonths: YearsMonths(0), Date: Date(2000, 1, 1)
        }  # fmt: skip
        return Ordered(value.node, ((None, rules(samples[kind])),), for_null, isinstance(value, Day))
    den = value.den if isinstance(value, Number) else 1
    low, high = value.low, value.high
    runs: list[tuple[int | None, int]] = []

    def run(upto: int | None, found: int) -> None:
        """The rules from after the last bound up to this one."""
        start = low if not runs else (runs[-1][0] or 0) + 1
        end = high if upto is None else min(upto, high)
        if start > end or (runs and runs[-1][0] is None):
            return
        if runs and runs[-1][1] == found:
            runs.pop()
        runs.append((end, found))

    for point, exactly, below in zip(changes.points, changes.exactly, changes.between, strict=False):
        place = (_fraction(point, value) if isinstance(value, Number) else Fraction(point)) * den
        floor = place.numerator // place.denominator
        whole = place.denominator == 1
        run(floor - 1 if whole else floor, below)
        if whole:
            run(floor, exactly)
    run(None, changes.between[-1])
    last = runs[-1][1]
    return Ordered(value.node, (*runs[:-1], (None, last)), for_null, isinstance(value, Day))


def sets_of(found: Partition) -> Sequence[int]:
    """Every set of rules that some value satisfies."""
    if isinstance(found, Discrete):
        return found.sets
    return [*(rules for _, rules in found.runs), *([] if found.for_null is None else [found.for_null])]
