"""How far a figure from a sample may be from the truth.

Linearised (Taylor series) standard errors for a sample drawn with replacement, households being the units
drawn: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), chapters 2 and 5. Intervals for
medians: Woodruff, Journal of the American Statistical Association 47 (1952). No interval is given for a full
caseload: nobody was left out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

NORMAL = 1.959963984540054
"""Half the width, in standard errors, of the interval that holds a normal variable 95 times in 100."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the rows stand for households: `rows` in the whole sample; `sample` is false for a full
    caseload.
    """

    rows: int
    sample: bool

    def total(self, total: float, squares: float) -> float | None:
        """The standard error of a weighted total, from Σwy and Σ(wy)²; None without sampling."""
        if not self.sample or self.rows < 2:
            return None
        variance = self.rows / (self.rows - 1) * (squares - total * total / self.rows)
        return sqrt(max(0.0, variance))

    def ratio(self, weight: float, part: float, squares: float, cross: float, parts: float) -> float | None:
        """The standard error of the mean Σwy / Σw of a group, from Σw, Σwy, Σw², Σw²y and Σw²y²."""
        if not self.sample or self.rows < 2 or weight <= 0:
            return None
        mean = part / weight
        spread = parts - 2 * mean * cross + mean * mean * squares
        return sqrt(max(0.0, self.rows / (self.rows - 1) * spread)) / weight

    def median(self, weight: float, squares: float) -> float:
        """How far either side of a half the shares are whose quantiles bound the median; 0 without
        sampling.
        """
        if not self.sample or self.rows < 2 or weight <= 0:
            return 0.0
        return min(0.5, NORMAL * sqrt(self.rows / (self.rows - 1) * 0.25 * squares) / weight)
