"""How points and ranges stand to one another (DMN 1.5, Table 78, which takes them from HL7 CQL).

A range without an end on one side goes on without limit there: no point is beyond that side. Where two ends
have no order, as a number and a date, the result is null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ..arithmetic import Undefined
from ..diagnostics import sentence
from ..ordering import compare
from ..types import kind_name
from ..values import Range, Value
from .registry import builtin


class _Unordered(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range: its value (None when it goes on for ever), whether it is included, and its side."""

    value: Value
    included: bool
    side: int  # -1 for a start, 1 for an end


def _start(range_: Range) -> _End:
    return _End(range_.low, range_.low_included, -1)


def _end(range_: Range) -> _End:
    return _End(range_.high, range_.high_included, 1)


def _order(left: _End, right: _End) -> int:
    """-1, 0 or 1 by value alone; an unlimited start is below and an unlimited end above everything else."""
    if left.value is None or right.value is None:
        one = left.side if left.value is None else 0
        other = right.side if right.value is None else 0
        return (one > other) - (one < other)
    order = compare(left.value, right.value)
    if order is None:
        raise _Unordered(sentence(f"{kind_name(left.value)} and {kind_name(right.value)} have no order"))
    return order


def _point(value: Value) -> Range:
    return Range(value, True, value, True)


Test = Callable[[Range, Range], bool]


def _relate(test: Test, left: Value, right: Value) -> bool | Undefined:
    if left is None or right is None:
        return Undefined("null-operand", "An argument is null.")
    one = left if isinstance(left, Range) else _point(left)
    other = right if isinstance(right, Range) else _point(right)
    try:
        return test(one, other)
    except _Unordered as fault:
        return Undefined("not-comparable", f"{fault}.")


def _is_before(a: Range, b: Range) -> bool:
    order = _order(_end(a), _start(b))
    return order < 0 or (order == 0 and not (a.high_included and b.low_included))


def _meets(a: Range, b: Range) -> bool:
    return a.high_included and b.low_included and _order(_end(a), _start(b)) == 0


def _starts_no_later(a: Range, b: Range) -> bool:
    order = _order(_start(a), _start(b))
    return order < 0 or (order == 0 and (a.low_included or not b.low_included))


def _ends_no_earlier(a: Range, b: Range) -> bool:
    order = _order(_end(a), _end(b))
    return order > 0 or (order == 0 and (a.high_included or not b.high_included))


def _overlaps(a: Range, b: Range) -> bool:
    return not _is_before(a, b) and not _is_before(b, a)


def _overlaps_before(a: Range, b: Range) -> bool:
    order = _order(_start(a), _start(b))
    earlier = order < 0 or (order == 0 and a.low_included and not b.low_included)
    return earlier and not _is_before(a, b) and _ends_no_earlier(b, a)


def _finishes(a: Range, b: Range) -> bool:
    same_end = a.high_included == b.high_included and _order(_end(a), _end(b)) == 0
    return same_end and _starts_no_later(b, a)


def _includes(a: Range, b: Range) -> bool:
    return _starts_no_later(a, b) and _ends_no_earlier(a, b)


def _starts(a: Range, b: Range) -> bool:
    same_start = a.low_included == b.low_included and _order(_start(a), _start(b)) == 0
    return same_start and _ends_no_earlier(b, a)


def _coincides(a: Range, b: Range) -> bool:
    return (
        a.low_included == b.low_included
        and a.high_included == b.high_included
        and _order(_start(a), _start(b)) == 0
        and _order(_end(a), _end(b)) == 0
    )


def _swapped(test: Test) -> Test:
    return lambda a, b: test(b, a)


_POINTS: Final = "point1: any, point2: any"
_POINT_RANGE: Final = "point: any, range: range"
_RANGE_POINT: Final = "range: range, point: any"
_RANGES: Final = "range1: range, range2: range"

_RELATIONS: Final[dict[str, tuple[Test, tuple[str, ...]]]] = {
    "before": (_is_before, (_RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)),
    "after": (_swapped(_is_before), (_RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)),
    "meets": (_meets, (_RANGES,)),
    "met by": (_swapped(_meets), (_RANGES,)),
    "overlaps": (_overlaps, (_RANGES,)),
    "overlaps before": (_overlaps_before, (_RANGES,)),
    "overlaps after": (_swapped(_overlaps_before), (_RANGES,)),
    "finishes": (_finishes, (_RANGES, _POINT_RANGE)),
    "finished by": (_swapped(_finishes), (_RANGES, _RANGE_POINT)),
    "includes": (_includes, (_RANGES, _RANGE_POINT)),
    "during": (_swapped(_includes), (_RANGES, _POINT_RANGE)),
    "starts": (_starts, (_RANGES, _POINT_RANGE)),
    "started by": (_swapped(_starts), (_RANGES, _RANGE_POINT)),
    "coincides": (_coincides, (_RANGES, _POINTS)),
}


def _declare(name: str, test: Test, parameters: str) -> None:
    point_test = name in ("finishes", "finished by", "starts", "started by") and "point" in parameters

    def related(*values: Value, **named: Value) -> bool | Undefined:
        left, right = values or tuple(named.values())
        if any(isinstance(each, Range) for each in (left, right)) and parameters is _POINTS:
            return Undefined("argument-type", "Both arguments must be points or both ranges.")
        return _relate(_point_test(name) if point_test else test, left, right)

    builtin(f"{name}({parameters}) -> boolean")(related)


def _point_test(name: str) -> Test:
    """A point starts a range that includes it as its start, and finishes one that includes it as its end."""

    def at_start(point: Range, range_: Range) -> bool:
        return range_.low_included and _order(_start(range_), _start(point)) == 0

    def at_end(point: Range, range_: Range) -> bool:
        return range_.high_included and _order(_end(range_), _end(point)) == 0

    return {
        "starts": at_start,
        "started by": _swapped(at_start),
        "finishes": at_end,
        "finished by": _swapped(at_end),
    }[name]


for _name, (_test, _signatures) in _RELATIONS.items():
    for _signature in _signatures:
        _declare(_name, _test, _signature)
