"""Which value comes first: `<`, `between`, `in` and ranges (DMN 1.5, Tables 54 and 55)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .temporal import Date, DateTime, DaysTime, Time, YearsMonths
from .values import Range, Value, feel_equal, midnight, moments

if TYPE_CHECKING:
    from .run import Run


def compare(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as `left` is less than, equal to or greater than `right`; None where they have no order.

    Only numbers, strings (by code point), dates, times, dates and times and like durations have an order; a
    date stands beside a date and time as its midnight UTC.
    """
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, Date):
        if isinstance(right, Date):
            return (left > right) - (left < right)
        if isinstance(right, DateTime):
            return compare(midnight(left), right)
        return None
    if isinstance(left, DateTime) and isinstance(right, Date):
        return compare(left, midnight(right))
    if (isinstance(left, DateTime) and isinstance(right, DateTime)) or (
        isinstance(left, Time) and isinstance(right, Time)
    ):
        one, other = moments(left, right)
        return (one > other) - (one < other)
    if isinstance(left, DaysTime) and isinstance(right, DaysTime):
        return (left > right) - (left < right)
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return (left > right) - (left < right)
    return None


def in_range(value: Value, range_: Range) -> bool | None:
    """Whether the value lies in the range; None where value and endpoints have no order."""
    if range_.operator is not None:
        equal = feel_equal(value, range_.low)
        return equal if equal is None else equal is (range_.operator == "=")
    if range_.low is not None:
        low = compare(value, range_.low)
        if low is None:
            return None
        if low < 0 or (low == 0 and not range_.low_included):
            return False
    if range_.high is not None:
        high = compare(value, range_.high)
        if high is None:
            return None
        if high > 0 or (high == 0 and not range_.high_included):
            return False
    return None if range_.low is None and range_.high is None else True


def passes(value: Value, test: Value, run: Run | None = None) -> bool | None:
    """Whether `value in test` holds for a test already evaluated (Table 55).

    A range holds what lies in it (and a range equal to it), a list holds what equals an item or lies in one
    that is a range (and a list equal to it), anything else only its equal. None where the value cannot be
    compared with the test, or lies in no item of the list and could not be compared with one that is a range.
    """
    if isinstance(test, Range):
        return feel_equal(value, test) if isinstance(value, Range) else in_range(value, test)
    if isinstance(test, list):
        if isinstance(value, list) and feel_equal(value, test, run):
            return True
        unsure = False
        for each in test:
            if not isinstance(each, Range) or isinstance(value, Range):
                found = feel_equal(value, each, run)
            else:
                found = in_range(value, each)
                unsure = unsure or found is None
            if found:
                return True
        return None if unsure else False
    return feel_equal(value, test, run)
