"""From what a table is asked back to a household of whom it is asked.

To make an expression give one of some values, the household is changed in one input at a time, found by
working the expression backwards: through sums, comparisons and conditions, through the rules of the tables
before it, down to an input. Each step may guess, since every household is tried on the model before it is
believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..dmn import tree
from ..dmn.graph import Node
from ..feel import (
    ListType,
    Value,
    ast,
)
from ..feel.types import bare
from . import intervals
from .backwards import FLIPPED, OPPOSITE, backwards, compared, nearest_first
from .cells import CellReader
from .households import Household, plain_household
from .list_changes import members, with_any_value, with_counts, with_other_lists
from .surroundings import Place, Surroundings
from .trials import MOST_TRIALS, TooMany, Trials
from .value_sets import ANYTHING, ValueSet, numbers, only

__all__ = ["Aim", "Steering", "TooMany"]

_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class Aim:
    """What must be so: an expression at a place has a value of a set."""

    expression: ast.Node
    place: Place
    wanted: ValueSet


class Steering(Trials):
    """Finds households that reach given parts of a model's tables."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._aims: dict[tuple[int, int], tuple[tree.Rule, list[Aim] | None]] = {}
        self._readers: dict[Node, CellReader] = {}

    def household(
        self, node: Node, aims: list[Aim], most: int = MOST_TRIALS, start: Household | None = None
    ) -> Iterator[Household]:
        """Households for which every aim is met, from a plain or given one outwards, in so many trials."""
        self.begin(node, most)
        begin = {**plain_household(self.surroundings, self.inputs_of(node)), **(start or {})}
        try:
            yield from self._meet(aims, 0, begin, frozenset())
            yield from self._meet(list(reversed(aims)), 0, begin, frozenset())
        except TooMany:
            return

    def _meet(
        self, aims: list[Aim], met: int, household: Household, fixed: frozenset[str]
    ) -> Iterator[Household]:
        if met == len(aims):
            yield household
            return
        aim = aims[met]
        for changed in self.toward(aim.expression, aim.place, aim.wanted, household, fixed, 0):
            if all(self.holds(each, changed) for each in aims[: met + 1]):
                yield from self._meet(aims, met + 1, changed, fixed)

    def holds(self, aim: Aim, household: Household) -> bool:
        """Whether a household meets an aim."""
        return aim.wanted.holds(self.evaluate(aim.expression, aim.place, self.values(aim.place, household)))

    def toward(
        self,
        node: ast.Node,
        place: Place,
        wanted: ValueSet,
        household: Household,
        fixed: frozenset[str],
        depth: int,
    ) -> Iterator[Household]:
        """Households, the given one first, for which an expression may give a value wanted."""
        if depth > _DEEPEST:
            return
        values = self.values(place, household)
        if wanted.holds(self.evaluate(node, place, values)):
            yield household
            return
        yield from self._back(node, place, wanted, household, fixed, depth + 1, values)

    def _back(
        self,
        node: ast.Node,
        place: Place,
        wanted: ValueSet,
        household: Household,
        fixed: frozenset[str],
        depth: int,
        values: Mapping[str, Value],
    ) -> Iterator[Household]:
        def on(part: ast.Node, target: ValueSet) -> Iterator[Household]:
            return self.toward(part, place, target, household, fixed, depth)

        def now(part: ast.Node) -> Value:
            return self.evaluate(part, place, values)

        match node:
            case ast.Name() if node.name in place.elements:
                yield from self._element(place.elements[node.name], wanted, household, fixed, depth)
            case ast.Negation() if wanted.number() is not None:
                yield from on(node.operand, numbers(intervals.negated(wanted.lines["number"])))
            case ast.Arithmetic():
                yield from on(node.left, backwards(node.operator, wanted, now(node.right), left=True))
                yield from on(node.right, backwards(node.operator, wanted, now(node.left), left=False))
            case ast.Comparison():
                for truth in (True, False):
                    if truth in wanted.booleans:
                        operator = node.operator if truth else OPPOSITE[node.operator]
                        yield from on(node.left, compared(operator, now(node.right)))
                        yield from on(node.right, compared(FLIPPED.get(operator, operator), now(node.left)))
            case ast.Between() | ast.In():
                tests = (
                    node.tests
                    if isinstance(node, ast.In)
                    else (ast.RangeLiteral(node.low, True, node.high, True),)
                )
                exact = CellReader(ANYTHING, {}).of_tree(
                    ast.UnaryTests(tests, negated=True not in wanted.booleans)
                )
                if exact is not None:
                    yield from on(node.value, exact)
            case ast.Conjunction() | ast.Disjunction():
                together = isinstance(node, ast.Conjunction) == (True in wanted.booleans)
                if together:
                    aims = [Aim(term, place, wanted) for term in node.terms]
                    yield from self._meet(aims, 0, household, fixed)
                else:
                    for term in node.terms:
                        yield from on(term, wanted)
            case ast.If():
                for truth, branch in ((True, node.consequence), (False, node.alternative)):
                    aims = [Aim(node.condition, place, only(truth)), Aim(branch, place, wanted)]
                    yield from self._meet(aims, 0, household, fixed)
            case ast.Filter() | ast.For() | ast.Quantified() | ast.Path():
                yield from with_other_lists(node, place, household, fixed)
            case ast.Invocation(function=ast.Name()):
                yield from self._call(node, place, wanted, household, fixed, depth, values)

    def _call(
        self,
        node: ast.Invocation,
        place: Place,
        wanted: ValueSet,
        household: Household,
        fixed: frozenset[str],
        depth: int,
        values: Mapping[str, Value],
    ) -> Iterator[Household]:
        assert isinstance(node.function, ast.Name)
        name, arguments = node.function.name, node.arguments
        if name == "not" and len(arguments) == 1:
            opposite = ValueSet(booleans=frozenset(not each for each in wanted.booleans))
            yield from self.toward(arguments[0], place, opposite, household, fixed, depth)
            return
        if name in (
            "decimal",
            "floor",
            "ceiling",
            "round half up",
            "round half down",
            "abs",
            "number",
            "date",
        ):
            yield from self.toward(arguments[0], place, wanted, household, fixed, depth)
            return
        if name in ("max", "min", "sum"):
            listed = len(arguments) == 1 and isinstance(arguments[0], ast.ListLiteral)
            parts = arguments[0].items if listed else arguments  # type: ignore[attr-defined]
            if listed or len(parts) > 1:
                for part in parts:
                    target = wanted
                    if name == "sum":
                        others = [self.evaluate(each, place, values) for each in parts if each is not part]
                        for other in others:
                            target = backwards("+", target, other, left=True)
                    yield from self.toward(part, place, target, household, fixed, depth)
                return
        if name == "count" and arguments:
            yield from with_counts(arguments[0], place, wanted, household, fixed)
            return
        for part in arguments:
            yield from with_other_lists(part, place, household, fixed)
        yield from with_any_value(self.surroundings, node, place, household, fixed)

    # Elements

    def _element(
        self, node: Node, wanted: ValueSet, household: Household, fixed: frozenset[str], depth: int
    ) -> Iterator[Household]:
        element = node.element
        if isinstance(element, tree.InputData):
            if node.name in fixed or node.name not in household:
                return
            allowed = self.surroundings.values[node].meet(wanted)
            for value in nearest_first(allowed, household[node.name]):
                yield {**household, node.name: value}
            return
        if not isinstance(element, tree.Decision):
            return
        place = self.place(node)
        if isinstance(element.logic, tree.LiteralExpression):
            parsed = self.parsed(element.logic.text.text, place)
            if parsed is not None:
                yield from self.toward(parsed, place, wanted, household, fixed, depth)
        elif isinstance(element.logic, tree.DecisionTable):
            yield from self._rules(element.logic, place, wanted, household, fixed)

    def _rules(
        self,
        table: tree.DecisionTable,
        place: Place,
        wanted: ValueSet,
        household: Household,
        fixed: frozenset[str],
    ) -> Iterator[Household]:
        if len(table.outputs) != 1:
            return
        values = self.values(place, household)
        for rule in table.rules:
            output = self.parsed(rule.outputs[0].text, place)
            if output is None:
                continue
            aims = self.rule_aims(table, rule, place)
            if aims is None:
                continue
            if not wanted.holds(self.evaluate(output, place, values)):
                if not any(isinstance(each, ast.Name) for each in ast.walk(output)):
                    continue
                aims.append(Aim(output, place, wanted))
            yield from self._meet(aims, 0, household, fixed)

    def rule_aims(self, table: tree.DecisionTable, rule: tree.Rule, place: Place) -> list[Aim] | None:
        """What must be so for a rule's cells to let a household through; None where that cannot be told."""
        key = (id(rule), id(place))
        if key not in self._aims:
            self._aims[key] = rule, self._read_aims(table, rule, place)
        known = self._aims[key][1]
        return None if known is None else list(known)

    def _read_aims(self, table: tree.DecisionTable, rule: tree.Rule, place: Place) -> list[Aim] | None:
        aims = []
        for clause, cell in zip(table.inputs, rule.inputs, strict=True):
            if cell.text.strip() in ("", "-"):
                continue
            expression = self.parsed(clause.expression.text, place)
            if place.node not in self._readers:
                self._readers[place.node] = CellReader(ANYTHING, place.types.all())
            exact = self._readers[place.node].read(cell.text).exact
            if expression is None or exact is None:
                return None
            aims.append(Aim(expression, place, exact))
        return aims

    def lists_for(self, node: Node) -> Iterator[Value]:
        """Lists of a few members for an input that is a list."""
        type_ = bare(node.type)
        if isinstance(type_, ListType):
            for item in members(type_, plain_household(self.surroundings, [])):
                yield from ([item], [item, item])
