"""The household that a difference makes a difference to: found by search, believed when both versions were
run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Final

from ..checks.cells import CellReader
from ..checks.domains import is_money
from ..checks.households import Household, plain_household, plain_value
from ..checks.lines import LineSet, Span
from ..checks.steering import Aim, Steering
from ..checks.surroundings import Place, Surroundings
from ..checks.value_sets import ANYTHING, ValueSet, only
from ..dmn import tree
from ..dmn.graph import Node
from ..dmn.model import Model
from ..explanation.spoken import Style
from ..feel import Value, ast
from .difference import Example
from .tables import TablePair

_MOST_TRIED: Final = 1_000
_MOST_TRIALS: Final = 300
_FEW_TRIALS: Final = 60
_MOST_RULES: Final = 60
_MOST_OF_ONE_SEARCH: Final = 12
_AMOUNTS: Final = [
    Decimal(text) for text in ("0", "1", "10", "50", "100", "150", "250", "500", "1500", "20000")
]
_ENOUGH: Final = [
    ValueSet({"number": LineSet((Span(Decimal(least), False, None, False),))}) for least in (10, 0)
]
"""A difference in a rate is not seen in an outcome of a penny or two, so a larger one is sought first."""


class Showing:
    """Searches for households on which two models disagree."""

    def __init__(self, before: Model, after: Model, decision: str | None) -> None:
        self.models = (before, after)
        self.surroundings = (Surroundings(before), Surroundings(after))
        self.steerings = (Steering(self.surroundings[0]), Steering(self.surroundings[1]))
        self.nodes = tuple({node.name: node for node in model.graph.nodes} for model in self.models)
        shared = self.nodes[0].keys() & self.nodes[1].keys()
        asked = decision or self._top(shared)
        self.decision = asked if asked in shared else None
        self._general: list[Household] | None = None
        self._begun: dict[int, list[Household]] = {}

    def _top(self, shared: set[str]) -> str | None:
        award = next((name for name in shared if name.lower() == "award"), None)
        return award or next((name for name in self.models[0].top_decisions if name in shared), None)

    def aims_of_rule(
        self, pair: TablePair, rows: tuple[int | None, int | None], side: int, node: Node
    ) -> list[Aim]:
        """What must be so for a household to be one that a rule was, or is, about but is treated
        differently by.
        """
        table = (pair.before, pair.after)[side]
        row, other_row = rows[side], rows[1 - side]
        place = self.steerings[side].place(node)
        if row is None:
            return []
        reader = CellReader(ANYTHING, place.types.all())
        aims = []
        narrowed = same_there = False
        for columns in pair.columns:
            clause = table.inputs[columns[side]]
            expression = self.steerings[side].parsed(clause.expression.text, place)
            exact = reader.read(table.rules[row].inputs[columns[side]].text).exact
            if expression is None or exact is None:
                continue
            if other_row is not None:
                other = (pair.before, pair.after)[1 - side].rules[other_row].inputs[columns[1 - side]].text
                against = reader.read(f"not({other})").exact if other.strip() not in ("", "-") else None
                if (
                    against is not None
                    and other.split() != table.rules[row].inputs[columns[side]].text.split()
                ):
                    left = exact.meet(against)
                    if not left.empty:
                        exact = left
                        narrowed = True
                    elif pair.outputs_alike(rows):
                        same_there = True
            aims.append(Aim(expression, place, exact))
        return [] if same_there and not narrowed else aims

    def example(self, element: str, searches: list[tuple[int, list[Aim]]]) -> Example | None:
        """A household whose outcome changes, reached by these aims (each in one of the two models) or by
        chance.
        """
        for household in islice(self._households(element, searches), _MOST_TRIED):
            found = self._compare(household)
            if found is not None:
                return found
        return None

    def _households(self, element: str, searches: list[tuple[int, list[Aim]]]) -> Iterator[Household]:
        for side, aims in searches:
            target = self.nodes[side].get(self.decision or element)
            if target is None or not aims:
                continue
            steering = self.steerings[side]
            for wanted in self._outcome_aims(side, target):
                for pinned in _pinned(aims):
                    yield from islice(steering.household(target, [*pinned, wanted], _FEW_TRIALS), 2)
                yield from islice(
                    steering.household(target, [*aims, wanted], _MOST_TRIALS), _MOST_OF_ONE_SEARCH
                )
            for start in self._starts(1 - side):
                for pinned in (*_pinned(aims), aims):
                    yield from islice(steering.household(target, pinned, _FEW_TRIALS, start), 2)
            yield from islice(steering.household(target, aims, _MOST_TRIALS), _MOST_OF_ONE_SEARCH)
        if not any(aims for _, aims in searches):
            yield from self._at_large()

    def _starts(self, side: int) -> list[Household]:
        """Households for which the decision comes to something in one of the models."""
        if side not in self._begun:
            target = self.nodes[side].get(self.decision or "")
            found: list[Household] = []
            if target is not None:
                for wanted in self._outcome_aims(side, target)[:1]:
                    found += islice(self.steerings[side].household(target, [wanted], _MOST_TRIALS), 1)
            self._begun[side] = found
        return self._begun[side]

    def _outcome_aims(self, side: int, target: Node) -> list[Aim]:
        """That a decision comes to something, if it is a number."""
        if (
            not isinstance(target.element, tree.Decision)
            or self.surroundings[side].values[target].number() is None
        ):
            return []
        place = self.steerings[side].place(target)
        above = Place(target, place.types, {}, {target.name: target}, {target.name: target.type}, {})
        return [Aim(ast.Name(target.name), above, wanted) for wanted in _ENOUGH]

    def _at_large(self) -> Iterator[Household]:
        """Households of many kinds, for a difference that says nothing of whom it is about."""
        if self._general is None:
            self._general = list(self._many())
        yield from self._general

    def _many(self) -> Iterator[Household]:
        target = self.nodes[1].get(self.decision or "")
        if target is None:
            return
        inputs = self.steerings[1].inputs_of(target)
        starts = [plain_household(self.surroundings[1], inputs)]
        for wanted in self._outcome_aims(1, target):
            starts = [*islice(self.steerings[1].household(target, [wanted]), 1), *starts]
        for start in starts:
            yield start
            for node in inputs:
                values = self.surroundings[1].values[node].given()
                pool: list[Value] = list(values.values())
                if values.number() is not None:
                    pool += [each for each in _AMOUNTS if values.holds(each)]
                pool += list(self._members(node))
                for value in pool:
                    yield {**start, node.name: value}
        for side in (1, 0):
            yield from self._at_every_rule(side)

    def _at_every_rule(self, side: int) -> Iterator[Household]:
        """Households at the edges of what each rule is about, where a small change tells."""
        steering = self.steerings[side]
        target = self.nodes[side][self.decision or ""]
        steps, _ = self.models[side].graph.plan([target])
        for node in steps:
            logic = node.element.logic if isinstance(node.element, tree.Decision) else None
            if not isinstance(logic, tree.DecisionTable):
                continue
            place = steering.place(node)
            for rule in logic.rules[:_MOST_RULES]:
                aims = steering.rule_aims(logic, rule, place)
                for wanted in self._outcome_aims(side, target)[:1]:
                    yield from islice(steering.household(target, [*(aims or []), wanted], _FEW_TRIALS), 3)

    def _members(self, node: Node) -> Iterator[Value]:
        value = plain_value(node.name, node.type)
        if value == []:
            yield from self.steerings[1].lists_for(node)

    def _compare(self, household: Household) -> Example | None:
        whole = self._complete(household)
        if self.decision is None:
            return None
        before, after = (model.decide(whole, self.decision, trace=False).value for model in self.models)
        if before == after:
            return None
        return Example(whole, self.decision, before, after, self._style())

    def _complete(self, household: Household) -> Household:
        found: Household = {}
        for side in (0, 1):
            target = self.nodes[side].get(self.decision or "")
            if target is not None:
                found |= plain_household(self.surroundings[side], self.steerings[side].inputs_of(target))
        return {**found, **household}

    def _style(self) -> Style:
        node = self.nodes[1][self.decision or ""]
        type_ref = node.element.variable.type_ref
        if is_money(self.surroundings[1].types(node), type_ref):
            return "money"
        return "percentage" if type_ref == "percentage" else None


def _pinned(aims: list[Aim]) -> Iterator[list[Aim]]:
    """The same aims with one range at a time pinned to a point of it: its edges, and one inside."""
    for at, aim in enumerate(aims):
        if any(each.spans for each in aim.wanted.lines.values()):
            for value in islice(aim.wanted.values(), 4):
                yield [*aims[:at], replace(aim, wanted=only(value)), *aims[at + 1 :]]
