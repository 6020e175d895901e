"""What Universal Credit a made household would have: the maximum amount, less what earnings take away.

Universal Credit Regulations 2013 regs 22 to 36 (SI 2013/376), at the rates that the recipe states. Left out:
the benefit cap, the minimum income floor, capital's assumed income, non-dependants' deductions and childcare.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.insight.population.synthetic.draws import Flags, Reals, Whole
from commonweal.insight.population.written_yaml import Written

A_WEEK = 12 / 52
RATES = (
    "single under 25", "single", "couple under 25", "couple", "first child born before 6 April 2017",
    "each child", "most children", "limited capability", "carer", "work allowance with rent",
    "work allowance", "taper", "least award",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates in pounds a month, as the recipe gives them; `taper` is a share; `least award` pounds a week."""

    of: dict[str, float]


def read_rates(written: Written) -> Rates:
    """The rates of a recipe: all must be there."""
    written.only((*RATES, "source"))
    return Rates({name: float(written.number(name)) for name in RATES})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a household's Universal Credit depends on; one entry a household, rent in pounds a week."""

    gets_it: Flags
    partner: Flags
    age: Whole
    children: Whole
    first_child_before_2017: Flags
    limited_capability: Flags
    carer: Flags
    rent: Reals


@dataclass(frozen=True, slots=True)
class Award:
    """Pounds a week: the award, its housing part, the maximum without housing, and most earnings with it."""

    maximum_without_rent: Reals
    allowance: Reals
    most_earnings: Reals


def maximum(household: Circumstances, rates: Rates) -> Award:
    """The elements that a household has, and the earnings at which the award is `least award`."""
    of = rates.of
    young = household.age < 25
    standard = np.where(
        household.partner,
        np.where(young, of["couple under 25"], of["couple"]),
        np.where(young, of["single under 25"], of["single"]),
    )
    counted = np.minimum(household.children, int(of["most children"]))
    children = counted * of["each child"]
    older = household.first_child_before_2017 & (household.children > 0)
    children = children + np.where(older, of["first child born before 6 April 2017"] - of["each child"], 0.0)
    extra = np.where(household.limited_capability, of["limited capability"], 0.0)
    extra = extra + np.where(household.carer & ~household.limited_capability, of["carer"], 0.0)
    without_rent = (standard + children + extra) * A_WEEK
    may_earn = (household.children > 0) | household.limited_capability
    with_rent = household.rent > 0
    allowance = np.where(with_rent, of["work allowance with rent"], of["work allowance"]) * A_WEEK
    allowance = np.where(may_earn, allowance, 0.0)
    room = np.maximum(without_rent + household.rent - of["least award"], 0.0)
    return Award(
        maximum_without_rent=np.rint(without_rent * 100) / 100,
        allowance=allowance,
        most_earnings=np.floor((allowance + room / of["taper"]) * 100) / 100,
    )


def award(household: Circumstances, earnings: Reals, most: Award, rates: Rates) -> Reals:
    """Pounds a week of Universal Credit, to the penny; nought for whoever does not get it."""
    taken = rates.of["taper"] * np.maximum(earnings - most.allowance, 0.0)
    due = np.maximum(most.maximum_without_rent + household.rent - taken, 0.0)
    return np.asarray(np.where(household.gets_it, np.rint(due * 100) / 100, 0.0))
