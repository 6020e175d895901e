"""Dates and durations: a date is a SQL date, a duration a number of months or of days.

FEEL's two durations never meet, so each is a number with its unit. A month added to the last day of a month
ends at the last day of a shorter one, in FEEL and in the engines alike (`test_primitives`).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from typing import Final

from commonweal.policy.feel.temporal import DAY_NANOS, Date, date_from_number

from .doubts import Doubts
from .numbers import add, negate
from .refusal import Refused
from .rounding import rounded
from .tree import NULL, Case, Literal, Node, op
from .types import NOTHING, Day, Known, Number

FIRST: Final = Date(1, 1, 1).number
LAST: Final = Date(9999, 12, 31).number


def day(value: Date) -> Day:
    """A constant. Refuses a year that SQL cannot write."""
    if not 1 <= value.year <= 9999:
        raise Refused(f"The year {value.year} is beyond the dates of SQL.")
    return Day(Literal(datetime.date(value.year, value.month, value.day)), False, value.number, value.number)


def _constant(value: Day) -> Date | None:
    return date_from_number(value.low) if value.low == value.high and not value.nullable else None


def shift(value: Day, by: Number, doubts: Doubts) -> Known:
    """A date moved by a duration; by part of a day, back to the day's beginning."""
    if by.unit == "days":
        by = rounded(replace(by, unit="number"), 0, "floor", doubts)
    low, high = value.low, value.high
    if by.unit == "months":
        low += by.low * 31 if by.low < 0 else by.low * 28
        high += by.high * 31 if by.high > 0 else by.high * 28
    else:
        low, high = low + by.low, high + by.high
    known, moved = _constant(value), by.constant
    if known is not None and moved is not None:
        found = known.plus_months(int(moved)) if by.unit == "months" else known.plus_days(int(moved))
        return NOTHING if found is None else day(found)
    if low < FIRST - 366 * 10_000 or high > LAST + 366 * 10_000:
        raise Refused("A date here may leave the range of the engine's dates.")
    name = "plus months" if by.unit == "months" else "plus days"
    return Day(op(name, value.node, by.node), value.nullable or by.nullable, low, high)


def between(left: Day, right: Day) -> Number:
    """`left - right`, in days."""
    node = op("days between", left.node, right.node)
    low, high = left.low - right.high, left.high - right.low
    return Number(node, 1, low, high, left.nullable or right.nullable, unit="days")


def subtract(left: Day, right: Known, doubts: Doubts) -> Known:
    """A date less a date or a duration."""
    if isinstance(right, Day):
        return between(left, right)
    if isinstance(right, Number) and right.unit != "number":
        return shift(left, negate(right), doubts)
    return NOTHING


def part(value: Day, name: str) -> Number | None:
    """A property of a date; None for one that dates lack."""
    first, last = date_from_number(value.low), date_from_number(value.high)
    assert first is not None and last is not None
    bounds = {
        "year": (first.year, last.year),
        "month": (1, 12),
        "day": (1, 31),
        "weekday": (1, 7),
        "day of year": (1, 366),
    }
    if name not in bounds:
        return None
    low, high = bounds[name]
    return Number(op(name, value.node), 1, low, high, value.nullable)


def duration_part(value: Number, name: str, doubts: Doubts) -> Known | None:
    """A property of a duration; None for one that it lacks. A negative duration has negative parts."""
    plain = replace(value, unit="number")
    if value.unit == "months" and name in ("years", "months"):
        if name == "years":
            return rounded(_over(plain, 12), 0, "down", doubts)
        most = min(11, max(abs(value.low), abs(value.high)))
        low, high = (-most if value.low < 0 else 0), (most if value.high > 0 else 0)
        return Number(op("modulo", value.node, Literal(12)), 1, low, high, value.nullable)
    if value.unit == "days" and name == "days":
        return rounded(plain, 0, "down", doubts)
    if value.unit == "days" and value.den == 1 and name in ("hours", "minutes", "seconds"):
        zero: Node = Literal(0)
        if value.nullable:
            zero = Case(((op("is not null", value.node), Literal(0)),), NULL)
        return Number(zero, 1, 0, 0, value.nullable)
    if value.unit != "number" and name in ("hours", "minutes", "seconds"):
        raise Refused("The time of a duration is not taken apart in SQL.")
    return None


def _over(value: Number, by: int) -> Number:
    from .numbers import divide
    from .types import number

    found = divide(value, number(by))
    assert isinstance(found, Number)
    return found


def whole_months(start: Day, end: Day, doubts: Doubts) -> Number:
    """`years and months duration`: complete months from one day to another."""
    parts = {}
    for name in ("year", "month", "day"):
        for label, value in (("start", start), ("end", end)):
            parts[label, name] = doubts.stages.keep(op(name, value.node))
    years = op("subtract", parts["end", "year"], parts["start", "year"])
    months = op("subtract", parts["end", "month"], parts["start", "month"])
    total = doubts.stages.keep(op("add", op("multiply", years, Literal(12)), months))
    short = op("and", op(">", total, Literal(0)), op("<", parts["end", "day"], parts["start", "day"]))
    over = op("and", op("<", total, Literal(0)), op(">", parts["end", "day"], parts["start", "day"]))
    node = op("add", total, Case(((short, Literal(-1)), (over, Literal(1))), Literal(0)))
    low, high = (end.low - start.high) // 28 - 1, (end.high - start.low) // 28 + 1
    return Number(node, 1, low, high, start.nullable or end.nullable, unit="months")


def scaled_duration(value: Number, doubts: Doubts) -> Number:
    """A duration multiplied or divided by a number: whole months towards zero, whole nanoseconds."""
    if value.unit == "months":
        return replace(rounded(replace(value, unit="number"), 0, "down", doubts), unit="months")
    if value.over is not None or value.drifts or DAY_NANOS % value.den:
        raise Refused("A duration is divided into parts of a nanosecond.")
    return replace(value, error=Fraction(0))


def plus(left: Number, right: Number, sign: int) -> Number:
    """Two durations of one unit."""
    return replace(add(left, right, sign), error=Fraction(0), drifts=())
