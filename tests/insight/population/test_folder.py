"""A population's folder: what was written is read back, and what cannot be used is named."""

from __future__ import annotations

import datetime
from pathlib import Path

import duckdb
import pytest

from commonweal.insight.population import (
    Population,
    PopulationFault,
    Rejected,
    Source,
    prepare_folder,
    read_population,
    write_parquet,
    write_population,
)


def written(folder: Path, query: str = "") -> Population:
    prepare_folder(folder)
    with duckdb.connect() as connection:
        made = query or "SELECT i AS household, 1.5::DOUBLE AS weight, 'a' AS band FROM range(4) numbers(i)"
        write_parquet(connection, made, folder / "households.parquet", "extract")
    return write_population(
        Population(
            name="Oddly: named # one",
            kind="extract",
            relevant_date=datetime.date(2025, 4, 1),
            households=0,
            rows=0,
            folder=folder,
            weight="weight",
            sample=True,
            characteristics={"band": "Band: of the home"},
            rejected=Rejected(3, {"`x` is missing": 2, "# odd: reason": 1}),
            sources=(Source("A title", "https://example.org/a", "what: it is"),),
            assumptions=("yes", "It is so: truly", "no # comment"),
        )
    )


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = written(tmp_path / "p")
    assert read_population(tmp_path / "p") == made
    assert (made.rows, made.households) == (4, 6.0)


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("rows: 4", "rows: 5", "this says 5 rows, and the files hold 4"),
        ("weight: weight", "weight: wait", "the households have no column `wait`"),
        ("  band:", "  bond:", "the households have no such column"),
        ("kind: extract", "kind: abstract", "`abstract` is not known here. Did you mean `extract`?"),
        ("2025-04-01", "April", "`April` is not a date"),
        ("sample: yes", "sampel: yes", "there is no such key here"),
    ],
)
def test_a_mistake_names_file_line_and_field(was: str, becomes: str, told: str, tmp_path: Path) -> None:
    written(tmp_path / "p")
    file = tmp_path / "p" / "population.yaml"
    assert was in file.read_text()
    file.write_text(file.read_text().replace(was, becomes, 1))
    with pytest.raises(PopulationFault) as raised:
        read_population(tmp_path / "p")
    assert told in str(raised.value)
    assert raised.value.line > 0


def test_a_float_among_the_inputs_is_refused(tmp_path: Path) -> None:
    query = "SELECT 1 AS household, 1.0::DOUBLE AS weight, 'a' AS band, 0.1::DOUBLE AS earnings"
    written(tmp_path / "p", query)
    with pytest.raises(PopulationFault, match="`earnings`: this column is DOUBLE"):
        read_population(tmp_path / "p")


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PopulationFault, match="commonweal population make"):
        read_population(tmp_path)
