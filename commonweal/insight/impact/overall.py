"""The first tables: cost and caseload, what happens to whom, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from commonweal.insight.impact.amounts import money, pounds
from commonweal.insight.impact.groups import households
from commonweal.insight.impact.hiding import hide_parts, is_small
from commonweal.insight.impact.measuring import GAINING, LOSING, Measured, Sums
from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.tables import Cell, Column, Estimate, Hidden, Table
from commonweal.insight.impact.uncertainty import NORMAL, Sampling
from commonweal.insight.impact.words import say

ROUNDED = 10
"""Where a caseload would tell of a small number it is rounded to so many times the smallest number shown."""
_LOSES, _SAME, _GAINS = range(3)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many households each thing happens to, under one option, with small numbers hidden."""

    gone: Cell
    less: Cell
    losing: Cell
    same: Cell
    more: Cell
    newly: Cell
    gaining: Cell
    none: Cell
    undecided: Cell
    everyone: Cell
    few_change: bool = False
    """Whether so few households' support changes that the change in cost would tell of them."""
    few_today: bool = False
    few_after: bool = False
    """Whether so few get support that what it costs would tell of them."""

    @property
    def change_tells(self) -> bool:
        """Whether the change in cost would tell of a few: whose it is, or, beside one cost, the other’s."""
        return self.few_change or self.few_today or self.few_after

    @property
    def caseload_tells(self) -> bool:
        """Whether the exact caseload, beside what else is shown, would tell of a small number."""
        return (
            self.few_today
            or self.few_after
            or any(isinstance(each, Hidden) for each in (self.gone, self.newly))
        )


def outcomes(measured: Measured, smallest: int) -> Outcomes:
    """Count what happens to whom. Parts that add up to a total are hidden so that none can be worked out."""
    sums = measured.outcomes
    losing = sums["no longer entitled"] + sums["less"]
    gaining = sums["newly entitled"] + sums["more"]
    ways = (losing, sums["same"], gaining)
    hidden = hide_parts([_count(each) for each in ways], smallest, prefer=(_SAME,))
    undecided = sums["undecided"]

    def shown(each: Sums, how: Hidden | None) -> Cell:
        return how or households(each.weight)

    def parts(names: tuple[str, str], whole: Hidden | None) -> tuple[Cell, Cell]:
        if whole is not None:
            return Hidden.BESIDE, Hidden.BESIDE
        found = hide_parts([_count(sums[name]) for name in names], smallest)
        return shown(sums[names[0]], found[0]), shown(sums[names[1]], found[1])

    gone, less = parts(("no longer entitled", "less"), hidden[_LOSES])
    newly, more = parts(("newly entitled", "more"), hidden[_GAINS])
    # Were the total shown beside those who get support, a small number who do not could be worked out.
    few = is_small(_count(sums["none"]), smallest) or is_small(_count(undecided), smallest)
    everyone = Hidden.BESIDE if few else households(sum((each.weight for each in (*ways, sums["none"])), 0.0))
    return Outcomes(
        gone,
        less,
        shown(losing, hidden[_LOSES]),
        shown(sums["same"], hidden[_SAME]),
        more,
        newly,
        shown(gaining, hidden[_GAINS]),
        shown(sums["none"], Hidden.SMALL if is_small(_count(sums["none"]), smallest) else None),
        Hidden.SMALL if is_small(_count(undecided), smallest) else households(undecided.weight),
        everyone,
        few_change=is_small(_count(losing + gaining), smallest),
        few_today=is_small(_count(losing + sums["same"] + sums["more"]), smallest),
        few_after=is_small(_count(sums["less"] + sums["same"] + gaining), smallest),
    )


def outcome_table(found: Sequence[Outcomes], labels: Sequence[str]) -> Table:
    """What happens to whom, a column for each option."""
    names = (
        ("no longer entitled", "gone"), ("less", "less"), ("losing", "losing"), ("same", "same"),
        ("more", "more"), ("newly entitled", "newly"), ("gaining", "gaining"), ("none", "none"),
        ("undecided", "undecided"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (say(f"outcome {name}"), *(getattr(each, attribute) for each in found)) for name, attribute in names
    ]
    rows.append((say("outcome all"), *(each.everyone for each in found)))
    columns = (Column("outcome", "What happens"), *(Column(label, label, "count") for label in labels))
    return Table("outcomes", say("outcomes caption"), columns, tuple(rows), total=True)


def headline_table(
    measured: Sequence[Measured],
    found: Sequence[Outcomes],
    labels: Sequence[str],
    sampling: Sampling,
    smallest: int,
    today: str = "",
) -> Table:
    """Cost and caseload a year, a row for today (by the name given) and for each option."""
    tells = any(each.caseload_tells for each in found)
    unit = ROUNDED * smallest if tells else 1
    rows = [_headline(today or say("today"), measured[0], found[0], sampling, unit, after=False)]
    rows += [
        _headline(label, each, outcome, sampling, unit, after=True)
        for label, each, outcome in zip(labels, measured, found, strict=True)
    ]
    notes = (say("rounded caseload", unit=unit),) if tells else ()
    columns = (
        Column("scheme", "Policy"),
        Column("cost a year", "Cost, a year", "money"),
        Column("change in cost a year", "Change in cost, a year", "change"),
        Column("change in cost", "Change in cost", "share"),
        Column("caseload", "Households that get support", "count"),
        Column("change in caseload", "Change in households", "number"),
        Column("mean award a week", "Mean support, a week", "money"),
    )
    return Table("headline", say("headline caption"), columns, tuple(rows), notes=notes)


def total_of(measured: Measured) -> Sums:
    """All households that could be decided."""
    total = Sums()
    for name, sums in measured.outcomes.items():
        if name != "undecided":
            total = total + sums
    return total


def caseload(measured: Measured, *, after: bool) -> float:
    """Households that get support today or after."""
    names = ["less", "same", "more", "newly entitled" if after else "no longer entitled"]
    return sum(measured.outcomes[name].weight for name in names)


def _headline(
    label: str, measured: Measured, found: Outcomes, sampling: Sampling, unit: int, *, after: bool
) -> tuple[Cell, ...]:
    total = total_of(measured)
    cost, squares = (total.after, total.after2) if after else (total.before, total.before2)
    error = sampling.total(cost, squares)
    households_now = caseload(measured, after=after)
    change: Cell = None
    share: Cell = None
    more: Cell = None
    if after:
        spread = sampling.total(total.change, total.change2)
        change = money_estimate(total.change, spread)
        share = Decimal(repr(round(total.change / total.before, 6))) if total.before else None
        more = households(households_now) - households(caseload(measured, after=False))
    mean: Cell = pounds(cost * 7 / 365 / households_now) if households_now else None
    shown: Cell = money_estimate(cost, error)
    if found.few_after if after else found.few_today:
        shown = mean = Hidden.BESIDE
    if after and found.change_tells:
        change = share = Hidden.BESIDE
    if after and found.few_change:
        shown = Hidden.BESIDE
    if unit > 1:
        mean = Hidden.BESIDE
        more = Hidden.BESIDE if after else None
    return label, shown, change, share, to_nearest(households_now, unit), more, mean


def to_nearest(weight: float, unit: int) -> int:
    """A number of households to the nearest so many."""
    return unit * households(weight / unit)


def money_estimate(pence: float, error: float | None) -> Cell:
    """Pence as pounds, with the interval that a standard error gives."""
    if error is None:
        return pounds(pence)
    margin = NORMAL * error
    return Estimate(pounds(pence), pounds(pence - margin), pounds(pence + margin))


def band_table(
    measured: Sequence[Measured], found: Sequence[Outcomes], labels: Sequence[str], settings: Settings
) -> Table:
    """How many lose and gain by how much a week, the largest loss first."""
    sizes = [Decimal(0), *settings.bands]
    names = [
        f"{money(low, whole=low == int(low))} to {money(high, whole=high == int(high))}"
        for low, high in pairwise(sizes)
    ]
    names.append(f"More than {money(sizes[-1], whole=sizes[-1] == int(sizes[-1]))}")
    columns = (Column("band", "Change a week"), *(Column(label, label, "count") for label in labels))
    lines: list[tuple[Cell, ...]] = []
    for way, word, bands in (
        (LOSING, "Lose", range(len(names) - 1, -1, -1)),
        (GAINING, "Gain", range(len(names))),
    ):
        by_option = []
        for each, outcome in zip(measured, found, strict=True):
            whole = outcome.losing if way == LOSING else outcome.gaining
            counts = [each.bands.get((way, band), Sums()) for band in bands]
            hidden: list[Hidden | None] = (
                [Hidden.BESIDE] * len(counts)
                if isinstance(whole, Hidden)
                else hide_parts([_count(sums) for sums in counts], settings.smallest)
            )
            by_option.append(
                [how or households(sums.weight) for how, sums in zip(hidden, counts, strict=True)]
            )
        for at, band in enumerate(bands):
            lines.append(
                (f"{word} {names[band][:1].lower()}{names[band][1:]}", *(each[at] for each in by_option))
            )
        if way == LOSING:
            lines.append((say("outcome same"), *(each.same for each in found)))
    note = "A band holds its upper limit: £2.00 is in “£1 to £2”."
    return Table("bands", say("bands caption"), columns, tuple(lines), notes=(note,))


def _count(sums: Sums) -> float:
    return min(float(sums.rows), sums.weight) if sums.rows else 0.0
