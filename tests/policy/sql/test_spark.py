"""The same SQL in Spark: shipped schemes and random models decide rows as the interpreter does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from commonweal.policy import load
from commonweal.policy.sql import compile_sql
from tests.policy.partial.random_models import models

from .engines import differences
from .spark_session import in_spark, session
from .test_random_models import COLUMNS, rows
from .test_shipped_schemes import SCHEMES, columns, households


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[1]}-{path.stem}")
def test_spark_decides_every_household_as_the_interpreter_does(path: Path) -> None:
    session()
    model = load(path)
    known = columns(model)
    compiled = compile_sql(model, known, dialect="spark")
    assert not compiled.refused
    some = list(households(model, 250, seed=21))
    assert differences(model, compiled, some, in_spark(compiled, known, some))[:1] == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), rows)
def test_spark_decides_random_rows_of_a_random_model_as_the_interpreter_does(
    content: bytes, some: list[dict[str, object]]
) -> None:
    session()
    model = load(content, name="random.dmn")
    compiled = compile_sql(model, COLUMNS, dialect="spark")
    assert differences(model, compiled, some, in_spark(compiled, COLUMNS, some))[:1] == []
