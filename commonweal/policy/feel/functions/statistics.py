"""Numeric summaries of a list (DMN 1.5, Table 75). A null among the numbers makes each of them null."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from ..arithmetic import Undefined
from ..numbers import CONTEXT
from ..types import kind_name
from ..values import Value
from .registry import builtin

_EXACT = CONTEXT.copy()
_EXACT.prec = 60


def _numbers(values: tuple[Value, ...], listed: Value) -> list[Decimal] | Undefined:
    items: tuple[Value, ...] | list[Value] = values or (listed,)
    if len(items) == 1 and isinstance(items[0], list):
        items = items[0]
    numbers: list[Decimal] = []
    for each in items:
        if not isinstance(each, Decimal):
            code = "null-item" if each is None else "argument-type"
            return Undefined(code, f"Its items must be numbers, not {kind_name(each)}.")
        numbers.append(each)
    return numbers


def _none() -> Undefined:
    return Undefined("empty-list", "An empty list has none.")


@builtin("sum(list: list) -> number", "sum(n...: any) -> number")
def sum_(*values: Value, list: Value = None) -> Decimal | Undefined:
    """The sum; null for an empty list."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    return sum(numbers[1:], numbers[0]) if numbers else _none()


@builtin("product(list: list) -> number", "product(n...: any) -> number")
def product(*values: Value, list: Value = None) -> Decimal | Undefined:
    """The product; null for an empty list."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    if not numbers:
        return _none()
    result = numbers[0]
    for each in numbers[1:]:
        result *= each
    return result


@builtin("mean(list: list) -> number", "mean(n...: any) -> number")
def mean(*values: Value, list: Value = None) -> Decimal | Undefined:
    """The arithmetic mean; null for an empty list."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    return sum(numbers[1:], numbers[0]) / len(numbers) if numbers else _none()


@builtin("median(list: list) -> number", "median(n...: any) -> number")
def median(*values: Value, list: Value = None) -> Decimal | Undefined:
    """The middle number, or the mean of the two in the middle; null for an empty list."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    if not numbers:
        return _none()
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@builtin("stddev(list: list) -> number", "stddev(n...: any) -> number")
def stddev(*values: Value, list: Value = None) -> Decimal | Undefined:
    """The sample standard deviation; null for fewer than two numbers."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    if len(numbers) < 2:
        return Undefined("too-few-items", "It needs at least two numbers.")
    total = Decimal(0)
    for each in numbers:
        total = _EXACT.add(total, each)
    average = _EXACT.divide(total, Decimal(len(numbers)))
    squares = Decimal(0)
    for each in numbers:
        distance = _EXACT.subtract(each, average)
        squares = _EXACT.add(squares, _EXACT.multiply(distance, distance))
    variance = _EXACT.divide(squares, Decimal(len(numbers) - 1))
    return CONTEXT.plus(_EXACT.sqrt(variance))


@builtin("mode(list: list) -> list<number>", "mode(n...: any) -> list<number>")
def mode(*values: Value, list: Value = None) -> Value | Undefined:
    """The numbers that appear most often, ascending; the empty list for an empty list."""
    numbers = _numbers(values, list)
    if isinstance(numbers, Undefined):
        return numbers
    groups = [(each, len([*same])) for each, same in groupby(sorted(numbers))]
    most = max((size for _, size in groups), default=0)
    return [each for each, size in groups if size == most]
