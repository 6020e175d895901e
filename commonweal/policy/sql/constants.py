"""FEEL values that are known before any row, as values of the compiler."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from commonweal.policy.feel import Date, DaysTime, Value, YearsMonths
from commonweal.policy.feel.temporal import DAY_NANOS
from commonweal.policy.feel.values import Range

from .dates import day
from .refusal import Refused
from .texts import text
from .tree import FALSE, Literal
from .types import NOTHING, Known, Many, Number, Stretch, Structure, Truth, number


def known(value: Value) -> Known:
    """What is known of a constant: everything. Refuses times and functions."""
    match value:
        case None:
            return NOTHING
        case bool():
            return Truth(Literal(value), False)
        case Decimal():
            return number(Fraction(value))
        case str():
            return text(value)
        case Date():
            return day(value)
        case YearsMonths():
            return number(value.months, "months")
        case DaysTime():
            return Number(**{**vars(number(Fraction(value.nanos, DAY_NANOS), "days")), "error": Fraction(0)})
        case list():
            return Many(tuple(known(each) for each in value), FALSE)
        case dict():
            return Structure(tuple((name, known(each)) for name, each in value.items()))
        case Range():
            low = None if value.low is None else known(value.low)
            high = None if value.high is None else known(value.high)
            return Stretch(low, value.low_included, high, value.high_included, value.operator)
    raise Refused("Times and zones are not turned into SQL.")
