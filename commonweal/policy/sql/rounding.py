"""Rounding exact rationals in whole numbers, as the interpreter rounds its 34 digits.

Why the two agree: the rational lies on a lattice, so it is either exactly at a critical point (a tie, or for
a directed rounding a number already round) or farther from it than 1 / (its denominator x the grid). Where
the interpreter's error is smaller than half of that, both lie on the same side. At a critical point, a
faithful value is exact, for 34 digits can write every critical point; one that may have drifted is in doubt,
and its row is flagged, unless its lattice or a prime of its denominator shows that it never gets there.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd
from typing import Final
from typing import Literal as OneOf

from .doubts import Doubts, condition, touching
from .numbers import scaled
from .refusal import Refused
from .tree import NULL, Case, Literal, Node, op
from .types import DIGITS, Number, is_wide

How = OneOf["half even", "half up", "half down", "up", "down", "floor", "ceiling"]

HALVES: Final = ("half even", "half up", "half down")


def rounded(value: Number, places: int, how: How, doubts: Doubts) -> Number:
    """The number rounded to so many places after the point, or before it where negative."""
    grid = Fraction(1, 10**places) if places >= 0 else Fraction(10**-places)
    constant = value.constant
    if constant is not None and not value.drifts:
        return _result(
            Literal(_whole(constant / grid, how)), grid, _whole(constant / grid, how), value, constant=True
        )
    ratio = 1 / grid / value.den
    up, down = ratio.numerator, ratio.denominator
    if value.over is not None:
        return _by_varying(value, grid, up, down, how, doubts)
    _prove(value, grid)
    if down == 1 and not value.error:
        return replace(value, choices=value.choices)
    offset = grid / 2 if how in HALVES else Fraction(0)
    critical = touching(value, grid, offset) if value.error else []
    low, high = _whole(Fraction(value.low * up, down), how), _whole(Fraction(value.high * up, down), how)
    if down == 1:
        if critical:
            raise Refused("It rounds an amount whose last digit depends on how 34 digits are rounded.")
        return _result(scaled(value, up), grid, low, replace(value, high=high), high=high)
    edge = (down + 1) // 2 + 1
    node = scaled(value, up)
    top_low, top_high = value.low * up - edge, value.high * up + edge
    wide = is_wide(top_low * 2, top_high * 2)
    if wide and not is_wide(value.low * up, value.high * up):
        node = op("to wide", node)
    node = doubts.stages.keep(node)
    tie = how == "half even" and down % 2 == 0 and _ties(value, up, down)
    quotient, exact = _divided(node, value.low * up, value.high * up, down, how, tie, wide, doubts)
    if critical:
        at = _at_critical(node, down, how) if exact is None else exact
        doubts.add(op("and", at, condition(critical)))
    return _result(quotient, grid, low, value, high=high, wide=wide)


def _prove(value: Number, grid: Fraction) -> None:
    """Refuse where the interpreter's error could cross a critical point that the rational is not at."""
    if value.most / grid > 10 ** (DIGITS - 2):
        raise Refused("A number here may have more digits before its point than 34 digits round.")
    if value.error * 2 >= min(grid, Fraction(1)) / (value.den * value.most_over * 2):
        raise Refused("What is rounded here is known to too few digits.")


def _at_critical(node: Node, down: int, how: How) -> Node:
    at = down // 2 if how in HALVES else 0
    rest = op("modulo", node, Literal(down))
    return op("=", op("absolute", rest), Literal(at))


def _ties(value: Number, up: int, down: int) -> bool:
    return (down // 2) % (gcd(value.step * up, down) or 1) == 0


def _divided(
    node: Node, low: int, high: int, down: int, how: How, tie: bool, wide: bool, doubts: Doubts
) -> tuple[Node, Node | None]:
    """The whole number nearest to node / down, in one division that truncates, and where that is a tie."""
    divide = "divide wide" if wide else "divide whole"
    if how == "down":
        return op(divide, node, Literal(down)), None
    if how in ("half up", "half down", "up"):
        away = {"half up": down // 2, "half down": (down - 1) // 2, "up": down - 1}[how]
        above = op(divide, op("add", node, Literal(away)), Literal(down))
        below = op(divide, op("subtract", node, Literal(away)), Literal(down))
        if low >= 0:
            return above, None
        if high <= 0:
            return below, None
        return Case(((op(">=", node, Literal(0)), above), (op("<", node, Literal(0)), below)), NULL), None
    shift = {"floor": 0, "ceiling": down - 1, "half even": down // 2}[how]
    if how == "half even" and down % 2:
        shift = (down - 1) // 2
    # Divisions truncate: a multiple of the divisor is added first, so that what is divided is not negative.
    turns = max(0, -((low + shift) // down))
    top = doubts.stages.keep(op("add", node, Literal(shift + turns * down)))
    quotient = op(divide, top, Literal(down))
    if tie:
        quotient = doubts.stages.keep(quotient)
        # At a tie the quotient is one too high where it is odd.
        exact = doubts.stages.keep(op("=", op("multiply", quotient, Literal(down)), top))
        odd = (
            op("odd wide" if wide else "odd", quotient)
            if turns % 2 == 0
            else op("not", op("odd wide" if wide else "odd", quotient))
        )
        back = Case(((op("and", exact, odd), Literal(turns + 1)),), Literal(turns))
        return op("subtract", quotient, back), exact
    return op("subtract", quotient, Literal(turns)), None


def _by_varying(value: Number, grid: Fraction, up: int, down: int, how: How, doubts: Doubts) -> Number:
    """A quotient by an amount that varies, rounded: the divisor is a node."""
    assert value.over is not None
    _prove(value, grid)
    if value.drifts:
        raise Refused("What was divided by an amount that varies is worked on further before it is rounded.")
    low, high = value.low * up, value.high * up
    most = down * value.most_over
    wide = is_wide((min(low, 0) - most) * 2, (max(high, 0) + most) * 2)
    top = scaled(value, up)
    under = op("multiply", value.over, Literal(down))
    if wide:
        top, under = op("to wide", top), op("multiply", op("to wide", value.over), Literal(down))
    top, under = doubts.stages.keep(top), doubts.stages.keep(under)
    whole = doubts.stages.keep(op("divide wide" if wide else "divide whole", top, under))
    rest = doubts.stages.keep(op("subtract", top, op("multiply", whole, under)))
    sign = Case(((op("<", top, Literal(0)), Literal(-1)),), Literal(1))
    twice = op("multiply", op("absolute", rest), Literal(2))
    odd = op("odd wide" if wide else "odd", op("absolute", whole))
    bumps: dict[How, Node] = {
        "half even": op("or", op(">", twice, under), op("and", op("=", twice, under), odd)),
        "half up": op(">=", twice, under),
        "half down": op(">", twice, under),
        "up": op("<>", rest, Literal(0)),
        "floor": op("<", rest, Literal(0)),
        "ceiling": op(">", rest, Literal(0)),
    }  # fmt: skip
    node = whole if how == "down" else op("add", whole, Case(((bumps[how], sign),), Literal(0)))
    bound = max(abs(low), abs(high)) // down + 1
    return _result(node, grid, -bound if low < 0 else 0, replace(value, over=None), high=bound, wide=wide)


def _result(
    node: Node,
    grid: Fraction,
    low: int,
    value: Number,
    *,
    high: int | None = None,
    constant: bool = False,
    wide: bool = False,
) -> Number:
    high = low if high is None or constant else high
    if grid > 1:
        factor = int(grid)
        node = (
            op("multiply", node, Literal(factor)) if not isinstance(node, Literal) else Literal(low * factor)
        )
        low, high, den = low * factor, high * factor, 1
    else:
        den = grid.denominator
    if (wide or value.wide) and not is_wide(low, high) and not isinstance(node, Literal):
        node = op("to whole", node)
    choices = frozenset((Fraction(low, den),)) if constant else None
    return Number(node, den, low, high, value.nullable and not constant, unit=value.unit, choices=choices)


def _whole(value: Fraction, how: How) -> int:
    """A rational rounded to a whole number."""
    floor = value.numerator // value.denominator
    rest = value - floor
    if rest == 0 or how == "floor":
        return floor
    match how:
        case "ceiling":
            return floor + 1
        case "down":
            return floor if value > 0 else floor + 1
        case "up":
            return floor + 1 if value > 0 else floor
    if rest != Fraction(1, 2):
        return floor if rest < Fraction(1, 2) else floor + 1
    match how:
        case "half up":
            return floor + 1 if value > 0 else floor
        case "half down":
            return floor if value > 0 else floor + 1
    return floor + floor % 2
