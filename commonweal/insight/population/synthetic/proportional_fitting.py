"""Iterative proportional fitting: scale a seed until its totals are the published ones.

Deming and Stephan (1940). Each published table is a margin; each round scales the cells under every total in
turn. What the seed says of how characteristics go together (its odds ratios) is kept; a cell that is nought
stays nought. Where the totals agree with one another and the seed allows them, the rounds converge to
the table nearest the seed (least relative entropy) that meets them all.

Ours and not a library's: the areas are fitted together with totals that are known for areas and for groups of
areas at once, some categories may be left open, and it is forty lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.insight.population.synthetic.draws import Reals, Whole

TOLERANCE = 5e-4
"""The greatest difference that may be left, as a share of its total: less than one household in 2,000."""
ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Margin:
    """Totals that the table must meet.

    `counts` (cells × categories): how much a household in a cell counts towards a category; 0 in every
    category leaves the cell out of this margin. `group` (areas): which group of areas each area is in.
    `target` (groups × categories): the totals.
    """

    name: str
    counts: Reals
    group: Whole
    target: Reals

    def totals(self, table: Reals) -> Reals:
        """What a table (areas × cells) comes to in each group and category."""
        by_area = table @ self.counts
        totals = np.zeros_like(self.target)
        np.add.at(totals, self.group, by_area)
        return totals


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted table, after how many rounds, and the greatest error left (share of its total)."""

    table: Reals
    rounds: int
    error: float
    converged: bool


def fit(seed: Reals, margins: Sequence[Margin], rounds: int = ROUNDS) -> Fitted:
    """Scale `seed` (areas × cells, none negative) to the margins.

    A total of nought empties its cells. A total above nought over cells that are all nought cannot be met: it
    is passed over, and stays in `error`. Where a household counts as more than one (people of a couple),
    cells are still scaled alike, which meets the total without being the nearest table to the seed.
    """
    table = np.array(seed, dtype=np.float64)
    if (table < 0).any() or not np.isfinite(table).all():
        raise ValueError("a seed holds only finite numbers that are not negative")
    inside = [(margin.counts > 0).astype(np.float64).T for margin in margins]
    error = np.inf
    for done in range(1, rounds + 1):
        for margin, under in zip(margins, inside, strict=True):
            totals = margin.totals(table)
            factors = np.divide(margin.target, totals, out=np.ones_like(totals), where=totals > 0)
            table *= (factors @ under + (1.0 - under.sum(axis=0)))[margin.group]
        error = max((_error(margin, table) for margin in margins), default=0.0)
        if error <= TOLERANCE:
            return Fitted(table, done, error, True)
    return Fitted(table, rounds, float(error), False)


def _error(margin: Margin, table: Reals) -> float:
    gap = np.abs(margin.totals(table) - margin.target)
    return float(np.max(gap / np.maximum(margin.target, 1.0), initial=0.0))
