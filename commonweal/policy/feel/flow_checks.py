"""What is known of `if`, `for`, quantifiers and filters, and what is wrong with them."""

from __future__ import annotations

from . import ast
from .checker import Checker
from .local_names import UNKNOWN, Known, LocalNames
from .operator_checks import condition
from .types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    FeelType,
    ListType,
    RangeType,
    bare,
    join,
)


def conditional(checker: Checker, node: ast.If, names: LocalNames) -> Known:
    """`if` has what its branches have in common; its condition may show that a list is not empty."""
    condition(checker, node.condition, names)
    guards = [
        each.arguments[0]
        for each in ast.walk(node.condition)
        if isinstance(each, ast.Invocation)
        and each.function == ast.Name("count")
        and len(each.arguments) == 1
    ]
    guards += [
        side
        for each in ast.walk(node.condition)
        if isinstance(each, ast.Comparison) and ast.ListLiteral(()) in (each.left, each.right)
        for side in (each.left, each.right)
    ]
    checker.guarded.extend(guards)
    yes, no = checker.of(node.consequence, names), checker.of(node.alternative, names)
    del checker.guarded[len(checker.guarded) - len(guards) :]
    return Known(join(bare(yes.type), bare(no.type)), yes.nullable or no.nullable, yes.filled and no.filled)


def _iterations(
    checker: Checker, iterations: tuple[ast.Iteration, ...], names: LocalNames
) -> tuple[LocalNames, bool]:
    filled = True
    for each in iterations:
        source = checker.of(each.source, names)
        element: FeelType = ANY
        plain = bare(source.type)
        if each.end is not None:
            end = checker.of(each.end, names)
            element = join(plain, bare(end.type))
        elif isinstance(plain, ListType | RangeType):
            element, filled = plain.element, filled and source.filled
        else:
            element, filled = plain, False
        names = LocalNames({each.name: Known(element)}, names)
    return names, filled


def loop(checker: Checker, node: ast.For, names: LocalNames) -> Known:
    """`for` gives a list of its results."""
    inner, filled = _iterations(checker, node.iterations, names)
    result = checker.of(node.result, LocalNames({"partial": Known(ListType(ANY))}, inner))
    return Known(ListType(result.type), False, filled)


def quantified(checker: Checker, node: ast.Quantified, names: LocalNames) -> Known:
    """`some` and `every` are true or false."""
    inner, _ = _iterations(checker, node.iterations, names)
    condition(checker, node.condition, inner)
    return Known(BOOLEAN)


def filtered(checker: Checker, node: ast.Filter, names: LocalNames) -> Known:
    """A filter gives a list, or an item where it selects by number."""
    source = checker.of(node.source, names)
    plain = bare(source.type)
    element = plain.element if isinstance(plain, ListType) else plain
    selected = checker.of(node.condition, LocalNames({"item": Known(element)}, names, item=element))
    found = bare(selected.type)
    if found == NUMBER:
        return Known(element)
    if found == BOOLEAN:
        return Known(ListType(element), source.nullable)
    if found not in (ANY, NULL):
        message = f"A filter wants a condition or a position, not a {found}."
        checker.say("error", "not-boolean", message, node.condition.span)
    return UNKNOWN
