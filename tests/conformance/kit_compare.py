"""Whether a value is the one that the kit expects, to the digit."""

from __future__ import annotations

from decimal import Decimal

from commonweal.policy.feel import DateTime, Time, Value, feel_equal

KIT_TOLERANCE = Decimal("1e-8")
"""What the kit itself allows between numbers; used here only where it printed a rounded one."""

_ROUNDED_FROM = 8
_LONG = 15


def same(expected: Value, got: Value) -> bool:
    """Deep equality: kinds, members, zones and every digit of an exact number."""
    if isinstance(expected, Decimal) and isinstance(got, Decimal):
        return expected == got or _rounded_print(expected, got)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(same, expected, got))
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(same(each, got[key]) for key, each in expected.items())
    if isinstance(expected, Time | DateTime) and type(expected) is type(got):
        return feel_equal(expected, got) is True and expected.offset == got.offset  # type: ignore[union-attr]
    if expected is None or got is None:
        return expected is got
    return type(expected) is type(got) and feel_equal(expected, got) is True


def _rounded_print(expected: Decimal, got: Decimal) -> bool:
    """Whether the kit printed a shortened form of a number that has no short one.

    The kit writes quotients, roots and logarithms with 8 decimals, or as the 15 to 17 digits of a double.
    Such a print has that many digits, and the value computed has more; any other number must be equal.
    """
    places = -int(expected.as_tuple().exponent)
    digits, got_digits = len(expected.as_tuple().digits), len(got.normalize().as_tuple().digits)
    shortened = places >= _ROUNDED_FROM and got_digits >= _LONG and got_digits > digits
    shortened = shortened or (digits >= _LONG and got_digits > digits)
    return shortened and abs(expected - got) <= KIT_TOLERANCE
