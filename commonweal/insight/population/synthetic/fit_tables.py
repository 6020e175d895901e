"""How well a made population meets the published totals, table by table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from commonweal.insight.population.synthetic.fitting import Households

HEADER = ("data", "area", "category", "published", "target", "made", "difference")


@dataclass(frozen=True, slots=True)
class FitSummary:
    """One table's fit: totals, the sum of absolute differences between whole households and target, SRMSE.

    SRMSE, the standardised root mean square error, is the root of the mean squared difference over the
    table's figures divided by their mean.
    """

    title: str
    file: str
    figures: int
    target: float
    made: float
    absolute_error: float
    srmse: float

    def __str__(self) -> str:
        share = self.absolute_error / self.target if self.target else 0.0
        return (
            f"{self.title}: {self.figures:,} figures, target {self.target:,.0f}, made {self.made:,.0f}, "
            f"total absolute error {self.absolute_error:,.0f} ({share:.2%}), SRMSE {self.srmse:.4f}"
        )


def write_fit(households: Households, folder: Path) -> tuple[FitSummary, ...]:
    """Write fit/*.csv, one a published table, and return each one's summary.

    `published` is the figure as published, `target` what it came to after the recipe's multipliers and
    scaling to the first table's households, `made` the whole households made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    summaries = []
    for number, (total, margin) in enumerate(households.margins, 1):
        made = np.zeros((len(total.groups), len(total.categories)))
        counts = np.ones(households.size)
        for dimension, of in total.people.items():
            counts *= np.array(of)[households.codes[dimension]]
        category = households.codes[total.dimension]
        np.add.at(made, (total.group[households.area], category), counts)
        keep = list(total.counted)
        made = made[:, keep]
        slug = "-".join("".join(c if c.isalnum() else " " for c in total.title.lower()).split())
        file = folder / f"{number:02}-{slug[:60]}.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(HEADER)
            for row, group in enumerate(total.groups):
                for place, index in enumerate(keep):
                    wanted, got = margin.target[row, place], made[row, place]
                    published = total.published[row, index]
                    figures = (f"{each:.2f}".rstrip("0").rstrip(".") for each in (published, wanted, got))
                    gap = f"{got - wanted:.2f}".rstrip("0").rstrip(".")
                    writer.writerow(["synthetic", group, total.categories[index], *figures, gap])
        gap_all = made - margin.target
        mean = float(margin.target.mean()) if margin.target.size else 0.0
        summaries.append(
            FitSummary(
                title=total.title,
                file=file.name,
                figures=int(margin.target.size),
                target=float(margin.target.sum()),
                made=float(made.sum()),
                absolute_error=float(np.abs(gap_all).sum()),
                srmse=float(np.sqrt((gap_all**2).mean())) / mean if mean else 0.0,
            )
        )
    return tuple(summaries)
