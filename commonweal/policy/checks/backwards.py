"""What one part of an expression must be for the whole to come out as wanted, the rest being as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ..feel import DaysTime, Value, YearsMonths
from . import intervals
from .coordinates import coordinate, value_at
from .lines import EVERYWHERE, LineSet, Span, point
from .value_sets import ANYTHING, ValueSet, numbers, only

_MOST_VALUES: Final = 8


def nearest_first(values: ValueSet, now: Value) -> Iterator[Value]:
    """A few values of a set, for an ordered value those nearest to what it is now first."""
    found = [*values.given().values(), *_well_inside(values)]
    place = coordinate(now)
    if place is not None:
        at = place[1]
        distances = {
            id(each): abs(other[1] - at) for each in found if (other := coordinate(each)) is not None
        }
        found.sort(key=lambda each: distances.get(id(each), Decimal(0)))
    yield from found[:_MOST_VALUES]


def _well_inside(values: ValueSet) -> Iterator[Value]:
    """Values a good way into a range without end: what is rounded later is not settled at its very edge."""
    for line, each in values.lines.items():
        for span in each.spans:
            for edge, other, sign in ((span.low, span.high, 1), (span.high, span.low, -1)):
                if edge is None or other is not None:
                    continue
                for share in (10, 1):
                    further = edge + sign * max(Decimal(1), (abs(edge) / share).to_integral_value())
                    at = further.to_integral_value()
                    if each.holds(at):
                        yield value_at(line, at)


OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compared(operator: str, value: Value) -> ValueSet:
    """The values that stand so to a value."""
    if value is None:
        return ValueSet(null=operator == "=")
    if operator == "=":
        return only(value)
    place = coordinate(value)
    if place is None:
        if isinstance(value, bool):
            return only(not value)
        return replace(ANYTHING.given(), lines={})
    line, at = place
    spans = {
        "<": (Span(None, False, at, False),),
        "<=": (Span(None, False, at, True),),
        ">": (Span(at, False, None, False),),
        ">=": (Span(at, True, None, False),),
        "!=": (Span(None, False, at, False), Span(at, False, None, False)),
    }[operator]
    return ValueSet({line: LineSet(spans)})


def backwards(operator: str, wanted: ValueSet, other: Value, *, left: bool) -> ValueSet:
    """What one side of an operation must be for its result to be wanted, the other side being as it is."""
    line = wanted.number()
    if line is not None and isinstance(other, Decimal):
        it = LineSet((point(other),), None)
        if operator == "+":
            return numbers(intervals.added(line, intervals.negated(it)))
        if operator == "-":
            return numbers(
                intervals.added(line, it) if left else intervals.added(it, intervals.negated(line))
            )
        if operator == "*":
            return numbers(intervals.divided(line, it)) if other else numbers(EVERYWHERE)
        if operator == "/" and left:
            return numbers(intervals.multiplied(line, it))
        return numbers(EVERYWHERE)
    days = wanted.lines.get("date")
    if days is not None and isinstance(other, YearsMonths | DaysTime) and left:
        months = other if operator == "-" else _opposite(other)
        return ValueSet({"date": _moved(days, months)})
    if days is not None and not left and operator == "-":
        return ANYTHING.given()
    return ANYTHING.given()


def _opposite(duration: YearsMonths | DaysTime) -> YearsMonths | DaysTime:
    if isinstance(duration, YearsMonths):
        return YearsMonths(-duration.months)
    return DaysTime(-duration.nanos)


def _moved(days: LineSet, by: YearsMonths | DaysTime) -> LineSet:
    def end(at: Decimal | None) -> Decimal | None:
        if at is None:
            return None
        date = value_at("date", at)
        if date is None:
            return at
        moved = (
            date.plus_months(by.months)  # type: ignore[union-attr]
            if isinstance(by, YearsMonths)
            else date.plus_days(by.nanos // 86_400_000_000_000)  # type: ignore[union-attr]
        )
        place = coordinate(moved)
        return at if place is None else place[1]

    return LineSet(
        tuple(
            Span(end(each.low), each.low_included, end(each.high), each.high_included) for each in days.spans
        ),
        0,
    )
