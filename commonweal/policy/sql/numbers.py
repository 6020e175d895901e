"""Arithmetic on what is known of numbers: `+`, `-`, `*`, `/` by constants, with the error carried along.

Establishes: the node of a result is the exact rational operation on the operands' nodes, within its bounds;
its `error` bounds what the interpreter's 34 digits may add; a result that could lie between two 34-digit
numbers although its rational does not is marked with a drift.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm

from .refusal import Refused
from .tree import NULL, Case, Literal, Node, op
from .types import (
    DIGITS,
    NOTHING,
    Drift,
    Known,
    Number,
    Unit,
    common_lattice,
    decimals,
    endless_part,
    is_wide,
    number,
    prime_factors,
)


def scaled(value: Number, factor: int) -> Node:
    """The node multiplied by a positive whole number, wide if it must be."""
    if factor == 1:
        return value.node
    if isinstance(value.node, Literal) and isinstance(value.node.value, int):
        return Literal(value.node.value * factor)
    node = value.node
    if is_wide(value.low * factor, value.high * factor) and not value.wide:
        node = op("to wide", node)
    return op("multiply", node, Literal(factor))


def widened(node: Node, low: int, high: int, *results: int) -> Node:
    """A node of these bounds, wide if one of the results needs it."""
    return op("to wide", node) if is_wide(min(results), max(results)) and not is_wide(low, high) else node


def to_denominator(value: Number, den: int) -> Number:
    """The same number over a multiple of its denominator."""
    factor = den // value.den
    if factor == 1:
        return value
    return replace(
        value,
        node=scaled(value, factor),
        den=den,
        low=value.low * factor,
        high=value.high * factor,
        step=value.step * factor,
    )


def unrounded(value: Number) -> tuple[Drift, ...]:
    """The drifts that a further operation on the value may bring: its own, and where it is inexact now."""
    if not value.error or value.drifts or value.over is not None:
        return value.drifts
    rest = endless_part(value.den)
    constant = value.constant
    if constant is not None:
        return (Drift(None, (abs(constant),), prime_factors(rest)),)
    if value.choices is not None:
        odd = tuple(each for each in value.choices if decimals(each.denominator) is None)
        return (Drift(_remainder(value, rest), odd),) if odd else ()
    if rest == 1:
        return (Drift(None, (value.lattice,)),)
    primes = prime_factors(rest)
    sure = primes if len(primes) == 1 else frozenset()
    return (Drift(_remainder(value, rest), (value.lattice,), sure),)


def _remainder(value: Number, rest: int) -> Node | None:
    if rest == 1:
        return None
    return op("<>", op("modulo", value.node, Literal(rest)), Literal(0))


def _settled(
    node: Node, den: int, low: int, high: int, *, nullable: bool, step: int, error: Fraction,
    drifts: tuple[Drift, ...], unit: Unit, choices: frozenset[Fraction] | None,
) -> Number:  # fmt: skip
    """A result with the interpreter's own rounding of it added to the error."""
    most = Fraction(max(abs(low), abs(high)), den)
    places = decimals(den)
    short = places is not None and most * 10**places < 10**DIGITS
    if error or not short:
        error += most / 10 ** (DIGITS - 1)
        if places is not None and not short and not drifts:
            drifts = (Drift(None, (Fraction(step, den),)),)
    is_wide(low, high)
    return Number(node, den, low, high, nullable, step, error, drifts, unit, choices)


def add(left: Number, right: Number, sign: int = 1) -> Number:
    """`left + right`, or `left - right` where the sign is -1."""
    if left.over is not None or right.over is not None:
        raise Refused("A quotient by an amount that varies must be rounded before it is added to.")
    den = lcm(left.den, right.den)
    first, second = to_denominator(left, den), to_denominator(right, den)
    low = first.low + (second.low if sign > 0 else -second.high)
    high = first.high + (second.high if sign > 0 else -second.low)
    constants = left.constant, right.constant
    if constants[0] is not None and constants[1] is not None and not (left.error or right.error):
        return _constant(constants[0] + sign * constants[1], left.unit)
    one = widened(first.node, first.low, first.high, low, high)
    other = widened(second.node, second.low, second.high, low, high)
    node = op("add" if sign > 0 else "subtract", one, other)
    drifts = (
        *(_added(each, right, left.error) for each in unrounded(left)),
        *(_added(each, left, right.error) for each in unrounded(right)),
    )
    return _settled(
        node, den, low, high, nullable=left.nullable or right.nullable,
        step=gcd(first.step, second.step) or 1, error=left.error + right.error, drifts=drifts,
        unit=left.unit, choices=None,
    )  # fmt: skip


def _added(drift: Drift, other: Number, _error: Fraction) -> Drift:
    lattices = tuple(common_lattice(each, other.lattice) for each in drift.lattices)
    return Drift(drift.condition, lattices, drift.sure - prime_factors(other.den))


def _constant(value: Fraction, unit: Unit) -> Number:
    is_wide(value.numerator, value.numerator)
    return replace(number(value), unit=unit)


def negate(value: Number) -> Number:
    """`-value`."""
    constant = value.constant
    if constant is not None:
        return replace(_constant(-constant, value.unit), error=value.error, drifts=value.drifts)
    choices = None if value.choices is None else frozenset(-each for each in value.choices)
    return replace(value, node=op("negate", value.node), low=-value.high, high=-value.low, choices=choices)


def multiply(left: Number, right: Number) -> Number:
    """`left * right`."""
    if left.constant is not None:
        left, right = right, left
    unit: Unit = left.unit if left.unit != "number" else right.unit
    if left.unit != "number" and right.unit != "number":
        raise Refused("Two durations are multiplied.")
    constant = right.constant
    if constant is not None and not right.error:
        return replace(_times(left, constant), unit=unit)
    if left.over is not None or right.over is not None:
        raise Refused("A quotient by an amount that varies must be rounded before it is multiplied.")
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    low, high = min(ends), max(ends)
    node = op(
        "multiply",
        widened(left.node, left.low, left.high, low, high),
        widened(right.node, right.low, right.high, low, high),
    )
    error = left.most * right.error + right.most * left.error + left.error * right.error
    drifts = (
        *(Drift(d.condition, tuple(each * right.lattice for each in d.lattices)) for d in unrounded(left)),
        *(Drift(d.condition, tuple(each * left.lattice for each in d.lattices)) for d in unrounded(right)),
    )
    return _settled(
        node, left.den * right.den, low, high, nullable=left.nullable or right.nullable,
        step=left.step * right.step, error=error, drifts=drifts, unit=unit, choices=None,
    )  # fmt: skip


def _times(value: Number, factor: Fraction) -> Number:
    """Multiplied by an exact constant, the fraction reduced."""
    constant = value.constant
    if constant is not None and not value.error:
        return _constant(constant * factor, value.unit)
    if not factor:
        zero = replace(_constant(Fraction(0), value.unit), nullable=value.nullable)
        return zero if not value.nullable else replace(
            zero, node=Case(((op("is not null", value.node), Literal(0)),), NULL), choices=None
        )  # fmt: skip
    den, over = value.den * factor.denominator, factor.numerator
    shared = gcd(den, over)
    den, over = den // shared, over // shared
    if over < 0:
        return _times(negate(value), -factor)
    # What the row's number is always a multiple of cannot be taken out of its node, only of the factor.
    low, high = value.low * over, value.high * over
    drifts = tuple(
        Drift(
            d.condition,
            tuple(each * abs(factor) for each in d.lattices),
            d.sure - prime_factors(factor.numerator),
        )
        for d in unrounded(value)
    )
    choices = None if value.choices is None else frozenset(each * factor for each in value.choices)
    if value.over is not None:
        return replace(
            value, node=scaled(value, over), den=den, low=low, high=high, step=value.step * over,
            error=value.error * abs(factor) + value.most * abs(factor) / 10 ** (DIGITS - 1),
            drifts=(Drift(None, ()),),
        )  # fmt: skip
    return _settled(
        scaled(value, over), den, low, high, nullable=value.nullable, step=value.step * over,
        error=value.error * abs(factor), drifts=drifts, unit=value.unit, choices=choices,
    )  # fmt: skip


def divide(left: Number, right: Number) -> Known:
    """`left / right`: null by zero. The quotient is a rational, rounded only where that is asked."""
    unit: Unit = left.unit
    if right.unit != "number":
        if left.unit != right.unit:
            raise Refused("A number is divided by a duration.")
        unit = "number"
    constant = right.constant
    if constant == 0:
        return NOTHING
    if constant is not None:
        if left.over is not None and right.error:
            raise Refused("A quotient by an amount that varies is divided by an endless decimal.")
        found = _quotient(left, constant)
        if right.error:
            found = replace(
                found,
                error=found.error + found.most * right.error / (abs(constant) - right.error) * 2,
                drifts=(Drift(None, (found.lattice,)),),
            )
        return replace(found, unit=unit)
    if left.error or right.error or left.over is not None or right.over is not None:
        raise Refused("It divides by an amount that varies what was divided before and not rounded.")
    return replace(_varying(left, right), unit=unit)


def _quotient(value: Number, by: Fraction) -> Number:
    """Divided by a constant. An exact value is rounded once, so the quotient is faithful."""
    found = _times(value, 1 / by)
    if value.error or value.over is not None:
        return found
    places = decimals(found.den)
    if places is None:
        return replace(found, error=found.most / 10 ** (DIGITS - 1), drifts=())
    return found


def _varying(left: Number, right: Number) -> Number:
    """By an amount that varies: node / (den * over), the divisor's sign moved to the node."""
    top, bottom = left.den, right.den
    shared = gcd(top, bottom)
    factor, den = bottom // shared, top // shared
    low, high = left.low * factor, left.high * factor
    node, over = scaled(left, factor), right.node
    if right.low < 0:
        negative = op("<", right.node, Literal(0))
        node = Case(((negative, op("negate", node)),), node)
        over = op("absolute", over)
        low, high = min(low, -high), max(high, -low)
    nullable = left.nullable or right.nullable
    if right.low <= 0 <= right.high:
        node = Case(((op("<>", right.node, Literal(0)), node),), NULL)
        nullable = True
    elif right.nullable:
        node = Case(((op("is not null", right.node), node),), NULL)
    most_over = max(abs(right.low), abs(right.high))
    most = Fraction(max(abs(low), abs(high)), den)
    return Number(
        node, den, low, high, nullable, 1, most / 10 ** (DIGITS - 1), (), left.unit, None, over, most_over
    )
