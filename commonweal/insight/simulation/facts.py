"""What is true of every row of a population's columns, from which the compiler proves."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeAlias

import duckdb

from commonweal.policy.sql import Column

from .faults import SimulationFault
from .known_facts import Known, files_as_they_are
from .list_statistics import by_statistics
from .source import Source, quoted

_MOST_VALUES: Final = 256
"""Different texts beyond which a column's texts are not listed."""
_INTEGERS: Final = {
    *("tinyint", "smallint", "integer", "bigint", "hugeint"),
    *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"),
}
_KNOWN: Final = Known()
Found: TypeAlias = Callable[[Sequence[Any]], Column | None]


def column_facts(
    source: Source, columns: Mapping[str, str], connection: duckdb.DuckDBPyConnection
) -> dict[str, Column]:
    """The facts of each input's column; none for a kind that has no SQL, such as a time.

    Bounds come from the statistics of Parquet where DuckDB uses them; of lists only the lengths are read
    where the statistics tell the rest. What was found out is kept for as long as the files are the same.
    Raises SimulationFault for dates before the year 1 or after 9999.
    """
    state = files_as_they_are(part.file for part in source.parts)
    facts: dict[str, Column | None] = {}
    for name, column in columns.items():
        key = state, column, str(source.types[column])
        facts[name] = _KNOWN.found(key, partial(_fact, source, name, column, connection))
    return {name: column for name, column in facts.items() if column is not None}


def _fact(source: Source, name: str, column: str, connection: duckdb.DuckDBPyConnection) -> Column | None:
    """One column's facts. A query of its own, for statistics answer only a query that they answer whole."""
    kind = source.types[column]
    if kind.id == "list":
        found = by_statistics(source, column, kind, connection)
        if found is not None:
            return found
    look = _Look(connection, source.table({name: column}))
    return look.at(name, kind, quoted(name))(look.row())


class _Look:
    """One query of a table that finds out about all its columns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._wanted = ["count(*)"]

    def row(self) -> Sequence[Any]:
        """The answers."""
        query = f"SELECT {', '.join(self._wanted)} FROM {self._table}"
        row: Any = self._connection.execute(query).fetchone()
        return row  # type: ignore[no-any-return]

    def _ask(self, question: str) -> int:
        self._wanted.append(question)
        return len(self._wanted) - 1

    def at(self, name: str, kind: Any, place: str) -> Found:
        """What to make of the answers for a column, or a part of one. `name` is for faults."""
        known = self._ask(f"count({place})")
        if kind.id == "boolean":
            return lambda row: Column("boolean", nullable=row[known] < row[0])
        if kind.id in _INTEGERS or kind.id == "decimal":
            return self._number(kind, place, known)
        if kind.id in ("varchar", "enum"):
            values = self._texts(place)
            return lambda row: Column("string", nullable=row[known] < row[0], values=values)
        if kind.id == "date":
            low, high = (self._ask(f"CAST({each}({place}) AS VARCHAR)") for each in ("min", "max"))
            return lambda row: Column(
                "date", _day(name, row[low]), _day(name, row[high]), nullable=row[known] < row[0]
            )
        if kind.id == "struct":
            return self._struct(name, kind, place, known)
        if kind.id == "list":
            return self._list(name, kind, place, known)
        return lambda _row: None

    def _number(self, kind: Any, place: str, known: int) -> Found:
        low, high = self._ask(f"min({place})"), self._ask(f"max({place})")
        width, scale = (value for _, value in kind.children) if kind.id == "decimal" else (None, 0)

        def found(row: Sequence[Any]) -> Column:
            bounds = Decimal(row[low] or 0), Decimal(row[high] or 0)
            digits = width or max(len(str(abs(int(each)))) for each in bounds)
            return Column(
                "number", *bounds, digits=min(digits, 38), scale=scale, nullable=row[known] < row[0]
            )

        return found

    def _texts(self, place: str) -> list[str] | None:
        """All its texts in order, when they are few."""
        found = self._connection.execute(
            f"SELECT DISTINCT CAST({place} AS VARCHAR) AS word FROM {self._table} WHERE {place} IS NOT NULL "
            f"LIMIT {_MOST_VALUES + 1}"
        ).fetchall()
        return sorted(word for (word,) in found) if len(found) <= _MOST_VALUES else None

    def _struct(self, name: str, kind: Any, place: str, known: int) -> Found:
        parts = {field: self.at(name, of, f"{place}.{quoted(field)}") for field, of in kind.children}

        def found(row: Sequence[Any]) -> Column | None:
            fields = {field: each(row) for field, each in parts.items()}
            if any(each is None for each in fields.values()):
                return None
            return Column(
                "context",
                nullable=row[known] < row[0],
                fields={field: each for field, each in fields.items() if each is not None},
            )

        return found

    def _list(self, name: str, kind: Any, place: str, known: int) -> Found:
        """A list's items are the rows of a table of their own."""
        longest = self._ask(f"max(len({place}))")
        items = _Look(self._connection, f"(SELECT unnest({place}) AS item FROM {self._table})")
        [(_, of)] = kind.children
        inner = items.at(name, of, "item")
        item = inner(items.row())

        def found(row: Sequence[Any]) -> Column | None:
            if item is None:
                return None
            return Column("list", item=item, longest=row[longest] or 0, nullable=row[known] < row[0])

        return found


def _day(name: str, written: str | None) -> datetime.date | None:
    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise SimulationFault(
            f"The column “{name}” of the population has the date {written}; dates are of the years 1 to "
            "9999. Leave it null where nobody knows it."
        ) from None
