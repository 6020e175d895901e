"""One Spark session for all tests, on this machine; tests skip, with the reason, where there can be none."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from commonweal.policy.feel import Value
from commonweal.policy.sql import Column, Compiled

from .engines import Row, host


@cache
def session() -> Any:
    """The session. Skips the test without PySpark or Java."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: pip install commonweal[spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is no `java` on the path")
    builder = sql.SparkSession.builder.master("local[2]").appName("commonweal tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.memory": "1g",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    return made


def spark_type(column: Column) -> str:
    """The type of a column in Spark."""
    match column.kind:
        case "number":
            return "BIGINT" if column.whole else f"DECIMAL({column.digits},{column.scale})"
        case "string":
            return "STRING"
        case "list":
            assert column.item is not None
            return f"ARRAY<{spark_type(column.item)}>"
        case "context":
            fields = [f"`{name}`: {spark_type(each)}" for name, each in column.fields.items()]
            return f"STRUCT<{', '.join(fields)}>"
    return column.kind.upper()


def _value(value: Any, column: Column) -> Any:
    if value is None:
        return None
    match column.kind:
        case "number" if not column.whole:
            return Decimal(value)
        case "list":
            assert column.item is not None
            return [_value(each, column.item) for each in value]
        case "context":
            return tuple(_value(value[name], each) for name, each in column.fields.items())
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if hasattr(value, "asDict"):
        return {name: _plain(each) for name, each in value.asDict().items()}
    return value


def in_spark(
    compiled: Compiled, columns: Mapping[str, Column], rows: Sequence[Row]
) -> list[dict[str, Value]]:
    """Each row's decisions (and `in doubt`) by name, out of Spark."""
    spark = session()
    schema = ", ".join(["`row` BIGINT", *(f"`{name}` {spark_type(each)}" for name, each in columns.items())])
    data = [
        (at, *(_value(host(row[name]), each) for name, each in columns.items()))
        for at, row in enumerate(rows)
    ]
    spark.createDataFrame(data, schema).createOrReplaceTempView("source")
    found = spark.sql(compiled.query("source", keep=["row"])).collect()
    answers = []
    for record in sorted(found, key=lambda each: each["row"]):
        raw = {name: _plain(value) for name, value in record.asDict().items()}
        values: dict[str, Value] = {
            name: column.value(raw[name]) for name, column in compiled.decisions.items()
        }
        answers.append({**values, "in doubt": raw.get("in doubt", False)})
    return answers


__all__ = ["in_spark", "session", "spark_type"]
