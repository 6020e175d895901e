"""What is known of literals, names, lists, contexts, members and ranges, and what is wrong with them."""

from __future__ import annotations

from itertools import chain

from . import ast
from .arithmetic import Undefined
from .checker import Checker
from .compiling import constant, place
from .functions import BUILTINS
from .local_names import UNKNOWN, Known, LocalNames
from .nearest import did_you_mean
from .operator_types import can_order
from .properties import property_type
from .ranges import make_range
from .typenames import resolve_type
from .types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    NULL,
    ContextType,
    FeelType,
    ListType,
    RangeType,
    bare,
    join,
    manageable,
    type_of,
)


def literal(checker: Checker, node: ast.Node, _names: LocalNames) -> Known:
    """A literal is of its own type; an `@` literal must be a date, time or duration."""
    value = constant(node)
    if value is None:
        checker.say(
            "error",
            "bad-literal",
            "This is no date, time or duration.",
            node.span,
            'Write it like @"2025-04-01".',
        )
        return UNKNOWN
    return Known(type_of(value.value), value.value is None)


def name(checker: Checker, node: ast.Name, names: LocalNames) -> Known:
    """A name is of its declared type; one that is not declared is an error."""
    local = names.find(node.name)
    if local is not None:
        return local
    declared = checker.scope.type(node.name)
    if declared is not None:
        return UNKNOWN if place(node.name, checker.scope).items else Known(declared)
    if node.name in BUILTINS or place(node.name, checker.scope).items:
        return UNKNOWN
    candidates = chain(BUILTINS, names.all(), checker.scope.names())
    remedy = did_you_mean(node.name, candidates, "Declare it, or check its spelling.")
    checker.say("error", "unknown-name", f"There is no `{node.name}` here.", node.span, remedy)
    return UNKNOWN


def list_literal(checker: Checker, node: ast.ListLiteral, names: LocalNames) -> Known:
    """A list of what its items have in common."""
    element: FeelType = NULL
    for each in node.items:
        element = join(element, bare(checker.of(each, names).type))
    listed = ListType(ANY if element == NULL or not manageable(element) else element)
    return Known(listed, False, bool(node.items))


def context(checker: Checker, node: ast.ContextLiteral, names: LocalNames) -> Known:
    """A context of its entries; each may name those before it."""
    entries: list[tuple[str, FeelType]] = []
    for key, value in node.entries:
        if isinstance(value, ast.FunctionDefinition):
            names = LocalNames({key: UNKNOWN}, names)
        known = checker.of(value, names)
        entries.append((key, known.type))
        names = LocalNames({key: known}, names)
    found = ContextType(tuple(entries))
    return Known(found if manageable(found) else CONTEXT, False)


def path(checker: Checker, node: ast.Path, names: LocalNames) -> Known:
    """The member of a context, or of each context of a list, or a property of a date, time or duration."""
    return Known(_member(checker, bare(checker.of(node.source, names).type), node))


def _member(checker: Checker, of: FeelType, node: ast.Path) -> FeelType:
    if of in (ANY, NULL):
        return ANY
    if isinstance(of, ListType):
        return ListType(_member(checker, bare(of.element), node))
    if isinstance(of, ContextType):
        if not of.entries:
            return ANY
        entry = of.entry(node.member)
        if entry is not None:
            return entry
        entries = [name for name, _ in of.entries]
        remedy = did_you_mean(node.member, entries, f"Its entries are {', '.join(entries[:12])}.")
        checker.say("error", "no-entry", f"There is no entry `{node.member}`.", node.span, remedy)
        return ANY
    found = property_type(of, node.member)
    if found is None:
        checker.say("error", "no-property", f"A {of.text} has no `{node.member}`.", node.span)
        return ANY
    return found


def range_literal(checker: Checker, node: ast.RangeLiteral, names: LocalNames) -> Known:
    """A range whose ends must have an order, and be in it where both are constants."""
    low, high = checker.of(node.low, names).type, checker.of(node.high, names).type
    ends = constant(node.low), constant(node.high)
    if ends[0] is not None and ends[1] is not None:
        made = make_range(ends[0].value, node.low_included, ends[1].value, node.high_included)
        if isinstance(made, Undefined):
            checker.say("error", made.code, made.message, node.span)
    elif not can_order(low, high):
        checker.say("error", "operand-types", f"No range runs from a {low} to a {high}.", node.span)
    return Known(RangeType(join(bare(low), bare(high))), False)


def instance(checker: Checker, node: ast.InstanceOf, names: LocalNames) -> Known:
    """`instance of` is true or false; its type must be declared."""
    checker.of(node.value, names)
    if resolve_type(node.type, checker.scope) is None:
        checker.say(
            "error",
            "unknown-type",
            "There is no such type.",
            node.type.span,
            "Declare it as an item definition.",
        )
    return Known(BOOLEAN, False)
