"""The facts of a column of lists from Parquet's own statistics: only the lists' lengths are read.

The least and greatest item are those that each row group states. Whether an item may be null is told by
counting: the items that are there, by the statistics, against the lengths of all lists together.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

import duckdb

from commonweal.policy.sql import Column

from .source import Source, parquet, quoted, text

_INTEGERS: Final = {"tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger"}


def by_statistics(
    source: Source, column: str, kind: Any, connection: duckdb.DuckDBPyConnection
) -> Column | None:
    """What is true of every list of a column; None where statistics do not tell it, as for texts."""
    [(_, of)] = kind.children
    leaves = dict(of.children) if of.id == "struct" else {"": of}
    if any(each.id not in {*_INTEGERS, "decimal", "date", "boolean"} for each in leaves.values()):
        return None
    stated = {name: _stated(source, column, name, connection) for name in leaves}
    if not leaves or any(each is None for each in stated.values()):
        return None
    rows, longest, items, known = _lengths(source, column, connection)
    facts: dict[str, Column] = {}
    for name, leaf in leaves.items():
        there, low, high = stated[name] or (0, None, None)
        fact = _fact(leaf, low, high, nullable=there != items)
        if fact is None or there > items or (there and leaf.id != "boolean" and low is None):
            return None
        facts[name] = fact
    if of.id == "struct":
        item = Column("context", fields=facts, nullable=any(each.nullable for each in facts.values()))
    else:
        item = facts[""]
    return Column("list", item=item, longest=longest, nullable=known < rows)


def _stated(
    source: Source, column: str, leaf: str, connection: duckdb.DuckDBPyConnection
) -> tuple[int, Any, Any] | None:
    """How many values of a leaf there are, and the least and greatest; None where it is not surely stated."""
    path = ", ".join([column, "list", "element", *([leaf] if leaf else [])])
    there, bounds = 0, []
    for part in source.parts:
        groups = connection.execute(
            f"SELECT num_values, stats_null_count, stats_min_value, stats_max_value, num_row_groups "
            f"FROM (SELECT * FROM parquet_metadata({_name(part.file)}) WHERE path_in_schema = {text(path)}), "
            f"(SELECT num_row_groups FROM parquet_file_metadata({_name(part.file)}))"
        ).fetchall()
        if part.rows and (not groups or len(groups) != groups[0][-1]):
            return None
        for values, nulls, low, high, _ in groups:
            if nulls is None:
                return None
            there += values - nulls
            if values > nulls:
                if low is None or high is None:
                    return None
                bounds.append((low, high))
    return there, [low for low, _ in bounds] or None, [high for _, high in bounds] or None


def _name(file: object) -> str:
    """A file's name in SQL, none of it a pattern: as `read_parquet` is given it."""
    return parquet(file).removeprefix("read_parquet(").removesuffix(")")  # type: ignore[arg-type]


def _lengths(source: Source, column: str, connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int, int]:
    """How many rows, the longest list, all items together, and how many rows have a list."""
    place = quoted(column)
    row: Any = connection.execute(
        f"SELECT count(*), max(len({place})), sum(len({place})), count({place}) "
        f"FROM {source.table({column: column})}"
    ).fetchone()
    return row[0], row[1] or 0, int(row[2] or 0), row[3]


def _fact(leaf: Any, lows: list[str] | None, highs: list[str] | None, *, nullable: bool) -> Column | None:
    if leaf.id == "boolean":
        return Column("boolean", nullable=nullable)
    try:
        if leaf.id == "date":
            days = [[datetime.date.fromisoformat(each) for each in some or ()] for some in (lows, highs)]
            return Column("date", min(days[0], default=None), max(days[1], default=None), nullable=nullable)
        numbers = [[Decimal(each) for each in some or ()] for some in (lows, highs)]
    except (ValueError, ArithmeticError):
        return None
    bounds = min(numbers[0], default=Decimal(0)), max(numbers[1], default=Decimal(0))
    width, scale = (value for _, value in leaf.children) if leaf.id == "decimal" else (None, 0)
    digits = width or max(len(str(abs(int(each)))) for each in bounds)
    return Column("number", *bounds, digits=min(digits, 38), scale=scale, nullable=nullable)
