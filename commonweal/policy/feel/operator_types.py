"""What type an operator gives for the types of its operands: the static side of Tables 53 to 62."""

from __future__ import annotations

from typing import Final

from .types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    FeelType,
    bare,
    conforms,
)

_POINTS: Final = (DATE, DATE_TIME)
_DURATIONS: Final = (DAYS_TIME, YEARS_MONTHS)

_TABLE: Final[dict[tuple[str, FeelType, FeelType], FeelType]] = {
    **{(symbol, NUMBER, NUMBER): NUMBER for symbol in ("+", "-", "*", "/", "**")},
    ("+", STRING, STRING): STRING,
    **{("-", a, b): DAYS_TIME for a in _POINTS for b in _POINTS},
    ("-", TIME, TIME): DAYS_TIME,
    **{(symbol, d, d): d for symbol in ("+", "-") for d in _DURATIONS},
    **{(symbol, p, d): p for symbol in ("+", "-") for p in _POINTS for d in _DURATIONS},
    **{("+", d, p): p for p in _POINTS for d in _DURATIONS},
    **{(symbol, TIME, DAYS_TIME): TIME for symbol in ("+", "-")},
    ("+", DAYS_TIME, TIME): TIME,
    **{("*", d, NUMBER): d for d in _DURATIONS},
    **{("*", NUMBER, d): d for d in _DURATIONS},
    **{("/", d, NUMBER): d for d in _DURATIONS},
    **{("/", d, d): NUMBER for d in _DURATIONS},
}

_ORDERED: Final = frozenset({NUMBER, STRING, DATE, DATE_TIME, TIME, DAYS_TIME, YEARS_MONTHS})


def arithmetic_type(symbol: str, left: FeelType, right: FeelType) -> FeelType | None:
    """The type of `left symbol right`; None when no values of these types have one."""
    left, right = bare(left), bare(right)
    if NULL in (left, right):
        left = ANY if left == NULL else left
        right = ANY if right == NULL else right
    results = {
        result
        for (operator, one, other), result in _TABLE.items()
        if operator == symbol and left in (ANY, one) and right in (ANY, other)
    }
    if not results:
        return None
    return results.pop() if len(results) == 1 else ANY


def negation_type(operand: FeelType) -> FeelType | None:
    """The type of `-operand`; None when there is none."""
    operand = bare(operand)
    if operand in (ANY, NULL):
        return ANY
    return operand if operand in (NUMBER, *_DURATIONS) else None


def can_equal(left: FeelType, right: FeelType) -> bool:
    """Whether `=` can give true or false for values of these types."""
    left, right = bare(left), bare(right)
    if ANY in (left, right) or NULL in (left, right):
        return True
    if left in _POINTS and right in _POINTS:
        return True
    return left.__class__ is right.__class__ if not _simple(left, right) else conforms(left, right)


def _simple(left: FeelType, right: FeelType) -> bool:
    return left in _ORDERED or right in _ORDERED or BOOLEAN in (left, right)


def can_order(left: FeelType, right: FeelType) -> bool:
    """Whether `<` can give true or false for values of these types."""
    left, right = bare(left), bare(right)
    if left in (ANY, NULL) or right in (ANY, NULL):
        return all(each in _ORDERED or each in (ANY, NULL) for each in (left, right))
    return left in _ORDERED and (left == right or (left in _POINTS and right in _POINTS))


def is_condition(type_: FeelType) -> bool:
    """Whether a value of the type can be true or false."""
    return bare(type_) in (ANY, NULL, BOOLEAN)
