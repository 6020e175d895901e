"""Two characteristics at once: sums of rows, hidden with the tables of each, on the page and in files."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from commonweal.insight.impact import Impact, OptionFault, Settings, impact_of, report_page, write_report
from commonweal.insight.impact.crossings import Pair, pair_of, usual
from commonweal.insight.impact.tables import Hidden, Table
from tests.insight.impact.by_hand import CHARACTERISTICS, RowByRow, make_population, schemes

MADE = datetime.date(2026, 1, 15)
SMALLEST = 20
PAIRS = [("council tax band", "household type"), ("household type", "disabled")]


@pytest.fixture(scope="module")
def simulation(tmp_path_factory: pytest.TempPathFactory) -> RowByRow:
    return RowByRow(schemes(), make_population(tmp_path_factory.mktemp("population"), 3000))


def report(simulation: RowByRow, pairs: Sequence[Pair] = PAIRS, smallest: int = 1) -> Impact:
    return impact_of(
        simulation,
        simulation.population,
        made=MADE,
        service="Test",
        settings=Settings(smallest=smallest),
        crossings=pairs,
    )


def table_of(made: Impact, at: int = 0) -> Table:
    found = made.options[0].crossed[at].table
    assert found is not None
    return found


def test_every_cell_has_the_sums_of_its_rows(simulation: RowByRow) -> None:
    table = table_of(report(simulation))
    names = [each.name for each in table.columns]
    wanted: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for household, before, after in zip(simulation.households, *simulation.awards, strict=True):
        if before or after:
            key = str(household["council tax band"]).upper(), household["household type"]
            wanted.setdefault(key, []).append((before or 0, after or 0))
    for row in table.rows:
        pairs = wanted.pop((str(row[0]), str(row[1])), [])
        cells = dict(zip(names, row, strict=True))
        assert cells["households"] == len(pairs)
        assert cells["losing"] == sum(1 for before, after in pairs if after < before)
        change = sum(after - before for before, after in pairs)
        assert cells["change in cost"] == (Decimal(change) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    assert not wanted


def test_a_crossing_adds_up_to_the_tables_of_each(simulation: RowByRow) -> None:
    made = report(simulation)
    table = table_of(made)
    for at, name in enumerate(PAIRS[0]):
        one = made.options[0].groups[name]
        for column in ("households", "losing", "change in cost"):
            totals: dict[str, Decimal] = {}
            for row, cell in zip(table.rows, table.column(column), strict=True):
                totals[str(row[at])] = totals.get(str(row[at]), Decimal(0)) + Decimal(str(cell))
            assert list(totals.values()) == [Decimal(str(each)) for each in one.column(column)]


def test_what_is_small_is_shown_nowhere_not_even_as_a_difference(simulation: RowByRow) -> None:
    made, exact = report(simulation, smallest=SMALLEST), report(simulation)
    table, whole = table_of(made), table_of(exact)
    hidden = 0
    for column in ("households", "losing", "gaining", "unchanged"):
        for cell, true in zip(table.column(column), whole.column(column), strict=True):
            if 0 < true < SMALLEST:
                assert isinstance(cell, Hidden)
                hidden += 1
    assert hidden
    for at, name in enumerate(PAIRS[0]):
        one = made.options[0].groups[name]
        for value in dict.fromkeys(row[at] for row in table.rows):
            gone = sum(isinstance(row[2], Hidden) for row in table.rows if row[at] == value)
            margin = next(row[1] for row in one.rows if row[0] == value)
            # One hidden cell of a line whose total is shown would be that total less the others.
            assert gone != 1 or isinstance(margin, Hidden), (name, value)


def test_the_page_has_a_square_and_the_files_every_cell(simulation: RowByRow, tmp_path: Path) -> None:
    made = report(simulation, smallest=SMALLEST)
    page = report_page(made, lambda picture: f"{picture.name}.svg")
    assert "Two characteristics at once" in page
    assert "Council Tax band by household type" in page
    write_report(made, tmp_path)
    with (tmp_path / "tables" / "by-council-tax-band-by-household-type.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(table_of(made).rows)
    assert {"council tax band", "household type", "share losing", "population"} <= set(rows[0])
    assert "hidden" in {row["households"] for row in rows}


def test_without_crossings_the_page_has_no_such_part(simulation: RowByRow) -> None:
    page = report_page(report(simulation, ()), lambda picture: f"{picture.name}.svg")
    assert "Two characteristics at once" not in page


def test_a_crossing_of_too_many_cells_is_refused_and_says_so(simulation: RowByRow) -> None:
    with pytest.raises(OptionFault, match="a crossing may have 600"):
        report(RowByRow(schemes(), _with_many(simulation)), [("lsoa", "many")])


def _with_many(simulation: RowByRow) -> object:
    from dataclasses import replace

    bills = {**simulation.population.characteristics, "many": "Bill"}
    made = replace(simulation.population, characteristics=bills)
    import duckdb

    file = made.files[0]
    with duckdb.connect() as connection:
        connection.execute(f"create table h as select *, household % 200 as many from read_parquet('{file}')")
        target = file.with_name("many.parquet")
        connection.execute(f"copy h to '{target}' (format parquet)")
    return replace(made, files=(target,))


@pytest.mark.parametrize(
    "given", ["household type,disabled", "Household type , Somebody is disabled", "HOUSEHOLD TYPE,DISABLED"]
)
def test_a_crossing_is_named_by_columns_or_labels(given: str) -> None:
    assert pair_of(given, CHARACTERISTICS) == ("household type", "disabled")


@pytest.mark.parametrize("given", ["household type", "household type,shoe size", "sex,sex", "", ","])
def test_what_is_no_crossing_is_refused_with_what_there_is(given: str) -> None:
    with pytest.raises(OptionFault) as fault:
        pair_of(given, CHARACTERISTICS)
    assert "characteristic" in str(fault.value)


def test_the_usual_crossings_are_those_that_the_population_has() -> None:
    assert usual(CHARACTERISTICS) == (("council tax band", "household type"), ("household type", "disabled"))
    assert usual({"ward": "Ward"}) == ()
