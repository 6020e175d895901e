"""Arithmetic, order and rounding on stretches of numbers, dates and durations.

Every operation here never falls where its operand rises (or the other way about), and FEEL rounds without
changing the order; so what an operation makes of the two ends bounds what it makes of all between. An end
that arithmetic made is counted in, for rounding to 34 digits may reach it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from ..feel import Run, Value
from ..feel.diagnostics import NOWHERE
from ..feel.operators import calculate
from ..feel.ordering import compare
from .possible import ORDERED, Among, Anything, Between, Names, Ordered, Possible, truth

LARGEST: Final = Decimal("1E+300")
"""An unknown number without bounds of its own is taken to lie between minus this and this."""


def stretch(possible: Possible) -> Between | None:
    """A value of an ordered kind as a stretch; None for what is of no one ordered kind."""
    if isinstance(possible, Between):
        return possible
    if isinstance(possible, ORDERED):
        return Between(possible, possible, frozenset())
    if isinstance(possible, Among):
        values = [each for each in possible.values if isinstance(each, ORDERED)]
        null = any(each is None for each in possible.values)
        if len(values) + null == len(possible.values) and len({each.__class__ for each in values}) == 1:
            return Between(min(values), max(values), possible.rests_on, null=null)
    return None


def spanning(ends: list[Value], rests_on: Names, *, null: bool) -> Possible:
    """The stretch over these points; anything where one of them is not of an ordered kind."""
    kinds = {end.__class__ for end in ends}
    if len(kinds) != 1 or not isinstance(ends[0], ORDERED):
        return Anything(rests_on)
    low: Ordered = min(ends)  # type: ignore[type-var, assignment]
    high: Ordered = max(ends)  # type: ignore[type-var, assignment]
    if low == high and not null:
        return low
    return Between(low, high, rests_on, null=null)


def calculated(run: Run, symbol: str, left: Between, right: Between, rests_on: Names) -> Possible:
    """`left symbol right`; anything where the ends do not bound it."""
    if symbol == "/" and (not isinstance(right.low, Decimal) or _holds_zero(right)):
        return Anything(rests_on)
    if symbol == "**" or (symbol in "*/" and not isinstance(left.low, Decimal)):
        return Anything(rests_on)
    if symbol == "*" and not isinstance(right.low, Decimal):
        return Anything(rests_on)
    before = len(run.problems)
    ends = [
        calculate(run, symbol, one, other, NOWHERE)
        for one in ((left.low,) if left.low == left.high else (left.low, left.high))
        for other in ((right.low,) if right.low == right.high else (right.low, right.high))
    ]
    del run.problems[before:]
    return spanning(ends, rests_on, null=left.null or right.null)


def _holds_zero(between: Between) -> bool:
    return between.low <= Decimal(0) <= between.high  # type: ignore[operator]


def mapped(function: Callable[[Value], Value], of: Between, rests_on: Names) -> Possible:
    """What a function that keeps (or turns) the order makes of a stretch."""
    return spanning([function(of.low), function(of.high)], rests_on, null=of.null)


def compared(symbol: str, left: Between, right: Between, rests_on: Names) -> Possible:
    """`left symbol right`: true, false or, where one of them may be null or they have no order, null."""
    if left.kind is not right.kind:
        return truth((True, False, None), rests_on)
    found: list[bool | None] = []
    below = compare(left.high, right.low)
    above = compare(left.low, right.high)
    assert below is not None and above is not None
    touching_low = left.high_included and right.low_included
    touching_high = left.low_included and right.high_included
    under = below < 0 or (below == 0 and not touching_low)
    over = above > 0 or (above == 0 and not touching_high)
    never_over, never_under = below <= 0, above >= 0
    match symbol:
        case "<":
            found = [True] if under else [False] if never_under else [True, False]
        case "<=":
            found = [True] if never_over else [False] if over else [True, False]
        case ">":
            found = [True] if over else [False] if never_over else [True, False]
        case ">=":
            found = [True] if never_under else [False] if under else [True, False]
        case _:
            apart = under or over
            same = left.low == left.high == right.low == right.high
            equal = [False] if apart else [True] if same else [True, False]
            found = [each is (symbol == "=") for each in equal]
            if left.null or right.null:
                found = [True, False]
            return truth(found, rests_on)
    if left.null or right.null:
        found.append(None)
    return truth(found, rests_on)
