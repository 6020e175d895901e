"""Totals that would tell of a few households are rounded or hidden, wherever they stand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.insight.impact import Impact, impact_of, report_page, write_report
from commonweal.insight.impact.assumptions import Assumptions, Authority, Published, Shares
from commonweal.insight.impact.tables import Hidden
from commonweal.insight.impact.writing import json_of
from tests.insight.impact.by_hand import RowByRow, make_population, schemes


def with_awards(folder: Path, change: str) -> Impact:
    """The report when the option's awards are today's, but for what `change` sets."""
    population = make_population(folder, 500, kind="extract")
    simulation = RowByRow(schemes(), population)
    simulation.connection.execute("update results set award_1 = award_0")
    simulation.connection.execute(f"update results set {change}")
    return impact_of(simulation, population, made=datetime.date(2026, 11, 22), service="Test")


FEW_GAIN = "award_1 = 5000 where row in (select row from results where award_0 = 0 order by row limit 3)"
FEW_LOSE = (
    "award_1 = award_0 - 777 where row in (select row from results where award_0 > 5000 order by row limit 4)"
)


def test_a_few_who_begin_to_get_support_cannot_be_told_from_the_caseload(tmp_path: Path) -> None:
    made = with_awards(tmp_path / "population", FEW_GAIN)
    today, after = made.headline.rows
    assert today[4] == after[4]
    assert isinstance(today[4], int)
    assert today[4] % 100 == 0
    assert after[5] is Hidden.BESIDE
    assert today[6] is Hidden.BESIDE
    assert after[1] is Hidden.BESIDE
    told = {str(row[0]): row[1] for row in made.outcomes.rows}
    assert told["All who gain"] is Hidden.SMALL
    assert isinstance(told["Get support for the first time"], Hidden)


@pytest.mark.parametrize("change", [FEW_GAIN, FEW_LOSE])
def test_the_change_in_cost_of_a_few_is_in_no_sentence_or_file(tmp_path: Path, change: str) -> None:
    made = with_awards(tmp_path / "population", change)
    assert made.headline.rows[1][1] is Hidden.BESIDE
    assert made.headline.rows[1][2] is Hidden.BESIDE
    assert "is not shown" in made.options[0].glance[0]
    for table in made.options[0].groups.values():
        assert all(isinstance(cell, Hidden) for cell in table.column("losing")) or change == FEW_GAIN
        for row in table.rows:
            cells = dict(zip((each.name for each in table.columns), row, strict=True))
            if cells["losing"] != 0 and cells["gaining"] != 0:
                assert isinstance(cells["cost after"], Hidden) or cells["cost after"] == cells["cost today"]
    write_report(made, tmp_path / "report")
    shown = "".join(
        file.read_text(encoding="utf-8")
        for file in (tmp_path / "report").rglob("*")
        if file.suffix in {".csv", ".json"}
    )
    told = {FEW_GAIN: ("150.00", "-150.00"), FEW_LOSE: ("31.08", "-31.08")}[change]
    assert not any(f'"{each}"' in shown or f",{each}," in shown for each in told)


def test_few_households_that_get_nothing_leave_the_others_shown(tmp_path: Path) -> None:
    population = make_population(tmp_path, 500)
    simulation = RowByRow(schemes(), population)
    simulation.connection.execute(
        "update results set award_0 = 6000, award_1 = 5000 where award_0 = 0 and row > 9"
    )
    made = impact_of(simulation, population, made=datetime.date(2026, 11, 22), service="Test")
    told = {str(row[0]): row[1] for row in made.outcomes.rows}
    assert isinstance(told["All who lose"], int)
    assert told["Get nothing, today or after"] is Hidden.SMALL
    assert told["All households in the population"] is Hidden.BESIDE
    rows = next(each.value for each in made.provenance if each.name == "Rows read")
    assert rows.startswith("about 500")
    assert replace(made, service="x").hides


@pytest.mark.parametrize("rows", [3, 4, 9])
def test_where_few_get_support_nothing_that_they_get_is_told(tmp_path: Path, rows: int) -> None:
    simulation = RowByRow(schemes(), make_population(tmp_path, rows, kind="extract"))
    made = impact_of(
        simulation,
        simulation.population,
        made=datetime.date(2026, 1, 15),
        service="Test",
        assumptions=Assumptions(
            shares=Shares(
                (Authority("Council", Decimal(1)), Authority("Police", Decimal(1))), True, "a bill"
            ),
            published=Published(3000, Decimal(100), "claims", "a page"),
        ),
    )
    page = report_page(made, lambda picture: f"{picture.name}.svg") + json_of(made)
    for awards in simulation.awards:
        total = Decimal(sum(each or 0 for each in awards)) / 100
        assert total > 0
        assert f"{total:,.2f}" not in page
        assert f"{total:.2f}" not in page
    assert all(each % 100 == 0 for each in made.headline.column("caseload"))
