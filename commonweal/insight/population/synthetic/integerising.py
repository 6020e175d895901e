"""From fractions of households to whole ones: truncate, replicate, sample.

After Lovelace and Ballas (2013), "'Truncate, replicate, sample': a method for creating integer weights for
spatial microsimulation", Computers, Environment and Urban Systems 41. Each cell keeps its whole part; the
households still missing in an area are sampled by the fractions cut off. The sample is systematic
(Madow 1949), theirs is drawn cell by cell: one random start, then equal steps through the cells. Every
cell then has exactly its fraction as its chance, so nothing is likelier than fitted, and cells that lie
together share out their households evenly.
"""

from __future__ import annotations

import numpy as np

from commonweal.insight.population.synthetic.draws import Draws, Reals, Whole


def whole_households(table: Reals, seed: int) -> Whole:
    """Whole numbers (areas × cells) whose sum in each area is that of `table`, rounded half to even.

    Each area has its own stream of draws, so that changing one leaves the others as they were.
    """
    result = np.floor(table).astype(np.int64)
    for area in range(table.shape[0]):
        missing = int(np.rint(table[area].sum())) - int(result[area].sum())
        if missing > 0:
            bounds = np.cumsum(table[area] - np.floor(table[area]))
            start = Draws(seed, 1, area).uniform(1)[0]
            points = (np.arange(missing) + start) * (bounds[-1] / missing)
            chosen = np.minimum(np.searchsorted(bounds, points, side="right"), table.shape[1] - 1)
            np.add.at(result[area], chosen, 1)
    return result
