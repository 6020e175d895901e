"""Durations: constructors (DMN 1.5, Table 72)."""

from __future__ import annotations

from ..arithmetic import Undefined
from ..temporal import Date, DateTime, DaysTime, YearsMonths
from ..temporal_text import read_duration
from .registry import builtin


@builtin("duration(from: string) -> any", cost=6)
def duration(from_: str) -> YearsMonths | DaysTime | Undefined:
    """A duration out of text such as `P1Y6M` or `P1DT12H`."""
    return read_duration(from_) or Undefined(
        "not-a-duration", f'"{from_[:40]}" is not a duration such as P1Y or P1DT12H.'
    )


@builtin("duration(from: days and time duration) -> any", "duration(from: years and months duration) -> any")
def duration_of(from_: DaysTime | YearsMonths) -> DaysTime | YearsMonths:
    """The duration itself."""
    return from_


@builtin(
    "years and months duration(from: date, to: date) -> years and months duration",
    "years and months duration(from: date and time, to: date and time) -> years and months duration",
    "years and months duration(from: date, to: date and time) -> years and months duration",
    "years and months duration(from: date and time, to: date) -> years and months duration",
)
def years_and_months_duration(from_: Date | DateTime, to: Date | DateTime) -> YearsMonths:
    """The whole months from one day to another, by the calendar; the time of day is left aside.

    A month is complete when its day is reached, so someone born on 29 February is a year older on 1 March of
    a common year. Backwards the count is negative.
    """
    start, end = _day(from_), _day(to)
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonths(months)


def _day(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment
