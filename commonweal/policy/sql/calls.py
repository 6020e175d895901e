"""FEEL's built-in functions in SQL: those that come out exactly, and how each takes its arguments.

A call whose arguments are all known is made by the interpreter itself, and so is one for each of the few
strings that a coded text can be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from commonweal.policy.feel import Run, Value, YearsMonths
from commonweal.policy.feel.functions import BUILTINS as FEEL
from commonweal.policy.feel.functions.moments import MONTHS, WEEKDAYS
from commonweal.policy.feel.temporal import date_from_number

from . import dates, lists
from .constants import known
from .merging import merge, only_where
from .numbers import add, divide, multiply, to_denominator, widened
from .refusal import Refused
from .rounding import How, rounded
from .texts import mapped, text_node
from .tree import FALSE, NULL, Case, Literal, Node, case, op
from .types import NOTHING, Day, Known, Many, Nothing, Number, Piece, Text, Truth, kind, nulls, number

if TYPE_CHECKING:
    from .expressions import Expressions

Body = Callable[["Expressions", list[Known]], Known]

_UNSURE: Final = {"now", "today"}


@dataclass(frozen=True)
class Builtin:
    """One built-in; `body` is None for one that has SQL only where its arguments are known."""

    name: str
    body: Body | None

    def call(self, arguments: list[Known], names: tuple[str, ...], expressions: Expressions) -> Known:
        """What is known of the call's value. Raises Refused."""
        if names:
            placed = self._by_position(arguments, names)
            if placed is None:
                return NOTHING
            arguments = placed
        if not FEEL[self.name].fitting(len(arguments), ()):
            return NOTHING
        values = [constant_value(each) for each in arguments]
        if all(each is not None for each in values) and self.name not in _UNSURE:
            return known(_evaluated(self.name, [each.value for each in values if each is not None]))
        found = self._for_each_option(arguments, values, expressions)
        if found is not None:
            return found
        if self.body is None:
            raise Refused(f"The function `{self.name}` has no exact SQL.")
        return self.body(expressions, arguments)

    def _by_position(self, arguments: list[Known], names: tuple[str, ...]) -> list[Known] | None:
        fitting = FEEL[self.name].fitting(len(arguments), names)
        if not fitting:
            return None
        given = dict(zip(names, arguments, strict=True))
        formal = [each.name for each in fitting[0].parameters]
        while formal and formal[-1] not in given:
            formal.pop()
        return [given.get(each, NOTHING) for each in formal]

    def _for_each_option(
        self, arguments: list[Known], values: Sequence[_Constant | None], expressions: Expressions
    ) -> Known | None:
        """A function of a coded string and constants: worked out for each string that there can be."""
        open_ = [at for at, each in enumerate(values) if each is None]
        first = arguments[open_[0]] if open_ else None
        if len(open_) != 1 or not isinstance(first, Text) or first.options is None:
            return None
        results = []
        for option in first.options:
            given = [option if each is None else each.value for each in values]
            results.append(known(_evaluated(self.name, given)))
        text = replace(first, node=expressions.stages.keep(first.node))
        found = merge(results, lambda nodes: mapped(text, nodes), expressions.stages)
        null = known(_evaluated(self.name, [None if each is None else each.value for each in values]))
        if nulls(text) == FALSE:
            return found
        return merge(
            [null, found], lambda nodes: case([(nulls(text), nodes[0])], nodes[1]), expressions.stages
        )


@dataclass(frozen=True)
class _Constant:
    value: Value


def constant_value(value: Known) -> _Constant | None:
    """The FEEL value of what is the same in every row; None for what is not, and for lists."""
    match value:
        case Nothing():
            return _Constant(None)
        case Number():
            fixed = value.constant
            if fixed is None or value.drifts:
                return None
            if value.unit == "months":
                return _Constant(YearsMonths(int(fixed)))
            if value.unit == "number":
                with Run():
                    return _Constant(Decimal(fixed.numerator) / Decimal(fixed.denominator))
        case Text():
            return None if value.constant is None else _Constant(value.constant)
        case Truth():
            if isinstance(value.node, Literal) and isinstance(value.node.value, bool):
                return _Constant(value.node.value)
        case Day():
            if value.low == value.high and not value.nullable:
                return _Constant(date_from_number(value.low))
    return None


def _evaluated(name: str, arguments: Sequence[Value]) -> Value:
    run = Run()
    with run:
        return FEEL[name].call(run, list(arguments))


def _number(value: Known) -> Number | None:
    """An argument that must be a number, a list of one given for its item; None where it is surely null."""
    if isinstance(value, Many):
        if len(value.parts) == 1 and not isinstance(value.parts[0], Piece) and value.missing == FALSE:
            return _number(value.parts[0])
        if any(isinstance(part, Piece) for part in value.parts):
            raise Refused("A list is given where a number is wanted, which fits only when it has one item.")
    return value if isinstance(value, Number) and value.unit == "number" else None


def _list(value: Known) -> Many | None:
    """An argument that must be a list."""
    if isinstance(value, Nothing):
        return None
    return value if isinstance(value, Many) else Many((value,), nulls(value))


def _items(arguments: list[Known]) -> Many:
    """The items of a function that takes a list, or its items one by one."""
    if len(arguments) == 1 and isinstance(arguments[0], Many):
        return arguments[0]
    return Many(tuple(arguments))


def _rounding(how: How, places_default: int | None = None) -> Body:
    def body(expressions: Expressions, arguments: list[Known]) -> Known:
        value = _number(arguments[0])
        places = Fraction(places_default or 0)
        if len(arguments) > 1:
            scale = _number(arguments[1])
            if scale is None:
                return NOTHING
            if scale.constant is None:
                raise Refused("It rounds to a number of places that varies.")
            places = scale.constant
        if value is None:
            return NOTHING
        whole = int(places)
        if not -15 <= whole <= 15:
            raise Refused("It rounds to more than 15 places.")
        return rounded(value, whole, how, expressions.doubts)

    return body


def _absolute(_: Expressions, arguments: list[Known]) -> Known:
    value = arguments[0]
    if not isinstance(value, Number):
        return NOTHING
    if value.low >= 0:
        return value
    low = 0 if value.high >= 0 else -value.high
    high = max(-value.low, value.high)
    choices = None if value.choices is None else frozenset(abs(each) for each in value.choices)
    return replace(value, node=op("absolute", value.node), low=low, high=high, choices=choices)


def _modulo(expressions: Expressions, arguments: list[Known]) -> Known:
    left, right = _number(arguments[0]), _number(arguments[1])
    if left is None or right is None or right.constant == 0:
        return NOTHING
    if left.error or right.error or left.over is not None or right.over is not None:
        raise Refused("`modulo` of what was divided and not rounded.")
    from math import lcm

    den = lcm(left.den, right.den)
    one, other = to_denominator(left, den), to_denominator(right, den)
    ends = (one.low, one.high, other.low, other.high)
    keep = expressions.stages.keep
    top = keep(widened(one.node, one.low, one.high, *ends))
    under = keep(widened(other.node, other.low, other.high, *ends))
    nonzero: Node = under
    if other.low <= 0 <= other.high:
        nonzero = keep(case([(op("<>", under, Literal(0)), under)], NULL))
    rest = keep(op("modulo", top, nonzero))
    zero = Literal(0)
    turned = op("and", op("<>", rest, zero), op("<>", op("<", rest, zero), op("<", under, zero)))
    node: Node = rest if one.low >= 0 and other.low > 0 else Case(((turned, op("add", rest, under)),), rest)
    most = max(abs(other.low), abs(other.high))
    low, high = (-most if other.low < 0 else 0), (most if other.high > 0 else 0)
    nullable = left.nullable or right.nullable or nonzero is not under
    return Number(node, den, low, high, nullable)


def _parity(odd: bool) -> Body:
    def body(_: Expressions, arguments: list[Known]) -> Known:
        value = _number(arguments[0])
        if value is None:
            return NOTHING
        if value.den != 1 or value.over is not None:
            raise Refused("`odd` or `even` of an amount that may not be whole.")
        node = op("odd", op("absolute", value.node))
        return Truth(node if odd else op("not", node), value.nullable)

    return body


def _sum(expressions: Expressions, arguments: list[Known]) -> Known:
    return lists.total(_items(arguments), expressions.stages)


def _mean(expressions: Expressions, arguments: list[Known]) -> Known:
    items = _items(arguments)
    total = lists.total(items, expressions.stages)
    if not isinstance(total, Number):
        return NOTHING
    return divide(total, replace(lists.length(items)))


def _product(_: Expressions, arguments: list[Known]) -> Known:
    items = _items(arguments)
    result: Number | None = None
    for part in items.parts:
        if isinstance(part, Piece) or items.missing != FALSE:
            raise Refused("The product of a list of the data has no exact SQL.")
        if not isinstance(part, Number):
            return NOTHING
        result = part if result is None else multiply(result, part)
    return NOTHING if result is None else result


def _extreme(which: lists.Extreme) -> Body:
    return lambda expressions, arguments: lists.extreme(_items(arguments), which, expressions.stages)


def _count(_: Expressions, arguments: list[Known]) -> Known:
    items = _list(arguments[0])
    return NOTHING if items is None else lists.length(items)


def _append(_: Expressions, arguments: list[Known]) -> Known:
    items = _list(arguments[0])
    return NOTHING if items is None else Many((*items.parts, *arguments[1:]), items.missing)


def _concatenate(_: Expressions, arguments: list[Known]) -> Known:
    parts: list[Known | Piece] = []
    missing: list[Node] = []
    for each in arguments:
        items = _list(each)
        if items is None:
            return NOTHING
        parts += items.parts
        missing.append(items.missing)
    return Many(tuple(parts), op("or", *missing))


def _list_contains(expressions: Expressions, arguments: list[Known]) -> Known:
    from .membership import _same

    items = _list(arguments[0])
    if items is None:
        return NOTHING
    if isinstance(arguments[1], Many):
        raise Refused("It looks for a list in a list.")
    return lists.quantified(items, lambda item: _same(arguments[1], item, expressions.doubts), some=True)


def _fold(some: bool) -> Body:
    def body(_: Expressions, arguments: list[Known]) -> Known:
        return lists.quantified(_items(arguments), lambda item: item, some=some)

    return body


def _not(_: Expressions, arguments: list[Known]) -> Known:
    value = arguments[0]
    return Truth(op("not", value.node), value.nullable) if isinstance(value, Truth) else NOTHING


def _text_test(name: str) -> Body:
    def body(_: Expressions, arguments: list[Known]) -> Known:
        one, other = arguments[0], arguments[1]
        if not isinstance(one, Text) or not isinstance(other, Text):
            return NOTHING
        return Truth(op(name, text_node(one), text_node(other)), one.nullable or other.nullable)

    return body


def _length(_: Expressions, arguments: list[Known]) -> Known:
    value = arguments[0]
    if not isinstance(value, Text):
        return NOTHING
    return Number(op("string length", text_node(value)), 1, 0, 1_000_000_000, value.nullable)


def _months(expressions: Expressions, arguments: list[Known]) -> Known:
    start, end = arguments
    if not isinstance(start, Day) or not isinstance(end, Day):
        return NOTHING
    return dates.whole_months(start, end, expressions.doubts)


def _date(_: Expressions, arguments: list[Known]) -> Known:
    value = arguments[0]
    if len(arguments) > 1 or isinstance(value, Text):
        raise Refused("A date is made out of text or parts that vary.")
    return value if isinstance(value, Day) else NOTHING


def _named_part(name: str, words: tuple[str, ...]) -> Body:
    def body(_: Expressions, arguments: list[Known]) -> Known:
        value = arguments[0]
        if not isinstance(value, Day):
            return NOTHING
        return Text(op("subtract", op(name, value.node), Literal(1)), value.nullable, words)

    return body


def _day_of_year(_: Expressions, arguments: list[Known]) -> Known:
    value = arguments[0]
    return (dates.part(value, "day of year") or NOTHING) if isinstance(value, Day) else NOTHING


_BODIES: Final[dict[str, Body]] = {
    "decimal": _rounding("half even"),
    "floor": _rounding("floor"),
    "ceiling": _rounding("ceiling"),
    "round up": _rounding("up"),
    "round down": _rounding("down"),
    "round half up": _rounding("half up"),
    "round half down": _rounding("half down"),
    "abs": _absolute,
    "modulo": _modulo,
    "odd": _parity(odd=True),
    "even": _parity(odd=False),
    "sum": _sum,
    "mean": _mean,
    "product": _product,
    "min": _extreme("least"),
    "max": _extreme("greatest"),
    "count": _count,
    "append": _append,
    "concatenate": _concatenate,
    "list contains": _list_contains,
    "all": _fold(some=False),
    "any": _fold(some=True),
    "not": _not,
    "contains": _text_test("contains"),
    "starts with": _text_test("starts with"),
    "ends with": _text_test("ends with"),
    "string length": _length,
    "years and months duration": _months,
    "date": _date,
    "day of week": _named_part("weekday", WEEKDAYS),
    "month of year": _named_part("month", MONTHS),
    "day of year": _day_of_year,
}

BUILTINS: Final = {name: Builtin(name, _BODIES.get(name)) for name in FEEL}
"""Every built-in of FEEL, by name."""

__all__ = ["BUILTINS", "Builtin", "add", "kind", "number", "only_where"]
