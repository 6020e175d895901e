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
BETWEEN_LOOKS = 5


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

    def totals(self, table: Reals, areas: Whole | None = None) -> Reals:
        """What a table (areas × cells) comes to by group and category; `areas` says which its rows are."""
        totals = np.zeros_like(self.target)
        np.add.at(totals, self.group if areas is None else self.group[areas], table @ self.counts)
        return totals

    def errors(self, table: Reals) -> Reals:
        """Each area's greatest difference from the totals of its groups, as a share of the total."""
        gap = np.abs(self.totals(table) - self.target) / np.maximum(self.target, 1.0)
        return np.asarray(gap.max(axis=1, initial=0.0)[self.group])


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
    done, error = 0, np.inf
    while True:
        errors = np.max([margin.errors(table) for margin in margins], axis=0, initial=0.0)
        error = float(errors.max(initial=0.0))
        if error <= TOLERANCE or done >= rounds:
            return Fitted(table, done, error, error <= TOLERANCE)
        # Most areas are met in a few rounds: only the others go on, beside what the rest come to.
        active = np.flatnonzero(errors > TOLERANCE)
        rest = np.flatnonzero(errors <= TOLERANCE)
        settled = [margin.totals(table[rest], rest) for margin in margins]
        part = table[active]
        for _ in range(min(BETWEEN_LOOKS, rounds - done)):
            for margin, under, known in zip(margins, inside, settled, strict=True):
                totals = margin.totals(part, active) + known
                factors = np.divide(margin.target, totals, out=np.ones_like(totals), where=totals > 0)
                part *= (factors @ under + (1.0 - under.sum(axis=0)))[margin.group[active]]
            done += 1
        table[active] = part
