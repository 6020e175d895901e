"""The scheme's formulas over numpy arrays, as both OpenFisca's and PolicyEngine's authors write them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scheme import NON_DEPENDANT, PERCENTAGES, UPPER

Array = NDArray[Any]


def assessed_income(earnings: Array, other_income: Array) -> Array:
    """£ a week."""
    return np.maximum(earnings - 25, 0) + other_income


def band(partner: Array, children: Array, income: Array) -> Array:
    """The percentage."""
    kinds = {
        "two children": children >= 2,
        "one child": children == 1,
        "couple": (children == 0) & partner,
        "single": (children == 0) & ~partner,
    }
    conditions, percentages = [], []
    for kind, holds in kinds.items():
        for upper, percentage in zip(UPPER[kind], PERCENTAGES, strict=False):
            conditions.append(holds & (income <= upper))
            percentages.append(percentage)
    return np.select(conditions, percentages, default=PERCENTAGES[-1])


def deduction(works: Array, income: Array) -> Array:
    """£ a week."""
    pounds = [rule[2] for rule in NON_DEPENDANT]
    conditions = [~works, *(income < upper for upper in (100, 200, 300, 400))]
    return np.select(conditions, pounds[:5], default=pounds[5])


def award(bill: Array, percentage: Array, taken_off: Array) -> Array:
    """£ a week, to the penny."""
    return np.maximum(np.round(bill / 52 * percentage / 100 - taken_off, 2), 0)


INPUTS = {
    "partner": bool, "children": int, "earnings": float, "other_income": float,
    "non_dependant_works": bool, "non_dependant_income": float, "bill": float,
}  # fmt: skip
