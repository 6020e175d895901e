"""Who bears the cost: support lowers what the bill brings, for each authority in proportion to its part.

A reduction lowers the council tax base (Local Authorities (Calculation of Council Tax Base) (England)
Regulations 2012, regulation 4), on which every authority's precept is raised, so that each bears the share of
the cost that its part is of the bill.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from commonweal.insight.impact.amounts import pounds
from commonweal.insight.impact.assumptions import Authority, Shares
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.overall import Outcomes, total_of
from commonweal.insight.impact.tables import Cell, Column, Hidden, Table
from commonweal.insight.impact.words import say

_PENNY = Decimal("0.01")


def authorities_table(
    shares: Shares, measured: Sequence[Measured], found: Sequence[Outcomes], labels: Sequence[str]
) -> Table:
    """A row for each authority and one for all: today's cost and each option's change, which add up."""
    columns = [Column("authority", "Authority")]
    if shares.pounds:
        columns.append(Column("band d", "Its part of band D, a year", "money"))
    columns += [Column("share", "Share", "share"), Column("cost today", "Cost today, a year", "money")]
    columns += [
        Column(
            "change in cost" if len(labels) == 1 else f"change in cost: {label}",
            "Change in cost, a year" if len(labels) == 1 else f"Change, a year: {label}",
            "change",
        )
        for label in labels
    ]
    totals = [total_of(each) for each in measured]
    amounts: list[Decimal | None] = [
        None if outcome.few_today else pounds(each.before)
        for each, outcome in zip(totals[:1], found[:1], strict=True)
    ]
    amounts += [
        None if outcome.change_tells else pounds(each.after) - pounds(each.before)
        for each, outcome in zip(totals, found, strict=True)
    ]
    many = len(shares.authorities)
    split: list[Sequence[Cell]] = [
        [Hidden.BESIDE] * many if each is None else split_exactly(each, shares) for each in amounts
    ]
    whole: list[Cell] = [Hidden.BESIDE if each is None else each for each in amounts]
    rows: list[tuple[Cell, ...]] = [
        (each.name, *_parts(each, shares), *(column[at] for column in split))
        for at, each in enumerate(shares.authorities)
    ]
    everyone = Authority(say("all authorities"), shares.whole)
    rows.append((everyone.name, *_parts(everyone, shares), *whole))
    notes = (say("authorities note"),)
    return Table(
        "authorities", say("authorities caption"), tuple(columns), tuple(rows), notes=notes, total=True
    )


def _parts(authority: Authority, shares: Shares) -> list[Cell]:
    share = (authority.part / shares.whole).quantize(Decimal("0.000001"))
    return [authority.part, share] if shares.pounds else [share]


def split_exactly(amount: Decimal, shares: Shares) -> list[Decimal]:
    """Pounds split by the shares, to the penny, so that the parts add up to it: the pennies left over go to
    the largest remainders.
    """
    pence = abs(amount) * 100
    exact = [pence * each.part / shares.whole for each in shares.authorities]
    parts = [each.to_integral_value(ROUND_FLOOR) for each in exact]
    left = int(pence - sum(parts))
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[:left]:
        parts[at] += 1
    return [(each / 100 if amount >= 0 else -each / 100).quantize(_PENNY) for each in parts]
