"""What is left of a saving when part of the new bills is not paid: a range, on a share that is stated."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.insight.impact.amounts import pounds
from commonweal.insight.impact.assumptions import Range
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.overall import Outcomes, money_estimate, total_of
from commonweal.insight.impact.tables import Cell, Column, Hidden, Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import say


def collecting_table(
    collected: Range,
    measured: Sequence[Measured],
    found: Sequence[Outcomes],
    labels: Sequence[str],
    sampling: Sampling,
) -> Table:
    """A row for each option: what is newly billed (all losses together), how much of that is not collected,
    and what is saved in the end.
    """
    columns = (
        Column("policy", "Policy"),
        Column("newly billed", "Newly billed, a year", "money"),
        Column("saved", "Saved if all is paid, a year", "change"),
        Column("not collected from", "Not collected, from", "money"),
        Column("not collected to", "Not collected, to", "money"),
        Column("saved from", "Saved in the end, from", "change"),
        Column("saved to", "Saved in the end, to", "change"),
    )
    rows: list[tuple[Cell, ...]] = []
    for each, outcome, label in zip(measured, found, labels, strict=True):
        # With few who gain, what they gain would be the saving less what is newly billed.
        if outcome.change_tells or any(isinstance(one, Hidden) for one in (outcome.gaining, outcome.losing)):
            rows.append((label, *([Hidden.BESIDE] * (len(columns) - 1))))
            continue
        billed = each.beyond[0]
        total = total_of(each)
        newly, saved = pounds(billed.pence), pounds(total.before) - pounds(total.after)
        least, most = (pounds(billed.pence * float(1 - share)) for share in (collected.high, collected.low))
        error = sampling.total(billed.pence, billed.squares) if billed.rows else None
        rows.append(
            (
                label,
                newly if error is None else money_estimate(billed.pence, error),
                saved,
                least,
                most,
                saved - most,
                saved - least,
            )
        )
    notes = (say("collecting note"),)
    return Table("collection", say("collecting caption"), columns, tuple(rows), notes=notes)
