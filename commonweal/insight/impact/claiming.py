"""What an option costs when not all who become entitled claim: a line of its own, on a stated share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.insight.impact.amounts import pounds
from commonweal.insight.impact.assumptions import Range
from commonweal.insight.impact.groups import households
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.overall import Outcomes, total_of
from commonweal.insight.impact.tables import Cell, Column, Hidden, Table
from commonweal.insight.impact.words import say


def claiming_table(
    share: Range, measured: Sequence[Measured], found: Sequence[Outcomes], labels: Sequence[str]
) -> Table:
    """A row for each option: who becomes entitled, and the cost by how many of them claim."""
    columns = (
        Column("policy", "Policy"),
        Column("newly entitled", "Newly entitled households", "count"),
        Column("claiming from", "Would claim, from", "count"),
        Column("claiming to", "Would claim, to", "count"),
        Column("cost of all", "Cost if all claim, a year", "money"),
        Column("cost from", "Cost, from", "money"),
        Column("cost to", "Cost, to", "money"),
        Column("change from", "Change in cost, from", "change"),
        Column("change to", "Change in cost, to", "change"),
    )
    rows: list[tuple[Cell, ...]] = []
    for each, outcome, label in zip(measured, found, labels, strict=True):
        if outcome.change_tells or isinstance(outcome.newly, Hidden):
            hides = outcome.few_change or outcome.few_after
            cost: Cell = Hidden.BESIDE if hides else pounds(total_of(each).after)
            rows.append((label, outcome.newly, *([Hidden.BESIDE] * 2), cost, *([Hidden.BESIDE] * 4)))
            continue
        newly, total = each.outcomes["newly entitled"], total_of(each)
        before, after = pounds(total.before), pounds(total.after)
        costs = [after - _part(pounds(newly.after), 1 - one) for one in (share.low, share.high)]
        claiming = [households(newly.weight * float(one)) for one in (share.low, share.high)]
        changes = [cost - before for cost in costs]
        rows.append((label, outcome.newly, *claiming, after, *costs, *changes))
    notes = (say("claiming note"),)
    return Table("take-up", say("claiming caption"), columns, tuple(rows), notes=notes)


def _part(amount: Decimal, share: Decimal) -> Decimal:
    return pounds(amount * 100 * share)
