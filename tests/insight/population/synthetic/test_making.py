"""Synthetic populations as a whole: the same bytes, the published totals, and their warning everywhere."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from commonweal.insight.population import PopulationFault, read_population
from commonweal.insight.population.synthetic import Making, make_population
from commonweal.insight.population.vocabulary import INPUTS
from commonweal.policy import load

PROJECT = Path(__file__).parents[4]
RECIPES = PROJECT / "populations"
TRAFFORD = PROJECT.parent / "shared" / "data" / "trafford"
CLAIMANTS = ("central-bedfordshire", "somerset", "barking-and-dagenham")


@pytest.fixture(scope="module")
def central_bedfordshire(tmp_path_factory: pytest.TempPathFactory) -> Making:
    folder = tmp_path_factory.mktemp("made") / "central-bedfordshire"
    return make_population(RECIPES / "central-bedfordshire.yaml", folder)


@pytest.fixture(scope="module")
def trafford(tmp_path_factory: pytest.TempPathFactory) -> Making:
    if not TRAFFORD.is_dir():
        pytest.skip(f"the open data of Trafford is not at {TRAFFORD}")
    return make_population(RECIPES / "trafford.yaml", tmp_path_factory.mktemp("made") / "trafford", TRAFFORD)


def counts(made: Making, column: str) -> dict[str, int]:
    with duckdb.connect() as connection:
        found = connection.execute(
            f'SELECT "{column}", count(*) FROM {made.population.source_sql} GROUP BY 1'
        ).fetchall()
    return dict(found)


def test_the_same_recipe_gives_the_same_bytes(central_bedfordshire: Making, tmp_path: Path) -> None:
    first = central_bedfordshire.population.folder
    again = make_population(RECIPES / "central-bedfordshire.yaml", tmp_path / "again").population.folder
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    for file in files:
        assert (first / file).read_bytes() == (again / file).read_bytes(), file


def test_another_seed_gives_other_households(central_bedfordshire: Making, tmp_path: Path) -> None:
    text = (RECIPES / "central-bedfordshire.yaml").read_text().replace("seed: 1\n", "seed: 2\n")
    (tmp_path / "recipe.yaml").write_text(text)
    other = make_population(tmp_path / "recipe.yaml", tmp_path / "out").population
    mine = central_bedfordshire.population
    assert other.rows == mine.rows
    assert other.files[0].read_bytes() != mine.files[0].read_bytes()


def test_central_bedfordshire_has_the_published_caseload(central_bedfordshire: Making) -> None:
    published = {"a": 2208, "b": 3194, "c": 3080, "d": 815, "e": 186, "f": 41, "g": 19}
    made = counts(central_bedfordshire, "council tax band")
    assert sum(made.values()) == 9543
    assert all(abs(made[band] - wanted) <= 2 for band, wanted in published.items())
    assert counts(central_bedfordshire, "support today") == {"full": 7288, "part": 2255}


@pytest.mark.parametrize("name", CLAIMANTS)
def test_each_shipped_recipe_of_claimants_needs_no_data_and_holds_every_input(
    name: str, tmp_path: Path
) -> None:
    made = make_population(RECIPES / f"{name}.yaml", tmp_path / "out")
    assert made.converged
    held = read_population(tmp_path / "out")
    assert held.kind == "synthetic" and held.sample and held.assumptions and held.sources
    with duckdb.connect() as connection:
        columns = dict(
            row[:2] for row in connection.execute(f"DESCRIBE SELECT * FROM {held.source_sql}").fetchall()
        )
    assert set(INPUTS) <= set(columns)
    assert "DOUBLE" not in columns.values()
    assert set(held.characteristics) <= set(columns)


def test_each_household_is_in_the_band_of_its_income(central_bedfordshire: Making) -> None:
    households = duckdb.read_parquet(str(central_bedfordshire.population.files[0]))
    income = (
        'earnings + "partner earnings" + "other income" + '
        'greatest(0, "universal credit" - "universal credit housing")'
    )
    rows = (
        households.aggregate(f'"income band" as band, min({income}), max({income})').order("band").fetchall()
    )
    assert len(rows) > 4
    for at, (band, low, high) in enumerate(rows):
        assert band == f"£{at}00 to £{at}99.99".replace("£000 to £099", "£0 to £99")
        assert at * 100 <= low <= high < at * 100 + 100


def test_every_file_says_that_it_is_synthetic(central_bedfordshire: Making) -> None:
    held = central_bedfordshire.population
    assert held.folder.joinpath("population.yaml").read_text().startswith("# SYNTHETIC.")
    with duckdb.connect() as connection:
        said = connection.execute(f"SELECT value FROM parquet_kv_metadata('{held.files[0]}')").fetchall()
    assert any(b"SYNTHETIC" in value for (value,) in said)
    fits = sorted((held.folder / "fit").glob("*.csv"))
    assert len(fits) == len(central_bedfordshire.fits) == 2
    for file in fits:
        with file.open(newline="") as source:
            assert {row["data"] for row in csv.DictReader(source)} == {"synthetic"}


def test_a_made_household_can_be_decided_by_the_scheme(central_bedfordshire: Making) -> None:
    model = load(PROJECT / "services" / "central-bedfordshire" / "policy" / "2025-04-01.dmn")
    names = [each.name for each in model.inputs]
    listed = ", ".join(f'"{name}"' for name in names)
    with duckdb.connect() as connection:
        rows = connection.execute(
            f'SELECT "support today", {listed} FROM {central_bedfordshire.population.source_sql} LIMIT 200'
        ).fetchall()
    for today, *values in rows:
        outcome = model.decide(dict(zip(names, values, strict=True)), "discount percentage", trace=False)
        assert outcome.value is not None
        assert today != "full" or outcome.value == Decimal(100)


def test_bills_and_universal_credit_agree_with_the_household(central_bedfordshire: Making) -> None:
    with duckdb.connect() as connection:
        wrong = connection.execute(
            f"""SELECT count(*) FROM {central_bedfordshire.population.source_sql}
            WHERE ("on universal credit" = 'no' AND "universal credit" > 0)
               OR ("on universal credit" = 'yes' AND "universal credit" < 0.99)
               OR "universal credit housing" > "universal credit"
               OR "number of children" <> len(children)
               OR ("partner" = false AND "partner earnings" > 0)
               OR "date of birth" > DATE '2007-04-01' OR "pension age" """
        ).fetchone()
    assert wrong == (0,)


def test_trafford_meets_the_published_totals_of_every_small_area(trafford: Making) -> None:
    error = {each.title: each.absolute_error / each.target for each in trafford.fits}
    assert trafford.converged
    assert error["Household composition"] < 0.005
    assert max(error.values()) < 0.05
    held = trafford.population
    assert len(counts(trafford, "lsoa")) == 139
    assert len(counts(trafford, "ward")) == 21
    assert set(counts(trafford, "deprivation decile")) <= set(range(1, 11))
    assert held.areas is not None and held.areas.boundaries is not None and held.areas.boundaries.is_file()
    assert "66 and over" not in counts(trafford, "age group")


def test_a_recipe_that_needs_open_data_says_how_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(PopulationFault, match="--open-data FOLDER"):
        make_population(RECIPES / "trafford.yaml", tmp_path / "out")


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("{full: 7288, part: 2255}", "{full: 7288, some: 2255}", "there is no category `some`"),
        ("times: 50}", "times: -1}", "odds cannot be less than nought"),
        ("spread: 1.4", "spred: 1.4", "there is no dimension `spred`|there is no such dimension or key"),
        ("band d: 2394.14", "band d: lots", "`lots` is not a number"),
        ("  taper: 0.55\n", "", "the key `taper` is missing"),
        ("chance: 0.6,", "chance: 60,", "a chance lies between 0 and 1"),
    ],
)
def test_a_mistake_in_a_recipe_names_its_line(was: str, becomes: str, told: str, tmp_path: Path) -> None:
    text = (RECIPES / "central-bedfordshire.yaml").read_text()
    assert was in text
    (tmp_path / "recipe.yaml").write_text(text.replace(was, becomes, 1))
    with pytest.raises(PopulationFault, match=told) as raised:
        make_population(tmp_path / "recipe.yaml", tmp_path / "out")
    assert raised.value.line > 0
    assert not (tmp_path / "out").exists()
