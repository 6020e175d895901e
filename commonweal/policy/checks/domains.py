"""The values that a declared type holds: its kind, its allowed values, and the steps that numbers go in.

Steps are declared in FEEL: an allowed value that must be `? = floor(?)`, or `? = decimal(?, 2)`, makes
whole numbers or pence of a number. An input of the type called `money` is in whole pence, for that is how
people answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..dmn import tree
from ..dmn.item_types import Types
from ..feel import ANY, Scope, ast, compile_unary_tests
from .cells import CellReader, is_decidable
from .lines import LineSet
from .value_sets import ANYTHING, ValueSet, of_type


def declared_domain(types: Types, type_ref: str | None) -> ValueSet:
    """Every value but null that conforms to a type called so; anything when none is declared."""
    if type_ref is None:
        return ANYTHING.given()
    type_ = types.named(type_ref)
    if type_ is None:
        return ANYTHING.given()
    found = of_type(type_)
    for item in _chain(types, type_ref):
        if item.collection or item.components:
            return of_type(type_)
        for text in (item.allowed, item.constraint):
            if text is not None:
                found = allowed_within(found, text.text, types)
    return found


def _chain(types: Types, type_ref: str | None) -> Iterator[tree.ItemDefinition]:
    seen: set[str] = set()
    while type_ref is not None and type_ref not in seen:
        seen.add(type_ref)
        item = types.item(type_ref)
        if item is None:
            return
        yield item
        type_ref = item.type_ref


def is_money(types: Types, type_ref: str | None) -> bool:
    """Whether a type is, or is made of, the one called `money`."""
    return any(item.name == "money" for item in _chain(types, type_ref))


def in_pence(values: ValueSet) -> ValueSet:
    """The same, of whole pence only."""
    line = values.number()
    if line is None:
        return values
    return replace(values, lines={**values.lines, "number": line.meet(LineSet(line.spans, 2))})


def allowed_within(values: ValueSet, text: str, types: Types) -> ValueSet:
    """The values that a list of allowed values lets through; all of them where it cannot be told."""
    scope = Scope({"?": ANY}, types=types.all())
    tests = compile_unary_tests(text, scope).tree
    if not isinstance(tests, ast.UnaryTests):
        return values
    if is_decidable(tests):
        exact = CellReader(values, types.all()).read(text).exact
        return values if exact is None else _within(values, exact)
    if len(tests.tests) != 1 or tests.negated:
        return values
    for term in _terms(tests.tests[0]):
        scale = _scale(term)
        if scale is not None and values.number() is not None:
            line = values.lines["number"]
            values = replace(values, lines={**values.lines, "number": line.meet(LineSet(line.spans, scale))})
        elif is_decidable(term):
            exact = CellReader(values, types.all()).read(text[term.span.start : term.span.end]).exact
            values = values if exact is None else _within(values, exact)
    return values


def _within(values: ValueSet, exact: ValueSet) -> ValueSet:
    return replace(values.meet(exact), null=values.null, rest=values.rest)


def _terms(test: ast.Node) -> Iterator[ast.Node]:
    if isinstance(test, ast.Conjunction):
        yield from test.terms
    else:
        yield test


def _scale(term: ast.Node) -> int | None:
    """How many decimal places a test such as `? = floor(?)` or `decimal(?, 2) = ?` leaves."""
    if not isinstance(term, ast.Comparison) or term.operator != "=":
        return None
    for one, other in ((term.left, term.right), (term.right, term.left)):
        if one == ast.Name("?") and isinstance(other, ast.Invocation):
            match other:
                case ast.Invocation(ast.Name("floor" | "ceiling"), (ast.Name("?"),)):
                    return 0
                case ast.Invocation(
                    ast.Name("decimal" | "floor" | "ceiling" | "round half up" | "round half down"),
                    (ast.Name("?"), ast.NumberLiteral(places)),
                ):
                    return int(places) if places >= 0 and places == int(places) else None
    if isinstance(term.left, ast.Invocation) and term.right == ast.NumberLiteral(Decimal(0)):
        match term.left:
            case ast.Invocation(ast.Name("modulo"), (ast.Name("?"), ast.NumberLiteral(step))) if step == 1:
                return 0
    return None
