"""The cost of limiting losses, held against plain Python over every row decided by the interpreter."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from commonweal.insight.impact import Impact, Settings, impact_of
from commonweal.insight.impact.page import report_page
from commonweal.insight.impact.tables import Hidden
from tests.insight.impact.by_hand import RowByRow, make_population, schemes

MADE = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def simulation(tmp_path_factory: pytest.TempPathFactory) -> RowByRow:
    return RowByRow(schemes(), make_population(tmp_path_factory.mktemp("population"), 1500))


def report(simulation: RowByRow, smallest: int) -> Impact:
    return impact_of(
        simulation, simulation.population, made=MADE, service="Test", settings=Settings(smallest=smallest)
    )


def test_each_limit_costs_what_every_row_loses_above_it(simulation: RowByRow) -> None:
    table = report(simulation, 1).protection
    today = simulation.awards[0]
    at = 0
    for awards in simulation.awards[1:]:
        for limit in (0, 1, 2, 5, 10, 20):
            year = Fraction(limit) * 36500 / 7
            above = [
                before - after - year
                for before, after in zip(today, awards, strict=True)
                if before is not None and after is not None and before - after > year
            ]
            row = table.rows[at]
            assert (row[1], row[2]) == (Decimal(limit), len(above))
            cost = sum(above, Fraction(0)) / 100
            exact = Decimal(cost.numerator) / Decimal(cost.denominator)
            assert abs(Decimal(str(row[3])) - exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)) <= Decimal(
                "0.01"
            )
            at += 1
    assert at == len(table.rows)
    assert any(row[2] for row in table.rows)


def test_what_rests_on_a_hidden_band_is_hidden_with_all_lower_limits_but_none(simulation: RowByRow) -> None:
    found = report(simulation, 120)
    options = len(found.options)
    assert found.bands.hides
    for number in range(1, options + 1):
        largest_first = [row[number] for row in found.bands.rows[:6]]
        rows = found.protection.rows[(number - 1) * 6 : number * 6]
        for at, row in enumerate(rows):
            if at and any(isinstance(each, Hidden) for each in largest_first[: 6 - at]):
                assert all(isinstance(cell, Hidden) for cell in row[2:])


def test_the_page_says_what_limiting_losses_would_cost(simulation: RowByRow, tmp_path: Path) -> None:
    page = report_page(report(simulation, 1), lambda picture: picture.name)
    assert 'id="table-limiting-losses"' in page
    assert "Nobody loses more than, a week" in page
