"""A table for each characteristic: who loses, who gains, by how much and at what cost, with small
numbers out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from commonweal.insight.impact.amounts import pounds, weekly
from commonweal.insight.impact.hiding import Label, Pattern, patterns
from commonweal.insight.impact.measuring import Group, Measured, Sums, Value, quoted
from commonweal.insight.impact.tables import Cell, Column, Estimate, Table
from commonweal.insight.impact.uncertainty import NORMAL, Sampling
from commonweal.insight.impact.words import value_in_words

FEW = 25
"""A table of more rows than this is folded away on the page."""
_SAMPLED = 5_000


@dataclass(frozen=True, slots=True)
class Nesting:
    """For each characteristic, those that each of its values lies within, and within which value."""

    within: Mapping[str, tuple[str, ...]]
    parents: Mapping[tuple[str, str], Mapping[Value, Value]]


def find_nesting(connection: duckdb.DuckDBPyConnection, characteristics: Sequence[str]) -> Nesting:
    """Which characteristics lie within which: a small area in a ward, say. Read from the results
    themselves.
    """
    within: dict[str, tuple[str, ...]] = {}
    parents: dict[tuple[str, str], dict[Value, Value]] = {}
    if not characteristics:
        return Nesting(within, parents)
    columns = ", ".join(f"count(distinct {quoted(name)})" for name in characteristics)
    few = f"(select * from results limit {_SAMPLED})"
    row = connection.execute(f"select {columns} from {few}").fetchone() or ()
    sizes = dict(zip(characteristics, row, strict=True))
    for place, child in enumerate(characteristics):
        found: dict[str, dict[Value, Value]] = {
            parent: {}
            for at, parent in enumerate(characteristics)
            if parent != child
            and 2 <= sizes[parent] <= sizes[child]
            and not (sizes[parent] == sizes[child] and place > at)
        }
        for source in (few, "results"):
            found = _around(connection, source, child, list(found))
        within[child] = tuple(found)
        parents |= {(child, parent): values for parent, values in found.items()}
    return Nesting(within, parents)


def _around(
    connection: duckdb.DuckDBPyConnection, source: str, child: str, candidates: Sequence[str]
) -> dict[str, dict[Value, Value]]:
    """Those characteristics that have one value wherever `child` has one, and which value that is."""
    if not candidates:
        return {}
    names = [quoted(each) for each in candidates]
    one = ", ".join(
        f"min({each}), min({each}) is not distinct from max({each}) and count({each}) in (0, count(*))"
        for each in names
    )
    rows = connection.execute(f"select {quoted(child)}, {one} from {source} group by 1").fetchall()
    return {
        each: {row[0]: row[1 + at * 2] for row in rows}
        for at, each in enumerate(candidates)
        if all(row[2 + at * 2] for row in rows)
    }


def order(nesting: Nesting, characteristics: Sequence[str]) -> list[str]:
    """The characteristics with each after those it lies within."""
    return sorted(characteristics, key=lambda name: _depth(nesting, name))


def _depth(nesting: Nesting, name: str) -> int:
    return 1 + max((_depth(nesting, parent) for parent in nesting.within.get(name, ())), default=0)


def hidden_patterns(
    measured: Sequence[Measured], characteristics: Sequence[str], nesting: Nesting, smallest: int
) -> dict[str, list[Pattern]]:
    """For each characteristic, what is hidden of each option's table."""
    made: dict[str, list[Pattern]] = {}
    for name in order(nesting, characteristics):
        values = [group.value for group in measured[0].groups[name]]
        above = [parent for parent in nesting.within[name] if parent in made]
        places = {
            parent: {group.value: at for at, group in enumerate(measured[0].groups[parent])}
            for parent in above
        }

        def parent_row(
            parent: str, value: Value, name: str = name, places: dict[str, dict[Value, int]] = places
        ) -> int:
            return places[parent][nesting.parents[name, parent][value]]

        labels: list[Label] = [tuple(parent_row(each, value) for each in above) for value in values]
        rows = {
            at
            for at, value in enumerate(values)
            for parent in above
            if made[parent][0].row(parent_row(parent, value)) is not None
        }
        cells = [
            [
                (at, column)
                for at, value in enumerate(values)
                for parent in above
                for column in range(3)
                if made[parent][option].cell(parent_row(parent, value), column) is not None
            ]
            for option in range(len(measured))
        ]
        money = {
            at
            for at, value in enumerate(values)
            for parent in above
            if made[parent][0].amount(parent_row(parent, value)) is not None
        }
        options = [[counts(group) for group in each.groups[name]] for each in measured]
        resting = [[contributors(group) for group in each.groups[name]] for each in measured]
        made[name] = patterns(options, resting, smallest, labels, rows, cells, money)
    return made


def counts(group: Group) -> tuple[float, float, float]:
    """Households losing, unchanged and gaining: rows or, where rows stand for fewer than one, their
    weights.
    """
    parts = (group.losing, group.same, group.gaining)
    losing, same, gaining = (min(float(each.rows), each.weight) if each.rows else 0.0 for each in parts)
    return losing, same, gaining


def contributors(group: Group) -> tuple[float, float, float]:
    """On how many households the amounts rest: today's cost, the cost after, and the change."""
    everyone = group.all
    return (
        float(everyone.with_before),
        float(everyone.with_after),
        float(group.losing.rows + group.gaining.rows),
    )


COLUMNS = (
    Column("households", "Households", "count"),
    Column("losing", "Lose", "count"),
    Column("share losing", "Share losing", "share"),
    Column("gaining", "Gain", "count"),
    Column("share gaining", "Share gaining", "share"),
    Column("unchanged", "No change", "count"),
    Column("cost today", "Cost today, a year", "money"),
    Column("cost after", "Cost after, a year", "money"),
    Column("change in cost", "Change in cost, a year", "change"),
    Column("mean change a week", "Mean change, a week", "week"),
    Column("mean change a year", "Mean change, a year", "change"),
    Column("median change a year", "Median change of those it changes, a year", "change"),
    Column("mean loss a week", "Mean loss of losers, a week", "week"),
)


def group_table(
    name: str,
    label: str,
    caption: str,
    groups: Sequence[Group],
    pattern: Pattern,
    sampling: Sampling,
    names: Mapping[Value, str] | None = None,
) -> Table:
    """The table of one characteristic under one option."""
    rows = [
        (value_in_words(group.value, names), *group_cells(group, pattern, at, sampling))
        for at, group in enumerate(groups)
    ]
    return Table(name, caption, (Column("value", label), *COLUMNS), tuple(rows), long=len(rows) > FEW)


def group_cells(group: Group, pattern: Pattern, at: int, sampling: Sampling) -> tuple[Cell, ...]:
    """The cells of a group under COLUMNS; `at` is its row in the pattern."""
    everyone = group.all
    hidden = pattern.row(at)
    losing, same, gaining = (pattern.cell(at, column) for column in range(3))
    money = pattern.amount(at)
    changed = group.losing.rows + group.gaining.rows
    both = money or losing or gaining
    return (
        hidden or households(everyone.weight),
        losing or households(group.losing.weight),
        losing or share_of(group.losing, everyone, sampling),
        gaining or households(group.gaining.weight),
        gaining or share_of(group.gaining, everyone, sampling),
        same or households(group.same.weight),
        money or pounds(everyone.before),
        money or pounds(everyone.after),
        money or pounds(everyone.change),
        money or mean_change(everyone, sampling, week=True),
        money or mean_change(everyone, sampling, week=False),
        money or (median_change(group.median, sampling) if changed else Decimal(0)),
        both or (weekly(group.losing.change / group.losing.weight) if group.losing.weight else None),
    )


def households(weight: float) -> int:
    """A number of households, to the nearest whole one."""
    return round(weight)


def share_of(part: Sums, whole: Sums, sampling: Sampling) -> Cell:
    """Which share of some households others are, as an estimate of one."""
    if whole.weight <= 0:
        return None
    value = part.weight / whole.weight
    error = sampling.ratio(whole.weight, part.weight, whole.weight2, part.weight2, part.weight2)
    if not part.rows or part.rows == whole.rows:
        # All or none: the spread within the sample is nothing, which says nothing of those not in it.
        error = None
    return estimate(Decimal(repr(round(value, 6))), None if error is None else round(NORMAL * error, 6), 0, 1)


def mean_change(sums: Sums, sampling: Sampling, *, week: bool) -> Cell:
    """The mean change of some households, in pounds."""
    if sums.weight <= 0:
        return None
    shown = weekly if week else pounds
    value = sums.change / sums.weight
    error = sampling.ratio(sums.weight, sums.change, sums.weight2, sums.cross, sums.change2)
    if error is None:
        return shown(value)
    margin = NORMAL * error
    return Estimate(shown(value), shown(value - margin), shown(value + margin))


def median_change(median: tuple[int, int, int] | None, sampling: Sampling) -> Cell:
    """A median in whole pounds a year."""
    if median is None:
        return None
    value, low, high = (Decimal(each) for each in median)
    return Estimate(value, low, high) if sampling.sample else value


def estimate(value: Decimal, margin: float | None, least: int, most: int) -> Cell:
    """A value with its interval, kept within bounds."""
    if margin is None:
        return value
    around = Decimal(repr(margin))
    return Estimate(value, max(Decimal(least), value - around), min(Decimal(most), value + around))
