"""Which point of which line a value is, and back: how ordered values become geometry.

Dates are counted in days, times and dates and times without a zone in seconds (FEEL compares them so),
durations in months or nanoseconds. A moment with a zone has no place here: whether it comes before a local
one depends on both.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from ..feel import (
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NUMBER,
    TIME,
    YEARS_MONTHS,
    Date,
    DateTime,
    DaysTime,
    FeelType,
    Time,
    Value,
    YearsMonths,
)
from ..feel.temporal import DAY_NANOS, NANOS, date_from_number, date_time_from_local
from .lines import LineSet, Span

Line = Literal[
    "number", "date", "time", "date and time", "years and months duration", "days and time duration"
]

LINE_OF_TYPE: Final[dict[FeelType, Line]] = {
    NUMBER: "number",
    DATE: "date",
    TIME: "time",
    DATE_TIME: "date and time",
    YEARS_MONTHS: "years and months duration",
    DAYS_TIME: "days and time duration",
}

_FIRST_DATE = Decimal(Date(-999_999_999, 1, 1).number)
_LAST_DATE = Decimal(Date(999_999_999, 12, 31).number)

LINES: Final[dict[Line, LineSet]] = {
    "number": LineSet((Span(None, False, None, False),)),
    "date": LineSet((Span(_FIRST_DATE, True, _LAST_DATE, True),), 0),
    "time": LineSet((Span(Decimal(0), True, Decimal(86_400), False),), 0),
    "date and time": LineSet((Span(_FIRST_DATE * 86_400, True, (_LAST_DATE + 1) * 86_400, False),), 0),
    "years and months duration": LineSet((Span(None, False, None, False),), 0),
    "days and time duration": LineSet((Span(None, False, None, False),), 0),
}
"""All the values of each kind."""


def coordinate(value: Value) -> tuple[Line, Decimal] | None:
    """The line and point of an ordered value; None for one that has no place on a line."""
    if isinstance(value, Decimal):
        return "number", value
    if isinstance(value, Date):
        return "date", Decimal(value.number)
    if isinstance(value, YearsMonths):
        return "years and months duration", Decimal(value.months)
    if isinstance(value, DaysTime):
        return "days and time duration", Decimal(value.nanos)
    if isinstance(value, Time) and value.zone is None:
        return "time", Decimal(value.nanos // NANOS)
    if isinstance(value, DateTime) and value.time.zone is None:
        return "date and time", Decimal(value.local_nanos // NANOS)
    return None


def value_at(line: Line, at: Decimal) -> Value:
    """The value at a point of a line; None where the line has none there."""
    if line == "number":
        return at
    whole = int(at)
    if line == "date":
        return date_from_number(whole)
    if line == "years and months duration":
        return YearsMonths(whole)
    if line == "days and time duration":
        return DaysTime(whole)
    if line == "time":
        nanos = whole * NANOS
        return Time(nanos) if 0 <= nanos < DAY_NANOS else None
    return date_time_from_local(whole * NANOS, None)
