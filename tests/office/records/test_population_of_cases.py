"""Live cases as a population: what the policy is given, and nothing of who anyone is."""

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commonweal.insight.population import PopulationFault, read_population
from commonweal.office.catalogue.service import UnknownService
from commonweal.office.records.models import Case
from commonweal.office.records.population_of_cases import write_population_of_cases
from tests.office.applications import AWARDED, REFUSED, apply, council_tax_support

pytestmark = pytest.mark.django_db

ON = datetime.date(2025, 4, 1)
FAMILY = AWARDED | {
    "full_name": "Gwen Particular-Name",
    "partner": True,
    "partner_name": "Ifan Particular-Name",
    "partner_date_of_birth": "1984-01-02",
    "children": [{"name": "Mali Particular-Name", "born": "2019-05-13"}],
    "other_adults": [{"name": "Nain Particular-Name", "born": "1990-01-01", "working": True}],
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "650.00", "per": "month"},
    "partner_works": False,
}


def rows(folder: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM {read_population(folder).source_sql}")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_a_case_becomes_the_inputs_that_the_policy_is_given(tmp_path: Path) -> None:
    apply(FAMILY)
    made = write_population_of_cases("council-tax-support", tmp_path / "cases", on=ON)
    assert (made.kind, made.rows) == ("live", 1)
    (row,) = rows(tmp_path / "cases")
    # A month's £650 is 650 × 12 ÷ 52 a week.
    assert str(row["earnings"]) == "150.00"
    assert row["children"] == [{"born": datetime.date(2019, 5, 13)}]
    assert row["other adults"] == [{"born": datetime.date(1990, 1, 1), "working": True}]
    assert row["household type"] == "couple with children"
    assert (row["partner"], row["council tax band"], row["disabled"]) == (True, "c", "no")
    assert row["tenure"] == "council"


def test_nothing_written_says_who_anyone_is(tmp_path: Path) -> None:
    case = apply(FAMILY)
    write_population_of_cases("council-tax-support", tmp_path / "cases", on=ON)
    written = repr(rows(tmp_path / "cases")) + (tmp_path / "cases" / "population.yaml").read_text()
    for private in ("Particular", "QQ123456C", "Test Street", "M33", case.reference, "M33 7ZF"):
        assert private not in written
    assert set(rows(tmp_path / "cases")[0]).isdisjoint(
        {"full name", "full_name", "home", "national insurance number", "email", "phone"}
    )


def test_cases_that_were_erased_are_counted_and_left_out(tmp_path: Path) -> None:
    apply(AWARDED)
    erased = apply(REFUSED)
    Case.objects.filter(pk=erased.pk).update(forgotten_at=erased.received_at)
    made = write_population_of_cases("council-tax-support", tmp_path / "cases", on=ON)
    assert made.rows == 1
    assert "Cases left out because their personal data was erased: 1." in made.does_not_know


def test_no_case_at_all_is_said(tmp_path: Path) -> None:
    council_tax_support()
    with pytest.raises(PopulationFault, match="no case could be used"):
        write_population_of_cases("council-tax-support", tmp_path / "cases", on=ON)


def test_a_service_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownService, match="no-such"):
        write_population_of_cases("no-such", tmp_path / "cases", on=ON)
