"""Sets of points on a line: the numbers, dates or durations that a test lets through.

A point is an exact decimal coordinate (`coordinates.py` says which value it stands for). A `LineSet` is a
union of spans, each end open or closed, perhaps only of the whole multiples of a step: pence, whole
numbers, days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

EXACT: Final = Context(prec=120)
"""Wide enough that sums and halves of FEEL's 34-digit numbers are exact for every magnitude a policy holds.
"""


def to_step(at: Decimal, step: Decimal, rounding: str) -> Decimal:
    """The multiple of a step next to a point, itself where it is one or too large to have a fraction."""
    if at and at.adjusted() - step.adjusted() > EXACT.prec - 2:
        return at
    return at.quantize(step, rounding=rounding, context=EXACT)


@dataclass(frozen=True, slots=True)
class Span:
    """The points between two ends; `None` means without end on that side."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool

    def holds(self, point: Decimal) -> bool:
        """Whether the point lies in the span."""
        if self.low is not None and (point < self.low or (point == self.low and not self.low_included)):
            return False
        return self.high is None or point < self.high or (point == self.high and self.high_included)

    def meet(self, other: Span) -> Span | None:
        """What two spans share."""
        low, low_included = _tighter_low(self, other)
        high, high_included = _tighter_high(self, other)
        if (
            low is not None
            and high is not None
            and (low > high or (low == high and not (low_included and high_included)))
        ):
            return None
        return Span(low, low_included, high, high_included)


WHOLE: Final = Span(None, False, None, False)


def point(at: Decimal) -> Span:
    """The span of one point."""
    return Span(at, True, at, True)


def _tighter_low(one: Span, other: Span) -> tuple[Decimal | None, bool]:
    if one.low is None:
        return other.low, other.low_included
    if other.low is None or one.low > other.low:
        return one.low, one.low_included
    if other.low > one.low:
        return other.low, other.low_included
    return one.low, one.low_included and other.low_included


def _tighter_high(one: Span, other: Span) -> tuple[Decimal | None, bool]:
    if one.high is None:
        return other.high, other.high_included
    if other.high is None or one.high < other.high:
        return one.high, one.high_included
    if other.high < one.high:
        return other.high, other.high_included
    return one.high, one.high_included and other.high_included


@dataclass(frozen=True, slots=True)
class LineSet:
    """A union of spans in order, none touching the next; with a `scale`, only multiples of 10 to the minus
    scale.
    """

    spans: tuple[Span, ...]
    scale: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no point at all belongs to it."""
        return next(self.inhabited(), None) is None

    def inhabited(self) -> Iterator[Span]:
        """The spans that hold at least one point."""
        for span in self.spans:
            if self.scale is None or self._first(span) is not None:
                yield span

    def holds(self, at: Decimal) -> bool:
        """Whether the point belongs to the set."""
        if self.scale is not None and to_step(at, self._step(), ROUND_FLOOR) != at:
            return False
        return any(span.holds(at) for span in self.spans)

    def meet(self, other: LineSet) -> LineSet:
        """What two sets share."""
        found: list[Span] = []
        left, right = list(self.spans), list(other.spans)
        while left and right:
            shared = left[0].meet(right[0])
            if shared is not None:
                found.append(shared)
            if _ends_first(left[0], right[0]):
                left.pop(0)
            else:
                right.pop(0)
        return LineSet(tuple(found), _finest_shared(self.scale, other.scale))

    def join(self, other: LineSet) -> LineSet:
        """Everything in either set; the finer step of the two, so perhaps a few points more."""
        if not self.spans:
            return other
        if not other.spans:
            return self
        scale = None if self.scale is None or other.scale is None else max(self.scale, other.scale)
        return LineSet(tidy([*self.spans, *other.spans]), scale)

    def points(self, span: Span | None = None) -> Iterator[Decimal]:
        """A few telling points, plain ones first: for each span its ends, or those nearest them, and the
        middle.
        """
        for each in self.spans if span is None else self.meet(LineSet((span,))).spans:
            seen: set[Decimal] = set()
            for candidate in (self._plainest(each), self._first(each), self._last(each)):
                if candidate is not None and candidate not in seen and self.holds(candidate):
                    seen.add(candidate)
                    yield candidate

    def _step(self) -> Decimal:
        return Decimal(1).scaleb(-(self.scale or 0))

    def _first(self, span: Span) -> Decimal | None:
        if span.low is None:
            return self._plainest(span)
        return self._from(span, span.low)

    def _from(self, span: Span, start: Decimal) -> Decimal | None:
        if span.holds(start) and self._fits(start):
            return start
        if self.scale is None:
            return _plain_within(span)
        step = self._step()
        at = to_step(start, step, ROUND_FLOOR)
        for _ in range(2):
            at = EXACT.add(at, step)
            if span.holds(at):
                return at
        return None

    def _last(self, span: Span) -> Decimal | None:
        if span.high is None:
            return self._plainest(span)
        if span.holds(span.high) and self._fits(span.high):
            return span.high
        if self.scale is None:
            return _plain_within(span)
        step = self._step()
        at = to_step(span.high, step, ROUND_CEILING)
        for _ in range(2):
            at = EXACT.subtract(at, step)
            if span.holds(at):
                return at
        return None

    def _fits(self, at: Decimal) -> bool:
        return self.scale is None or to_step(at, self._step(), ROUND_FLOOR) == at

    def _plainest(self, span: Span) -> Decimal | None:
        found = _plain_within(span)
        if found is None or self._fits(found):
            return found
        return self._from(span, span.low) if span.low is not None else None


def _finest_shared(one: int | None, other: int | None) -> int | None:
    if one is None:
        return other
    return one if other is None else min(one, other)


def _ends_first(one: Span, other: Span) -> bool:
    if one.high is None:
        return False
    if other.high is None or one.high < other.high:
        return True
    return one.high == other.high and not one.high_included


def _plain_within(span: Span) -> Decimal | None:
    """The point with the fewest digits after the decimal point, small rather than large."""
    if span.low is None:
        top = Decimal(0) if span.high is None else span.high
        zero = Decimal(0)
        if span.holds(zero):
            return zero
        at = to_step(top, Decimal(1), ROUND_CEILING)
        for candidate in (top, EXACT.subtract(at, Decimal(1)), EXACT.subtract(at, Decimal(2))):
            if span.holds(candidate):
                return candidate
        return None
    if span.holds(span.low) and span.low == span.high:
        return span.low
    for digits in range(40):
        step = Decimal(1).scaleb(-digits)
        at = to_step(span.low, step, ROUND_CEILING)
        for candidate in (at, EXACT.add(at, step)):
            if span.holds(candidate):
                return candidate
    return None


def tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    ordered = sorted(spans, key=_start_order)
    joined: list[Span] = []
    for span in ordered:
        if joined and _touch(joined[-1], span):
            last = joined.pop()
            high, high_included = _further_high(last, span)
            span = Span(last.low, last.low_included, high, high_included)
        joined.append(span)
    return tuple(joined)


def _start_order(span: Span) -> tuple[bool, Decimal, bool]:
    return (span.low is not None, span.low or Decimal(0), not span.low_included)


def _touch(earlier: Span, later: Span) -> bool:
    if earlier.high is None or later.low is None:
        return True
    if earlier.high != later.low:
        return earlier.high > later.low
    return earlier.high_included or later.low_included


def _further_high(one: Span, other: Span) -> tuple[Decimal | None, bool]:
    if one.high is None or other.high is None:
        return None, False
    if one.high != other.high:
        best = one if one.high > other.high else other
        return best.high, best.high_included
    return one.high, one.high_included or other.high_included


NOWHERE: Final = LineSet(())
EVERYWHERE: Final = LineSet((WHOLE,))
