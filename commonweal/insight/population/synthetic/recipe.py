"""A recipe: which households to make, the totals they must come to, and every assumption on the way."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from commonweal.insight.population.folder import Source
from commonweal.insight.population.synthetic.areas import AreaTable, read_areas
from commonweal.insight.population.synthetic.draws import Reals
from commonweal.insight.population.synthetic.rules import (
    Condition,
    Dimensions,
    Rule,
    read_condition,
    read_rules,
    read_shares,
)
from commonweal.insight.population.synthetic.totals import Total, read_total
from commonweal.insight.population.synthetic.universal_credit import Rates, read_rates
from commonweal.insight.population.written_yaml import Written

HOUSEHOLD_TYPE = "household type"
AGE_GROUP = "age group"
BAND = "council tax band"
UNIVERSAL_CREDIT = "universal credit"
AMOUNTS = (
    "gross pay",
    "partner gross pay",
    "earnings",
    "partner earnings",
    "other income",
    "savings",
    "rent",
)
CHANCES = (
    "disability benefits", "limited capability", "carer", "employment and support", "other adults work",
    "sex is female", "would claim",
)  # fmt: skip
_KEYS = (
    "name", "about", "relevant date", "seed", "council tax", "areas", "dimensions", "characteristics",
    "household types", "ages", "never", "odds", "totals", "later", "keep", "amounts", "chances",
    "universal credit",
    "sources", "assumptions", "does not know",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseholdType:
    """Who lives in a household of this type: shares of numbers of children and of other adults."""

    partner: bool
    children: tuple[tuple[int, ...], Reals]
    other_adults: tuple[tuple[int, ...], Reals]


@dataclass(frozen=True, slots=True)
class Odds:
    """How much likelier than even a combination is in the seed; 0 makes it impossible."""

    condition: Condition
    times: float


@dataclass(frozen=True, slots=True)
class Later:
    """A dimension fitted after the others, given some of them: all at once would be too many cells."""

    dimension: str
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a synthetic population is made from."""

    name: str
    relevant_date: datetime.date
    seed: int
    band_d: Decimal
    areas: AreaTable
    dimensions: Dimensions
    characteristics: Mapping[str, str]
    types: tuple[HouseholdType, ...]
    ages: tuple[tuple[int, int], ...]
    odds: tuple[Odds, ...]
    totals: tuple[Total, ...]
    later: Later | None
    keep: Condition
    amounts: Mapping[str, tuple[Rule, ...]]
    chances: Mapping[str, tuple[Rule, ...]]
    rates: Rates
    sources: tuple[Source, ...]
    assumptions: tuple[str, ...]
    does_not_know: tuple[str, ...]


def read_recipe(file: Path, open_data: Path | None = None) -> Recipe:
    """The recipe in a file, with the published figures that it names read from `open_data`.

    Raises PopulationFault naming the recipe's line, the key and what to do.
    """
    written = Written.read(file)
    written.only(_KEYS)
    dimensions = _dimensions(written)
    areas = read_areas(written.map("areas"), open_data)
    totals = tuple(read_total(each, dimensions, areas, open_data) for each in written.list_of_maps("totals"))
    if not totals or not totals[0].every_household:
        message = "the first total should count every household: it says how many there are in each area."
        raise written.fault(message, "Begin `totals` with one that covers a whole dimension.", key="totals")
    tax = written.map("council tax")
    tax.only(("band d", "source"))
    amounts = written.map("amounts")
    amounts.only(AMOUNTS)
    chances = written.map("chances")
    chances.only(CHANCES)
    return Recipe(
        name=written.text("name"),
        relevant_date=written.date("relevant date"),
        seed=written.whole("seed"),
        band_d=tax.number("band d"),
        areas=areas,
        dimensions=dimensions,
        characteristics=_characteristics(written, dimensions, areas),
        types=_types(written, dimensions),
        ages=_ages(written, dimensions),
        odds=_odds(written, dimensions),
        totals=totals,
        later=_later(written, dimensions),
        keep=read_condition(written.map("keep"), dimensions, ()),
        amounts={
            name: read_rules(amounts.list_of_maps(name), dimensions, chances=False)
            for name in amounts.names()
        },
        chances={
            name: read_rules(chances.list_of_maps(name), dimensions, chances=True) for name in chances.names()
        },
        rates=read_rates(written.map("universal credit")),
        sources=_sources(written, totals),
        assumptions=(*written.texts("assumptions"), *_assumed_totals(totals)),
        does_not_know=written.texts("does not know"),
    )


def _dimensions(written: Written) -> dict[str, tuple[str, ...]]:
    inner = written.map("dimensions")
    dimensions = {name: inner.texts(name) for name in inner.names()}
    for name in (HOUSEHOLD_TYPE, AGE_GROUP, BAND, UNIVERSAL_CREDIT):
        if name not in dimensions:
            raise written.fault(
                f"the dimension `{name}` is missing.", "Every recipe has it.", key="dimensions"
            )
    for name, categories in dimensions.items():
        if not categories or len(set(categories)) != len(categories):
            raise inner.fault("a dimension should have categories, none twice.", key=name)
    if dimensions[BAND] != tuple("abcdefgh"):
        raise inner.fault("the categories should be a, b, c, d, e, f, g, h.", key=BAND)
    if dimensions[UNIVERSAL_CREDIT] != ("yes", "no"):
        raise inner.fault("the categories should be yes, no.", "Put them in quotes.", key=UNIVERSAL_CREDIT)
    return dimensions


def _characteristics(written: Written, dimensions: Dimensions, areas: AreaTable) -> dict[str, str]:
    inner = written.map("characteristics")
    made = {*dimensions, *areas.known, areas.characteristic, "disabled", "sex", "income band"}
    made = (made | {"claims support"}) - {""}
    inner.only(sorted(made))
    return {name: inner.text(name) for name in inner.names()}


def _types(written: Written, dimensions: Dimensions) -> tuple[HouseholdType, ...]:
    inner = written.map("household types")
    inner.only(dimensions[HOUSEHOLD_TYPE])
    types = []
    for name in dimensions[HOUSEHOLD_TYPE]:
        each = inner.map(name)
        each.only(("partner", "children", "other adults"))
        types.append(
            HouseholdType(
                each.flag("partner"), read_shares(each, "children"), read_shares(each, "other adults")
            )
        )
    return tuple(types)


def _ages(written: Written, dimensions: Dimensions) -> tuple[tuple[int, int], ...]:
    inner = written.map("ages")
    inner.only(dimensions[AGE_GROUP])
    ages = []
    for name in dimensions[AGE_GROUP]:
        first, _, last = inner.text(name).partition(" to ")
        low, high = inner.as_number(first, name), inner.as_number(last, name)
        if not 16 <= low <= high <= 110:
            raise inner.fault("ages should be such as `25 to 34`, from 16 to 110.", key=name)
        ages.append((int(low), int(high)))
    return tuple(ages)


def _odds(written: Written, dimensions: Dimensions) -> tuple[Odds, ...]:
    never = [Odds(read_condition(each, dimensions, ("why",)), 0.0) for each in written.list_of_maps("never")]
    odds = []
    for each in written.list_of_maps("odds"):
        times = float(each.number("times"))
        if times < 0:
            raise each.fault("odds cannot be less than nought.", key="times")
        odds.append(Odds(read_condition(each, dimensions, ("times", "why")), times))
    return (*never, *odds)


def _later(written: Written, dimensions: Dimensions) -> Later | None:
    inner = written.map("later")
    if not inner.names():
        return None
    inner.only(("dimension", "given"))
    dimension, given = inner.text("dimension"), inner.texts("given")
    for name in (dimension, *given):
        if name not in dimensions:
            raise inner.fault(f"there is no dimension `{name}`.", key="dimension")
    return Later(dimension, given)


def _sources(written: Written, totals: tuple[Total, ...]) -> tuple[Source, ...]:
    found = [Source(each.title, each.address, each.what or each.file) for each in totals]
    tax = written.map("council tax")
    found.append(Source("Band D Council Tax", what=tax.text("source", "")))
    found.append(Source("Universal Credit rates", what=written.map("universal credit").text("source", "")))
    for each in written.list_of_maps("sources"):
        each.only(("title", "address", "what"))
        found.append(Source(each.text("title"), each.text("address", ""), each.text("what", "")))
    return tuple(found)


def _assumed_totals(totals: tuple[Total, ...]) -> tuple[str, ...]:
    """The multipliers on published totals, each an assumption, in words."""
    found = []
    for total in totals:
        changed = [
            f"{name} × {times:g}"
            for name, times in zip(total.categories, np.asarray(total.times).tolist(), strict=True)
            if times != 1
        ]
        if changed:
            found.append(f"“{total.title}” is multiplied before fitting (assumed): {'; '.join(changed)}.")
    return tuple(found)
