"""Making a synthetic population from a recipe, and writing its folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from commonweal.insight.population.folder import Areas, Population, name_sql, text_sql
from commonweal.insight.population.synthetic.circumstances import Made, live_out
from commonweal.insight.population.synthetic.draws import Flags, Whole
from commonweal.insight.population.synthetic.fit_tables import FitSummary, write_fit
from commonweal.insight.population.synthetic.fitting import Households, fit_households
from commonweal.insight.population.synthetic.recipe import BAND, UNIVERSAL_CREDIT, Recipe, read_recipe
from commonweal.insight.population.writing import (
    HOUSEHOLDS_FILE,
    prepare_folder,
    write_parquet,
    write_population,
)

ALWAYS_ASSUMED = (
    "This population is synthetic: no household in it is real. It is fitted to the totals under `fit/`, and "
    "is right about them and about nothing finer.",
    "Everyone is liable for Council Tax on the home; a household pays a quarter less with one adult.",
    "Children are spread evenly over the ages 0 to 17, and other adults over 18 to 35.",
    "The applicable amount is the maximum Universal Credit without help for rent.",
    "Incomes are drawn apart for each household: they go with its work status, Universal Credit and type, "
    "and with nothing else.",
)
NOT_KNOWN = (
    "How incomes vary from street to street beyond what Universal Credit and work status show.",
    "Who is exempt, disregarded or has an empty or second home.",
)
INCOME_BANDS = ("£0 to £99.99", *(f"£{at}00 to £{at}99.99" for at in range(1, 6)), "£600 and over")
"""In the order of their amounts, which is that of their letters."""
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Making:
    """What was made, how each table was fitted, and the rounds it took."""

    population: Population
    fits: tuple[FitSummary, ...]
    rounds: int
    error: float
    converged: bool


def make_population(
    recipe_file: Path, folder: Path, open_data: Path | None = None, *, progress: Progress | None = None
) -> Making:
    """Make the population of a recipe in `folder`. The same recipe and figures give the same bytes.

    Raises PopulationFault when the recipe or a file of open data is wrong.
    """
    tell = progress or (lambda _what, _share: None)
    tell("reading published totals", 0.0)
    recipe = read_recipe(recipe_file, open_data)
    tell("fitting", 0.2)
    households = fit_households(recipe)
    tell("drawing circumstances", 0.6)
    kept = np.flatnonzero(recipe.keep.holds(households.codes, households.size))
    codes = {name: of[kept] for name, of in households.codes.items()}
    made = live_out(recipe, codes)
    prepare_folder(folder)
    tell("writing", 0.8)
    _write(recipe, households.area[kept], codes, made, folder)
    fits = write_fit(households, folder / "fit")
    population = write_population(_describe(recipe, folder, households, fits, len(kept)))
    tell("writing", 1.0)
    last = households.fits
    return Making(
        population,
        fits,
        max(each.rounds for each in last),
        max(each.error for each in last),
        all(each.converged for each in last),
    )


def _write(recipe: Recipe, area: Whole, codes: dict[str, Whole], made: Made, folder: Path) -> None:
    columns: dict[str, Whole | Flags] = {"household": np.arange(1, len(area) + 1), "area": area}
    select = [name_sql("household")]

    def take(name: str, values: Whole | Flags, sql: str) -> None:
        column = f"c{len(columns)}"
        columns[column] = values
        select.append(f"{sql.format(column)} AS {name_sql(name)}")

    for name in ("partner", "pension age", "disability benefits", "carer", "employment and support"):
        take(name, made.flags[name], "{}")
    select.append(f"true AS {name_sql('liable')}")
    select.append(f"{_day(recipe)} AS {name_sql('relevant date')}")
    take("date of birth", made.born, f"({_day(recipe)} - {{}}::INTEGER)")
    take("number of children", (made.children >= 0).sum(axis=1), "{}::INTEGER")
    _people(made, recipe, columns, select)
    for name, values in made.pence.items():
        width = 10 if name in ("savings", "council tax bill") else 9
        take(name, values, f"CAST(CAST({{}} AS DECIMAL(12,0)) * 0.01 AS DECIMAL({width},2))")
    for name, of in recipe.dimensions.items():
        # Universal Credit is an amount among the inputs; whether there is any is a characteristic.
        shown = "on universal credit" if name == UNIVERSAL_CREDIT else name
        take(shown, codes[name], _listed(of))
    for name, values_of in recipe.areas.known.items():
        take(name, area, _listed(values_of))
    if recipe.areas.characteristic:
        take(recipe.areas.characteristic, area, _listed(recipe.areas.codes))
    take("sex", made.flags["sex is female"].astype(np.int64), _listed(("male", "female")))
    limited = made.flags["limited capability"] | made.flags["disability benefits"]
    if "disability" in codes:
        limited = limited | (codes["disability"] > 0)
    take("disabled", limited.astype(np.int64), _listed(("no", "yes")))
    take("income band", _income_band(made), _listed(INCOME_BANDS))
    take("claims support", made.flags["would claim"].astype(np.int64), _listed(("no", "yes")))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("made", columns)
        query = f"SELECT {', '.join(select)} FROM made ORDER BY household"
        write_parquet(connection, query, folder / HOUSEHOLDS_FILE, "synthetic")
    if recipe.areas.boundaries is not None:
        shutil.copyfile(recipe.areas.boundaries, folder / "boundaries.geojson")


def _income_band(made: Made) -> Whole:
    """Which hundred pounds a week the household's income is in: pay after tax, and benefits but for rent."""
    of = made.pence
    week = of["earnings"] + of["partner earnings"] + of["other income"]
    week = week + np.maximum(of["universal credit"] - of["universal credit housing"], 0)
    band: Whole = np.minimum(week // 10_000, len(INCOME_BANDS) - 1).astype(np.int64)
    return band


def _day(recipe: Recipe) -> str:
    return f"DATE '{recipe.relevant_date.isoformat()}'"


def _listed(values: tuple[str, ...]) -> str:
    """SQL that turns an index into one of these texts, or whole numbers where all are."""
    if all(each.isdigit() for each in values):
        return f"([{', '.join(values)}]::INTEGER[])[{{}} + 1]"
    listed = ", ".join(text_sql(each) for each in values).replace("{", "{{").replace("}", "}}")
    return f"([{listed}])[{{}} + 1]"


def _people(
    made: Made,
    recipe: Recipe,
    columns: dict[str, Whole | Flags],
    select: list[str],
) -> None:
    day = _day(recipe)
    for name, people, working in (
        ("children", made.children, ""),
        ("other adults", made.other_adults, ", 'working': made.working"),
    ):
        places = []
        for place in range(people.shape[1]):
            column = f"{name.split()[0]}_{place}"
            columns[column] = np.ascontiguousarray(people[:, place])
            places.append(column)
        fields = "STRUCT(born DATE, working BOOLEAN)[]" if working else "STRUCT(born DATE)[]"
        if not places:
            select.append(f"CAST([] AS {fields}) AS {name_sql(name)}")
            continue
        extra = working.replace("made.working", name_sql("other_working"))
        item = f"{{'born': {day} - days::INTEGER{extra}}}"
        listed = f"list_filter([{', '.join(places)}], lambda days: days >= 0)"
        select.append(f"CAST(list_transform({listed}, lambda days: {item}) AS {fields}) AS {name_sql(name)}")
    columns["other_working"] = made.flags["other adults work"]


def _describe(
    recipe: Recipe, folder: Path, households: Households, fits: tuple[FitSummary, ...], kept: int
) -> Population:
    areas = None
    if recipe.areas.characteristic:
        boundaries = folder / "boundaries.geojson" if recipe.areas.boundaries else None
        areas = Areas(recipe.areas.characteristic, boundaries, recipe.areas.property)
    characteristics = {
        ("on universal credit" if name == UNIVERSAL_CREDIT else name): label
        for name, label in recipe.characteristics.items()
    }
    if BAND not in characteristics:
        characteristics[BAND] = "Council Tax band"
    fitted = [f"Fit: {each}. See fit/{each.file}." for each in fits]
    left_out = households.size - kept
    if left_out:
        outside = f"{left_out:,} outside the recipe's `keep` were left out"
        fitted.append(f"{households.size:,} households were fitted; {outside}.")
    fitted.extend(
        f"The published totals do not all agree: after {each.rounds} rounds of fitting the greatest "
        f"difference left was {each.error:.2%} of its total."
        for each in households.fits
        if not each.converged
    )
    return Population(
        name=recipe.name,
        kind="synthetic",
        relevant_date=recipe.relevant_date,
        households=float(kept),
        rows=kept,
        folder=folder,
        sample=True,
        characteristics=characteristics,
        areas=areas,
        seed=recipe.seed,
        sources=recipe.sources,
        assumptions=(*ALWAYS_ASSUMED, *recipe.assumptions, *fitted),
        does_not_know=(*NOT_KNOWN, *recipe.does_not_know),
    )
