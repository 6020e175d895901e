"""Every value that an expression can give: sound, so that what is not here cannot happen.

Sets of values go through the expression in place of values. Where an operation is not followed, the answer is
"anything", never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from ..feel import Scope, ast
from . import intervals
from .cells import CellReader, constant_value, is_constant
from .coordinates import LINES, Line
from .lines import EVERYWHERE, LineSet, Span
from .value_sets import ALL_STRINGS, ANYTHING, BOTH, NULL_ONLY, ValueSet, numbers, only

Names = Mapping[str, ValueSet]
Functions = Mapping[str, Callable[[tuple[ValueSet, ...]], ValueSet]]

_NOTHING_IN_SCOPE: Final = Scope()
_COUNTS: Final = LineSet((Span(Decimal(0), True, None, False),), 0)
_MAYBE_BOOLEAN: Final = replace(BOTH, null=True)
_ANY_STRING: Final = ValueSet(strings=ALL_STRINGS, null=True)
_ANY_NUMBER: Final = numbers(EVERYWHERE, null=True)
_WHOLE_NUMBER: Final = numbers(LineSet(EVERYWHERE.spans, 0), null=True)
COUNT: Final = numbers(_COUNTS, null=True)


def _all(line: Line) -> ValueSet:
    return ValueSet({line: LINES[line]}, null=True)


_RESULTS: Final[dict[str, ValueSet]] = {
    **dict.fromkeys(("count", "string length"), COUNT),
    **dict.fromkeys(
        ("sum", "mean", "median", "stddev", "product", "number", "modulo", "sqrt", "log", "exp"), _ANY_NUMBER
    ),
    **dict.fromkeys(("day of year", "week of year"), COUNT),
    **dict.fromkeys(
        ("string", "upper case", "lower case", "substring", "day of week", "month of year"), _ANY_STRING
    ),
    **dict.fromkeys(
        (
            "contains",
            "starts with",
            "ends with",
            "matches",
            "list contains",
            "all",
            "any",
            "not",
            "odd",
            "even",
        ),
        _MAYBE_BOOLEAN,
    ),
    **dict.fromkeys(("before", "after", "meets", "overlaps", "includes", "during", "is"), _MAYBE_BOOLEAN),
    "years and months duration": _all("years and months duration"),
}

_ROUNDINGS: Final = {"decimal": ROUND_HALF_EVEN, "round half even": ROUND_HALF_EVEN}
_TO_PLACES: Final = frozenset(
    {"decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"}
)


def reach(node: ast.Node, names: Names, functions: Functions) -> ValueSet:
    """Every value that the expression can give when its names have values of these sets."""
    if is_constant(node):
        value = constant_value(node, _NOTHING_IN_SCOPE)
        return only(value)
    match node:
        case ast.Name():
            return names.get(node.name, ANYTHING)
        case ast.Negation():
            inner = reach(node.operand, names, functions)
            line = inner.number()
            if inner.lines.keys() - {"number"} or line is None:
                return ANYTHING
            return numbers(intervals.negated(line), null=True)
        case ast.Arithmetic():
            return _arithmetic(node, names, functions)
        case (
            ast.Comparison()
            | ast.Between()
            | ast.In()
            | ast.Conjunction()
            | ast.Disjunction()
            | ast.Quantified()
        ):
            return _MAYBE_BOOLEAN
        case ast.InstanceOf():
            return _MAYBE_BOOLEAN
        case ast.If():
            then = reach(node.consequence, narrowed(node.condition, names, True), functions)
            otherwise = reach(node.alternative, narrowed(node.condition, names, False), functions)
            return then.join(otherwise)
        case ast.Invocation():
            return _invocation(node, names, functions)
        case (
            ast.ListLiteral()
            | ast.ContextLiteral()
            | ast.For()
            | ast.FunctionDefinition()
            | ast.RangeLiteral()
        ):
            return ValueSet(rest=True, null=True)
    return ANYTHING


def narrowed(condition: ast.Node, names: Names, truth: bool) -> Names:
    """The names' sets where the condition is true, or where it is not."""
    if isinstance(condition, ast.Conjunction) and truth:
        for term in condition.terms:
            names = narrowed(term, names, True)
        return names
    if not isinstance(condition, ast.Comparison):
        if isinstance(condition, ast.Name) and condition.name in names and truth:
            return {**names, condition.name: names[condition.name].meet(only(True))}
        return names
    left, right, operator = condition.left, condition.right, condition.operator
    if isinstance(right, ast.Name) and is_constant(left):
        flipped = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        left, right = right, left
        operator = flipped.get(operator, operator)  # type: ignore[assignment]
    if not (isinstance(left, ast.Name) and left.name in names and is_constant(right)):
        return names
    known = names[left.name]
    test = ast.UnaryTests((ast.UnaryComparison(operator, right),), negated=False)
    exact = CellReader(ANYTHING, {}).of_tree(test)
    if exact is None:
        return names
    if truth:
        return {**names, left.name: replace(known.meet(exact), rest=known.rest, null=False)}
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}[operator]
    against = CellReader(ANYTHING, {}).of_tree(
        ast.UnaryTests((ast.UnaryComparison(opposite, right),), negated=False)  # type: ignore[arg-type]
    )
    if against is None or exact.join(against).meet(known) != known.meet(ANYTHING.given()):
        return names  # the comparison may be null of some of its values, and then neither is true
    return {**names, left.name: replace(known.meet(against), null=known.null)}


def _arithmetic(node: ast.Arithmetic, names: Names, functions: Functions) -> ValueSet:
    left, right = reach(node.left, names, functions), reach(node.right, names, functions)
    kinds = {*left.lines, *right.lines}
    if left.rest or right.rest or not left.strings.empty or not right.strings.empty:
        return ANYTHING
    if kinds != {"number"}:
        if node.operator in "+-" and _one_line(left) == "date" and _is_duration(right):
            return _all("date")
        return ANYTHING
    one, other = left.number(), right.number()
    if one is None or other is None:
        return NULL_ONLY
    match node.operator:
        case "+":
            return numbers(intervals.added(one, other), null=True)
        case "-":
            return numbers(intervals.added(one, intervals.negated(other)), null=True)
        case "*":
            return numbers(intervals.multiplied(one, other), null=True)
        case "/":
            return numbers(intervals.divided(one, other), null=True)
    return _ANY_NUMBER


def _one_line(values: ValueSet) -> Line | None:
    return next(iter(values.lines)) if len(values.lines) == 1 else None


def _is_duration(values: ValueSet) -> bool:
    return values.lines.keys() <= {"years and months duration", "days and time duration"}


def _invocation(node: ast.Invocation, names: Names, functions: Functions) -> ValueSet:
    if not isinstance(node.function, ast.Name):
        return ANYTHING
    name = node.function.name
    if name in functions:
        if node.names:
            return ANYTHING
        return functions[name](tuple(reach(each, names, functions) for each in node.arguments))
    if name in names:
        return ANYTHING
    if node.names:
        return _RESULTS.get(name, ANYTHING)
    arguments = node.arguments
    if name in ("max", "min", "sum"):
        items = arguments[0].items if _is_list(arguments) else arguments  # type: ignore[attr-defined]
        sets = [reach(each, names, functions) for each in items]
        return _aggregate(name, sets)
    if name in _TO_PLACES:
        return _to_places(name, [reach(each, names, functions) for each in arguments[:1]], arguments[1:])
    if name == "abs" and len(arguments) == 1:
        inner = reach(arguments[0], names, functions)
        line = inner.number()
        if line is None or inner.lines.keys() != {"number"}:
            return ANYTHING
        return numbers(intervals.largest(line, intervals.negated(line)), null=True)
    if name == "date":
        return _all("date")
    if name == "duration":
        return ValueSet(
            {line: LINES[line] for line in ("years and months duration", "days and time duration")}, null=True
        )
    return _RESULTS.get(name, ANYTHING)


def _is_list(arguments: tuple[ast.Node, ...]) -> bool:
    return len(arguments) == 1 and isinstance(arguments[0], ast.ListLiteral)


def _aggregate(name: str, sets: list[ValueSet]) -> ValueSet:
    """`max`, `min` and `sum` of several; of one, it is a list whose members are not followed."""
    if len(sets) < 2:
        return _ANY_NUMBER if name == "sum" else ANYTHING
    lines = []
    for each in sets:
        line = each.number()
        if line is None or each.lines.keys() != {"number"} or each.rest or not each.strings.empty:
            return ANYTHING
        lines.append(line)
    combine = {"max": intervals.largest, "min": intervals.smallest, "sum": intervals.added}[name]
    found = lines[0]
    for line in lines[1:]:
        found = combine(found, line)
    return numbers(found, null=True)


def _to_places(name: str, values: list[ValueSet], places: tuple[ast.Node, ...]) -> ValueSet:
    if not values or values[0].lines.keys() != {"number"}:
        return _ANY_NUMBER
    scale = 0
    if places:
        if not is_constant(places[0]):
            return _ANY_NUMBER
        written = constant_value(places[0], _NOTHING_IN_SCOPE)
        if not isinstance(written, Decimal) or written != int(written):
            return _ANY_NUMBER
        scale = int(written)
    return numbers(intervals.rounded(values[0].lines["number"], scale, _ROUNDINGS.get(name)), null=True)
