"""Making ranges whose ends fit together (DMN 1.5, 10.3.2.7)."""

from __future__ import annotations

from .arithmetic import Undefined
from .ordering import compare
from .types import kind_name
from .values import Range, Value


def make_range(low: Value, low_included: bool, high: Value, high_included: bool) -> Range | Undefined:
    """The range, if its ends are of one kind that has an order and the low one is not above the high one."""
    if low is None or high is None:
        return Undefined("null-operand", "An end of the range is null.")
    order = compare(low, high) if low.__class__ is high.__class__ else None
    if order is None:
        return Undefined("operand-types", f"No range runs from {kind_name(low)} to {kind_name(high)}.")
    if order > 0:
        return Undefined("range-backwards", "The range's lower end is above its upper end.")
    return Range(low, low_included, high, high_included)
