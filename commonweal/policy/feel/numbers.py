"""FEEL's numbers: 34 decimal digits, half to even, exponents of IEEE decimal128 (DMN 1.5, 10.3.2.3.1)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

PRECISION = 34
MAX_EXPONENT = 6144
MIN_EXPONENT = -6143

CONTEXT = Context(
    prec=PRECISION,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EXPONENT,
    Emax=MAX_EXPONENT,
    clamp=1,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""Arithmetic that has no FEEL value raises in this context, and the interpreter turns that into null."""


def number_from_text(text: str) -> Decimal | None:
    """The number that plain digits write, rounded to 34 digits; None when out of range or not a number."""
    try:
        return CONTEXT.create_decimal(text)
    except ArithmeticError:
        return None


def is_whole(number: Decimal) -> bool:
    """Whether there is nothing after the decimal point."""
    return number == number.to_integral_value()


def number_text(number: Decimal) -> str:
    """The number as `string()` shows it: no exponent, no zeros at the end of a fraction, never -0."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
