"""What is known of arithmetic, comparisons, logic and tests, and what is wrong with them."""

from __future__ import annotations

from . import ast
from .checker import Checker
from .compiling import constant
from .diagnostics import Span
from .local_names import UNKNOWN, Known, LocalNames
from .operator_types import arithmetic_type, can_equal, can_order, is_condition, negation_type
from .types import (
    ANY,
    BOOLEAN,
    NUMBER,
    FeelType,
    ListType,
    RangeType,
    bare,
)


def unary_comparison(checker: Checker, node: ast.UnaryComparison, names: LocalNames) -> Known:
    """`< 5` is a test of `?` where there is one, and a range elsewhere."""
    endpoint = checker.of(node.endpoint, names).type
    subject = names.find("?") or (Known(checker.scope.type("?") or ANY) if checker.scope.type("?") else None)
    if subject is None:
        return Known(RangeType(endpoint), False)
    _compared(checker, node.operator, subject.type, endpoint, node.span)
    return Known(BOOLEAN)


def arithmetic(checker: Checker, node: ast.Arithmetic, names: LocalNames) -> Known:
    """The result's type where the operator is defined between its operands, else an error."""
    left, right = checker.of(node.left, names), checker.of(node.right, names)
    found = arithmetic_type(node.operator, left.type, right.type)
    if found is None:
        message = f"`{node.operator}` is not defined between a {left.type} and a {right.type}."
        checker.say("error", "operand-types", message, node.span, "The result would always be null.")
        return UNKNOWN
    divisor = constant(node.right)
    if node.operator == "/":
        if divisor is not None and divisor.value == 0:
            checker.say("error", "divide-by-zero", "Division by zero has no value.", node.span)
        return Known(found, left.nullable or divisor is None)
    return Known(found, left.nullable or right.nullable or found != NUMBER)


def negation(checker: Checker, node: ast.Negation, names: LocalNames) -> Known:
    """Only numbers and durations have a negative."""
    operand = checker.of(node.operand, names)
    found = negation_type(operand.type)
    if found is None:
        checker.say("error", "operand-types", f"A {operand.type} has no negative.", node.span)
    return Known(found or ANY, operand.nullable)


def _compared(checker: Checker, symbol: str, left: FeelType, right: FeelType, span: Span) -> None:
    fits = can_equal(left, right) if symbol in ("=", "!=") else can_order(left, right)
    if not fits:
        message = f"A {left} and a {right} cannot be compared with `{symbol}`."
        checker.say("error", "not-comparable", message, span, "The result would always be null.")


def comparison(checker: Checker, node: ast.Comparison, names: LocalNames) -> Known:
    """True or false, or null where the operands cannot be compared; null has no order."""
    left, right = checker.of(node.left, names), checker.of(node.right, names)
    _compared(checker, node.operator, left.type, right.type, node.span)
    with_null = isinstance(node.left, ast.NullLiteral) or isinstance(node.right, ast.NullLiteral)
    equality = node.operator in ("=", "!=")
    if with_null and not equality:
        checker.say(
            "error",
            "null-operand",
            "Nothing is less or more than null.",
            node.span,
            "Use = null or != null.",
        )
    sure = equality and (with_null or (left.type == right.type and left.type != ANY))
    return Known(BOOLEAN, not (sure or not (left.nullable or right.nullable)))


def between(checker: Checker, node: ast.Between, names: LocalNames) -> Known:
    """As two comparisons."""
    value, low, high = (checker.of(each, names) for each in (node.value, node.low, node.high))
    _compared(checker, "<", value.type, low.type, node.span)
    _compared(checker, "<", value.type, high.type, node.span)
    return Known(BOOLEAN, value.nullable or low.nullable or high.nullable)


def logic(checker: Checker, node: ast.Conjunction | ast.Disjunction, names: LocalNames) -> Known:
    """`and` and `or` of conditions."""
    known = [condition(checker, each, names) for each in node.terms]
    return Known(BOOLEAN, any(each.nullable for each in known))


def condition(checker: Checker, node: ast.Node, names: LocalNames) -> Known:
    """An expression where a boolean is wanted."""
    known = checker.of(node, names)
    if not is_condition(known.type):
        checker.say("error", "not-boolean", f"A condition is wanted here, not a {known.type}.", node.span)
    return known


def membership(checker: Checker, node: ast.In, names: LocalNames) -> Known:
    """`in` with tests of the value on its left."""
    subject = checker.of(node.value, names)
    _tests(checker, node.tests, subject.type, LocalNames({"?": subject}, names))
    return Known(BOOLEAN)


def unary_tests(checker: Checker, node: ast.UnaryTests, names: LocalNames) -> Known:
    """The tests of a decision table's cell."""
    _tests(checker, node.tests, checker.scope.type("?") or ANY, names)
    return Known(BOOLEAN)


def _tests(checker: Checker, tests: tuple[ast.Node, ...], subject: FeelType, names: LocalNames) -> None:
    plain = bare(subject)
    for each in tests:
        known = checker.of(each, names)
        found = bare(known.type)
        if isinstance(each, ast.UnaryComparison) or found == BOOLEAN or isinstance(plain, ListType):
            continue
        if isinstance(found, ListType):
            found = bare(found.element)
        if isinstance(found, RangeType):
            if not isinstance(plain, RangeType):
                _compared(checker, "<", subject, found.element, each.span)
        elif not isinstance(found, ListType):
            _compared(checker, "=", subject, found, each.span)
