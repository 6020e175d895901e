"""FEEL's trees turned into what is known of their values, a method for each kind of node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from commonweal.policy.dmn.constants import constant
from commonweal.policy.feel import FeelType, Scope, ast, resolve_type
from commonweal.policy.feel.types import unconstrained

from . import dates, lists
from .calls import BUILTINS
from .comparing import compared
from .constants import known
from .doubts import Doubts
from .fitting import Allowed, fit
from .membership import in_stretch, passes
from .merging import choose, truthy
from .numbers import add, divide, multiply, negate
from .refusal import Refused, refuse_construct
from .stages import Stages
from .texts import text_node
from .tree import FALSE, NULL, TRUE, Literal, Node, case, op
from .types import (
    NOTHING,
    Closure,
    Day,
    Known,
    Many,
    Nothing,
    Number,
    Stretch,
    Structure,
    Text,
    Truth,
    kind,
    nulls,
    number,
)

Names = Mapping[str, Known]
MOST_DEPTH: Final = 24
MOST_SIZE: Final = 60_000


class Expressions:
    """Turns FEEL trees into SQL. `refused` says why a name that is in scope has none."""

    def __init__(self, stages: Stages, doubts: Doubts, scope: Scope, allowed: Allowed) -> None:
        self.stages = stages
        self.doubts = doubts
        self.scope = scope
        self.allowed = allowed
        self.depth = 0

    def of(self, node: ast.Node, names: Names) -> Known:
        """What is known of the node's value where these names are in force. Raises Refused."""
        rule = _RULES.get(node.__class__)
        if rule is None:
            raise refuse_construct(f"`{node.__class__.__name__}`")
        found = rule(self, node, names)
        if isinstance(found, Number | Truth | Text) and found.node.size > MOST_SIZE:
            raise Refused("It grows too large when its functions are written out.")
        return found

    def condition(self, node: ast.Node, names: Names) -> Node:
        """A SQL condition that is true exactly where the node is true."""
        found = self.of(node, names)
        return truthy(found.node) if isinstance(found, Truth) else FALSE

    # Literals and names

    def _literal(self, node: ast.Node, _names: Names) -> Known:
        found = constant(node, self.scope)
        return NOTHING if found is None else known(found.value)

    def _name(self, node: ast.Name, names: Names) -> Known:
        if node.name in names:
            found = names[node.name]
            if isinstance(found, Broken):
                raise Refused(found.reason)
            return found
        if node.name in BUILTINS:
            raise Refused(f"The function `{node.name}` is used as a value.")
        return NOTHING

    def _list_literal(self, node: ast.ListLiteral, names: Names) -> Known:
        return Many(tuple(self.of(each, names) for each in node.items))

    def _context(self, node: ast.ContextLiteral, names: Names) -> Known:
        inner = dict(names)
        entries = []
        for key, value in node.entries:
            inner[key] = self.kept(self.of(value, inner))
            entries.append((key, inner[key]))
        return Structure(tuple(entries))

    def kept(self, value: Known) -> Known:
        """A value that is used by name: computed once."""
        return self.stages.value(value)

    def _stretch(self, node: ast.RangeLiteral, names: Names) -> Known:
        low, high = self.of(node.low, names), self.of(node.high, names)
        if isinstance(low, Nothing) or isinstance(high, Nothing) or low.__class__ is not high.__class__:
            return NOTHING
        return Stretch(low, node.low_included, high, node.high_included)

    def _unary(self, node: ast.UnaryComparison, names: Names) -> Known:
        if "?" in names:
            return self.test(node, names["?"], names)
        end = self.of(node.endpoint, names)
        if isinstance(end, Nothing):
            return NOTHING
        if node.operator in ("=", "!="):
            return Stretch(end, node.operator == "=", end, node.operator == "=", node.operator)
        if node.operator in ("<", "<="):
            return Stretch(None, False, end, node.operator == "<=")
        return Stretch(end, node.operator == ">=", None, False)

    def _path(self, node: ast.Path, names: Names) -> Known:
        return self.member(self.of(node.source, names), node.member)

    def member(self, value: Known, name: str) -> Known:
        """`value.name`."""
        match value:
            case Structure():
                return value.entry(name) or NOTHING
            case Many():
                return lists.over_items(value, lambda each: self.member(each, name))
            case Day():
                return dates.part(value, name) or NOTHING
            case Number():
                return dates.duration_part(value, name, self.doubts) or NOTHING
            case Stretch():
                ends = {"start": value.low, "end": value.high}
                return ends.get(name) or NOTHING
        return NOTHING

    # Operators

    def _arithmetic(self, node: ast.Arithmetic, names: Names) -> Known:
        left, right = self.of(node.left, names), self.of(node.right, names)
        if isinstance(left, Nothing) or isinstance(right, Nothing):
            return NOTHING
        symbol = node.operator
        if isinstance(left, Number) and isinstance(right, Number):
            return self._numbers(symbol, left, right)
        if symbol == "+":
            if isinstance(left, Text) and isinstance(right, Text):
                joined = op("concatenate", text_node(left), text_node(right))
                return Text(joined, left.nullable or right.nullable)
            if isinstance(left, Number) and isinstance(right, Day) and left.unit != "number":
                return dates.shift(right, left, self.doubts)
            if isinstance(left, Day) and isinstance(right, Number) and right.unit != "number":
                return dates.shift(left, right, self.doubts)
        if symbol == "-" and isinstance(left, Day):
            return dates.subtract(left, right, self.doubts)
        return NOTHING

    def _numbers(self, symbol: str, left: Number, right: Number) -> Known:
        plain = left.unit == right.unit == "number"
        if symbol in ("+", "-"):
            if left.unit != right.unit:
                return NOTHING
            sign = 1 if symbol == "+" else -1
            return add(left, right, sign) if plain else dates.plus(left, right, sign)
        if symbol == "*":
            if left.unit != "number" and right.unit != "number":
                return NOTHING
            found = multiply(left, right)
            return found if plain else dates.scaled_duration(found, self.doubts)
        if symbol == "/":
            if left.unit != right.unit and right.unit != "number":
                return NOTHING
            both = left.unit == right.unit
            if both:
                left, right = replace(left, unit="number"), replace(right, unit="number")
            quotient = divide(left, right)
            if both or isinstance(quotient, Nothing):
                return quotient
            assert isinstance(quotient, Number)
            return dates.scaled_duration(quotient, self.doubts)
        return self._power(left, right)

    def _power(self, left: Number, right: Number) -> Known:
        exponent = right.constant
        if left.unit != "number" or right.unit != "number":
            return NOTHING
        if exponent is None or exponent.denominator != 1 or not 0 <= exponent <= 12:
            raise Refused("A power with an exponent that is not a small whole number has no exact SQL.")
        found = number(1)
        for _ in range(int(exponent)):
            found = multiply(found, left)
        if exponent == 0 and left.nullable:
            raise Refused("A power with the exponent 0 of an amount that may be null.")
        if found.error:
            raise Refused("A power of an amount that was divided and not rounded has no exact SQL.")
        return found

    def _negation(self, node: ast.Negation, names: Names) -> Known:
        operand = self.of(node.operand, names)
        return negate(operand) if isinstance(operand, Number) else NOTHING

    def _comparison(self, node: ast.Comparison, names: Names) -> Known:
        return compared(node.operator, self.of(node.left, names), self.of(node.right, names), self.doubts)

    def _between(self, node: ast.Between, names: Names) -> Known:
        value, low, high = (self.of(each, names) for each in (node.value, node.low, node.high))
        return both_of(compared(">=", value, low, self.doubts), compared("<=", value, high, self.doubts))

    def _conjunction(self, node: ast.Conjunction, names: Names) -> Known:
        return self._logic("and", node.terms, names)

    def _disjunction(self, node: ast.Disjunction, names: Names) -> Known:
        return self._logic("or", node.terms, names)

    def _logic(self, name: str, terms: tuple[ast.Node, ...], names: Names) -> Known:
        found = [self.of(each, names) for each in terms]
        truths = [each for each in found if isinstance(each, Truth)]
        nodes = [each.node if isinstance(each, Truth) else NULL for each in found]
        node = op(name, *nodes)
        return Truth(node, len(truths) < len(found) or any(each.nullable for each in truths))

    def _membership(self, node: ast.In, names: Names) -> Known:
        subject = self.of(node.value, names)
        return self.tests(node.tests, subject, {**names, "?": subject})

    def _unary_tests(self, node: ast.UnaryTests, names: Names) -> Known:
        if not node.tests or "?" not in names:
            return Truth(TRUE, False)
        found = self.tests(node.tests, names["?"], names)
        if not node.negated:
            return found
        return Truth(op("not", found.node), found.nullable) if isinstance(found, Truth) else NOTHING

    def tests(self, tests: tuple[ast.Node, ...], subject: Known, names: Names) -> Known:
        """Whether one of the tests is passed; null where none is and one is in doubt."""
        found = [self.test(each, subject, names) for each in tests]
        if len(found) == 1:
            return found[0]
        nodes = [each.node if isinstance(each, Truth) else NULL for each in found]
        return Truth(op("or", *nodes), any(not isinstance(each, Truth) or each.nullable for each in found))

    def test(self, node: ast.Node, subject: Known, names: Names) -> Known:
        """Whether the subject passes one test."""
        if isinstance(node, ast.UnaryComparison):
            end = self.of(node.endpoint, names)
            if isinstance(subject, Nothing) and node.operator not in ("=", "!="):
                return NOTHING
            return compared(node.operator, subject, end, self.doubts)
        if isinstance(node, ast.RangeLiteral):
            found = self.of(node, names)
            return in_stretch(subject, found, self.doubts) if isinstance(found, Stretch) else NOTHING
        if isinstance(node, ast.ListLiteral | ast.AtLiteral) or constant(node, self.scope) is None:
            found = self.of(node, names)
            mentions = any(isinstance(each, ast.Name) and each.name == "?" for each in ast.walk(node))
            if isinstance(found, Truth) and (mentions or not isinstance(subject, Truth)):
                if mentions or not found.nullable:
                    return found
                return Truth(op("coalesce", found.node, nulls(subject)), False)
            return passes(subject, found, self.doubts)
        return compared("=", subject, self._literal(node, names), self.doubts)

    def _instance(self, node: ast.InstanceOf, names: Names) -> Known:
        value = self.of(node.value, names)
        wanted = resolve_type(node.type, self.scope)
        if wanted is None:
            return NOTHING
        fitted = _is_instance(value, unconstrained(wanted))
        return Truth(fitted, False)

    # Control

    def _conditional(self, node: ast.If, names: Names) -> Known:
        found = self.of(node.condition, names)
        if isinstance(found, Truth):
            node_ = truthy(found.node)
            if node_ == TRUE:
                return self.of(node.consequence, names)
            if node_ in (FALSE, NULL):
                return self.of(node.alternative, names)
            yes, no = self.of(node.consequence, names), self.of(node.alternative, names)
            return choose(node_, yes, no, self.stages)
        alternative = self.of(node.alternative, names)
        if isinstance(found, Nothing):
            return alternative
        return choose(nulls(found), alternative, NOTHING, self.stages)

    def _loop(self, node: ast.For, names: Names) -> Known:
        source, name = self.single(node.iterations, names)
        if any(isinstance(each, ast.Name) and each.name == "partial" for each in ast.walk(node.result)):
            raise Refused("`partial` has no SQL.")
        if isinstance(source, Nothing):
            return NOTHING
        return lists.over_items(
            lists.items_of(source), lambda item: self.of(node.result, {**names, name: item})
        )

    def single(self, iterations: tuple[ast.Iteration, ...], names: Names) -> tuple[Known, str]:
        """The list and the name of a loop over one list."""
        if len(iterations) > 1 or iterations[0].end is not None:
            raise Refused("Only loops over one list are turned into SQL.")
        source = self.of(iterations[0].source, names)
        if isinstance(source, Stretch):
            raise Refused("A loop over a range is not turned into SQL.")
        if not isinstance(source, Many | Nothing) and nulls(source) != FALSE:
            raise Refused("A loop over a single value that may be null.")
        return source, iterations[0].name

    def _quantified(self, node: ast.Quantified, names: Names) -> Known:
        source, name = self.single(node.iterations, names)
        if isinstance(source, Nothing):
            return NOTHING
        return lists.quantified(
            lists.items_of(source),
            lambda item: self.of(node.condition, {**names, name: item}),
            some=node.quantifier == "some",
        )

    def _filtered(self, node: ast.Filter, names: Names) -> Known:
        source = self.of(node.source, names)
        if isinstance(source, Nothing):
            return NOTHING
        position = constant(node.condition, self.scope)
        if position is not None and isinstance(position.value, Decimal):
            if position.value != position.value.to_integral_value():
                return NOTHING
            return lists.at(lists.items_of(source), int(position.value), self.stages)
        if not isinstance(source, Many) and nulls(source) != FALSE:
            raise Refused("It filters a single value that may be null.")
        listed = lists.items_of(source)

        def test(item: Known) -> Node:
            inner = dict(names)
            if isinstance(item, Structure):
                inner.update(item.entries)
                if item.missing != FALSE and any(name in names for name, _ in item.entries):
                    raise Refused("An item that is null takes a name from outside the filter.")
            found = self.of(node.condition, {**inner, "item": item})
            if not isinstance(found, Truth | Nothing):
                raise Refused(f"It filters by a {kind(found)}, which may be a position.")
            return found.node if isinstance(found, Truth) else FALSE

        return lists.filtered(listed, test, self.stages)

    # Functions

    def _function(self, node: ast.FunctionDefinition, names: Names) -> Known:
        if node.external:
            raise Refused("A function that the host supplies has no SQL.")
        captured = dict(names)
        types = [
            None if each.type is None else resolve_type(each.type, self.scope) for each in node.parameters
        ]
        parameters = [(each.name, type_) for each, type_ in zip(node.parameters, types, strict=True)]
        return self.closure(
            "function", parameters, None, lambda given: self.of(node.body, {**captured, **given})
        )

    def closure(
        self,
        name: str,
        parameters: list[tuple[str, FeelType | None]],
        result: FeelType | None,
        body: Callable[[dict[str, Known]], Known],
    ) -> Closure:
        """A function that is written out where it is called."""

        def call(arguments: list[Known], given: tuple[str, ...]) -> Known:
            if given:
                if set(given) - {each for each, _ in parameters}:
                    return NOTHING
                by_name = dict(zip(given, arguments, strict=True))
                arguments = [by_name.get(each, NOTHING) for each, _ in parameters]
            if len(arguments) != len(parameters):
                return NOTHING
            self.depth += 1
            if self.depth > MOST_DEPTH:
                raise Refused(f"“{name}” calls itself, and SQL has no end to that.")
            bound: dict[str, Known] = {}
            wrong: list[Node] = []
            for (parameter, type_), value in zip(parameters, arguments, strict=True):
                fitted = self.kept(fit(value, type_, self.stages, self.allowed))
                if type_ is not None and fitted != value:
                    wrong.append(op("and", nulls(fitted), op("not", nulls(value))))
                bound[parameter] = fitted
            found = fit(body(bound), result, self.stages, self.allowed)
            self.depth -= 1
            bad = op("or", *wrong)
            return found if bad == FALSE else choose(op("not", bad), found, NOTHING, self.stages)

        return Closure(name, call)

    def _invocation(self, node: ast.Invocation, names: Names) -> Known:
        arguments = [self.of(each, names) for each in node.arguments]
        function = node.function
        if isinstance(function, ast.Name) and not isinstance(names.get(function.name), Closure | Broken):
            builtin = BUILTINS.get(function.name)
            if builtin is None:
                raise Refused(f"The function `{function.name}` has no exact SQL.")
            return builtin.call(arguments, node.names, self)
        called = self.of(function, names)
        if not isinstance(called, Closure):
            return NOTHING
        call: Any = called.call
        return call(arguments, node.names)  # type: ignore[no-any-return]


class Broken(Nothing):
    """A name whose value was refused: whatever reads it is refused too, with this reason."""

    def __init__(self, reason: str) -> None:
        object.__setattr__(self, "reason", reason)

    reason: str


def both_of(one: Known, other: Known) -> Known:
    """Both of two truths."""
    nodes = [each.node if isinstance(each, Truth) else NULL for each in (one, other)]
    nullable = any(not isinstance(each, Truth) or each.nullable for each in (one, other))
    return Truth(op("and", *nodes), nullable)


def _is_instance(value: Known, wanted: FeelType) -> Node:
    from commonweal.policy.feel import ANY
    from commonweal.policy.feel.types import NULL as NULL_TYPE

    from .fitting import _of_kind

    if wanted == NULL_TYPE:
        return nulls(value)
    if isinstance(value, Many | Structure | Stretch | Closure):
        raise Refused("`instance of` a list, a context or a function is not turned into SQL.")
    if wanted != ANY and not _of_kind(value, wanted):
        return FALSE
    return op("not", nulls(value)) if not isinstance(value, Nothing) else FALSE


def case_of_truth(node: Node) -> Node:
    """A condition that is never null."""
    return case([(node, TRUE)], FALSE)


ZERO: Final = Literal(0)
_RULES: Final[dict[type[ast.Node], Callable[[Expressions, Any, Names], Known]]] = {
    ast.NullLiteral: Expressions._literal,
    ast.BooleanLiteral: Expressions._literal,
    ast.NumberLiteral: Expressions._literal,
    ast.StringLiteral: Expressions._literal,
    ast.AtLiteral: Expressions._literal,
    ast.Name: Expressions._name,
    ast.ListLiteral: Expressions._list_literal,
    ast.ContextLiteral: Expressions._context,
    ast.RangeLiteral: Expressions._stretch,
    ast.UnaryComparison: Expressions._unary,
    ast.Path: Expressions._path,
    ast.Arithmetic: Expressions._arithmetic,
    ast.Negation: Expressions._negation,
    ast.Comparison: Expressions._comparison,
    ast.Between: Expressions._between,
    ast.Conjunction: Expressions._conjunction,
    ast.Disjunction: Expressions._disjunction,
    ast.In: Expressions._membership,
    ast.UnaryTests: Expressions._unary_tests,
    ast.InstanceOf: Expressions._instance,
    ast.If: Expressions._conditional,
    ast.For: Expressions._loop,
    ast.Quantified: Expressions._quantified,
    ast.Filter: Expressions._filtered,
    ast.FunctionDefinition: Expressions._function,
    ast.Invocation: Expressions._invocation,
}
