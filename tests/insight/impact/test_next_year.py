"""Next year: amounts rise to the penny, and doing nothing is what an option is held against."""

from __future__ import annotations

import datetime
import shutil
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commonweal.insight.impact import OptionFault, Settings
from commonweal.insight.impact.assumptions import Assumptions, Published
from commonweal.insight.impact.next_year import NextYear, Rise, percent, project, risen
from commonweal.insight.impact.options import Policy
from commonweal.insight.impact.running import run_impact
from commonweal.insight.population import Population, read_population
from commonweal.service import read_service
from tests.insight.impact.by_hand import SERVICE, make_population, schemes

MADE = datetime.date(2026, 1, 15)
PENNY = Decimal("0.01")


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Population:
    return make_population(tmp_path_factory.mktemp("population"), 1200)


def year(**rises: str) -> NextYear:
    found = tuple(Rise(name.replace("_", " "), Decimal(each)) for name, each in rises.items())
    return NextYear("2026/27", found, "a test")


def policies() -> list[Policy]:
    return [Policy(each.name, each.label, each.model) for each in schemes()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.lists(
        st.none() | st.decimals("-99999999.99", "99999999.99", places=2), min_size=1, max_size=20
    ),
    rise=st.decimals("-99.9999", "100", places=4),
)
@example([Decimal("0.50"), Decimal("1.50"), Decimal("-0.50"), Decimal("-1.50"), None], Decimal(1))
@example([Decimal("2394.14")], Decimal("5.0966"))
def test_an_amount_rises_as_decimals_do_with_halves_to_even(
    tmp_path: Path, amounts: list[Decimal | None], rise: Decimal
) -> None:
    made = _of_amounts(tmp_path, amounts, "decimal(12, 2)")
    target = tmp_path / "later"
    target.mkdir(exist_ok=True)
    later = project(made, NextYear("later", (Rise("earnings", rise),), ""), target)
    wanted = [
        None if each is None else (each * (100 + rise) / 100).quantize(PENNY, ROUND_HALF_EVEN)
        for each in amounts
    ]
    assert _earnings(later) == wanted


def test_whole_pounds_become_pounds_and_pence(tmp_path: Path) -> None:
    made = _of_amounts(tmp_path, [Decimal(101)], "integer")
    (tmp_path / "later").mkdir()
    assert _earnings(project(made, year(earnings="4.99"), tmp_path / "later")) == [Decimal("106.04")]


def test_only_what_is_named_rises_and_the_rows_keep_their_order(
    population: Population, tmp_path: Path
) -> None:
    later = project(population, year(council_tax_bill="4.99"), tmp_path)
    with duckdb.connect() as connection:
        query = "select * replace (0 as \"council tax bill\") from read_parquet('{}')"
        before, after = (
            connection.execute(query.format(each.files[0])).fetchall() for each in (population, later)
        )
    assert before == after


def test_incomes_stand_for_every_income_that_the_population_has(
    population: Population, tmp_path: Path
) -> None:
    later = project(population, year(incomes="3"), tmp_path)
    with duckdb.connect() as connection:
        sums = [
            connection.execute(
                'select sum(earnings), sum("universal credit"), sum("other income"), sum("council tax bill") '
                f"from read_parquet('{each.files[0]}')"
            ).fetchone()
            for each in (population, later)
        ]
    assert all(after > before for before, after in zip(sums[0][:3], sums[1][:3], strict=True))
    assert sums[0][3] == sums[1][3]


@pytest.mark.parametrize(
    ("rises", "words"),
    [
        ({"pension": "3"}, "no such column. Its amounts are “council tax bill”"),
        ({"partner": "3"}, "“partner”, which is no amount (BOOLEAN)"),
        ({"incomes": "3", "earnings": "2"}, "raises “earnings” twice"),
    ],
)
def test_a_rise_of_what_is_not_there_says_what_there_is(
    population: Population, tmp_path: Path, rises: dict[str, str], words: str
) -> None:
    with pytest.raises(OptionFault) as fault:
        project(population, year(**rises), tmp_path)
    assert words in str(fault.value)


@pytest.mark.parametrize("given", ["4.99", "4.99%", " 3 ", "-1", "−1%", "100"])
def test_per_cent_are_read_as_people_write_them(given: str) -> None:
    assert percent(given) is not None


@pytest.mark.parametrize("given", ["", "lots", "100.01", "-100", "1e3", "5.09661234", "nan", "4,99"])
def test_what_is_no_rise_or_absurd_is_refused(given: str) -> None:
    assert percent(given) is None
    if given:
        with pytest.raises(OptionFault):
            risen(given, "")


def test_a_report_of_next_year_holds_options_against_doing_nothing(
    population: Population, tmp_path: Path
) -> None:
    service = read_service(SERVICE)
    rise = year(council_tax_bill="10")
    stated = Assumptions(next_year=rise, published=Published(1000, None, "claims", "a paper"))
    calm = Settings(smallest=1)
    now = run_impact(service, policies(), population, made=MADE, settings=calm, sample=20)
    made = run_impact(
        service, policies(), population, made=MADE, settings=calm, sample=20, assumptions=stated
    )
    later = run_impact(
        service, policies(), project(population, rise, tmp_path), made=MADE, settings=calm, sample=20
    )
    assert [row[1:] for row in made.headline.rows] == [row[1:] for row in later.headline.rows]
    years = next(each.table for each in made.budget if each.key == "next-year")
    assert years is not None
    assert years.column("cost a year")[0] == now.headline.column("cost a year")[0]
    assert years.column("cost a year")[1:] == made.headline.column("cost a year")
    assert years.column("caseload")[0] == now.headline.column("caseload")[0]
    assert made.headline.rows[0][0] == "Do nothing: today’s policy, in 2026/27"
    assert "Council Tax bills +10%" in made.scenario
    assert "In 2026/27 doing nothing would cost" in made.options[0].glance[0]
    assert any(each.name == "Year of the figures" and "+10%" in each.value for each in made.provenance)
    # The published number is of this year, and so is what it is held against.
    published = next(each for each in made.budget if each.key == "published")
    assert f"{now.headline.column('caseload')[0]:,}" in published.told[0]


def test_a_report_of_this_year_says_that_it_knows_nothing_of_next(population: Population) -> None:
    service = read_service(SERVICE)
    made = run_impact(service, policies(), population, made=MADE, sample=20)
    assert made.scenario == ""
    limits = dict(made.limits)
    assert any("next year’s tax rise" in each for each in limits["What nothing was given of"])


def test_absurd_amounts_rise_exactly_and_columns_of_too_many_digits_are_refused_in_words(
    tmp_path: Path,
) -> None:
    made = _of_amounts(tmp_path, [Decimal("9" * 26 + ".99")], "decimal(28, 2)")
    (tmp_path / "later").mkdir()
    later = project(made, year(earnings="100"), tmp_path / "later")
    assert _earnings(later) == [Decimal("1" + "9" * 26 + ".98")]
    wide = _of_amounts(tmp_path, [Decimal(1)], "decimal(38, 2)")
    with pytest.raises(OptionFault, match="too many digits"):
        project(wide, year(earnings="100"), tmp_path / "later")


def _of_amounts(folder: Path, amounts: list[Decimal | None], kind: str) -> Population:
    place = folder / "amounts"
    shutil.rmtree(place, ignore_errors=True)
    made = make_population(place, len(amounts))
    target = made.files[0] if made.files else place / "households.parquet"
    listed = ", ".join(f"({at}, {'null' if each is None else each})" for at, each in enumerate(amounts, 1))
    with duckdb.connect() as connection:
        connection.execute(
            f"create table t as select household, cast(earnings as {kind}) as earnings "
            f"from (values {listed}) as v(household, earnings)"
        )
        connection.execute(
            f"create table h as select p.* replace (t.earnings as earnings) from read_parquet('{target}') p "
            "join t using (household) order by household"
        )
        connection.execute(f"copy h to '{target}' (format parquet)")
    return read_population(place)


def _earnings(population: Population) -> list[Decimal | None]:
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select earnings from read_parquet('{population.files[0]}') order by household"
        ).fetchall()
    return [each for (each,) in found]
