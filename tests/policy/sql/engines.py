"""Rows in DuckDB and in the interpreter, so that their answers can be put side by side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from commonweal.policy import Model
from commonweal.policy.feel import Date, Value
from commonweal.policy.sql import Column, Compiled

Row = Mapping[str, Any]


def sql_type(column: Column) -> str:
    """The type of a column in DuckDB."""
    match column.kind:
        case "number":
            if column.whole:
                return "BIGINT"
            return f"DECIMAL({column.digits}, {column.scale})"
        case "string":
            return "VARCHAR"
        case "boolean":
            return "BOOLEAN"
        case "date":
            return "DATE"
        case "list":
            assert column.item is not None
            return f"{sql_type(column.item)}[]"
    fields = ", ".join(f'"{name}" {sql_type(each)}' for name, each in column.fields.items())
    return f"STRUCT({fields})"


def host(value: Any) -> Any:
    """A value as DuckDB's client takes it."""
    if isinstance(value, Date):
        return datetime.date(value.year, value.month, value.day)
    if isinstance(value, list):
        return [host(each) for each in value]
    if isinstance(value, dict):
        return {key: host(each) for key, each in value.items()}
    return value


def literal(value: Any, column: Column) -> str:
    """A value written out in DuckDB's SQL."""
    if value is None:
        return "NULL"
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return f"CAST('{value:f}' AS {sql_type(column)})" if isinstance(value, Decimal) else str(value)
        case str():
            return "'" + value.replace("'", "''") + "'"
        case datetime.date():
            return f"DATE '{value.isoformat()}'"
        case list():
            assert column.item is not None
            return f"CAST([{', '.join(literal(each, column.item) for each in value)}] AS {sql_type(column)})"
        case dict():
            parts = ", ".join(f"'{key}': {literal(value[key], each)}" for key, each in column.fields.items())
            return f"{{{parts}}}"
    raise TypeError(value)


def _written(number: int, row: Row, columns: Mapping[str, Column]) -> str:
    """A row as DuckDB's VALUES want it."""
    values = [literal(host(row[name]), each) for name, each in columns.items()]
    return f"({', '.join([str(number), *values])})"


def in_duckdb(
    compiled: Compiled, columns: Mapping[str, Column], rows: Sequence[Row]
) -> list[dict[str, Value]]:
    """Each row's decisions, and `in doubt`, by name, out of DuckDB."""
    found = []
    for raw in raw_in_duckdb(compiled.query("source", keep=["row"]), columns, rows):
        values = {name: column.value(raw[name]) for name, column in compiled.decisions.items()}
        values["in doubt"] = raw.get("in doubt", False)
        found.append(values)
    return found


def raw_in_duckdb(query: str, columns: Mapping[str, Column], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What a query of `source`, which keeps its `row`, gives for each row."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    try:
        declared = ", ".join(f'"{name}" {sql_type(each)}' for name, each in columns.items())
        connection.execute(f'CREATE TABLE source ("row" BIGINT, {declared})')
        for start in range(0, len(rows), 500):
            values = ", ".join(
                _written(start + at, row, columns) for at, row in enumerate(rows[start : start + 500])
            )
            connection.execute(f"INSERT INTO source VALUES {values}")
        cursor = connection.execute(query + ' ORDER BY "row"')
        names = [each[0] for each in cursor.description]
        return [dict(zip(names, record, strict=True)) for record in cursor.fetchall()]
    finally:
        connection.close()


def differences(
    model: Model, compiled: Compiled, rows: Sequence[Row], found: Sequence[Mapping[str, Value]]
) -> list[str]:
    """The rows whose values are not the interpreter's, those in doubt left aside."""
    wrong = []
    names = list(compiled.decisions)
    for row, values in zip(rows, found, strict=True):
        if values["in doubt"]:
            continue
        outcomes: dict[str, Value] = {}
        for name in names:
            if name not in outcomes:
                outcomes.update(model.decide(row, name, trace=False).values)
        wrong += [
            f"{name}: {values[name]!r} is not {outcomes[name]!r} for {row!r}"
            for name in names
            if values[name] != outcomes[name] or values[name].__class__ is not outcomes[name].__class__
        ]
    return wrong
