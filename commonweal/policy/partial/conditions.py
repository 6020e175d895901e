"""Operators: arithmetic, order, logic, `if` and `in`, over possibles."""

from __future__ import annotations

from collections.abc import Callable

from ..feel import Frame, Range, Scope, Value, ast
from ..feel.arithmetic import Undefined, negate
from ..feel.diagnostics import NOWHERE
from ..feel.operators import calculate, order
from ..feel.types import ANY
from .possible import (
    ORDERED,
    Among,
    Anything,
    Between,
    Names,
    Possible,
    Unsure,
    few,
    joined,
    resting,
    truth,
    truths,
)
from .readers import Reader, one_by_one, reader, reads, whole
from .stretches import calculated, compared, spanning, stretch

_LOGIC = (True, False, None)


@reads(ast.Arithmetic)
def arithmetic(node: ast.Arithmetic, scope: Scope) -> Reader:
    """Two operands."""
    left, right, symbol = reader(node.left, scope), reader(node.right, scope), node.operator

    def read(frame: Frame) -> Possible:
        run, a, b = frame[0], left(frame), right(frame)
        found = one_by_one(lambda x, y: calculate(run, symbol, x, y, NOWHERE), (a, b))
        if found is not None or (not isinstance(a, Unsure) and not isinstance(b, Unsure)):
            return found
        if a is None or b is None:
            return None
        rests_on = resting((a, b))
        one, other = stretch(a), stretch(b)
        if one is None or other is None:
            return Anything(rests_on)
        return calculated(run, symbol, one, other, rests_on)

    return read


@reads(ast.Negation)
def negation(node: ast.Negation, scope: Scope) -> Reader:
    """Unary minus."""
    operand = reader(node.operand, scope)

    def opposite(value: Value) -> Value:
        found = negate(value)
        return None if isinstance(found, Undefined) else found

    def read(frame: Frame) -> Possible:
        value = operand(frame)
        found = one_by_one(opposite, (value,))
        if found is not None or not isinstance(value, Unsure):
            return found
        if isinstance(value, Between):
            return spanning([opposite(value.low), opposite(value.high)], value.rests_on, null=value.null)
        return Anything(value.rests_on)

    return read


@reads(ast.Comparison)
def comparison(node: ast.Comparison, scope: Scope) -> Reader:
    """`=`, `!=`, `<` and so on."""
    left, right, symbol = reader(node.left, scope), reader(node.right, scope), node.operator
    return lambda frame: in_order(frame, symbol, left(frame), right(frame))


def in_order(frame: Frame, symbol: str, a: Possible, b: Possible) -> Possible:
    """`a symbol b`."""
    run = frame[0]
    values = few(a), few(b)
    if values[0] is not None and values[1] is not None:
        found = one_by_one(lambda x, y: order(run, symbol, x, y, NOWHERE), (a, b))
        if found is not None or len(values[0]) * len(values[1]) == 1:
            return found
    rests_on = resting((a, b))
    one, other = stretch(a), stretch(b)
    if one is not None and other is not None:
        return compared(symbol, one, other, rests_on)
    if symbol in ("=", "!="):
        for known, unknown in ((a, b), (b, a)):
            if known is None and isinstance(unknown, Between) and not unknown.null:
                return symbol == "!="
    return truth(_LOGIC, rests_on)


@reads(ast.Between)
def between(node: ast.Between, scope: Scope) -> Reader:
    """`value >= low and value <= high`."""
    value, low, high = (reader(each, scope) for each in (node.value, node.low, node.high))

    def read(frame: Frame) -> Possible:
        found = value(frame)
        return all_of(
            [in_order(frame, ">=", found, low(frame)), in_order(frame, "<=", found, high(frame))],
            decisive=False,
        )

    return read


@reads(ast.Conjunction)
def conjunction(node: ast.Conjunction, scope: Scope) -> Reader:
    """False if any term is false, else true if all are true, else null."""
    return _ternary(node.terms, scope, decisive=False)


@reads(ast.Disjunction)
def disjunction(node: ast.Disjunction, scope: Scope) -> Reader:
    """True if any term is true, else false if all are false, else null."""
    return _ternary(node.terms, scope, decisive=True)


def _ternary(terms: tuple[ast.Node, ...], scope: Scope, *, decisive: bool) -> Reader:
    readers = [reader(each, scope) for each in terms]

    def read(frame: Frame) -> Possible:
        found = []
        for term in readers:
            value = term(frame)
            if value is decisive:
                return decisive
            found.append(value)
        return all_of(found, decisive=decisive)

    return read


def all_of(terms: list[Possible], *, decisive: bool) -> Possible:
    """Terms put together: the decisive value if any has it, else null if any has none, else the other."""
    ways: set[bool | None] = {not decisive}
    for term in terms:
        can = {each if isinstance(each, bool) else None for each in truths(term)}
        ways = {_and(one, each, decisive) for one in ways for each in can}
    return truth(sorted(ways, key=str), resting(terms))


def _and(one: bool | None, other: bool | None, decisive: bool) -> bool | None:
    if one is decisive or other is decisive:
        return decisive
    return None if one is None or other is None else not decisive


@reads(ast.If)
def conditional(node: ast.If, scope: Scope) -> Reader:
    """The consequence when the condition is true, the alternative when it is false or null, else null."""
    condition = reader(node.condition, scope)
    yes, no = reader(node.consequence, scope), reader(node.alternative, scope)
    return lambda frame: chosen(condition(frame), lambda: yes(frame), lambda: no(frame))


def chosen(condition: Possible, yes: Callable[[], Possible], no: Callable[[], Possible]) -> Possible:
    """Either of two, as a condition comes out."""
    can = truths(condition)
    ways: list[Possible] = []
    if True in can:
        ways.append(yes())
    if False in can or None in can:
        ways.append(no())
    if "other" in can:
        ways.append(None)
    return joined(ways, resting((condition,)))


@reads(ast.In)
def membership(node: ast.In, scope: Scope) -> Reader:
    """`value in test` and `value in (test, test)`."""
    inner = scope.child({"?": ANY})
    slot = inner.own_slot("?")
    assert slot is not None
    value = reader(node.value, scope)
    tests = [test_reader(each, inner, slot) for each in node.tests]

    def passed(frame: Frame, asked: Possible) -> Possible:
        frame[slot] = asked
        return passing([test(frame) for test in tests])

    def read(frame: Frame) -> Possible:
        found = value(frame)
        if isinstance(found, Among):
            return joined([passed(frame, each) for each in found.values], found.rests_on)
        return passed(frame, found)

    return read


def passing(found: list[Possible]) -> Possible:
    """True if a test is passed, else null if one is in doubt, else false."""
    return found[0] if len(found) == 1 else all_of(found, decisive=True)


def test_reader(node: ast.Node, scope: Scope, slot: int) -> Reader:
    """Whether the value in the slot passes one test of a cell."""
    if isinstance(node, ast.UnaryComparison):
        end, symbol = reader(node.endpoint, scope), node.operator
        return lambda frame: in_order(frame, symbol, frame[slot], end(frame))
    if isinstance(node, ast.RangeLiteral):
        low, high = reader(node.low, scope), reader(node.high, scope)
        above, below = ">=" if node.low_included else ">", "<=" if node.high_included else "<"
        exact = whole(ast.UnaryTests((node,)), scope)

        def in_range(frame: Frame) -> Possible:
            value, ends = frame[slot], (low(frame), high(frame))
            if not isinstance(value, Unsure) and not any(isinstance(end, Unsure) for end in ends):
                return exact(frame)
            can = truths(
                all_of(
                    [in_order(frame, above, value, ends[0]), in_order(frame, below, value, ends[1])],
                    decisive=False,
                )
            )
            ways = {each if isinstance(each, bool) else None for each in can}
            if any(isinstance(end, Unsure) for end in ends) or stretch(value) is None:
                ways.add(None)  # a range whose ends do not fit is null, and so is a test of what has no order
            return truth(sorted(ways, key=str), resting((value, *ends)))

        return in_range
    return _other_test(node, scope, slot)


def _other_test(node: ast.Node, scope: Scope, slot: int) -> Reader:
    """A condition about `?`, or a value to be equal to or to lie in."""
    exact = whole(ast.UnaryTests((node,)), scope)
    test = reader(node, scope)
    asks = any(isinstance(each, ast.Name) and each.name == "?" for each in ast.walk(node))

    def read(frame: Frame) -> Possible:
        value = frame[slot]
        wanted = test(frame)
        if not isinstance(value, Unsure) and not isinstance(wanted, Unsure):
            return exact(frame)
        rests_on: Names = resting((value, wanted))
        if isinstance(value, Among) and not isinstance(wanted, Unsure):
            ways = []
            for each in value.values:
                frame[slot] = each
                ways.append(exact(frame))
            frame[slot] = value
            return joined(ways, rests_on)
        if isinstance(wanted, Unsure):
            can = truths(wanted)
            if asks and "other" not in can:
                return truth([each for each in _LOGIC if each in can], rests_on)
            return truth(_LOGIC, rests_on)
        if (asks and wanted is None) or (isinstance(wanted, bool) and (asks or isinstance(value, Between))):
            return wanted
        if isinstance(value, Between):
            return _stretch_passes(value, wanted, rests_on)
        return truth(_LOGIC, rests_on)

    return read


def _stretch_passes(value: Between, wanted: Value, rests_on: Names) -> Possible:
    """Whether every value of a stretch, or none, equals or lies in a known value, range or list of them."""
    tests = wanted if isinstance(wanted, list) else [wanted]
    found: list[Possible] = []
    for each in tests:
        if isinstance(each, ORDERED) and each.__class__ is value.kind:
            found.append(compared("=", value, Between(each, each, frozenset()), rests_on))
        elif isinstance(each, Range) and each.operator is None:
            ends = [
                compared(symbol, value, Between(end, end, frozenset()), rests_on)
                for symbol, end in (
                    (">=" if each.low_included else ">", each.low),
                    ("<=" if each.high_included else "<", each.high),
                )
                if isinstance(end, ORDERED) and end.__class__ is value.kind
            ]
            if len(ends) != (each.low is not None) + (each.high is not None) or not ends:
                return truth(_LOGIC, rests_on)
            found.append(all_of(ends, decisive=False))
        elif isinstance(each, str | bool) or each is None:
            found.append(False if isinstance(wanted, list) else truth((False, None), rests_on))
        else:
            return truth(_LOGIC, rests_on)
    if value.null:
        return truth(_LOGIC, rests_on)
    return passing(found) if found else truth(_LOGIC, rests_on)
