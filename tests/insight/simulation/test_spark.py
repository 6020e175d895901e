"""The same simulations on a real Spark on this machine: the same awards, or nothing."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.insight.population import Population
from commonweal.insight.simulation import Disagreement, Scheme, SimulationFault, compiling, simulate
from commonweal.insight.simulation.spark import SparkResults, simulate_on_spark
from tests.insight.simulation.households import TYPES as VOCABULARY
from tests.insight.simulation.households import households, population
from tests.insight.simulation.random_schemes import TYPES, logics, rows, scheme
from tests.insight.simulation.test_row_by_row import ENDLESS
from tests.insight.simulation.test_simulate import PROPOSAL, TODAY, TRAFFORD, exact, simple
from tests.insight.simulation.test_simulate import scheme as shipped_scheme

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java: install default-jre-headless"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    pytest.importorskip("pyspark", reason="Spark needs PySpark: pip install commonweal[spark]")
    from pyspark.sql import SparkSession

    logging.getLogger("py4j").setLevel(logging.WARNING)
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield made
    made.stop()


def written(results: SparkResults, columns: str = "") -> list[tuple[Any, ...]]:
    wanted = columns or ", ".join(f"award_{at}" for at in range(len(results.schemes)))
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT {wanted} FROM read_parquet('{results.folder}/*.parquet') ORDER BY row"
        ).fetchall()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Population, list[dict[str, Any]]]:
    made = households(300)
    for at, row in enumerate(made):
        row["weight"] = 1 + at % 3
    types = {**VOCABULARY, "weight": "DOUBLE"}
    folder = tmp_path_factory.mktemp("few")
    return population(
        folder, types, made, characteristics=["council tax band"], weight="weight", parts=3
    ), made


def test_shipped_schemes_give_the_same_results_on_spark_and_duckdb(
    session: SparkSession, few: tuple[Population, list[dict[str, Any]]], tmp_path: Path
) -> None:
    schemes = [shipped_scheme(each) for each in (TODAY, PROPOSAL, TRAFFORD)]
    found = simulate_on_spark(schemes, few[0], tmp_path / "out", session=session, sample=40, seed=2)
    columns = 'row, weight, "council tax band", ' + ", ".join(f"award_{at}" for at in range(len(schemes)))
    with simulate(schemes, few[0], sample=5) as simulation:
        same = simulation.connection.execute(f"SELECT {columns} FROM results ORDER BY row").fetchall()
    assert written(found, columns) == same
    assert written(found) == exact(schemes, few[1])
    assert found.redecided.rows == 40 and found.redecided.differences == 0


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(logics, min_size=4, max_size=4), st.integers(0, 10_000))
def test_random_schemes_on_random_rows_agree(session: SparkSession, texts: list[str], seed: int) -> None:
    schemes = [scheme(f"scheme {at}", each) for at, each in enumerate(texts)]
    made = rows(seed, 40)
    with tempfile.TemporaryDirectory() as folder:
        some = population(Path(folder) / "some", TYPES, made)
        found = simulate_on_spark(schemes, some, Path(folder) / "out", session=session, sample=3, workers=0)
        assert written(found) == exact(schemes, made)


def test_what_has_no_sql_is_decided_row_by_row_and_joined(session: SparkSession, tmp_path: Path) -> None:
    made: list[dict[str, Any]] = [{"a": at % 700} for at in range(50)] + [{"a": None}]
    some = population(tmp_path / "some", {"a": "INTEGER"}, made)
    schemes = [simple("a * 2", "a: number", name="plain"), ENDLESS]
    found = simulate_on_spark(schemes, some, tmp_path / "out", session=session)
    assert written(found) == exact(schemes, made)
    assert list(found.by_row) == ["endless"]


def test_a_wrong_query_is_caught_by_the_sample_and_leaves_nothing(
    session: SparkSession, few: tuple[Population, list[dict[str, Any]]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    right = compiling.pence_sql
    monkeypatch.setattr(compiling, "pence_sql", lambda *given: f"{right(*given)} + 1")
    with pytest.raises(Disagreement):
        simulate_on_spark([shipped_scheme(TODAY)], few[0], tmp_path / "out", session=session)
    assert not (tmp_path / "out").exists()


def test_an_empty_population_gives_empty_results(session: SparkSession, tmp_path: Path) -> None:
    nobody = population(tmp_path / "nobody", VOCABULARY, [])
    found = simulate_on_spark([shipped_scheme(TODAY)], nobody, tmp_path / "out", session=session)
    assert written(found) == []


def test_results_are_not_written_over(
    session: SparkSession, few: tuple[Population, list[dict[str, Any]]], tmp_path: Path
) -> None:
    with pytest.raises(SimulationFault, match=r"exists already"):
        simulate_on_spark([shipped_scheme(TODAY)], few[0], tmp_path, session=session)


def test_amounts_of_less_than_a_penny_are_rounded_half_to_even(session: SparkSession, tmp_path: Path) -> None:
    made: list[dict[str, Any]] = [{"a": at} for at in (5, 15, 25, -5, -15, 1000, 51, None)]
    some = population(tmp_path / "some", {"a": "INTEGER"}, made)
    thirds: list[Scheme] = [simple("a / 1000", "a: number"), simple("a / 3", "a: number", name="thirds")]
    found = simulate_on_spark(thirds, some, tmp_path / "out", session=session)
    assert [first for first, _ in written(found)] == [0, 2, 2, 0, -2, 100, 5, None]
    assert [second for _, second in written(found)] == [167, 500, 833, -167, -500, 33333, 1700, None]
