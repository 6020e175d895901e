"""What schemes cost and whom they hurt: many at once, by the compiled policy with its numbers as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import duckdb

from commonweal.insight.population import Population
from commonweal.insight.simulation import Scheme
from commonweal.insight.simulation.compiling import CompiledScheme, compile_schemes, pence_sql
from commonweal.insight.simulation.facts import column_facts
from commonweal.insight.simulation.source import Source, quoted
from commonweal.policy.sql import Column, Compiled, compile_sql

from .faults import SolvingFault
from .places import spots
from .problem import Problem

_AT_ONCE: Final = 2_000_000
"""Rows by candidates in one query."""
_WEEK: Final = Decimal(7) / Decimal(36500)
"""Pence a year as pounds a week: 7 of 365 days."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a scheme does: pounds a year, pounds a week for the household that loses most, shares from 0 to 1.

    `groups` is the share of its support that each group loses together; `undecided` counts households that
    the numbers leave without a result.
    """

    cost: Decimal
    total_loss: Decimal
    losing: Decimal
    greatest_loss: Decimal
    undecided: int
    groups: dict[tuple[str, str], Decimal]

    @property
    def worst_group(self) -> Decimal:
        """The largest share that any group loses."""
        return max(self.groups.values(), default=Decimal(0))


class Objective:
    """A problem on a population, ready to be asked."""

    def __init__(self, problem: Problem, today: Scheme, population: Population) -> None:
        """Raises SolvingFault when the policy has no SQL, or a group is unknown to the population."""
        unknown = [each for each in problem.limits.groups if each not in population.characteristics]
        if unknown:
            known = ", ".join(population.characteristics)
            raise SolvingFault(f"The population has no characteristic “{unknown[0]}”. It has: {known}.")
        self.problem, self.today = problem, today
        self._places = [[spot.place for spot in spots(today.model, move)] for move in problem.moves]
        self._connection = duckdb.connect(":memory:")
        self._source = Source(population, self._connection)
        self._inputs = self._source.columns_of(today)
        self._facts = column_facts(self._source, self._inputs, self._connection)
        self._compiled = self._compile()
        self._rows = self._gather(population)
        self._known: dict[tuple[int, ...], Measured] = {}

    def _compile(self) -> Compiled:
        parameters = {}
        for move, places in zip(self.problem.moves, self._places, strict=True):
            low, high = min(move.low, move.now), max(move.high, move.now)
            scale = max(
                0, *(-int(each.normalize().as_tuple().exponent) for each in (low, high, move.step, move.low))
            )
            for place in places:
                parameters[place] = Column(
                    "number", digits=18, scale=scale, low=low, high=high, nullable=False
                )
        facts = {name: self._facts[name] for name in self._inputs if name in self._facts}
        compiled = compile_sql(self.today.model, facts, [self.today.amount], parameters=parameters)
        if self.today.amount in compiled.refused:
            refusal = compiled.refused[self.today.amount]
            raise SolvingFault(
                f"“{self.today.amount}” has no exact SQL, so schemes cannot be tried: {refusal}"
            )
        self._parameters = parameters
        return compiled

    def _gather(self, population: Population) -> int:
        """Alike households as one row, with how many they are and what they get today."""
        today, refused = compile_schemes([self.today], self._facts)
        if refused:
            raise SolvingFault(f"“{self.today.amount}” has no exact SQL, so schemes cannot be tried.")
        (base,) = today
        groups = {f"#group {at}": each for at, each in enumerate(self.problem.limits.groups)}
        weight = {"#weight": population.weight} if population.weight else {}
        table = self._source.table({**self._inputs, **groups, **weight})
        kept = [*self._inputs, *groups, *weight]
        query = CompiledScheme(0, self.today, base.compiled).query(table, kept)
        columns = ", ".join(quoted(each) for each in (*self._inputs, *groups))
        counted = f"sum({quoted('#weight')})" if weight else "count(*)"
        self._connection.execute(
            f"CREATE TABLE households AS SELECT {columns}, coalesce(award_0, 0) AS base, {counted} AS w "
            f"FROM {query} GROUP BY ALL"
        )
        self._groups = list(groups)
        return int((self._connection.execute("SELECT count(*) FROM households").fetchone() or (0,))[0])

    def measure(self, candidates: Sequence[tuple[int, ...]]) -> list[Measured]:
        """What each candidate does; a candidate is the step of every number that moves, in their order."""
        new = list(dict.fromkeys(each for each in candidates if each not in self._known))
        at_once = max(1, _AT_ONCE // max(1, self._rows))
        for start in range(0, len(new), at_once):
            some = new[start : start + at_once]
            self._known.update(zip(some, self._measured(some), strict=True))
        return [self._known[each] for each in candidates]

    @property
    def known(self) -> dict[tuple[int, ...], Measured]:
        """Every candidate that was measured."""
        return self._known

    def _measured(self, candidates: Sequence[tuple[int, ...]]) -> Iterator[Measured]:
        names = [place.column for places in self._places for place in places]
        kinds = {place.column: self._parameters[place].scale for place in self._parameters}
        columns = ", ".join(f"{quoted(each)} DECIMAL(18, {kinds[each]})" for each in names)
        self._connection.execute(f"CREATE OR REPLACE TABLE candidates (candidate INTEGER, {columns})")
        rows = [
            [
                number,
                *(
                    str(move.value(step))
                    for move, step, places in zip(self.problem.moves, candidate, self._places, strict=True)
                    for _ in places
                ),
            ]
            for number, candidate in enumerate(candidates)
        ]
        marks = ", ".join("?" * (1 + len(names)))
        self._connection.executemany(f"INSERT INTO candidates VALUES ({marks})", rows)
        pairs = "(SELECT * FROM households CROSS JOIN candidates)"
        amount = quoted(self.today.amount)
        kept = ["candidate", "base", "w", *self._groups]
        pence = pence_sql(amount, self._compiled.decisions[self.today.amount])
        inner = self._compiled.query(pairs, kept)
        listed = ", ".join(map(quoted, kept))
        sets = ", ".join(["(candidate)", *(f"(candidate, {quoted(each)})" for each in self._groups)])
        grouped = ", ".join(f"{quoted(each)}, grouping({quoted(each)})" for each in self._groups)
        found = self._connection.execute(
            f"SELECT candidate, sum(w), sum(w * coalesce(a, 0)), sum(w * greatest(base - coalesce(a, 0), 0)),"
            f" sum(w) FILTER (base > coalesce(a, 0)), max(base - coalesce(a, 0)),"
            f" count(*) FILTER (a IS NULL),"
            f" sum(w * base){', ' + grouped if grouped else ''}"
            f" FROM (SELECT {listed}, {pence} AS a FROM ({inner})) GROUP BY GROUPING SETS ({sets})"
        ).fetchall()
        yield from self._read(found, len(candidates))

    def _read(self, found: Sequence[Sequence[object]], count: int) -> Iterator[Measured]:
        whole: dict[int, Measured] = {}
        groups: dict[int, dict[tuple[str, str], Decimal]] = {}
        for candidate, households, cost, lost, losing, most, undecided, base, *names in found:
            at = int(str(candidate))
            group = next(
                (
                    (each, names[2 * n])
                    for n, each in enumerate(self.problem.limits.groups)
                    if names[2 * n + 1] == 0
                ),
                None,
            )
            before, after = _decimal(base), _decimal(cost)
            if group is None:
                people = _decimal(households)
                whole[at] = Measured(
                    after / 100,
                    _decimal(lost) / 100,
                    _decimal(losing) / people if people else Decimal(0),
                    max(Decimal(0), _decimal(most) * _WEEK),
                    int(str(undecided)),
                    groups.setdefault(at, {}),
                )
            elif before > 0 and _decimal(households) >= self.problem.limits.smallest_group:
                name, value = group
                groups.setdefault(at, {})[(name, str(value))] = (before - after) / before
        yield from (whole[at] for at in range(count))


def _decimal(value: object) -> Decimal:
    return Decimal(0) if value is None else Decimal(str(value))
