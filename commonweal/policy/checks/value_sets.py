"""Sets of FEEL values of any kind: what a column may hold, what a cell lets through, what a decision can
give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from ..feel import BOOLEAN, STRING, FeelType, Value
from ..feel.types import bare
from .coordinates import LINE_OF_TYPE, LINES, Line, coordinate, value_at
from .lines import EXACT, LineSet, Span, point

_MOST_SPANS: Final = 400


@dataclass(frozen=True, slots=True)
class Strings:
    """The strings named, or, with `others`, every string but those."""

    named: frozenset[str] = frozenset()
    others: bool = False

    @property
    def empty(self) -> bool:
        """Whether no string belongs to it."""
        return not self.named and not self.others

    def holds(self, text: str) -> bool:
        """Whether the string belongs to it."""
        return (text in self.named) != self.others

    def meet(self, other: Strings) -> Strings:
        """The strings in both."""
        if self.others and other.others:
            return Strings(self.named | other.named, True)
        if self.others:
            return Strings(other.named - self.named)
        if other.others:
            return Strings(self.named - other.named)
        return Strings(self.named & other.named)

    def join(self, other: Strings) -> Strings:
        """The strings in either."""
        if self.others and other.others:
            return Strings(self.named & other.named, True)
        if self.others:
            return Strings(self.named - other.named, True)
        if other.others:
            return Strings(other.named - self.named, True)
        return Strings(self.named | other.named)


NO_STRINGS: Final = Strings()
ALL_STRINGS: Final = Strings(frozenset(), True)


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Values of every kind. `rest` stands for all that has no order and no name: lists, contexts, zoned
    times.
    """

    lines: Mapping[Line, LineSet] = field(default_factory=dict)
    strings: Strings = NO_STRINGS
    booleans: frozenset[bool] = frozenset()
    null: bool = False
    rest: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value at all belongs to it."""
        return (
            not self.booleans
            and not self.null
            and not self.rest
            and self.strings.empty
            and all(each.empty for each in self.lines.values())
        )

    def holds(self, value: Value) -> bool:
        """Whether the value belongs to it."""
        if value is None:
            return self.null
        if isinstance(value, bool):
            return value in self.booleans
        if isinstance(value, str):
            return self.strings.holds(value)
        place = coordinate(value)
        if place is None:
            return self.rest
        line = self.lines.get(place[0])
        return line is not None and line.holds(place[1])

    def meet(self, other: ValueSet) -> ValueSet:
        """The values in both."""
        return ValueSet(
            {line: each.meet(other.lines[line]) for line, each in self.lines.items() if line in other.lines},
            self.strings.meet(other.strings),
            self.booleans & other.booleans,
            self.null and other.null,
            self.rest and other.rest,
        )

    def join(self, other: ValueSet) -> ValueSet:
        """The values in either; where they are counted in different steps, perhaps a few more."""
        lines = dict(self.lines)
        for line, each in other.lines.items():
            joined = lines[line].join(each) if line in lines else each
            lines[line] = joined if len(joined.spans) <= _MOST_SPANS else hull(joined)
        return ValueSet(
            lines,
            self.strings.join(other.strings),
            self.booleans | other.booleans,
            self.null or other.null,
            self.rest or other.rest,
        )

    def given(self) -> ValueSet:
        """The same without null."""
        return replace(self, null=False)

    def number(self) -> LineSet | None:
        """Its numbers; None when there are none."""
        return self.lines.get("number")

    def values(self) -> Iterator[Value]:
        """A few telling values, plain ones first."""
        for flag in (True, False):
            if flag in self.booleans:
                yield flag
        if self.strings.others:
            yield unlike(self.strings.named)
        else:
            yield from sorted(self.strings.named)
        for line, each in self.lines.items():
            for at in each.points():
                value = value_at(line, at)
                if value is not None:
                    yield value
        if self.null:
            yield None


def unlike(taken: Iterable[str]) -> str:
    """A string that is none of those."""
    known = set(taken)
    words = ("something else", *(f"something else {number}" for number in range(2, len(known) + 3)))
    return next(each for each in words if each not in known)


def hull(line: LineSet) -> LineSet:
    """The one span from the first to the last."""
    if not line.spans:
        return line
    first, last = line.spans[0], line.spans[-1]
    return LineSet((Span(first.low, first.low_included, last.high, last.high_included),), line.scale)


NOTHING: Final = ValueSet()
ANYTHING: Final = ValueSet(dict(LINES), ALL_STRINGS, frozenset({True, False}), True, True)
BOTH: Final = ValueSet(booleans=frozenset({True, False}))
NULL_ONLY: Final = ValueSet(null=True)


def union(sets: Iterable[ValueSet]) -> ValueSet:
    """The values in any of several sets."""
    waiting = list(sets) or [NOTHING]
    while len(waiting) > 1:
        pairs = zip(waiting[::2], waiting[1::2], strict=False)
        waiting = [one.join(other) for one, other in pairs] + waiting[len(waiting) // 2 * 2 :]
    return waiting[0]


def numbers(line: LineSet, *, null: bool = False) -> ValueSet:
    """A set of numbers only."""
    return ValueSet({"number": line}, null=null)


def only(value: Value) -> ValueSet:
    """The set of one value."""
    if value is None:
        return NULL_ONLY
    if isinstance(value, bool):
        return ValueSet(booleans=frozenset({value}))
    if isinstance(value, str):
        return ValueSet(strings=Strings(frozenset({value})))
    place = coordinate(value)
    if place is None:
        return ValueSet(rest=True)
    line, at = place
    return ValueSet({line: LineSet((point(at),), _scale_of(line, at))})


def _scale_of(line: Line, at: Decimal) -> int | None:
    if line != "number":
        return 0
    exponent = at.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else None


def of_type(type_: FeelType) -> ValueSet:
    """Every value of a declared type but null; allowed values are not read here."""
    plain = bare(type_)
    line = LINE_OF_TYPE.get(plain)
    if line is not None:
        return ValueSet({line: LINES[line]})
    if plain == STRING:
        return ValueSet(strings=ALL_STRINGS)
    if plain == BOOLEAN:
        return BOTH
    if plain.text == "Any":
        return ANYTHING.given()
    return ValueSet(rest=True)
