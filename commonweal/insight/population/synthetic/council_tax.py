"""Council Tax: the bill of a band, and the bands that homes' prices suggest.

Bills are proportions of band D, in ninths: Local Government Finance Act 1992 s. 5; a home with one adult has
a quarter off: s. 11. The bands by value on 1 April 1991 in England: s. 5(2).
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from commonweal.insight.population.synthetic.draws import Reals

BANDS = ("a", "b", "c", "d", "e", "f", "g", "h")
NINTHS = (6, 7, 8, 9, 11, 13, 15, 18)
UPPER_1991 = (40_000, 52_000, 68_000, 88_000, 120_000, 160_000, 320_000)


def bill_in_pence(band_d: Decimal, band: str, *, one_adult: bool) -> int:
    """A year's bill in pence: band D × ninths, less a quarter for one adult; each to the penny, half even."""
    penny = Decimal("0.01")
    bill = (band_d * NINTHS[BANDS.index(band)] / 9).quantize(penny, ROUND_HALF_EVEN)
    if one_adult:
        bill -= (bill / 4).quantize(penny, ROUND_HALF_EVEN)
    return int(bill * 100)


def band_shares(median_price_now: float, times_1991: float, spread: float) -> Reals:
    """The share of homes in each band, when prices are log-normal about a median.

    `times_1991`: how many times the price of 1991 homes fetch now; `spread`: the standard deviation of the
    logarithm of the price.
    """
    bounds = np.log(np.array(UPPER_1991) * times_1991 / median_price_now) / spread
    below = np.concatenate([[0.0], [_normal_below(float(each)) for each in bounds], [1.0]])
    return np.diff(below)


def _normal_below(value: float) -> float:
    return 0.5 * (1.0 + math.erf(value / math.sqrt(2.0)))
