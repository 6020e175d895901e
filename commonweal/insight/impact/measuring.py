"""Adds up a simulation's results: SQL over the table `results`, one scan for each grouping.

Every figure of the report comes from these sums. Nothing here is fit to be shown: see `hiding.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb

from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.uncertainty import Sampling

Value = str | int | bool | float | None
_SLACK = 1e-12
"""Weights are not exact: a sum that falls short of half by less than this has reached it."""
LOSING, SAME, GAINING = -1, 0, 1
OUTCOMES = ("no longer entitled", "less", "same", "none", "more", "newly entitled", "undecided")


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some households, in pence a year. `w` is a household's weight, `before` and `after` its
    awards, `change` their difference; the sums of squares are those that standard errors need.
    """

    rows: int = 0
    weight: float = 0
    before: float = 0
    after: float = 0
    with_before: int = 0
    with_after: int = 0
    weight2: float = 0
    before2: float = 0
    after2: float = 0
    cross: float = 0
    change2: float = 0

    @property
    def change(self) -> float:
        """What they get after less what they get before, weighted, in pence a year."""
        return self.after - self.before

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, name) + getattr(other, name) for name in Sums.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Group:
    """The households of one value of a characteristic, by which way their support changes."""

    value: Value
    losing: Sums = field(default_factory=Sums)
    same: Sums = field(default_factory=Sums)
    gaining: Sums = field(default_factory=Sums)
    median: tuple[int, int, int] | None = None
    """The median change of those whose support changes, and its interval, in whole pounds a year."""

    @property
    def all(self) -> Sums:
        """All of them together."""
        return self.losing + self.same + self.gaining


@dataclass(frozen=True, slots=True)
class Beyond:
    """The losses above `limit`, in pounds a week: how many households have one, and what it comes to in
    pence a year, with the sum of squares that its standard error needs.
    """

    limit: Decimal
    rows: int
    weight: float
    pence: float
    squares: float = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """One option against today: everyone by outcome and size of change, and by each characteristic."""

    outcomes: dict[str, Sums]
    bands: dict[tuple[int, int], Sums]
    """By which way, and which band of size from 0; only those whose support changes."""
    groups: dict[str, list[Group]]
    concerned: float = 0
    """Households that get support today or would under any option: those that tables by group are of."""
    beyond: tuple[Beyond, ...] = ()


class Measuring:
    """Measures the results that a connection holds."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        options: int,
        settings: Settings,
        sampling: Sampling,
        *,
        weighted: bool,
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._sampling = sampling
        self._weighted = weighted
        awards = [f"award_{each}" for each in range(options + 1)]
        self._decided = " and ".join(f"{each} is not null" for each in awards)
        self._concerned = f"({' or '.join(f'{each} > 0' for each in awards)}) and {self._decided}"

    def option(self, number: int, characteristics: Sequence[str]) -> Measured:
        """Measure one option (from 1) against today."""
        after = f"award_{number}"
        groups = {name: self._groups(name, after) for name in characteristics}
        [(concerned,)] = self._rows(f"select sum(weight) from results where {self._concerned}")
        beyond = self._beyond(after)
        return Measured(self._outcomes(after), self._bands(after), groups, float(concerned or 0), beyond)

    def undecided(self) -> int:
        """How many rows have no award under some scheme: they are counted and left out of all else."""
        [(found,)] = self._rows(f"select count(*) from results where not ({self._decided})")
        return int(found)

    def _outcomes(self, after: str) -> dict[str, Sums]:
        kind = (
            f"case when not ({self._decided}) then 'undecided' "
            f"when award_0 > 0 and {after} <= 0 then 'no longer entitled' "
            f"when award_0 <= 0 and {after} > 0 then 'newly entitled' "
            f"when {after} < award_0 then 'less' when {after} > award_0 then 'more' "
            f"when {after} > 0 then 'same' else 'none' end"
        )
        rows = self._rows(f"select {kind}, {self._sums(after)} from results group by 1")
        found = {str(row[0]): self._read(row[1:]) for row in rows}
        return {name: found.get(name, Sums()) for name in OUTCOMES}

    def _bands(self, after: str) -> dict[tuple[int, int], Sums]:
        # A change of more than £20 a week is one of more than 20 × 365 / 7 pounds a year, in whole numbers.
        limits = [round(each * 36500) for each in self._settings.bands]
        size = f"abs({after} - award_0) * 7"
        band = " ".join(f"when {size} <= {limit} then {at}" for at, limit in enumerate(limits))
        query = (
            f"select sign({after} - award_0)::integer, case {band} else {len(limits)} end, "
            f"{self._sums(after)} "
            f"from results where {self._decided} and {after} <> award_0 group by 1, 2"
        )
        return {(int(row[0]), int(row[1])): self._read(row[2:]) for row in self._rows(query)}

    def _beyond(self, after: str) -> tuple[Beyond, ...]:
        """What is lost above each limit, from nothing: sevenths of a penny, which are whole numbers."""
        limits = [Decimal(0), *self._settings.bands]
        wanted = []
        for limit in limits:
            more = f"(award_0 - {after}) * 7 - {round(limit * 36500)}"
            here = f"filter ({more} > 0)"
            times = "weight * " if self._weighted else ""
            wanted += [f"count(*) {here}", f"sum(weight) {here}", f"sum({times}({more})) {here}"]
            square = f"sum({times * 2}({more})::double * ({more})) {here}"
            wanted.append(square if self._sampling.sample else "0")
        [row] = self._rows(f"select {', '.join(wanted)} from results where {self._decided}")
        found = []
        for at, limit in enumerate(limits):
            rows, weight, sevenths, squares = (each or 0 for each in row[at * 4 : at * 4 + 4])
            found.append(Beyond(limit, int(rows), float(weight), float(sevenths) / 7, float(squares) / 49))
        return tuple(found)

    def _groups(self, name: str, after: str) -> list[Group]:
        column = quoted(name)
        by_step = self._steps(column, after)
        medians = self._medians(column, after, by_step)
        found = []
        for value in sorted(by_step, key=_order):
            ways = {LOSING: Sums(), SAME: Sums(), GAINING: Sums()}
            for step, sums in by_step[value].items():
                way = LOSING if step < 0 else GAINING if step > 0 else SAME
                ways[way] = ways[way] + sums
            found.append(Group(value, ways[LOSING], ways[SAME], ways[GAINING], medians.get(value)))
        return found

    def crossed(self, number: int, first: str, second: str) -> dict[tuple[Value, Value], Group]:
        """The groups of two characteristics at once, without medians, in one scan."""
        after = f"award_{number}"
        query = (
            f"select {quoted(first)}, {quoted(second)}, sign({after} - award_0)::integer, "
            f"{self._sums(after)} "
            f"from results where {self._concerned} group by 1, 2, 3"
        )
        ways: dict[tuple[Value, Value], dict[int, Sums]] = {}
        for row in self._rows(query):
            ways.setdefault((row[0], row[1]), {})[int(row[2])] = self._read(row[3:])
        none = Sums()
        return {
            pair: Group(pair[0], each.get(LOSING, none), each.get(SAME, none), each.get(GAINING, none))
            for pair, each in ways.items()
        }

    def median(self, number: int) -> tuple[int, int, int] | None:
        """The median change of everyone whose support an option changes, as for a group."""
        after = f"award_{number}"
        return self._medians("'all'", after, self._steps("'all'", after)).get("all")

    def _steps(self, column: str, after: str) -> dict[Value, dict[int, Sums]]:
        """Sums by value and by a coarse step of change: few enough steps that one scan costs little."""
        query = (
            f"select {column}, {_step(after)}, {self._sums(after)} from results where {self._concerned} "
            "group by 1, 2"
        )
        found: dict[Value, dict[int, Sums]] = {}
        for row in self._rows(query):
            found.setdefault(row[0], {})[int(row[1])] = self._read(row[2:])
        return found

    def _medians(
        self, column: str, after: str, by_step: dict[Value, dict[int, Sums]]
    ) -> dict[Value, tuple[int, int, int]]:
        """Medians to the whole pound: nearer would tell a household's own change where one stands alone.

        The step in which each lies is known; only the households of that step are looked at again.
        """
        sought: dict[Value, list[tuple[int, float]]] = {}
        for value, steps in by_step.items():
            changed = [(step, sums) for step, sums in sorted(steps.items()) if step]
            weight = sum(sums.weight for _, sums in changed)
            if not weight:
                continue
            spread = self._sampling.median(weight, sum(sums.weight2 for _, sums in changed))
            sought[value] = [
                _within(changed, weight * share) for share in (0.5, 0.5 - spread, min(1.0, 0.5 + spread))
            ]
        if not sought:
            return {}
        wanted = {(value, step) for value, places in sought.items() for step, _ in places}
        listed = ", ".join(f"({literal(value)}, {step})" for value, step in wanted)
        counted = "sum(weight)" if self._weighted else "count(*)"
        query = (
            f"select wanted.value, wanted.step, floor(({after} - award_0 + 50) / 100)::integer, {counted} "
            f"from results join (values {listed}) as wanted(value, step) "
            f"on {column} is not distinct from wanted.value and {_step(after)} = wanted.step "
            f"where {self._concerned} and {after} <> award_0 group by 1, 2, 3 order by 1, 2, 3"
        )
        pounds: dict[tuple[Value, int], list[tuple[int, float]]] = {}
        for value, step, pound, count in self._rows(query):
            pounds.setdefault((value, int(step)), []).append((int(pound), float(count)))
        return {
            value: (
                _reached(pounds[value, places[0][0]], places[0][1]),
                _reached(pounds[value, places[1][0]], places[1][1]),
                _reached(pounds[value, places[2][0]], places[2][1]),
            )
            for value, places in sought.items()
        }

    def _sums(self, after: str) -> str:
        given = ["count(*)"]
        if self._weighted:
            given += ["sum(weight)", "sum(weight * award_0)", f"sum(weight * {after})"]
        else:
            given += ["count(*)", "sum(award_0)", f"sum({after})"]
        given += ["count(*) filter (award_0 > 0)", f"count(*) filter ({after} > 0)"]
        if self._sampling.sample:
            weight2 = "weight * weight" if self._weighted else "1.0::double"
            change = f"({after} - award_0)::double"
            given += [
                f"sum({weight2})",
                f"sum({weight2} * award_0::double * award_0)",
                f"sum({weight2} * {after}::double * {after})",
                f"sum({weight2} * {change})",
                f"sum({weight2} * {change} * {change})",
            ]
        return ", ".join(given)

    def _read(self, row: Sequence[Any]) -> Sums:
        rows, weight, before, after, with_before, with_after, *rest = (each or 0 for each in row)
        return Sums(rows, weight, before, after, with_before, with_after, *rest)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Value) -> str:
    """A value in SQL."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _order(value: Value) -> tuple[int, float, str]:
    """Numbers by size, then words by the alphabet, what is not known last."""
    if value is None:
        return 2, 0.0, ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, str(value)


def _step(after: str) -> str:
    """Which £100 a year of change a household's is in: 0 for none, up to 31 either way, the last open."""
    change = f"({after} - award_0)"
    return (
        f"(case when {change} = 0 then 0 when {change} > 0 then least({change} // 10000, 30) + 1 "
        f"else -least(-{change} // 10000, 30) - 1 end)::integer"
    )


def _within(steps: Sequence[tuple[int, Sums]], wanted: float) -> tuple[int, float]:
    """The step in which the households up to `wanted` end, and how many of that step are up to there."""
    passed = 0.0
    for step, sums in steps:
        if passed + sums.weight >= wanted:
            return step, wanted - passed
        passed += sums.weight
    last, sums = steps[-1]
    return last, sums.weight


def _reached(pounds: Sequence[tuple[int, float]], wanted: float) -> int:
    """The first pound at which so many are reached."""
    passed = 0.0
    for pound, count in pounds:
        passed += count
        if passed >= wanted - _SLACK * max(1.0, wanted):
            return pound
    return pounds[-1][0]
