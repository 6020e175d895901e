"""Boolean functions and identity (DMN 1.5, Table 73 and 10.3.2.2)."""

from __future__ import annotations

from ..arithmetic import Undefined
from ..types import kind_name
from ..values import DateTime, Range, Time, Value, feel_equal
from .registry import builtin


@builtin("not(negand: any) -> boolean")
def not_(negand: Value) -> bool | Undefined | None:
    """The opposite of true or false, and null of anything else (Table 51)."""
    if isinstance(negand, bool):
        return not negand
    code = "null-operand" if negand is None else "not-boolean"
    return Undefined(code, f"It takes true or false, not {kind_name(negand)}.")


@builtin("is(value1: any, value2: any) -> boolean")
def is_(value1: Value, value2: Value) -> bool:
    """Whether both are the same element of FEEL's domain: of one kind, equal, and of the same zone."""
    if value1.__class__ is not value2.__class__:
        return False
    if isinstance(value1, list) and isinstance(value2, list):
        return len(value1) == len(value2) and all(is_(a, b) for a, b in zip(value1, value2, strict=True))
    if isinstance(value1, dict) and isinstance(value2, dict):
        return value1.keys() == value2.keys() and all(is_(each, value2[key]) for key, each in value1.items())
    if isinstance(value1, Range) and isinstance(value2, Range):
        return (
            feel_equal(value1, value2) is True
            and is_(value1.low, value2.low)
            and is_(value1.high, value2.high)
        )
    if isinstance(value1, Time | DateTime):
        return value1 == value2
    return feel_equal(value1, value2) is True
