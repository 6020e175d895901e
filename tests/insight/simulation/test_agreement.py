"""Whatever the scheme and the rows, a simulation gives the interpreter's awards, or nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.insight.simulation import Disagreement, compiling, simulate
from tests.insight.simulation.households import TYPES as VOCABULARY
from tests.insight.simulation.households import households, population
from tests.insight.simulation.random_schemes import TYPES, logics, rows, scheme
from tests.insight.simulation.test_simulate import TODAY, awards, exact, simple
from tests.insight.simulation.test_simulate import scheme as shipped_scheme


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(logics, min_size=1, max_size=6), st.integers(0, 10_000), st.sampled_from([0.0, 0.1]))
def test_random_schemes_on_random_rows_agree(written: list[str], seed: int, nulls: float) -> None:
    schemes = [scheme(f"scheme {at}", each) for at, each in enumerate(written)]
    made = rows(seed, 40, nulls)
    with tempfile.TemporaryDirectory() as folder:
        few = population(Path(folder), TYPES, made)
        with simulate(schemes, few, sample=3, seed=seed, workers=0) as simulation:
            assert awards(simulation) == exact(schemes, made)


def test_most_random_schemes_are_compiled() -> None:
    written = ["if a > 10 then a * 2 else n", "count(people[works])", "decimal(a / 3, 2)", "d.year"]
    from tests.policy.dmn.writing import literal

    schemes = [scheme(each, literal(each)) for each in written]
    with tempfile.TemporaryDirectory() as folder:
        few = population(Path(folder), TYPES, rows(1, 20))
        with simulate(schemes, few) as simulation:
            assert simulation.by_row == {}


def test_a_wrongly_compiled_query_is_caught_by_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = compiling.pence_sql
    monkeypatch.setattr(compiling, "pence_sql", lambda *given: f"{right(*given)} + 1")
    few = population(tmp_path, VOCABULARY, households(200, nulls=0))
    with pytest.raises(Disagreement) as raised:
        simulate([shipped_scheme(TODAY)], few, sample=100)
    fault = raised.value
    assert fault.found is not None and fault.exact is not None
    assert fault.found == fault.exact + 1
    assert fault.scheme == TODAY and 1 <= fault.row <= 200
    assert f"Row {fault.row} " in str(fault) and "Nothing is published" in str(fault)


def test_a_disagreement_names_the_row_and_both_values_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "pence_sql", lambda *_given: "CAST(NULL AS BIGINT)")
    one = population(tmp_path, {"savings": "INTEGER"}, [{"savings": 123_456}])
    with pytest.raises(Disagreement) as raised:
        simulate([simple("floor(savings / 1000)", "savings: number")], one)
    assert "Row 1 of the scheme “simple” came out as null, and the interpreter gives £123.00 a year" in str(
        raised.value
    )
    assert "123456" not in str(raised.value).replace(",", "")


def test_a_sample_is_chosen_by_its_seed(tmp_path: Path) -> None:
    from commonweal.insight.simulation.redeciding import sampled

    assert sampled(1000, 10, 1) == sampled(1000, 10, 1) != sampled(1000, 10, 2)
    assert sampled(5, 10, 1) == [1, 2, 3, 4, 5]
    assert sampled(0, 10, 1) == []
