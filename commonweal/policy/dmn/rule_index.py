"""Which rules of a table a value satisfies, without asking every rule.

A set of rules is an integer whose bit r stands for the rule of row r (from 0). Each input column keeps, for
each kind of value found in its cells, the points at which the answer changes and the rules satisfied at and
between them; a lookup is a binary search. Cells that are not constants are asked one by one, and so are
values of a kind that the column's cells do not mention.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from commonweal.policy.feel import Date, DaysTime, Frame, Value, YearsMonths

from .constants import ConstantTest, Interval

Cell = Callable[[Frame], Value]

_KEYS: Final[dict[type, Callable[[Any], Any] | None]] = {
    Decimal: None,
    str: None,
    bool: None,
    Date: lambda date: date.number,
    DaysTime: lambda duration: duration.nanos,
    YearsMonths: lambda duration: duration.months,
}


def rows_of(rules: int) -> Iterator[int]:
    """The rows of a set of rules, in order, from 0."""
    while rules:
        lowest = rules & -rules
        yield lowest.bit_length() - 1
        rules ^= lowest


class Changes(NamedTuple):
    """The points at which the rules satisfied change, in order, with the rules at each and between them.

    There is one set more between points than there are points. `key` makes a point of a value; None where the
    value is itself the point.
    """

    points: Sequence[Any]
    exactly: Sequence[int]
    between: Sequence[int]
    key: Callable[[Any], Any] | None


class Column:
    """One input column, indexed."""

    __slots__ = ("_cells", "_free", "_indexes", "_kinds", "_slot", "asked", "every")

    def __init__(self, cells: Sequence[Cell], tests: Sequence[ConstantTest | None], slot: int) -> None:
        """`cells` evaluate in a frame whose `slot` holds the value; `tests` say which are constant."""
        self._cells = cells
        self._slot = slot
        self.every = (1 << len(cells)) - 1
        kinds = {interval.kind for test in tests if test is not None for interval in test.intervals}
        self._kinds = frozenset(kinds)
        if len(kinds) > 1:
            # `not("a")` is null of a number, not true: only FEEL knows what to make of it.
            tests = [None if test is not None and test.negated else test for test in tests]
        self._free = sum(1 << row for row, test in enumerate(tests) if test is not None and test.any)
        self.asked = sum(1 << row for row, test in enumerate(tests) if test is None)
        if bool in kinds:
            # A cell that says `true` is a condition of its own for values that are not booleans.
            kinds = {bool}
        self._indexes = {kind: _Index(kind, tests) for kind in kinds if kind in _KEYS}

    def constant_for(self, value: Value) -> bool:
        """Whether `match` needs no frame for this value."""
        return value.__class__ in self._indexes and not self.asked

    def match(self, value: Value, frame: Frame, among: int) -> int:
        """The rules among these whose cell the value satisfies."""
        index = self._indexes.get(value.__class__)
        if index is None:
            return among & self._free | self._ask(value, frame, among & ~self._free)
        asked = among & self.asked
        found = among & index.at(value)
        return found | self._ask(value, frame, asked) if asked else found

    def within(
        self, low: Value, high: Value, ends: tuple[bool, bool], frame: Frame, among: int
    ) -> list[int] | None:
        """Every set of rules, of these with constant cells, that some value between two satisfies.

        `ends` says whether the ends themselves are meant. None where only asking about each value would tell.
        """
        index = self._indexes.get(low.__class__)
        if index is not None:
            return [rules & among for rules in index.within(low, high, *ends)]
        return None if low.__class__ in self._kinds else [self.match(low, frame, among)]

    def anywhere(self, sample: Value, frame: Frame, among: int) -> list[int] | None:
        """Every set of rules, of these with constant cells, that some value of the sample's kind satisfies.

        None where only asking about each value would tell.
        """
        index = self._indexes.get(sample.__class__)
        if index is not None:
            return [rules & among for rules in index.everywhere()]
        return None if sample.__class__ in self._kinds else [self.match(sample, frame, among)]

    @property
    def kinds(self) -> frozenset[type]:
        """The classes of the values that its constant cells mention."""
        return self._kinds

    def changes(self, kind: type) -> Changes | None:
        """Where the answer changes over the values of one class; None where the column has no index of it."""
        index = self._indexes.get(kind)
        return None if index is None else index.changes()

    def _ask(self, value: Value, frame: Frame, among: int) -> int:
        if not among:
            return 0
        frame[self._slot] = value
        found = 0
        for row in rows_of(among):
            if self._cells[row](frame) is True:
                found |= 1 << row
        return found


class _Index:
    """The rules satisfied by values of one kind."""

    __slots__ = ("_between", "_exactly", "_key", "_points")

    def __init__(self, kind: type, tests: Sequence[ConstantTest | None]) -> None:
        self._key = key = _KEYS[kind]

        def point(end: object) -> Any:
            return end if key is None else key(end)

        mine = [
            [each for each in test.intervals if each.kind is kind] if test is not None else []
            for test in tests
        ]
        ends = {
            point(end)
            for intervals in mine
            for each in intervals
            for end in (each.low, each.high)
            if end is not None
        }
        self._points = sorted(ends)
        place = {each: 2 * at + 1 for at, each in enumerate(self._points)}
        last = 2 * len(self._points)
        changes = [0] * (last + 2)
        for row, test in enumerate(tests):
            if test is None:
                continue
            stretches = [(0, last)] if test.any else _merged(mine[row], place, point, last)
            if test.negated:
                stretches = _complement(stretches, last)
            for start, end in stretches:
                changes[start] ^= 1 << row
                changes[end + 1] ^= 1 << row
        self._between: list[int] = []
        self._exactly: list[int] = []
        rules = 0
        for at in range(last + 1):
            rules ^= changes[at]
            (self._exactly if at % 2 else self._between).append(rules)

    def changes(self) -> Changes:
        """The whole of it."""
        return Changes(self._points, self._exactly, self._between, self._key)

    def at(self, value: Any) -> int:
        """The rules that a value of this kind satisfies."""
        point = value if self._key is None else self._key(value)
        at = bisect_left(self._points, point)
        if at < len(self._points) and self._points[at] == point:
            return self._exactly[at]
        return self._between[at]

    def within(self, low: Any, high: Any, low_included: bool, high_included: bool) -> list[int]:
        """The sets of rules that values between two ends satisfy, in order."""
        key = self._key or (lambda end: end)
        first, last = self._place(key(low)), self._place(key(high))
        first += first % 2 and not low_included
        last -= last % 2 and not high_included
        return [
            self._exactly[place // 2] if place % 2 else self._between[place // 2]
            for place in range(first, last + 1)
        ]

    def everywhere(self) -> list[int]:
        """The sets of rules that any value of the kind satisfies."""
        return [*self._between, *self._exactly]

    def _place(self, point: Any) -> int:
        """Odd for a point at which the answer changes, even between two such."""
        at = bisect_left(self._points, point)
        return 2 * at + (at < len(self._points) and self._points[at] == point)


def _merged(
    intervals: list[Interval], place: dict[Any, int], point: Callable[[object], Any], last: int
) -> list[tuple[int, int]]:
    """Intervals as stretches of places that do not touch: odd places are points, even ones lie between."""
    stretches = []
    for each in intervals:
        start = 0 if each.low is None else place[point(each.low)] + (not each.low_included)
        end = last if each.high is None else place[point(each.high)] - (not each.high_included)
        if start <= end:
            stretches.append((start, end))
    stretches.sort()
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _complement(stretches: list[tuple[int, int]], last: int) -> list[tuple[int, int]]:
    found = []
    at = 0
    for start, end in stretches:
        if start > at:
            found.append((at, start - 1))
        at = end + 1
    if at <= last:
        found.append((at, last))
    return found
