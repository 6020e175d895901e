"""FEEL trees whose value is known before anything runs, and the tests in table cells made of them.

A cell such as `"single", "couple"`, `[93..111)`, `> date("2025-04-01")` or `not(0)` says the same whenever it
is asked, so that the rules of a table can be indexed by it. Everything else is left to the interpreter.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from commonweal.policy.feel import Date, DaysTime, Run, Scope, Value, YearsMonths, ast, prepare

_CONSTRUCTORS: Final = {"date", "time", "date and time", "duration", "years and months duration"}
_NOTHING: Final = Scope()

Ordered: TypeAlias = Decimal | str | Date | DaysTime | YearsMonths | bool


@dataclass(frozen=True, slots=True)
class Constant:
    """A value known before the run, perhaps null."""

    value: Value


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value between two ends of one kind; None is no end. A single value has itself for both ends."""

    low: Ordered | None
    low_included: bool
    high: Ordered | None
    high_included: bool

    @property
    def kind(self) -> type:
        """The class of the values inside."""
        return (self.high if self.low is None else self.low).__class__


@dataclass(frozen=True, slots=True)
class ConstantTest:
    """A cell known before the run. No interval and not negated is null alone; `any` is `-`."""

    intervals: tuple[Interval, ...]
    negated: bool = False
    any: bool = False


def constant(node: ast.Node, scope: Scope | None = None) -> Constant | None:
    """The node's value when it is a literal, a list of literals or a date or duration written as one."""
    if isinstance(node, ast.StringLiteral | ast.NumberLiteral | ast.BooleanLiteral):
        return Constant(node.value)
    if isinstance(node, ast.NullLiteral):
        return Constant(None)
    if not _is_constant(node, scope):
        return None
    run = Run()
    with run:
        value = prepare(node, _NOTHING)(_NOTHING.frame(run))
    return None if run.problems else Constant(value)


def _is_constant(node: ast.Node, scope: Scope | None) -> bool:
    if isinstance(
        node,
        ast.StringLiteral | ast.NumberLiteral | ast.BooleanLiteral | ast.NullLiteral | ast.AtLiteral,
    ):
        return True
    if isinstance(node, ast.Negation):
        return isinstance(node.operand, ast.NumberLiteral)
    if isinstance(node, ast.ListLiteral):
        return all(_is_constant(item, scope) for item in node.items)
    return (
        isinstance(node, ast.Invocation)
        and isinstance(node.function, ast.Name)
        and node.function.name in _CONSTRUCTORS
        and not node.names
        and (scope is None or scope.slot(node.function.name) is None)
        and all(isinstance(each, ast.StringLiteral | ast.NumberLiteral) for each in node.arguments)
    )


def constant_test(tree: ast.Node | None, scope: Scope | None = None) -> ConstantTest | None:
    """What a cell tests when it is made of constants of ordered kinds; None for every other cell."""
    if not isinstance(tree, ast.UnaryTests):
        return None
    if not tree.tests:
        return ConstantTest((), any=True)
    intervals: list[Interval] = []
    for test in tree.tests:
        found = _interval(test, scope)
        if found is None:
            return None
        intervals.append(found)
    return ConstantTest(tuple(intervals), negated=tree.negated)


def _interval(test: ast.Node, scope: Scope | None) -> Interval | None:
    if isinstance(test, ast.RangeLiteral):
        low, high = _end(test.low, scope), _end(test.high, scope)
        if low is None or high is None or low.__class__ is not high.__class__:
            return None
        return Interval(low, test.low_included, high, test.high_included)
    if isinstance(test, ast.UnaryComparison):
        end = _end(test.endpoint, scope)
        if end is None or isinstance(end, bool):
            return None
        match test.operator:
            case "<" | "<=":
                return Interval(None, False, end, test.operator == "<=")
            case ">" | ">=":
                return Interval(end, test.operator == ">=", None, False)
            case "=":
                return Interval(end, True, end, True)
            case _:
                return None
    value = _end(test, scope)
    return None if value is None else Interval(value, True, value, True)


def _end(node: ast.Node, scope: Scope | None) -> Ordered | None:
    found = constant(node, scope)
    if found is None or not isinstance(found.value, Decimal | str | bool | Date | DaysTime | YearsMonths):
        return None
    return found.value
