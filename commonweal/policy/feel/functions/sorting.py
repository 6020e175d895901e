"""`sort` (DMN 1.5, 10.3.4.9)."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from ..arithmetic import Undefined
from ..calling import call_function
from ..diagnostics import sentence
from ..ordering import compare
from ..types import kind_name
from ..values import Function, Value
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run


@builtin("sort(list: list, precedes: function) -> list", with_run=True)
def sort(run: Run, list: list[Value], precedes: Function) -> list[Value] | Undefined:
    """The list in the order where precedes(x, y) says that x comes before y; equals keep their order.

    A merge sort of our own: it ends for any function, also one that contradicts itself.
    """
    if len(precedes.parameters) != 2:
        return Undefined("wrong-arguments", "`precedes` must be a function of two items.")
    runs = [[each] for each in list]
    while len(runs) > 1:
        merged = [_merge(run, runs[i], runs[i + 1], precedes) for i in range(0, len(runs) - 1, 2)]
        if len(runs) % 2:
            merged.append(runs[-1])
        runs = merged
    return runs[0] if runs else []


def _merge(run: Run, left: list[Value], right: list[Value], precedes: Function) -> list[Value]:
    merged: list[Value] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if call_function(run, precedes, [right[j], left[i]]) is True:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


@builtin("sort(list: list) -> list")
def sort_ascending(list: list[Value]) -> list[Value] | Undefined:
    """The list in ascending order."""
    for each in list:
        if compare(each, list[0]) is None:
            return Undefined(
                "not-comparable", f"{sentence(kind_name(each))} and {kind_name(list[0])} have no order."
            )
    return sorted(list, key=cmp_to_key(_either))


def _either(left: Value, right: Value) -> int:
    return compare(left, right) or 0
