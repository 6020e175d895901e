"""A decision table as nested lookups: for each column a dictionary or a bisection, at the end the value.

The columns' indexes say where the answer changes. Sets of rules that come out the same share what follows, so
that a table of many rules stays small.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commonweal.policy.dmn.rule_index import Column
from commonweal.policy.feel import Value

from .short_ways import NoWay, Way
from .source import Source

MOST_PLACES: Final = 60_000
"""Places in all the lookups of one table; beyond, the interpreter's own index serves."""

_MISSING: Final = object()

ASK: Final = object()
"""At the end of a lookup: only the interpreter can say."""


@dataclass(frozen=True)
class Tested:
    """A column: the short way of its input, its rules by value, and its rules for null.

    `allowed` are the values that the column lets through, where it lists them; others count as null.
    """

    way: Way
    column: Column
    for_null: int
    allowed: Column | None


class Lookups:
    """The lookups of one table. `outcome` gives the value for a set of rules, or ASK."""

    def __init__(self, columns: Sequence[Tested], every: int, outcome: Callable[[int], Value]) -> None:
        """Raises NoWay where a column has cells that are not constants, or where it would grow too large."""
        self._columns = [_stretched(each, every) for each in columns]
        self._outcome = outcome
        self._known: dict[tuple[int, int], Any] = {}
        self._places = 0
        self._asks = False
        self._sides = [self._side(each) for each in self._columns]
        self.root = self._build(0, every)

    def _side(self, column: _Stretched) -> str:
        if all(exactly == below for exactly, below in zip(column.exactly, column.between, strict=False)):
            return "left"
        if all(exactly == above for exactly, above in zip(column.exactly, column.between[1:], strict=True)):
            return "right"
        return "both"

    def _build(self, level: int, rules: int) -> Any:
        if level == len(self._columns):
            value = self._outcome(rules)
            self._asks = self._asks or value is ASK
            return value
        known = self._known.get((level, rules))
        if known is None:
            known = self._known[level, rules] = self._node(level, rules)
        return known

    def _node(self, level: int, rules: int) -> Any:
        column = self._columns[level]
        self._places += 1 + len(column.points)
        if self._places > MOST_PLACES:
            raise NoWay
        if column.free:
            return self._build(level + 1, rules & column.free_rules)
        null = self._build(level + 1, rules & column.for_null)
        exactly = [self._build(level + 1, rules & each) for each in column.exactly]
        if column.discrete:
            other = self._build(level + 1, rules & column.between[0])
            return dict(zip(column.points, exactly, strict=True)), other, null
        between = [self._build(level + 1, rules & each) for each in column.between]
        return *_joined(self._sides[level], column.points, exactly, between), null

    def write(self, source: Source, depth: int, ask: str) -> str:
        """The lines that look a value up; `ask` is the line for where only the interpreter can say.

        Gives the name of the variable that has the value in the end.
        """
        here = source.constant(self.root)
        for column, side in zip(self._columns, self._sides, strict=True):
            if column.free:
                continue
            value, found = column.way.text, source.fresh()
            if not value.isidentifier():
                value = source.fresh()
                source.add(depth, f"{value} = {column.way.text}")
            kind = source.constant(column.way.kind)
            source.add(depth, f"if {value}.__class__ is {kind}:")
            if column.discrete:
                source.add(depth + 1, f"{found} = {here}[0].get({value}, {here}[1])")
            else:
                key = f"{source.constant(column.key)}({value})" if column.key else value
                bisect = source.constant(bisect_right if side == "right" else bisect_left)
                if side == "both":
                    missing = source.constant(_MISSING)
                    source.add(depth + 1, f"{found} = {here}[2].get({key}, {missing})")
                    source.add(depth + 1, f"if {found} is {missing}:")
                    source.add(depth + 2, f"{found} = {here}[1][{bisect}({here}[0], {key})]")
                else:
                    source.add(depth + 1, f"{found} = {here}[1][{bisect}({here}[0], {key})]")
            source.add(
                depth,
                f"elif {value} is None:",
                f"    {found} = {here}[{2 if column.discrete else 3}]",
                "else:",
                f"    {ask}",
            )
            here = found
        if self._asks:
            source.add(depth, f"if {here} is {source.constant(ASK)}:", f"    {ask}")
        return here


def _joined(
    side: str, points: Sequence[Any], exactly: Sequence[Any], between: Sequence[Any]
) -> tuple[list[Any], tuple[Any, ...], dict[Any, Any]]:
    """The points where what follows changes, what follows for each place that a bisection gives, and what
    follows exactly at a point where that is neither what comes before nor what comes after.
    """
    if side == "both":
        return list(points), tuple(between), dict(zip(points, exactly, strict=True))
    kept = [at for at in range(len(points)) if between[at] is not between[at + 1]]
    return [points[at] for at in kept], (between[0], *(between[at + 1] for at in kept)), {}


@dataclass(frozen=True)
class _Stretched:
    """A column with the values that it does not allow already counted as null."""

    way: Way
    free: bool
    free_rules: int
    points: Sequence[Any]
    exactly: Sequence[int]
    between: Sequence[int]
    for_null: int
    discrete: bool
    key: Callable[[Any], Any] | None


def _stretched(tested: Tested, every: int) -> _Stretched:
    column, way, kind = tested.column, tested.way, tested.way.kind
    if column.asked or kind is None:
        raise NoWay
    if not column.kinds and tested.allowed is None:
        if tested.for_null != every:
            raise NoWay
        return _Stretched(way, True, every, (), (), (every,), every, False, None)
    index = column.changes(kind)
    if index is None and (column.kinds or tested.for_null != every):
        raise NoWay
    points, exactly, between = ((), (), (every,)) if index is None else index[:3]
    key = None if index is None else index[3]
    if tested.allowed is not None:
        allowed = tested.allowed.changes(kind)
        if tested.allowed.asked or allowed is None:
            raise NoWay
        key = allowed[3]
        merged = sorted({*points, *allowed[0]})

        def at(index: tuple[Sequence[Any], Sequence[int], Sequence[int]], place: int, *, exact: bool) -> int:
            """The rules at a merged point, or between it and the next (from before the first, at -1)."""
            if place < 0:
                return index[2][0]
            left = bisect_left(index[0], merged[place])
            if exact and left < len(index[0]) and index[0][left] == merged[place]:
                return index[1][left]
            return index[2][bisect_right(index[0], merged[place])]

        own = (points, exactly, between)

        def both(place: int, *, exact: bool) -> int:
            return at(own, place, exact=exact) if at(allowed[:3], place, exact=exact) else tested.for_null

        points = merged
        exactly = [both(place, exact=True) for place in range(len(merged))]
        between = [both(place, exact=False) for place in range(-1, len(merged))]
    discrete = kind in (str, bool) and len(set(between)) == 1
    if kind is bool and not discrete:
        raise NoWay
    return _Stretched(way, False, every, points, exactly, between, tested.for_null, discrete, key)
