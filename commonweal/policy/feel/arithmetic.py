"""`+`, `-`, `*`, `/`, `**` and unary minus over numbers, strings, dates, times and durations (Tables 56 to
62).

Every function gives a value, or an `Undefined` that says why there is none. They are called inside FEEL's
decimal context, where a number out of range raises ArithmeticError; the interpreter turns that into null too.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from .temporal import (
    DAY_NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    date_from_number,
)
from .types import kind_name
from .values import Value, instant_of, midnight


class Undefined:
    """No value, and the reason: a code and a sentence."""

    __slots__ = ("code", "message")

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message


def _mismatch(verb: str, left: Value, right: Value) -> Undefined:
    code = "null-operand" if left is None or right is None else "operand-types"
    return Undefined(code, f"Cannot {verb} {kind_name(left)} and {kind_name(right)}.")


def _beyond(value: Value) -> Value | Undefined:
    return (
        Undefined("date-out-of-range", "The year would be outside -999,999,999 to 999,999,999.")
        if value is None
        else value
    )


def add(left: Value, right: Value) -> Value | Undefined:
    """`left + right`."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left + right
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, DaysTime | YearsMonths) and isinstance(right, Date | DateTime | Time):
        left, right = right, left
    return _shift(left, right, 1) or _mismatch("add", left, right)


def subtract(left: Value, right: Value) -> Value | Undefined:
    """`left - right`."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left - right
    if isinstance(left, Time) and isinstance(right, Time):
        return DaysTime(instant_of(left) - instant_of(right)) if _alike(left, right) else _zones()
    if isinstance(left, Date | DateTime) and isinstance(right, Date | DateTime):
        if isinstance(left, Date) and isinstance(right, Date):
            return DaysTime((left.number - right.number) * DAY_NANOS)
        one = midnight(left) if isinstance(left, Date) else left
        other = midnight(right) if isinstance(right, Date) else right
        return DaysTime(one.instant - other.instant) if _alike(one.time, other.time) else _zones()
    return _shift(left, right, -1) or _mismatch("subtract", left, right)


def _alike(left: Time, right: Time) -> bool:
    return (left.zone is None) == (right.zone is None)


def _zones() -> Undefined:
    return Undefined(
        "zones-differ", "One of the two has a time zone and the other has none, so nothing lies between them."
    )


def _shift(left: Value, right: Value, sign: int) -> Value | Undefined:
    """A date, time or duration moved by a duration; None where the two do not fit."""
    if isinstance(right, DaysTime):
        nanos = right.nanos * sign
        if isinstance(left, DaysTime):
            return DaysTime(left.nanos + nanos)
        if isinstance(left, DateTime):
            return _beyond(left.plus_nanos(nanos))
        if isinstance(left, Date):
            return _beyond(date_from_number((left.number * DAY_NANOS + nanos) // DAY_NANOS))
        if isinstance(left, Time):
            return Time((left.nanos + nanos) % DAY_NANOS, left.zone)
    if isinstance(right, YearsMonths):
        months = right.months * sign
        if isinstance(left, YearsMonths):
            return YearsMonths(left.months + months)
        if isinstance(left, DateTime | Date):
            return _beyond(left.plus_months(months))
    return None


def multiply(left: Value, right: Value) -> Value | Undefined:
    """`left * right`."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left * right
    if isinstance(left, Decimal):
        left, right = right, left
    if isinstance(right, Decimal):
        if isinstance(left, DaysTime):
            return DaysTime(_to_whole(Decimal(left.nanos) * right))
        if isinstance(left, YearsMonths):
            return YearsMonths(int(Decimal(left.months) * right))
    return _mismatch("multiply", left, right)


def divide(left: Value, right: Value) -> Value | Undefined:
    """`left / right`."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left / right if right else _by_zero()
    if isinstance(left, DaysTime) and isinstance(right, DaysTime):
        return Decimal(left.nanos) / Decimal(right.nanos) if right.nanos else _by_zero()
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return Decimal(left.months) / Decimal(right.months) if right.months else _by_zero()
    if isinstance(right, Decimal):
        if isinstance(left, DaysTime):
            return DaysTime(_to_whole(Decimal(left.nanos) / right)) if right else _by_zero()
        if isinstance(left, YearsMonths):
            return YearsMonths(int(Decimal(left.months) / right)) if right else _by_zero()
    return _mismatch("divide", left, right)


def _by_zero() -> Undefined:
    return Undefined("divide-by-zero", "Division by zero has no value.")


def _to_whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_EVEN))


def power(left: Value, right: Value) -> Value | Undefined:
    """`left ** right`; the exponent is between -999,999,999 and 999,999,999."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        if abs(right) > 999_999_999:
            return Undefined("number-out-of-range", "The exponent is outside -999,999,999 to 999,999,999.")
        if not right:
            return Decimal(1)
        if not left and right < 0:
            return _by_zero()
        return left**right
    return _mismatch("raise to a power", left, right)


def negate(operand: Value) -> Value | Undefined:
    """`-operand`."""
    if isinstance(operand, Decimal):
        return -operand
    if isinstance(operand, DaysTime):
        return DaysTime(-operand.nanos)
    if isinstance(operand, YearsMonths):
        return YearsMonths(-operand.months)
    code = "null-operand" if operand is None else "operand-types"
    return Undefined(code, f"Cannot negate {kind_name(operand)}.")


OPERATIONS: Final[dict[str, Callable[[Value, Value], Value | Undefined]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
