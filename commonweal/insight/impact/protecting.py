"""What it would cost to limit losses: transitional protection, or a fund for hardship."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.insight.impact.groups import households
from commonweal.insight.impact.measuring import Beyond, Measured
from commonweal.insight.impact.overall import Outcomes, money_estimate, total_of
from commonweal.insight.impact.tables import Cell, Column, Hidden, Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import say


def protection_table(
    measured: Sequence[Measured],
    found: Sequence[Outcomes],
    bands: Table,
    labels: Sequence[str],
    sampling: Sampling,
) -> Table:
    """A row for each option and limit on what anybody loses a week, from nothing.

    A limit's households are those of the bands above it, so where one of these is hidden in `bands` all that
    rests on it is hidden here; all is, where few gain, because what they gain could be worked out from it.
    """
    columns = (
        Column("policy", "Policy"),
        Column("limit a week", "Nobody loses more than, a week", "money"),
        Column("households", "Households paid", "count"),
        Column("cost a year", "Cost, a year", "money"),
        Column("mean payment a week", "Mean payment, a week", "money"),
        Column("share of saving", "Share of what is saved", "share"),
    )
    rows: list[tuple[Cell, ...]] = []
    for number, (each, outcome, label) in enumerate(zip(measured, found, labels, strict=True), 1):
        total = total_of(each)
        saved = 0.0 if outcome.few_change else -total.change
        largest_first = [row[number] for row in bands.rows[: len(each.beyond)]]
        everything = isinstance(outcome.gaining, Hidden) or isinstance(outcome.losing, Hidden)
        for at, beyond in enumerate(each.beyond):
            above = largest_first[: len(each.beyond) - at]
            # Above no limit are all who lose, and what they lose: told elsewhere, and of many.
            hidden = everything or (at > 0 and any(isinstance(cell, Hidden) for cell in above))
            rows.append((label, beyond.limit, *(_cells(beyond, saved, sampling, hidden=hidden))))
    notes = (say("protection note"),)
    return Table("limiting-losses", say("protection caption"), columns, tuple(rows), notes=notes)


def _cells(beyond: Beyond, saved: float, sampling: Sampling, *, hidden: bool) -> tuple[Cell, ...]:
    if hidden:
        return Hidden.BESIDE, Hidden.BESIDE, Hidden.BESIDE, Hidden.BESIDE
    share = Decimal(repr(round(beyond.pence / saved, 6))) if saved > 0 else None
    # The spread of none at all is nothing, which says nothing of those not in the sample.
    error = sampling.total(beyond.pence, beyond.squares) if beyond.rows else None
    cost = money_estimate(beyond.pence, error)
    mean = money_estimate(beyond.pence * 7 / 365 / beyond.weight, None) if beyond.weight else None
    return households(beyond.weight), cost, mean, share
