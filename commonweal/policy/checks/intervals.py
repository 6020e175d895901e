"""Arithmetic on sets of numbers: every result that two sets can give, and as little more as is simply
found.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Final

from .lines import EVERYWHERE, EXACT, LineSet, Span, tidy, to_step
from .value_sets import hull

_MOST_PAIRS: Final = 256


def negated(line: LineSet) -> LineSet:
    """Every number's opposite."""
    spans = [
        Span(
            None if each.high is None else EXACT.minus(each.high),
            each.high_included,
            None if each.low is None else EXACT.minus(each.low),
            each.low_included,
        )
        for each in line.spans
    ]
    return LineSet(tidy(spans), line.scale)


def added(one: LineSet, other: LineSet) -> LineSet:
    """Every sum."""
    scale = None if one.scale is None or other.scale is None else max(one.scale, other.scale)
    return _pairwise(one, other, _sum, scale)


def multiplied(one: LineSet, other: LineSet) -> LineSet:
    """Every product."""
    scale = None if one.scale is None or other.scale is None else one.scale + other.scale
    return _pairwise(one, other, _product, scale)


def divided(one: LineSet, other: LineSet) -> LineSet:
    """Every quotient, by numbers that are not zero. Ends that do not come out even are widened by a hair."""
    inverse: list[Span] = []
    for each in other.spans:
        if each.holds(Decimal(0)) and not (each.low == 0 or each.high == 0):
            return EVERYWHERE
        ends: list[tuple[Decimal | None, bool]] = []
        for end, included in ((each.high, each.high_included), (each.low, each.low_included)):
            if end is None:
                ends.append((Decimal(0), False))
            elif end == 0:
                ends.append((None, False))
            else:
                ends.append((EXACT.divide(Decimal(1), end), included))
        (low, low_included), (high, high_included) = ends
        inverse.append(
            Span(_nudged(low, ROUND_FLOOR), low_included, _nudged(high, ROUND_CEILING), high_included)
        )
    product = multiplied(LineSet(one.spans), LineSet(tidy(inverse)))
    return LineSet(tuple(_rounded_span(each) for each in product.spans))


def _nudged(end: Decimal | None, rounding: str) -> Decimal | None:
    if end is None or not end:
        return end
    return to_step(end, Decimal(1).scaleb(end.adjusted() - 60), rounding)


def _rounded_span(span: Span) -> Span:
    """The ends rounded to FEEL's 34 digits where they have more, and then included."""
    low, low_exact = _to_feel(span.low, ROUND_FLOOR)
    high, high_exact = _to_feel(span.high, ROUND_CEILING)
    return Span(
        low,
        low is not None and (span.low_included or not low_exact),
        high,
        high is not None and (span.high_included or not high_exact),
    )


def _to_feel(end: Decimal | None, rounding: str) -> tuple[Decimal | None, bool]:
    if end is None or len(end.as_tuple().digits) <= 34:
        return end, True
    nearest = to_step(end, Decimal(1).scaleb(end.adjusted() - 33), ROUND_HALF_EVEN)
    # A whole or short end that a hair has been added to is that end.
    if abs(EXACT.subtract(nearest, end)) <= Decimal(1).scaleb(end.adjusted() - 50):
        return nearest, False
    return to_step(end, Decimal(1).scaleb(end.adjusted() - 33), rounding), False


def rounded(line: LineSet, scale: int, rounding: str | None) -> LineSet:
    """Every number of the set rounded to so many decimal places; both ends move outwards at most one step."""
    step = Decimal(1).scaleb(-scale)

    def end(at: Decimal | None, outwards: str) -> Decimal | None:
        return None if at is None else to_step(at, step, rounding or outwards)

    spans = [
        Span(
            end(each.low, ROUND_FLOOR),
            each.low is not None,
            end(each.high, ROUND_CEILING),
            each.high is not None,
        )
        for each in line.spans
    ]
    kept = scale if line.scale is None else min(scale, line.scale) if scale >= 0 else scale
    return LineSet(tidy(spans), kept if kept >= 0 else 0)


def largest(one: LineSet, other: LineSet) -> LineSet:
    """Every number that is the larger of two."""
    return _ends(one, other, _largest)


def smallest(one: LineSet, other: LineSet) -> LineSet:
    """Every number that is the smaller of two."""
    return negated(largest(negated(one), negated(other)))


def _ends(one: LineSet, other: LineSet, pair: Callable[[Span, Span], Span | None]) -> LineSet:
    scale = None if one.scale is None or other.scale is None else max(one.scale, other.scale)
    return _pairwise(one, other, pair, scale)


def _largest(one: Span, other: Span) -> Span:
    if one.low is None:
        low, low_included = other.low, other.low_included
    elif other.low is None or one.low > other.low:
        low, low_included = one.low, one.low_included
    elif other.low > one.low:
        low, low_included = other.low, other.low_included
    else:
        low, low_included = one.low, one.low_included and other.low_included
    if one.high is None or other.high is None:
        return Span(low, low_included, None, False)
    if one.high == other.high:
        return Span(low, low_included, one.high, one.high_included or other.high_included)
    top = one if one.high > other.high else other
    return Span(low, low_included, top.high, top.high_included)


def _sum(one: Span, other: Span) -> Span:
    def end(left: Decimal | None, right: Decimal | None) -> Decimal | None:
        return None if left is None or right is None else EXACT.add(left, right)

    return Span(
        end(one.low, other.low),
        one.low_included and other.low_included,
        end(one.high, other.high),
        one.high_included and other.high_included,
    )


def _product(one: Span, other: Span) -> Span:
    """The hull of the four products of ends; an end without limit gives none unless the other factor is
    zero.
    """
    zero = point_zero(one) or point_zero(other)
    if zero:
        return Span(Decimal(0), True, Decimal(0), True)
    corners: list[tuple[Decimal | None, int, bool]] = []
    for left, left_in, left_sign in ((one.low, one.low_included, -1), (one.high, one.high_included, 1)):
        for right, right_in, right_sign in (
            (other.low, other.low_included, -1),
            (other.high, other.high_included, 1),
        ):
            if left is not None and right is not None:
                product = EXACT.multiply(left, right)
                # Zero is reached where the factor that is zero is reached, whatever the other is.
                included = (left_in and right_in) or (not left and left_in) or (not right and right_in)
                corners.append((product, 0, included))
            elif (left is not None and not left) or (right is not None and not right):
                corners.append((Decimal(0), 0, left_in or right_in))
            else:
                sign = (left_sign if left is None else (1 if left > 0 else -1)) * (
                    right_sign if right is None else (1 if right > 0 else -1)
                )
                corners.append((None, sign, False))
    finite = [(at, included) for at, _, included in corners if at is not None]
    lows = [at for at, _ in finite]
    low = None if any(sign < 0 for _, sign, _ in corners) else min(lows)
    high = None if any(sign > 0 for _, sign, _ in corners) else max(lows)
    return Span(
        low,
        low is not None and any(included for at, included in finite if at == low),
        high,
        high is not None and any(included for at, included in finite if at == high),
    )


def point_zero(span: Span) -> bool:
    """Whether the span is zero alone."""
    return span.low == 0 and span.high == 0


def _pairwise(
    one: LineSet, other: LineSet, pair: Callable[[Span, Span], Span | None], scale: int | None
) -> LineSet:
    if len(one.spans) * len(other.spans) > _MOST_PAIRS:
        one, other = hull(one), hull(other)
    found = (pair(left, right) for left in one.spans for right in other.spans)
    return LineSet(tidy(each for each in found if each is not None), scale)
