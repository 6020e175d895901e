"""What a table's cell lets through, exactly, or that it cannot be told before the table runs.

A cell made of constants and the value in question changes its answer only at those constants. So the
interpreter itself is asked at each constant, between each two and beyond the last, and what it says there
holds for all the values between: the set is exact because the engine that decides cases drew it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..feel import ANY, FeelType, Program, Range, Run, Scope, Value, ast, compile_unary_tests, prepare
from ..feel.functions import BUILTINS
from .coordinates import LINES, Line, coordinate, value_at
from .lines import EXACT, LineSet, Span, tidy
from .value_sets import NO_STRINGS, Strings, ValueSet, unlike

_IMPURE: Final = frozenset({"now", "today"})
_MOST_CONSTANTS: Final = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's set of values: exact, or None when it depends on more than the value in question."""

    text: str
    exact: ValueSet | None
    tests_null: bool = False


class CellReader:
    """Reads the cells of one column, each distinct text once."""

    def __init__(self, kinds: ValueSet, types: Mapping[str, FeelType], question: FeelType = ANY) -> None:
        """`kinds` holds every value that may be asked about; `question` is the declared type of `?`."""
        self._kinds = kinds
        self._scope = Scope({"?": question}, types=types)
        self._slot = self._scope.slot("?") or 0
        self._known: dict[str, Cell] = {}

    def read(self, text: str) -> Cell:
        """What the cell lets through."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Cell:
        if text.strip() in ("", "-"):
            return Cell(text, self._kinds)
        cell = compile_unary_tests(text, self._scope)
        if cell.tree is None or not is_decidable(cell.tree):
            return Cell(text, None)
        constants = list(_constant_values(cell.tree, self._scope))
        exact = self._exact(cell.program, constants)
        return Cell(text, exact, tests_null=any(each is None for each in constants))

    def of_tree(self, tree: ast.UnaryTests) -> ValueSet | None:
        """What tests that are already parsed let through; None when it cannot be told."""
        if not is_decidable(tree):
            return None
        return self._exact(prepare(tree, self._scope), list(_constant_values(tree, self._scope)))

    def _exact(self, program: Program, constants: list[Value]) -> ValueSet | None:
        if len(constants) > _MOST_CONSTANTS or any(_unplaced(each) for each in constants):
            return None
        run = Run()
        with run:
            frame = self._scope.frame(run)

            def passes(value: Value) -> bool:
                frame[self._slot] = value
                return program(frame) is True

            return self._sample(constants, passes)

    def _sample(self, constants: list[Value], ask: Callable[[Value], bool]) -> ValueSet:
        kinds = self._kinds
        places = [place for place in map(coordinate, constants) if place is not None]
        lines: dict[Line, LineSet] = {}
        for line in kinds.lines:
            spans = [
                span
                for span, at in stretches(line, {at for kind, at in places if kind == line})
                if ask(value_at(line, at))
            ]
            lines[line] = LineSet(tidy(spans))
        strings = NO_STRINGS
        if not kinds.strings.empty:
            named = {each for each in constants if isinstance(each, str)}
            passed = frozenset(each for each in named if ask(each))
            others = ask(unlike(named))
            strings = Strings(frozenset(named) - passed, True) if others else Strings(passed)
        return ValueSet(
            lines,
            strings,
            frozenset(each for each in kinds.booleans if ask(each)),
            null=kinds.null and ask(None),
            rest=False,
        )


def stretches(line: Line, constants: Iterable[Decimal]) -> Iterator[tuple[Span, Decimal]]:
    """The constants and what lies between them, in order, each with a point that stands for it.

    A stretch in which the line has no value (between one day and the next) is left out.
    """
    whole = LINES[line]
    ordered = sorted(constants)
    before: Decimal | None = None
    for at in ordered:
        yield from _between(whole, before, at)
        yield Span(at, True, at, True), at
        before = at
    yield from _between(whole, before, None)


def _between(whole: LineSet, low: Decimal | None, high: Decimal | None) -> Iterator[tuple[Span, Decimal]]:
    span = Span(low, False, high, False)
    if low is not None and high is not None and whole.scale is None:
        middle = EXACT.divide(EXACT.add(low, high), Decimal(2))
        if low < middle < high:
            yield span, middle
        return
    inside = next(whole.points(span), None)
    if inside is not None:
        yield span, inside


def is_decidable(tree: ast.Node) -> bool:
    """Whether the test changes its answer only at its own constants."""
    if isinstance(tree, ast.UnaryTests):
        return all(_is_test(each) for each in tree.tests)
    return _is_test(tree)


def _is_test(node: ast.Node) -> bool:
    match node:
        case ast.Conjunction() | ast.Disjunction():
            return all(_is_test(each) for each in node.terms)
        case ast.UnaryComparison():
            return is_constant(node.endpoint) and _ordered_or_equal(node.operator, node.endpoint)
        case ast.RangeLiteral():
            return is_constant(node) and not any(
                isinstance(each, ast.StringLiteral) for each in ast.walk(node)
            )
        case ast.Comparison():
            sides = (node.left, node.right)
            return all(_is_question(each) or is_constant(each) for each in sides) and all(
                _ordered_or_equal(node.operator, each) for each in sides
            )
        case ast.Between():
            return _is_question(node.value) and all(
                is_constant(each) and not isinstance(each, ast.StringLiteral)
                for each in (node.low, node.high)
            )
        case ast.In():
            return _is_question(node.value) and all(_is_test(each) for each in node.tests)
        case ast.Invocation(function=ast.Name(name="not")):
            return len(node.arguments) == 1 and _is_test(node.arguments[0])
        case ast.Invocation(function=ast.Name(name="list contains")):
            return (
                not node.names
                and len(node.arguments) == 2
                and is_constant(node.arguments[0])
                and _is_question(node.arguments[1])
            )
    return _is_question(node) or is_constant(node)


def _ordered_or_equal(operator: str, node: ast.Node) -> bool:
    """Strings are ordered too, but not along a line; only their equality is read."""
    return operator in ("=", "!=") or not isinstance(node, ast.StringLiteral)


def _is_question(node: ast.Node) -> bool:
    return isinstance(node, ast.Name) and node.name == "?"


def is_constant(node: ast.Node) -> bool:
    """Whether nothing in it can change from one decision to the next."""
    functions = {id(each.function) for each in ast.walk(node) if isinstance(each, ast.Invocation)}
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and not (id(each) in functions and _is_builtin(each.name)):
            return False
        if isinstance(
            each, ast.For | ast.Quantified | ast.Filter | ast.FunctionDefinition | ast.ContextLiteral
        ):
            return False
    return True


def _is_builtin(name: str) -> bool:
    return name not in _IMPURE and name in BUILTINS


def constant_parts(tree: ast.Node) -> Iterator[ast.Node]:
    """The largest parts of a test that are constant."""
    if isinstance(tree, ast.UnaryTests):
        for each in tree.tests:
            yield from constant_parts(each)
    elif isinstance(tree, ast.RangeLiteral):
        yield from (tree.low, tree.high)
    elif isinstance(tree, ast.UnaryComparison):
        yield tree.endpoint
    elif isinstance(tree, ast.ListLiteral):
        for each in tree.items:
            yield from constant_parts(each)
    elif not isinstance(tree, ast.TypeExpression) and is_constant(tree):
        yield tree
    else:
        for each in ast.children(tree):
            yield from constant_parts(each)


def _constant_values(tree: ast.Node, scope: Scope) -> Iterator[Value]:
    for part in constant_parts(tree):
        yield from _flat(constant_value(part, scope))


def constant_value(node: ast.Node, scope: Scope) -> Value:
    """The value of a constant part."""
    match node:
        case ast.NumberLiteral() | ast.StringLiteral() | ast.BooleanLiteral():
            return node.value
        case ast.NullLiteral():
            return None
    run = Run()
    with run:
        return prepare(node, scope)(scope.frame(run))


def _flat(value: Value) -> Iterator[Value]:
    if isinstance(value, list):
        for each in value:
            yield from _flat(each)
    elif isinstance(value, Range):
        yield from (each for each in (value.low, value.high) if each is not None)
    else:
        yield value


def _unplaced(value: Value) -> bool:
    return value is not None and not isinstance(value, bool | str) and coordinate(value) is None
