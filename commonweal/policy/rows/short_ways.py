"""FEEL expressions as Python expressions, where the kinds of the values are known.

A short way holds under two conditions that whoever uses it must see to: every variable it reads is of the
kind that was declared for it (`reads`), and ArithmeticError means that the interpreter must be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any, Final

from commonweal.policy.feel import BOOLEAN, DATE, NUMBER, STRING, Date, FeelType, Value, ast
from commonweal.policy.feel.compiling import constant
from commonweal.policy.feel.types import bare

from .source import Source

KINDS: Final[dict[FeelType, type]] = {NUMBER: Decimal, STRING: str, BOOLEAN: bool, DATE: Date}
"""The types whose values have short ways, and the Python class of all their values but null."""

_ORDERED: Final = (Decimal, str, Date)
_ROUNDINGS: Final = {
    "decimal": ROUND_HALF_EVEN,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
}
_MOST_PLACES: Final = 30


@dataclass(frozen=True)
class Way:
    """A Python expression, and the class of its value; NoneType for null, None for one of several."""

    text: str
    kind: type | None


class NoWay(Exception):
    """Only the interpreter can say."""


class ShortWays:
    """The short ways of one decision's expressions. `names` are its variables: Python name and kind."""

    def __init__(self, names: Mapping[str, tuple[str, type | None]], source: Source) -> None:
        self.names = names
        self.source = source
        self.reads: dict[str, type] = {}

    def of(self, node: ast.Node) -> Way:
        """The short way of an expression. Raises NoWay."""
        rule = _RULES.get(node.__class__)
        if rule is None:
            raise NoWay
        return rule(self, node)

    def _literal(self, node: ast.Node) -> Way:
        known = constant(node)
        if known is None or known.value.__class__ not in (Decimal, str, bool, Date, type(None)):
            raise NoWay
        return self._constant(known.value)

    def _constant(self, value: Value) -> Way:
        text = repr(value) if value is None or isinstance(value, bool) else self.source.constant(value)
        return Way(text, value.__class__)

    def _name(self, node: ast.Name) -> Way:
        variable, kind = self.names.get(node.name, ("", None))
        if kind is None:
            raise NoWay
        self.reads[variable] = kind
        return Way(variable, kind)

    def _two(self, left: ast.Node, right: ast.Node, *kinds: type) -> tuple[Way, Way]:
        one, other = self.of(left), self.of(right)
        if one.kind is not other.kind or one.kind not in kinds:
            raise NoWay
        return one, other

    def _of_kind(self, node: ast.Node, kind: type) -> str:
        way = self.of(node)
        if way.kind is not kind:
            raise NoWay
        return way.text

    def _arithmetic(self, node: ast.Arithmetic) -> Way:
        if node.operator == "**":
            raise NoWay
        left, right = self._two(node.left, node.right, Decimal)
        return Way(f"({left.text} {node.operator} {right.text})", Decimal)

    def _negation(self, node: ast.Negation) -> Way:
        known = constant(node)
        if known is not None:
            return self._constant(known.value)
        return Way(f"(-{self._of_kind(node.operand, Decimal)})", Decimal)

    def _comparison(self, node: ast.Comparison) -> Way:
        kinds = (*_ORDERED, bool) if node.operator in ("=", "!=") else _ORDERED
        left, right = self._two(node.left, node.right, *kinds)
        operator = "==" if node.operator == "=" else node.operator
        return Way(f"({left.text} {operator} {right.text})", bool)

    def _between(self, node: ast.Between) -> Way:
        value, low = self._two(node.value, node.low, *_ORDERED)
        high = self._of_kind(node.high, value.kind)  # type: ignore[arg-type]
        return Way(f"({low.text} <= {value.text} <= {high})", bool)

    def _terms(self, node: ast.Conjunction | ast.Disjunction) -> Way:
        word = " and " if isinstance(node, ast.Conjunction) else " or "
        return Way(f"({word.join(self._of_kind(each, bool) for each in node.terms)})", bool)

    def _if(self, node: ast.If) -> Way:
        condition = self._of_kind(node.condition, bool)
        yes, no = self.of(node.consequence), self.of(node.alternative)
        return Way(f"({yes.text} if {condition} else {no.text})", yes.kind if yes.kind is no.kind else None)

    def _in(self, node: ast.In) -> Way:
        value = self.of(node.value)
        held = self.source.fresh()
        tests = [self._test(each, held, value.kind) for each in node.tests]
        first = tests[0].replace(held, f"({held} := {value.text})", 1)
        return Way(f"({' or '.join([first, *tests[1:]])})", bool)

    def _test(self, node: ast.Node, held: str, kind: type | None) -> str:
        if kind not in _ORDERED and kind is not bool:
            raise NoWay
        if isinstance(node, ast.RangeLiteral) and kind in _ORDERED:
            low, high = constant(node.low), constant(node.high)
            if low is None or high is None or {low.value.__class__, high.value.__class__} != {kind}:
                raise NoWay
            if low.value > high.value:  # type: ignore[operator]
                raise NoWay
            above = ">=" if node.low_included else ">"
            below = "<=" if node.high_included else "<"
            low_text, high_text = self._constant(low.value).text, self._constant(high.value).text
            return f"({held} {above} {low_text} and {held} {below} {high_text})"
        operator = "=="
        if isinstance(node, ast.UnaryComparison):
            operator = {"=": "=="}.get(node.operator, node.operator)
            if kind is bool and operator not in ("==", "!="):
                raise NoWay
            node = node.endpoint
        known = constant(node)
        if known is None or known.value.__class__ is not kind:
            raise NoWay
        return f"{held} {operator} {self._constant(known.value).text}"

    def _call(self, node: ast.Invocation) -> Way:
        if not isinstance(node.function, ast.Name) or node.names or node.function.name in self.names:
            raise NoWay
        name, arguments = node.function.name, node.arguments
        if name in ("max", "min", "sum"):
            return self._summary(name, arguments)
        if name in _ROUNDINGS:
            return self._rounded(name, arguments)
        if name == "abs" and len(arguments) == 1:
            return Way(f"abs({self._of_kind(arguments[0], Decimal)})", Decimal)
        if name == "not" and len(arguments) == 1:
            return Way(f"(not {self._of_kind(arguments[0], bool)})", bool)
        raise NoWay

    def _summary(self, name: str, arguments: tuple[ast.Node, ...]) -> Way:
        if len(arguments) == 1 and isinstance(arguments[0], ast.ListLiteral):
            arguments = arguments[0].items
        ways = [self._of_kind(each, Decimal) for each in arguments]
        if not ways:
            raise NoWay
        if name == "sum":
            return Way(f"({' + '.join(ways)})", Decimal)
        best = ways[0]
        symbol = ">=" if name == "max" else "<="
        for each in ways[1:]:
            one, other = self.source.fresh(), self.source.fresh()
            best = f"({one} if ({one} := {best}) {symbol} ({other} := {each}) else {other})"
        return Way(best, Decimal)

    def _rounded(self, name: str, arguments: tuple[ast.Node, ...]) -> Way:
        places = constant(arguments[1]) if len(arguments) == 2 else None
        if len(arguments) == 1 and name in ("floor", "ceiling"):
            scale = Decimal(0)
        elif places is not None and isinstance(places.value, Decimal) and abs(places.value) <= _MOST_PLACES:
            scale = places.value
        else:
            raise NoWay
        unit = self.source.constant(Decimal((0, (1,), -int(scale))))
        rounding = self.source.constant(_ROUNDINGS[name])
        return Way(f"{self._of_kind(arguments[0], Decimal)}.quantize({unit}, {rounding})", Decimal)


_RULES: Final[dict[type[ast.Node], Callable[[ShortWays, Any], Way]]] = {
    ast.NullLiteral: ShortWays._literal,
    ast.NumberLiteral: ShortWays._literal,
    ast.StringLiteral: ShortWays._literal,
    ast.BooleanLiteral: ShortWays._literal,
    ast.AtLiteral: ShortWays._literal,
    ast.Name: ShortWays._name,
    ast.Arithmetic: ShortWays._arithmetic,
    ast.Negation: ShortWays._negation,
    ast.Comparison: ShortWays._comparison,
    ast.Between: ShortWays._between,
    ast.Conjunction: ShortWays._terms,
    ast.Disjunction: ShortWays._terms,
    ast.If: ShortWays._if,
    ast.In: ShortWays._in,
    ast.Invocation: ShortWays._call,
}


def kind_of(type_: FeelType) -> type | None:
    """The class of the values of a type, where they have short ways."""
    return KINDS.get(bare(type_))
