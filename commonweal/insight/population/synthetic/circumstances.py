"""From categories to a household: births, other people, incomes, savings and the Council Tax bill."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.insight.population.synthetic.council_tax import BANDS, bill_in_pence
from commonweal.insight.population.synthetic.draws import Draws, Flags, Reals, Whole
from commonweal.insight.population.synthetic.recipe import (
    AGE_GROUP,
    AMOUNTS,
    BAND,
    CHANCES,
    HOUSEHOLD_TYPE,
    UNIVERSAL_CREDIT,
    Recipe,
)
from commonweal.insight.population.synthetic.rules import draw_amounts, draw_chances
from commonweal.insight.population.synthetic.take_home import take_home
from commonweal.insight.population.synthetic.universal_credit import Circumstances, award, maximum

YEAR = 365.25
PENSION_AGE = 66
MOST_CHILDREN = 40
TWO_CHILD_FROM = datetime.date(2017, 4, 6)


@dataclass(frozen=True, slots=True)
class Made:
    """Columns of made households: pence, days before the relevant date, counts and flags.

    `children` and `other_adults` hold days before the relevant date, one column a person, -1 for none.
    """

    pence: Mapping[str, Whole]
    flags: Mapping[str, Flags]
    born: Whole
    children: Whole
    other_adults: Whole


def live_out(recipe: Recipe, codes: Mapping[str, Whole]) -> Made:
    """Draw all that the fit does not say. Each thing has its own stream: changing one leaves the others."""
    size = len(codes[HOUSEHOLD_TYPE])
    streams = {name: Draws(recipe.seed, 3, n) for n, name in enumerate((*AMOUNTS, *CHANCES, "age", "people"))}
    amounts = {
        name: draw_amounts(recipe.amounts.get(name, ()), codes, size, streams[name]) for name in AMOUNTS
    }
    chances = {
        name: draw_chances(recipe.chances.get(name, ()), codes, size, streams[name])
        for name in CHANCES
        if name != "other adults work"
    }
    low, high = (np.array(side)[codes[AGE_GROUP]] for side in zip(*recipe.ages, strict=True))
    years = low + streams["age"].uniform(size) * (high + 1 - low)
    born = np.floor(years * YEAR).astype(np.int64)
    partner = np.array([each.partner for each in recipe.types])[codes[HOUSEHOLD_TYPE]]
    people = streams["people"]
    numbers = _numbers([each.children for each in recipe.types], codes[HOUSEHOLD_TYPE], people)
    children = _children(numbers, years, people)
    adults = _adults(
        _numbers([each.other_adults for each in recipe.types], codes[HOUSEHOLD_TYPE], people), people
    )
    pence = _money(recipe, codes, amounts, chances, partner, years, children)
    pence["council tax bill"] = _bills(recipe, codes, partner | np.asarray((adults >= 0).any(axis=1)))
    working = draw_chances(
        recipe.chances.get("other adults work", ()), codes, size, streams["other adults work"]
    )
    flags = {
        **chances,
        "partner": partner,
        "pension age": np.floor(years) >= PENSION_AGE,
        "other adults work": working,
    }
    return Made(pence, flags, born, children, adults)


def _numbers(shares: list[tuple[tuple[int, ...], Reals]], types: Whole, draws: Draws) -> Whole:
    result = np.zeros(len(types), dtype=np.int64)
    for index, (numbers, of) in enumerate(shares):
        chosen = np.array(numbers)[draws.choose(of, len(types))]
        here = types == index
        result[here] = chosen[here]
    return result


def _children(numbers: Whole, years: Reals, draws: Draws) -> Whole:
    """Days old of each child: under 18, and at least 17 years younger than the person who applies."""
    most = int(numbers.max(initial=0))
    result = np.full((len(numbers), most), -1, dtype=np.int64)
    oldest = np.clip(years - 17, 0.5, 18)
    for place in range(most):
        days = np.floor(draws.uniform(len(numbers)) * (oldest * YEAR - 2)).astype(np.int64)
        result[:, place] = np.where(numbers > place, days, -1)
    return -np.sort(-result, axis=1)


def _adults(numbers: Whole, draws: Draws) -> Whole:
    """Days old of each other adult: 18 to 35, as grown-up children and sharers mostly are."""
    most = int(numbers.max(initial=0))
    result = np.full((len(numbers), most), -1, dtype=np.int64)
    for place in range(most):
        days = np.floor((18.1 + draws.uniform(len(numbers)) * 17) * YEAR).astype(np.int64)
        result[:, place] = np.where(numbers > place, days, -1)
    return -np.sort(-result, axis=1)


def _money(
    recipe: Recipe,
    codes: Mapping[str, Whole],
    amounts: Mapping[str, Reals],
    chances: Mapping[str, Flags],
    partner: Flags,
    years: Reals,
    children: Whole,
) -> dict[str, Whole]:
    """Every amount in pence. Pay is what is left after tax; Universal Credit follows from the rest."""
    own = np.where(amounts["gross pay"] > 0, take_home(amounts["gross pay"]), amounts["earnings"])
    theirs = np.where(
        amounts["partner gross pay"] > 0, take_home(amounts["partner gross pay"]), amounts["partner earnings"]
    )
    theirs = np.where(partner, theirs, 0.0)
    gets_it = codes[UNIVERSAL_CREDIT] == 0
    two_child = (recipe.relevant_date - TWO_CHILD_FROM).days
    household = Circumstances(
        gets_it=gets_it,
        partner=partner,
        age=np.floor(years).astype(np.int64),
        children=(children >= 0).sum(axis=1),
        first_child_before_2017=np.asarray((children > two_child).any(axis=1)),
        limited_capability=chances["limited capability"],
        carer=chances["carer"],
        rent=amounts["rent"],
    )
    most = maximum(household, recipe.rates)
    # Whoever gets Universal Credit earns no more than leaves some of it.
    together = own + theirs
    scale = np.divide(most.most_earnings, together, out=np.ones_like(together), where=together > 0)
    scale = np.where(gets_it, np.minimum(scale, 1.0), 1.0)
    own, theirs = np.floor(own * scale * 100) / 100, np.floor(theirs * scale * 100) / 100
    paid = award(household, own + theirs, most, recipe.rates)
    pounds = {
        "earnings": own,
        "partner earnings": theirs,
        "universal credit": paid,
        "universal credit housing": np.where(gets_it, np.minimum(amounts["rent"], paid), 0.0),
        "other income": amounts["other income"],
        "savings": amounts["savings"],
        "applicable amount": most.maximum_without_rent,
    }
    return {name: np.rint(of * 100).astype(np.int64) for name, of in pounds.items()}


def _bills(recipe: Recipe, codes: Mapping[str, Whole], two_adults: Flags) -> Whole:
    bills = np.array(
        [[bill_in_pence(recipe.band_d, band, one_adult=alone) for band in BANDS] for alone in (True, False)]
    )
    return np.asarray(bills[two_adults.astype(np.int64), codes[BAND]])
