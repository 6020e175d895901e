"""Compiling `in` and the unary tests of decision tables: does a value pass a test (DMN 1.5, Table 55)?"""

from __future__ import annotations

import operator as python
from decimal import Decimal

from .arithmetic import Undefined
from .ast import In, Name, Node, RangeLiteral, UnaryComparison, UnaryTests, walk
from .compiling import Code, compile_node, compiles, constant
from .diagnostics import Span, sentence
from .operators import compare_with, order
from .ordering import in_range, passes
from .ranges import make_range
from .run import Run
from .scope import Frame, Scope
from .types import ANY, kind_name
from .values import Range, Value


@compiles(In)
def membership(node: In, scope: Scope) -> Code:
    """`value in test` and `value in (test, test)`."""
    inner = scope.child({"?": ANY})
    slot = inner.own_slot("?")
    assert slot is not None
    value = compile_node(node.value, scope)
    test = any_test(node.tests, inner, slot)

    def run(frame: Frame) -> bool | None:
        found = frame[slot] = value(frame)
        passed = test(frame)
        if passed is None and found is None:
            frame[0].null("null-operand", "A null value cannot be tested so.", node.span)
        return passed  # type: ignore[no-any-return]

    return run


@compiles(UnaryTests)
def unary_tests(node: UnaryTests, scope: Scope) -> Code:
    """A cell: whether the value called `?` passes one of the tests (or none, after `not`)."""
    slot = scope.slot("?")
    if not node.tests or slot is None:
        return lambda _: True
    test = any_test(node.tests, scope, slot)
    if not node.negated:
        return test

    def negated(frame: Frame) -> bool | None:
        found = test(frame)
        return None if found is None else not found

    return negated


def any_test(tests: tuple[Node, ...], scope: Scope, slot: int) -> Code:
    """True if a test is passed, else null if one is in doubt, else false."""
    codes = [test_code(each, scope, slot) for each in tests]
    if len(codes) == 1:
        return codes[0]

    def run(frame: Frame) -> bool | None:
        result: bool | None = False
        for code in codes:
            found = code(frame)
            if found is True:
                return True
            if found is None:
                result = None
        return result

    return run


def test_code(node: Node, scope: Scope, slot: int) -> Code:
    """Whether the value in the slot passes one test."""
    if isinstance(node, UnaryComparison):
        return _comparison(node, scope, slot)
    if isinstance(node, RangeLiteral):
        known = _constant_range(node)
        return _range(known, node.span, slot) if known is not None else _evaluated(node, scope, slot)
    known_value = constant(node)
    if known_value is not None:
        return compare_with(_SUBJECT, "=", known_value.value, scope, node.span)
    if mentions_subject(node):
        return _condition(node, scope, slot)
    return _evaluated(node, scope, slot)


_SUBJECT = Name("?")


def mentions_subject(node: Node) -> bool:
    """Whether an expression itself speaks of `?`, the value in question."""
    return any(isinstance(each, Name) and each.name == "?" for each in walk(node))


def _comparison(node: UnaryComparison, scope: Scope, slot: int) -> Code:
    symbol, span = node.operator, node.span
    known = constant(node.endpoint)
    if known is not None and isinstance(known.value, Decimal) and symbol not in ("=", "!="):
        number = known.value
        quick = {"<": python.lt, "<=": python.le, ">": python.gt, ">=": python.ge}[symbol]

        def run_number(frame: Frame) -> bool | None:
            found = frame[slot]
            if found.__class__ is Decimal:
                return quick(found, number)  # type: ignore[no-any-return]
            return None if found is None else order(frame[0], symbol, found, number, span)

        return run_number
    endpoint = compile_node(node.endpoint, scope)

    def run(frame: Frame) -> bool | None:
        found, end = frame[slot], endpoint(frame)
        if found is None and symbol not in ("=", "!="):
            return None
        return order(frame[0], symbol, found, end, span)

    return run


def _constant_range(node: RangeLiteral) -> Range | None:
    low, high = constant(node.low), constant(node.high)
    if low is None or high is None:
        return None
    made = make_range(low.value, node.low_included, high.value, node.high_included)
    return None if isinstance(made, Undefined) else made


def _range(range_: Range, span: Span, slot: int) -> Code:
    low, high = range_.low, range_.high
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        above = python.ge if range_.low_included else python.gt
        below = python.le if range_.high_included else python.lt

        def run_numbers(frame: Frame) -> bool | None:
            found = frame[slot]
            if found.__class__ is Decimal:
                return above(found, low) and below(found, high)  # type: ignore[no-any-return]
            return test_value(frame[0], found, range_, span)

        return run_numbers
    return lambda frame: test_value(frame[0], frame[slot], range_, span)


def test_value(run: Run, value: Value, test: Value, span: Span) -> bool | None:
    """Whether a value passes an evaluated test; where they do not fit, null with the reason."""
    if isinstance(test, Range) and not isinstance(value, Range):
        found = in_range(value, test)
    else:
        if isinstance(test, list):
            run.spend(1 + (len(test) >> 1))
        found = passes(value, test, run)
    if found is None and value is not None:
        run.null(
            "not-comparable",
            sentence(f"{kind_name(value)} cannot be tested against {kind_name(test)}."),
            span,
        )
    return found


def _condition(node: Node, scope: Scope, slot: int) -> Code:
    code, span = compile_node(node, scope), node.span

    def run(frame: Frame) -> bool | None:
        found = code(frame)
        if found.__class__ is bool or found is None:
            return found
        # Not a condition after all: a value made out of `?`, to be compared with it.
        return test_value(frame[0], frame[slot], found, span)

    return run


def _evaluated(node: Node, scope: Scope, slot: int) -> Code:
    code, span = compile_node(node, scope), node.span
    is_range = isinstance(node, RangeLiteral)

    def run(frame: Frame) -> bool | None:
        test = code(frame)
        if test is None and is_range:
            return None
        found = frame[slot]
        if test.__class__ is bool and found.__class__ is not bool:
            # A condition that does not speak of `?` stands for itself.
            return test
        return test_value(frame[0], found, test, span)

    return run
