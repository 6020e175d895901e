"""Comparing what is known of two values, by FEEL's rules: different kinds have no order, null equals only
null.

Numbers are compared as exact rationals over one denominator. Two that differ do so by at least one part of
it, far more than the interpreter's error; two that are equal, one of them perhaps drifted, put the row in
doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .doubts import Doubts, condition
from .numbers import scaled, to_denominator, unrounded
from .refusal import Refused
from .texts import alike, text_node
from .tree import FALSE, NULL, TRUE, Literal, Node, case, op
from .types import NOTHING, Day, Drift, Known, Many, Nothing, Number, Structure, Text, Truth, nulls

SYMBOLS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}


@dataclass(frozen=True)
class _Pair:
    """Two nodes that compare as the values do where neither is null, or an answer that is already known."""

    left: Node
    right: Node
    answer: bool | None = None


def compared(symbol: str, left: Known, right: Known, doubts: Doubts) -> Known:
    """`left symbol right`: a truth, or null where they cannot be compared."""
    sign = SYMBOLS[symbol]
    equality = sign in ("=", "<>")
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        if not equality:
            return NOTHING
        both = nulls(right if isinstance(left, Nothing) else left)
        return Truth(both if sign == "=" else op("not", both), False)
    if left.__class__ is not right.__class__ or (
        isinstance(left, Number) and isinstance(right, Number) and left.unit != right.unit
    ):
        return _incomparable(sign, left, right) if equality else NOTHING
    if isinstance(left, Many | Structure):
        return _parts(sign, left, right) if equality else NOTHING
    node = _node(sign, left, right, doubts)
    if node is None:
        return NOTHING
    empty = [each for each in (nulls(left), nulls(right)) if each != FALSE]
    if not empty:
        return Truth(node, False)
    if not equality:
        return Truth(node, True)
    return Truth(_with_nulls(sign, node, empty), False)


def _with_nulls(sign: str, node: Node, empty: list[Node]) -> Node:
    """Equality where null equals only null: never null itself."""
    if len(empty) == 1:
        return op("coalesce", node, Literal(sign == "<>"))
    one, other = empty
    both, either = op("and", one, other), op("or", one, other)
    return case([(both, Literal(sign == "=")), (either, Literal(sign == "<>"))], node)


def _incomparable(sign: str, left: Known, right: Known) -> Known:
    """Equality of different kinds: null, unless one of them is null."""
    one, other = nulls(left), nulls(right)
    if one == FALSE and other == FALSE:
        return NOTHING
    both, either = op("and", one, other), op("or", one, other)
    return Truth(case([(both, Literal(sign == "=")), (either, Literal(sign == "<>"))], NULL), True)


def _node(sign: str, left: Known, right: Known, doubts: Doubts) -> Node | None:
    """The comparison where neither is null; None where the kind has no order."""
    match left, right:
        case Number(), Number():
            return compare_numbers(sign, left, right, doubts)
        case Text(), Text():
            if sign in ("=", "<>"):
                return _texts(sign, left, right)
            return op(sign, text_node(left), text_node(right))
        case Truth(), Truth():
            return op(sign, left.node, right.node) if sign in ("=", "<>") else None
        case Day(), Day():
            return op(sign, left.node, right.node)
    raise Refused("Ranges and functions are not compared in SQL.")


def _texts(sign: str, left: Text, right: Text) -> Node:
    for one, other in ((left, right), (right, left)):
        if one.options is not None and other.constant is not None:
            if other.constant not in one.options:
                return case([(nulls(one), NULL)], Literal(sign == "<>"))
            return op(sign, one.node, Literal(one.options.index(other.constant)))
    if left.options is not None and left.options == right.options:
        return op(sign, left.node, right.node)
    if left.options is not None and right.options is not None:
        one, other = alike([left, right])
        return op(sign, one.node, other.node)
    return op(sign, text_node(left), text_node(right))


def compare_numbers(sign: str, left: Number, right: Number, doubts: Doubts) -> Node:
    """Two numbers, as whole numbers over one denominator."""
    if left.over is not None or right.over is not None:
        return _varying(sign, left, right)
    den = lcm(left.den, right.den)
    if (left.error + right.error) * den >= Fraction(1, 2):
        raise Refused("What is compared here is known to too few digits.")
    drifts = [*_meeting(left, right), *_meeting(right, left)]
    if drifts:
        doubts.add(op("and", _exactly("=", left, right, den), condition(drifts)))
    return _exactly(sign, left, right, den)


def _meeting(value: Number, other: Number) -> list[Drift]:
    """The drifts of one value in which it might equal the other exactly."""
    if not value.error:
        return []
    found = []
    for each in value.drifts or (unrounded(value) if other.error else ()):
        if each.sure and not any(other.den % prime == 0 for prime in each.sure):
            continue
        constant = other.constant
        lattices = each.lattices if constant is not None else ()
        if constant is not None and lattices and all((constant / each).denominator > 1 for each in lattices):
            continue
        found.append(each)
    return found


def _exactly(sign: str, left: Number, right: Number, den: int) -> Node:
    constant = right.constant
    if constant is not None:
        return with_constant(sign, left, constant)
    if left.constant is not None:
        return with_constant(MIRRORED[sign], right, left.constant)
    return op(sign, scaled(left, den // left.den), scaled(right, den // right.den))


def with_constant(sign: str, value: Number, constant: Fraction) -> Node:
    """A number against a constant: its node against a whole number."""
    point = constant * value.den
    always = _always(sign, Fraction(value.low, value.den), Fraction(value.high, value.den), constant)
    if always is not None:
        return case([(nulls(value), NULL)], Literal(always))
    floor = point.numerator // point.denominator
    whole = point.denominator == 1
    if sign in ("=", "<>"):
        if not whole or not value.low <= floor <= value.high:
            return case([(nulls(value), NULL)], TRUE if sign == "<>" else FALSE)
        return op(sign, value.node, Literal(floor))
    if sign in ("<", ">="):
        # n < c is n <= c - 1, or n <= floor(c) where c is not whole.
        least = floor if whole else floor + 1
        return op(sign, value.node, Literal(least))
    return op(sign, value.node, Literal(floor))


def _always(sign: str, low: Fraction, high: Fraction, constant: Fraction) -> bool | None:
    """The comparison's answer where the bounds alone tell it."""
    if low == high == constant:
        return sign in ("=", "<=", ">=")
    if high < constant:
        return sign in ("<", "<=", "<>")
    if low > constant:
        return sign in (">", ">=", "<>")
    if high == constant and sign in ("<=", ">"):
        return sign == "<="
    if low == constant and sign in (">=", "<"):
        return sign == ">="
    return None


def _varying(sign: str, left: Number, right: Number) -> Node:
    """A quotient by an amount that varies, against an exact number: both multiplied by the divisor."""
    if left.over is None:
        return _varying(MIRRORED[sign], right, left)
    if right.over is not None or right.error or left.drifts:
        raise Refused("Two quotients by amounts that vary are compared.")
    den = lcm(left.den, right.den)
    if left.error * den * left.most_over >= Fraction(1, 2):
        raise Refused("What is compared here is known to too few digits.")
    first, second = to_denominator(left, den), to_denominator(right, den)
    most = max(abs(second.low), abs(second.high)) * left.most_over
    if most > 2**62 or max(abs(first.low), abs(first.high)) > 2**62:
        return op(sign, op("to wide", first.node), op("multiply", op("to wide", second.node), left.over))
    return op(sign, first.node, op("multiply", second.node, left.over))


def _parts(sign: str, left: Known, right: Known) -> Known:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Many) and not one.parts and isinstance(other, Many):
            from .lists import length

            empty = op("=", length(other).node, Literal(0))
            found = op("coalesce", empty, FALSE)
            return Truth(found if sign == "=" else op("not", found), False)
    raise Refused("Whole lists or contexts are compared.")
