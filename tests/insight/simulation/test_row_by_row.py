"""Schemes that are decided row by row: by processes that may be lost, and to the same awards."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commonweal.insight.population import Population, read_population
from commonweal.insight.simulation import Scheme, SimulationFault, WorkerLost, crew, simulate
from commonweal.policy import Source, load
from tests.insight.simulation.test_simulate import awards, simple
from tests.policy.dmn.writing import decision, file, given, literal

ROWS = 6_000
# `exp` gives as many digits as there are, which no SQL type holds.
ENDLESS = simple("if a = null then null else floor(exp(a / 1000))", "a: number", name="endless")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Population:
    folder = tmp_path_factory.mktemp("many")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT i AS household, CASE WHEN i % 97 > 0 THEN i END AS a "
            f"FROM range({ROWS}) t(i)) TO '{folder / 'households.parquet'}' "
            "(FORMAT parquet, ROW_GROUP_SIZE 2048)"
        )
    (folder / "population.yaml").write_text(
        "name: Many\nkind: synthetic\nrelevant date: 2025-04-01\nsample: no\nassessed each: household\n"
        f"households: {ROWS}\nrows: {ROWS}\n"
    )
    return read_population(folder)


def wanted() -> list[tuple[int | None]]:
    found = ENDLESS.model.decide_many(
        ({"a": None if at % 97 == 0 else Decimal(at)} for at in range(ROWS)), "yearly award"
    )
    return [(None if each is None else int(each * 100),) for each in found]  # type: ignore[arg-type, operator]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_awards_are_the_same_by_any_number_of_workers(many: Population, workers: int) -> None:
    heard: list[float] = []

    def hear(stage: str, done: float) -> None:
        if stage == "deciding row by row":
            heard.append(done)

    with simulate([ENDLESS], many, sample=20, workers=workers, progress=hear) as simulation:
        assert awards(simulation) == wanted()
        assert "endless" in simulation.by_row
        assert simulation.redecided.rows == 20
    assert heard[-1] == 1.0 and len(heard) > 3


def test_it_says_which_decision_is_decided_row_by_row_and_why(many: Population) -> None:
    with simulate([ENDLESS, simple("a", "a: number", name="plain")], many, sample=5, workers=0) as simulation:
        assert list(simulation.by_row) == ["endless"]
        [refusal, *_] = simulation.by_row["endless"]
        assert refusal.reason and refusal.decision == "yearly award"


def test_compiled_and_uncompiled_schemes_share_a_table(many: Population) -> None:
    plain = simple("a * 2", "a: number", name="plain")
    with simulate([plain, ENDLESS], many, sample=20, workers=0) as simulation:
        found = awards(simulation)
    assert [each for _, each in found] == [each for (each,) in wanted()]
    assert [each for each, _ in found] == [None if at % 97 == 0 else at * 200 for at in range(ROWS)]


def _dying(monkeypatch: pytest.MonkeyPatch, noted: Path, lives: int) -> None:
    noted.write_text("")
    command = ("-m", "tests.insight.simulation.dying_worker", str(noted), str(lives))
    monkeypatch.setattr(crew, "_COMMAND", command)


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(
    many: Population, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dying(monkeypatch, tmp_path / "noted", 2)
    with simulate([ENDLESS], many, sample=20, workers=2) as simulation:
        assert awards(simulation) == wanted()
    assert (tmp_path / "noted").read_text() == "xx"


def test_a_worker_that_is_killed_again_and_again_is_reported_with_its_rows(
    many: Population, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dying(monkeypatch, tmp_path / "noted", 99)
    with pytest.raises(WorkerLost, match=r"rows 2001 to 3000 was killed.*3 times.*memory"):
        simulate([ENDLESS], many, workers=2)


def test_a_policy_with_functions_of_this_program_alone_is_decided_in_it(many: Population) -> None:
    class Doubling:
        def resolve(self, kind: str, mapping: Mapping[str, str]) -> Any:
            return lambda value: value * 2

    here = lambda namespace, location: Source("none", b"")  # noqa: E731
    loaded = load(
        file(
            given("a", "number"),
            decision("yearly award", literal("floor(exp(0)) + a"), needs=["i_a"], kind="number"),
        ),
        imports=here,
        bindings=Doubling(),
    )
    with simulate([Scheme("here", "Here", loaded)], many, sample=5, workers=2) as simulation:
        assert awards(simulation)[:3] == [(None,), (200,), (300,)]


def test_a_fault_within_a_worker_is_told_as_it_would_be_without_one(many: Population) -> None:
    words = simple("if a > 5990 then string(a) else a", "a: number", kind="Any")
    with pytest.raises(SimulationFault, match=r"Row 5992.*instead of a number"):
        simulate([words], many, workers=2)
