"""Fitting a recipe: from its seed and totals to whole households, each with a category in every dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.synthetic.draws import Draws, Reals, Whole
from commonweal.insight.population.synthetic.integerising import whole_households
from commonweal.insight.population.synthetic.proportional_fitting import Fitted, Margin, fit
from commonweal.insight.population.synthetic.recipe import Later, Odds, Recipe
from commonweal.insight.population.synthetic.rules import Dimensions
from commonweal.insight.population.synthetic.totals import Total

MOST_CELLS = 20_000_000
Codes = Mapping[str, Whole]


@dataclass(frozen=True, slots=True)
class Households:
    """Whole households: the area of each (index), its category in every dimension, and how the fit went."""

    area: Whole
    codes: dict[str, Whole]
    fits: tuple[Fitted, ...]
    margins: tuple[tuple[Total, Margin], ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.area)


def fit_households(recipe: Recipe) -> Households:
    """Fit, make whole, and lay out one row a household, in the order of areas and cells."""
    later = recipe.later
    first = {name: of for name, of in recipe.dimensions.items() if later is None or name != later.dimension}
    codes, seed = _cells(first, recipe.odds)
    areas = len(recipe.areas.codes)
    if seed.size * areas > MOST_CELLS:
        message = f"{seed.size * areas:,} cells are more than {MOST_CELLS:,}."
        raise PopulationFault(recipe.name, message, "Use fewer categories, or fit one dimension `later`.")
    # The first total says how many households each area has; published tables differ by a few.
    per_area = _per_area(recipe.totals[0], areas)
    now = [total for total in recipe.totals if total.dimension in first]
    margins = [total.margin(codes, per_area if n else None) for n, total in enumerate(now)]
    start = np.outer(np.maximum(per_area, 0) / max(seed.sum(), 1e-300), seed)
    fitted = fit(start, margins)
    whole = whole_households(fitted.table, recipe.seed)
    area, cell = np.nonzero(whole)
    times = whole[area, cell]
    area, cell = np.repeat(area, times).astype(np.int64), np.repeat(cell, times)
    made = {name: index[cell] for name, index in codes.items()}
    fits, pairs = [fitted], list(zip(now, margins, strict=True))
    if later is not None:
        wanted = [total for total in recipe.totals if total.dimension == later.dimension]
        second, made[later.dimension], more = _fit_later(recipe, later, wanted, area, made)
        fits.append(second)
        pairs.extend(more)
    return Households(area, made, tuple(fits), tuple(pairs))


def _per_area(total: Total, areas: int) -> Reals:
    counted = (total.published * total.times)[:, list(total.counted)].sum(axis=1)
    if len(total.groups) == areas:
        return np.asarray(counted[total.group])
    share = np.bincount(total.group, minlength=len(total.groups))
    return np.asarray((counted / np.maximum(share, 1))[total.group])


def _cells(dimensions: Dimensions, odds: Sequence[Odds]) -> tuple[dict[str, Whole], Reals]:
    """Every combination of categories that is possible, and the seed: the product of the odds that apply."""
    sizes = [len(of) for of in dimensions.values()]
    grid = np.indices(sizes).reshape(len(sizes), -1)
    codes = {name: grid[n].astype(np.int64) for n, name in enumerate(dimensions)}
    seed = np.ones(grid.shape[1])
    for each in odds:
        if set(each.condition.allowed) <= set(dimensions):
            seed[each.condition.holds(codes, seed.size)] *= each.times
    possible = np.flatnonzero(seed > 0)
    return {name: index[possible] for name, index in codes.items()}, seed[possible]


def _fit_later(
    recipe: Recipe, later: Later, totals: Sequence[Total], area: Whole, made: Codes
) -> tuple[Fitted, Whole, list[tuple[Total, Margin]]]:
    """Fit one more dimension, given others: the households already made are a margin like any other."""
    dimensions = {name: recipe.dimensions[name] for name in (*later.given, later.dimension)}
    sizes = [len(of) for of in dimensions.values()]
    grid = np.indices(sizes).reshape(len(sizes), -1)
    codes = {name: grid[n].astype(np.int64) for n, name in enumerate(dimensions)}
    seed = np.ones(grid.shape[1])
    for each in recipe.odds:
        if later.dimension in each.condition.allowed and set(each.condition.allowed) <= set(dimensions):
            seed[each.condition.holds(codes, seed.size)] *= each.times
    areas, new = len(recipe.areas.codes), sizes[-1]
    combination = np.ravel_multi_index([made[name] for name in later.given], sizes[:-1])
    combinations = int(np.prod(sizes[:-1]))
    present = np.zeros((areas, combinations))
    np.add.at(present, (area, combination), 1.0)
    counts = np.repeat(np.eye(combinations), new, axis=0)
    made_margin = Margin("households already made", counts, np.arange(areas), present)
    margins = [total.margin(codes, present.sum(axis=1)) for total in totals]
    fitted = fit(np.tile(seed, (areas, 1)), [*margins, made_margin])
    shares = fitted.table.reshape(areas, combinations, new)
    chosen = np.zeros(len(area), dtype=np.int64)
    for place in range(areas):
        draws = Draws(recipe.seed, 2, place)
        here = np.flatnonzero(area == place)
        chosen[here] = _share_out(shares[place], combination[here], draws)
    return fitted, chosen, list(zip(totals, margins, strict=True))


def _share_out(shares: Reals, combination: Whole, draws: Draws) -> Whole:
    """A category for each household of an area by its combination's shares.

    One systematic draw runs through the households in order, so that each category comes within one of
    what was fitted for every combination.
    """
    result = np.zeros(len(combination), dtype=np.int64)
    for each in np.unique(combination):
        here = np.flatnonzero(combination == each)
        total = shares[each].sum()
        expected = shares[each] / total if total > 0 else np.full(shares.shape[1], 1 / shares.shape[1])
        bounds = np.cumsum(expected)
        points = (np.arange(len(here)) + draws.uniform(1)[0]) / len(here)
        found = np.minimum(np.searchsorted(bounds, points, side="right"), shares.shape[1] - 1)
        order = np.argsort(draws.uniform(len(here)), kind="stable")
        result[here[order]] = found
    return result
