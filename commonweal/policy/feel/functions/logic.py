"""Boolean functions and identity (DMN 1.5, Table 73 and 10.3.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..arithmetic import Undefined
from ..types import kind_name
from ..values import DateTime, Range, Time, Value, feel_equal
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run


@builtin("not(negand: any) -> boolean")
def not_(negand: Value) -> bool | Undefined | None:
    """The opposite of true or false, and null of anything else (Table 51)."""
    if isinstance(negand, bool):
        return not negand
    code = "null-operand" if negand is None else "not-boolean"
    return Undefined(code, f"It takes true or false, not {kind_name(negand)}.")


@builtin("is(value1: any, value2: any) -> boolean", with_run=True)
def is_(run: Run, value1: Value, value2: Value) -> bool:
    """Whether both are the same element of FEEL's domain: of one kind, equal, and of the same zone."""
    return _is(run, value1, value2, set())


def _is(run: Run, value1: Value, value2: Value, known: set[tuple[int, int]]) -> bool:
    """`known` holds the pairs of shared parts already begun, for one that differs ends the whole."""
    if value1.__class__ is not value2.__class__:
        return False
    if isinstance(value1, list | dict):
        if (id(value1), id(value2)) in known:
            return True
        known.add((id(value1), id(value2)))
        run.spend(1 + len(value1))
    if isinstance(value1, list) and isinstance(value2, list):
        return len(value1) == len(value2) and all(
            _is(run, a, b, known) for a, b in zip(value1, value2, strict=True)
        )
    if isinstance(value1, dict) and isinstance(value2, dict):
        return value1.keys() == value2.keys() and all(
            _is(run, each, value2[key], known) for key, each in value1.items()
        )
    if isinstance(value1, Range) and isinstance(value2, Range):
        return (
            feel_equal(value1, value2) is True
            and _is(run, value1.low, value2.low, known)
            and _is(run, value1.high, value2.high, known)
        )
    if isinstance(value1, Time | DateTime):
        return value1 == value2
    return feel_equal(value1, value2) is True
