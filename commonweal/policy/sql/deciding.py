"""A table's choice of outcome, from its columns' partitions: a tree of cases, or for a large table a lookup.

The tree tests one column after another, an ordered one by halving. Its cost grows with its leaves (measured:
30 rules 0.18 s and 600 rules 7 s for ten million rows), a lookup's does not (0.1 s): a join on a whole-number
key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from .partition import Discrete, Ordered, Partition, sets_of
from .refusal import Refused
from .stages import Stages
from .tree import NULL, Literal, Lookup, Node, case, op

MOST_LEAVES: Final = 80
MOST_RUNS: Final = 24
MOST_KEYS: Final = 1_000_000
MOST_PLANS: Final = 20_000


@dataclass(frozen=True)
class Leaf:
    """An outcome, by its number."""

    outcome: int


@dataclass(frozen=True, eq=False)
class Fork:
    """One column's cases: conditions in order, or for an ordered column bounds to halve."""

    column: Partition
    parts: tuple[tuple[Node | int | None, Plan], ...]
    for_null: Plan | None
    leaves: int


Plan = Leaf | Fork


class Chooser:
    """Chooses among the outcomes of sets of rules. `outcome` numbers the outcome of a set."""

    def __init__(
        self, partitions: Sequence[Partition], every: int, outcome: Callable[[int], int], stages: Stages
    ) -> None:
        self._partitions = [each for each in partitions if len(set(sets_of(each))) > 1]
        self._every = every
        for each in partitions:
            if each not in self._partitions:
                self._every &= sets_of(each)[0]
        self._outcome = outcome
        self._stages = stages
        self._known: dict[tuple[int, int], Plan] = {}
        self._plan = self._build(0, self._every)

    def _build(self, level: int, rules: int) -> Plan:
        if level == len(self._partitions):
            return Leaf(self._outcome(rules))
        known = self._known.get((level, rules))
        if known is None:
            if len(self._known) > MOST_PLANS:
                raise Refused("The decision table has too many different cases.")
            known = self._known[level, rules] = self._fork(level, rules)
        return known

    def _fork(self, level: int, rules: int) -> Plan:
        column = self._partitions[level]
        parts: list[tuple[Node | int | None, Plan]] = []
        for_null: Plan | None = None
        if isinstance(column, Discrete):
            for condition, satisfied in column.cases:
                parts.append((condition, self._build(level + 1, rules & satisfied)))
            parts.append((None, self._build(level + 1, rules & column.other)))
            while len(parts) > 1 and _same(parts[-1][1], parts[-2][1]):
                parts.pop(-2)
        else:
            for bound, satisfied in column.runs:
                plan = self._build(level + 1, rules & satisfied)
                if parts and _same(parts[-1][1], plan):
                    parts.pop()
                parts.append((bound, plan))
            if column.for_null is not None:
                for_null = self._build(level + 1, rules & column.for_null)
        if len(parts) == 1 and (for_null is None or _same(for_null, parts[0][1])):
            return parts[0][1]
        plans = [plan for _, plan in parts] + ([] if for_null is None else [for_null])
        return Fork(column, tuple(parts), for_null, sum(_leaves(each) for each in plans))

    def select(self, nodes: Sequence[Node]) -> Node:
        """The node of the outcome that the row has."""
        if _leaves(self._plan) > MOST_LEAVES:
            found = self._by_lookup(nodes)
            if found is not None:
                return found
        return self._case(self._plan, nodes)

    # A tree of cases

    def _case(self, plan: Plan, nodes: Sequence[Node]) -> Node:
        if isinstance(plan, Leaf):
            return nodes[plan.outcome]
        if isinstance(plan.column, Discrete):
            branches = [
                (condition, self._case(each, nodes))
                for condition, each in plan.parts
                if isinstance(condition, Node)
            ]
            return case(branches, self._case(plan.parts[-1][1], nodes))
        found = self._halved(plan.column, plan.parts, nodes)
        if plan.for_null is None:
            return found
        null = self._case(plan.for_null, nodes)
        if null == self._case(plan.parts[-1][1], nodes):
            return found  # null is not less than any bound, so it ends where the greatest do
        return case([(op("is null", plan.column.node), null)], found)

    def _halved(
        self, column: Ordered, parts: Sequence[tuple[Node | int | None, Plan]], nodes: Sequence[Node]
    ) -> Node:
        if len(parts) == 1:
            return self._case(parts[0][1], nodes)
        middle = (len(parts) - 1) // 2
        bound = parts[middle][0]
        assert isinstance(bound, int)
        below = self._halved(column, parts[: middle + 1], nodes)
        above = self._halved(column, parts[middle + 1 :], nodes)
        return case([(column.upto(bound), below)], above)

    # A lookup

    def _by_lookup(self, nodes: Sequence[Node]) -> Node | None:
        """A join on one whole-number key; None where there is none small enough."""
        places = [_Places(each, self._stages) for each in self._partitions]
        if any(each.node is None for each in places):
            return None
        size = 1
        for each in places:
            size *= len(each.sets)
        if size > MOST_KEYS // 4:
            return None
        values = [each.value if isinstance(each, Literal) else object() for each in nodes]
        plain = all(each is None or each.__class__ is int for each in values)
        entries: list[tuple[int, int, int]] = []
        for key in range(size):
            rest, rules = key, self._every
            for each in reversed(places):
                rest, at = divmod(rest, len(each.sets))
                rules &= each.sets[at]
            outcome = self._outcome(rules)
            value = values[outcome] if plain else outcome
            if value is None:
                continue
            assert isinstance(value, int)
            if entries and entries[-1][1] == key - 1 and entries[-1][2] == value:
                entries[-1] = (entries[-1][0], key, value)
            else:
                entries.append((key, key, value))
        key_node: Node = Literal(0)
        for each in places:
            assert each.node is not None
            key_node = each.node if key_node == Literal(0) else op(
                "add", op("multiply", key_node, Literal(len(each.sets))), each.node
            )  # fmt: skip
        if not entries:
            return NULL
        found = self._stages.lookup(Lookup(op("to whole", key_node), tuple(entries)))
        if plain:
            return found
        return case([(op("=", found, Literal(at)), node) for at, node in enumerate(nodes)], NULL)


class _Places:
    """A column's value as the place of its set of rules among the column's sets, from 0."""

    def __init__(self, column: Partition, stages: Stages) -> None:
        self.sets = list(dict.fromkeys(sets_of(column)))
        at = {rules: place for place, rules in enumerate(self.sets)}
        self.node: Node | None = None
        if isinstance(column, Discrete):
            branches: list[tuple[Node, Node]] = [
                (condition, Literal(at[rules])) for condition, rules in column.cases
            ]
            self.node = stages.keep(case(branches, Literal(at[column.other])))
            return
        runs = [(bound, at[rules]) for bound, rules in column.runs]
        null = None if column.for_null is None else at[column.for_null]
        self.node = self._of_runs(column, runs, null, stages)

    def _of_runs(
        self, column: Ordered, runs: list[tuple[int | None, int]], null: int | None, stages: Stages
    ) -> Node | None:
        bounds = [bound for bound, _ in runs if bound is not None]
        if len(runs) <= MOST_RUNS or column.dates:
            if len(runs) > MOST_RUNS * 4:
                return None
            found = _halved(column, runs)
            return stages.keep(
                found if null is None else case([(op("is null", column.node), Literal(null))], found)
            )
        low, high = bounds[0], bounds[-1] + 1
        if high - low > MOST_KEYS:
            return None
        entries = []
        start = low
        for bound, place in runs:
            end = high if bound is None else bound
            entries.append((start, end, place))
            start = end + 1
        inside = case(
            [
                (op("<=", column.node, Literal(low)), Literal(low)),
                (op(">=", column.node, Literal(high)), Literal(high)),
            ],
            column.node,
        )
        found = stages.lookup(Lookup(inside, tuple(entries)))
        return found if null is None else op("coalesce", found, Literal(null))


def _halved(column: Ordered, runs: Sequence[tuple[int | None, int]]) -> Node:
    if len(runs) == 1:
        return Literal(runs[0][1])
    middle = (len(runs) - 1) // 2
    bound = runs[middle][0]
    assert bound is not None
    return case(
        [(column.upto(bound), _halved(column, runs[: middle + 1]))], _halved(column, runs[middle + 1 :])
    )


def _leaves(plan: Plan) -> int:
    return 1 if isinstance(plan, Leaf) else plan.leaves


def _same(one: Plan, other: Plan) -> bool:
    return one is other or (isinstance(one, Leaf) and isinstance(other, Leaf) and one == other)
