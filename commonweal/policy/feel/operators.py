"""Compiling arithmetic, comparison, `between`, and ternary logic, with short ways for numbers."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from decimal import Decimal, DivisionByZero
from typing import Any, Final

from .arithmetic import OPERATIONS, Undefined, negate
from .ast import Arithmetic, Between, Comparison, Conjunction, Disjunction, Negation, Node
from .compiling import Code, always, compile_node, compiles, constant, plain_slot
from .diagnostics import Span, sentence
from .ordering import compare
from .run import Run
from .scope import Frame, Scope
from .temporal import DateTime, DaysTime, Time
from .types import kind_name
from .values import Value, feel_equal

_PYTHON: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": python.truediv,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}


@compiles(Arithmetic)
def arithmetic(node: Arithmetic, scope: Scope) -> Code:
    """Two operands; numbers go the short way."""
    left, right = compile_node(node.left, scope), compile_node(node.right, scope)
    symbol, span = node.operator, node.span
    quick = _PYTHON.get(symbol)
    if quick is None:
        return lambda frame: power(frame[0], left(frame), right(frame), span)
    divides = symbol == "/"

    def run(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if a.__class__ is Decimal and b.__class__ is Decimal and not (divides and not b):
            try:
                return quick(a, b)  # type: ignore[no-any-return]
            except ArithmeticError:
                return out_of_range(frame[0], span)
        return calculate(frame[0], symbol, a, b, span)

    return run


def power(run: Run, base: Value, exponent: Value, span: Span) -> Value:
    """`base ** exponent`, which costs as many steps as a small expression, or a large one for a root."""
    whole = isinstance(exponent, Decimal) and exponent == exponent.to_integral_value()
    run.spend(5 if whole else 75)
    return calculate(run, "**", base, exponent, span)


def calculate(run: Run, symbol: str, left: Value, right: Value, span: Span) -> Value:
    """The value of `left symbol right` for operands of any kind; null with the reason where there is none."""
    try:
        result = OPERATIONS[symbol](left, right)
    except DivisionByZero:
        return run.null("divide-by-zero", "Division by zero has no value.", span)
    except (ArithmeticError, ValueError):
        return out_of_range(run, span)
    if isinstance(result, Undefined):
        return run.null(result.code, result.message, span)
    if result.__class__ in (DateTime, Time, DaysTime):
        run.spend(8)
    elif isinstance(result, str):
        run.spend(len(result) >> 6)
        if len(result) > run.limits.characters:
            message = f"A text may have at most {run.limits.characters} characters."
            return run.null("string-too-long", message, span)
    return result


def out_of_range(run: Run, span: Span) -> Value:
    """Null, because the result would leave FEEL's range."""
    return run.null("out-of-range", "The result would be out of range.", span)


@compiles(Negation)
def negation(node: Negation, scope: Scope) -> Code:
    """Unary minus."""
    known = constant(node)
    if known is not None:
        return always(known.value)
    operand, span = compile_node(node.operand, scope), node.span

    def run(frame: Frame) -> Value:
        result = negate(operand(frame))
        if isinstance(result, Undefined):
            state: Run = frame[0]
            return state.null(result.code, result.message, span)
        return result

    return run


def order(run: Run, symbol: str, left: Value, right: Value, span: Span) -> bool | None:
    """`left symbol right` for values of any kind; null with the reason where they have no order."""
    if symbol in ("=", "!="):
        equal = feel_equal(left, right, run)
        if equal is None:
            run.null("not-comparable", f"{_pair(left, right)} cannot be equal or unequal.", span)
            return None
        return equal is (symbol == "=")
    found = compare(left, right)
    if found is None:
        code = "null-operand" if left is None or right is None else "not-comparable"
        run.null(code, f"{_pair(left, right)} have no order.", span)
        return None
    return bool(_PYTHON[symbol](found, 0))


def _pair(left: Value, right: Value) -> str:
    text = f"{kind_name(left)} and {kind_name(right)}"
    return text[0].upper() + text[1:]


@compiles(Comparison)
def comparison(node: Comparison, scope: Scope) -> Code:
    """`=`, `!=`, `<` and so on."""
    known = constant(node.right)
    if known is not None:
        return compare_with(node.left, node.operator, known.value, scope, node.span)
    left, right = compile_node(node.left, scope), compile_node(node.right, scope)
    symbol, span = node.operator, node.span
    quick = _PYTHON.get(symbol)
    if quick is None:
        return lambda frame: order(frame[0], symbol, left(frame), right(frame), span)

    def run(frame: Frame) -> bool | None:
        a, b = left(frame), right(frame)
        if a.__class__ is Decimal and b.__class__ is Decimal:
            return quick(a, b)  # type: ignore[no-any-return]
        return order(frame[0], symbol, a, b, span)

    return run


def compare_with(node: Node, symbol: str, value: Value, scope: Scope, span: Span) -> Code:
    """A comparison with a constant: the commonest cell of all."""
    if value is None and symbol in ("=", "!="):
        operand, wanted = compile_node(node, scope), symbol == "="
        return lambda frame: (operand(frame) is None) is wanted
    kind = value.__class__
    quick = _PYTHON.get(symbol)
    if symbol in ("=", "!=") and kind in (Decimal, str, bool):
        quick = python.eq if symbol == "=" else python.ne
    if kind not in (Decimal, str, bool) or quick is None or (kind is bool and symbol not in ("=", "!=")):
        operand = compile_node(node, scope)
        return lambda frame: order(frame[0], symbol, operand(frame), value, span)
    slot = plain_slot(node, scope)
    if slot is not None:

        def run_slot(frame: Frame) -> bool | None:
            found = frame[slot]
            if found.__class__ is kind:
                return quick(found, value)  # type: ignore[no-any-return]
            return order(frame[0], symbol, found, value, span)

        return run_slot
    operand = compile_node(node, scope)

    def run(frame: Frame) -> bool | None:
        found = operand(frame)
        if found.__class__ is kind:
            return quick(found, value)  # type: ignore[no-any-return]
        return order(frame[0], symbol, found, value, span)

    return run


@compiles(Between)
def between(node: Between, scope: Scope) -> Code:
    """`value >= low and value <= high`."""
    value, low, high = (compile_node(each, scope) for each in (node.value, node.low, node.high))
    span = node.span

    def run(frame: Frame) -> bool | None:
        found = value(frame)
        above = order(frame[0], ">=", found, low(frame), span)
        below = order(frame[0], "<=", found, high(frame), span)
        if above is False or below is False:
            return False
        return True if above and below else None

    return run


@compiles(Conjunction)
def conjunction(node: Conjunction, scope: Scope) -> Code:
    """False if any term is false, else true if all are true, else null."""
    return _ternary(node.terms, scope, decisive=False)


@compiles(Disjunction)
def disjunction(node: Disjunction, scope: Scope) -> Code:
    """True if any term is true, else false if all are false, else null."""
    return _ternary(node.terms, scope, decisive=True)


def _ternary(terms: tuple[Node, ...], scope: Scope, *, decisive: bool) -> Code:
    codes = [(compile_node(each, scope), each.span) for each in terms]
    otherwise = not decisive

    def run(frame: Frame) -> bool | None:
        result: bool | None = otherwise
        for code, span in codes:
            found = code(frame)
            if found is decisive:
                return decisive  # type: ignore[no-any-return]
            if found is not otherwise:
                if found is not None:
                    frame[0].null(
                        "not-boolean", sentence(f"{kind_name(found)} is neither true nor false."), span
                    )
                elif result is not None:
                    frame[0].null("null-operand", "A part of the condition is null.", span)
                result = None
        return result

    return run
