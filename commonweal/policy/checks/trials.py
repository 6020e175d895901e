"""What a model decides for the households of a search: each asked once, no more of them than granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..dmn import tree
from ..dmn.graph import Node
from ..feel import Program, Run, Scope, Value, ast, prepare
from .households import Household
from .surroundings import Place, Surroundings, parsed_at

MOST_TRIALS: Final = 1_500
MOST_WORK: Final = 3_000_000
"""Cells of decision tables that all searches of a model may have it read: seconds, whatever somebody wrote.
Comparing the schemes we ship takes some 25,000."""


class TooMany(Exception):
    """The search has tried enough."""


class Trials:
    """The values that a model's names and expressions have for one household and another."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.model = surroundings.model
        self._programs: dict[tuple[int, int], tuple[Program, Scope, ast.Node, Place]] = {}
        self._trees: dict[tuple[str, Node], ast.Node | None] = {}
        self._inputs: dict[Node, list[Node]] = {}
        self._tried = 0
        self._most = MOST_TRIALS
        self._target: str | None = None
        self._known: dict[int, tuple[Household, dict[str, Value]]] = {}
        self._left = MOST_WORK // _cells(self.model.definitions)

    def begin(self, node: Node, most: int = MOST_TRIALS) -> None:
        """Start a new search about a decision, of so many trials: what was tried before no longer counts."""
        self._tried = 0
        self._most = most
        self._target = node.name
        self._known.clear()

    def place(self, node: Node) -> Place:
        """The place of a decision's own expression."""
        return self.surroundings.place(node)

    def parsed(self, text: str, place: Place) -> ast.Node | None:
        """The tree of a text at a decision's place."""
        key = (text, place.node)
        if key not in self._trees:
            self._trees[key] = parsed_at(text, place)
        return self._trees[key]

    def inputs_of(self, node: Node) -> list[Node]:
        """Every input that a decision rests on."""
        if node not in self._inputs:
            _, inputs = self.surroundings.graph.plan([node])
            self._inputs[node] = inputs
        return self._inputs[node]

    def values(self, place: Place, household: Household) -> dict[str, Value]:
        """The values that the place's names have for a household."""
        known = self._known.get(id(household))
        if known is None:
            self._tried += 1
            self._left -= 1
            if self._tried > self._most or self._left < 0:
                raise TooMany
            decided = self.model.decide(household, self._target, trace=False).values
            known = self._known[id(household)] = household, {**decided, **household}
        found: dict[str, Value] = {}
        for name, node in place.elements.items():
            if node.name not in known[1]:
                known[1].update(self.model.decide(household, node.name, trace=False).values)
            found[name] = known[1].get(node.name)
        for name, node in place.functions.items():
            found[name] = self.model.functions.get(node)
        return found

    def evaluate(self, node: ast.Node, place: Place, values: Mapping[str, Value]) -> Value:
        """The value of an expression at a place whose names have these values."""
        key = (id(node), id(place))
        if key not in self._programs:
            scope = place.scope()
            self._programs[key] = (prepare(node, scope), scope, node, place)
        program, scope, _, _ = self._programs[key]
        run = Run()
        with run:
            return program(scope.frame(run, values))


def _cells(definitions: tree.Definitions) -> int:
    """How many cells the tables of a policy have that are read to decide: at least one."""
    tables = [each.logic for each in definitions.decisions if isinstance(each.logic, tree.DecisionTable)]
    return max(1, sum(len(each.rules) * max(1, len(each.inputs)) for each in tables))
