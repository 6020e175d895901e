"""Numeric functions (DMN 1.5, Table 76)."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from functools import lru_cache

from ..arithmetic import Undefined
from ..numbers import CONTEXT, PRECISION, is_whole
from ..values import DaysTime, Value, YearsMonths
from .registry import builtin

MIN_SCALE = -6111
MAX_SCALE = 6176


def rounded(number: Decimal, scale: Decimal, how: str) -> Decimal | Undefined:
    """The number with so many digits after the point (before it, when negative); a scale's own fraction is
    dropped.
    """
    if not MIN_SCALE <= scale <= MAX_SCALE:
        return Undefined("scale-out-of-range", f"The scale must be from {MIN_SCALE} to {MAX_SCALE}.")
    places = int(scale)
    if number.adjusted() + places < PRECISION - 1 and -40 < places < 40:
        # Fits into the digits of a number as it is.
        return number.quantize(_units(places), rounding=how)
    exponent = number.as_tuple().exponent
    if not number or (isinstance(exponent, int) and -exponent <= places):
        return number
    if number.adjusted() + 1 + places < 0:
        # Every digit is dropped: only the direction of rounding and the sign are left to decide.
        number = Decimal((number.is_signed(), (1,), -places - 2))
    return CONTEXT.plus(number.quantize(Decimal((0, (1,), -places)), rounding=how, context=_WIDE))


@lru_cache(maxsize=128)
def _units(places: int) -> Decimal:
    return Decimal((0, (1,), -places))


_WIDE = CONTEXT.copy()
_WIDE.prec = 12_400
_WIDE.Emax = 20_000
_WIDE.Emin = -20_000


@builtin("decimal(n: number, scale: number) -> number")
def decimal(n: Decimal, scale: Decimal) -> Decimal | Undefined:
    """Rounded half to even."""
    return rounded(n, scale, ROUND_HALF_EVEN)


@builtin("floor(n: number) -> number", "floor(n: number, scale: number) -> number")
def floor(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | Undefined:
    """Rounded towards minus infinity."""
    return rounded(n, scale, ROUND_FLOOR)


@builtin("ceiling(n: number) -> number", "ceiling(n: number, scale: number) -> number")
def ceiling(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | Undefined:
    """Rounded towards plus infinity."""
    return rounded(n, scale, ROUND_CEILING)


@builtin("round up(n: number, scale: number) -> number")
def round_up(n: Decimal, scale: Decimal) -> Decimal | Undefined:
    """Rounded away from zero."""
    return rounded(n, scale, ROUND_UP)


@builtin("round down(n: number, scale: number) -> number")
def round_down(n: Decimal, scale: Decimal) -> Decimal | Undefined:
    """Rounded towards zero."""
    return rounded(n, scale, ROUND_DOWN)


@builtin("round half up(n: number, scale: number) -> number")
def round_half_up(n: Decimal, scale: Decimal) -> Decimal | Undefined:
    """Rounded to the nearest, a half away from zero."""
    return rounded(n, scale, ROUND_HALF_UP)


@builtin("round half down(n: number, scale: number) -> number")
def round_half_down(n: Decimal, scale: Decimal) -> Decimal | Undefined:
    """Rounded to the nearest, a half towards zero."""
    return rounded(n, scale, ROUND_HALF_DOWN)


@builtin(
    "abs(n: number) -> number",
    "abs(n: days and time duration) -> days and time duration",
    "abs(n: years and months duration) -> years and months duration",
)
def absolute(n: Decimal | DaysTime | YearsMonths) -> Value:
    """Without its sign."""
    if isinstance(n, DaysTime):
        return DaysTime(abs(n.nanos))
    if isinstance(n, YearsMonths):
        return YearsMonths(abs(n.months))
    return abs(n)


@builtin("modulo(dividend: number, divisor: number) -> number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | Undefined:
    """dividend - divisor * floor(dividend / divisor), exactly: the sign is the divisor's."""
    if not divisor:
        return Undefined("divide-by-zero", "Division by zero has no value.")
    remainder = _WIDE.remainder(dividend, divisor)
    if remainder and remainder.is_signed() != divisor.is_signed():
        remainder = _WIDE.add(remainder, divisor)
    return CONTEXT.plus(remainder)


@builtin("sqrt(number: number) -> number", cost=5)
def sqrt(number: Decimal) -> Decimal | Undefined:
    """The square root."""
    if number < 0:
        return Undefined("negative-number", "A negative number has no square root.")
    return number.sqrt()


@builtin("log(number: number) -> number", cost=30)
def log(number: Decimal) -> Decimal | Undefined:
    """The natural logarithm."""
    if number <= 0:
        return Undefined("not-positive", "Only a number above zero has a logarithm.")
    return number.ln()


@builtin("exp(number: number) -> number", cost=15)
def exp(number: Decimal) -> Decimal:
    """e to the power of the number."""
    return number.exp()


def _parity(number: Decimal) -> int | Undefined:
    if not is_whole(number):
        return Undefined("not-whole", "Only a whole number is odd or even.")
    return int(_WIDE.remainder(number, Decimal(2)))


@builtin("odd(number: number) -> boolean")
def odd(number: Decimal) -> bool | Undefined:
    """Whether the number is odd."""
    parity = _parity(number)
    return parity if isinstance(parity, Undefined) else parity != 0


@builtin("even(number: number) -> boolean")
def even(number: Decimal) -> bool | Undefined:
    """Whether the number is even."""
    parity = _parity(number)
    return parity if isinstance(parity, Undefined) else parity == 0
