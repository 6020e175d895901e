"""The characteristics of `results`, each in the narrowest type that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import duckdb

from .faults import SimulationFault
from .source import Source, quoted

_INTEGERS: Final = {
    *("tinyint", "smallint", "integer", "bigint", "hugeint"),
    *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"),
}
_WIDTHS: Final = (("TINYINT", 7, "UTINYINT"), ("SMALLINT", 15, "USMALLINT"), ("INTEGER", 31, "UINTEGER"))
_MOST_WORDS: Final = 100_000
"""Different texts beyond which a column is left as text."""


class Characteristics:
    """The characteristics of a population, as columns of `results`."""

    def __init__(self, source: Source) -> None:
        """Raises SimulationFault for one without a column, or under a name that `results` uses."""
        self._source = source
        self._selected: list[str] | None = None
        self.names: Final = tuple(source.population.characteristics)
        population = source.population.name
        for name in self.names:
            if name.lower() in ("row", "weight") or name.lower().startswith("award_"):
                raise SimulationFault(
                    f"The population “{population}” calls a characteristic “{name}”, a name that results use "
                    "themselves. Give its column another name."
                )
            if name not in source.types:
                raise SimulationFault(
                    f"The population “{population}” has no column for its characteristic “{name}”. Add the "
                    "column, or take the characteristic out of population.yaml."
                )

    def columns(self) -> dict[str, str]:
        """Their columns, under the names that they have within queries."""
        return {f"#{name}": name for name in self.names}

    def selected(self, connection: duckdb.DuckDBPyConnection) -> list[str]:
        """What to select for each characteristic, in order. Makes the ENUM types that they use, once."""
        if self._selected is None:
            self._selected = self._narrowed(connection)
        return self._selected

    def _narrowed(self, connection: duckdb.DuckDBPyConnection) -> list[str]:
        numbers = [name for name in self.names if self._kind(name) in _INTEGERS]
        bounds = self._bounds(connection, numbers)
        found: list[str] = []
        for at, name in enumerate(self.names):
            narrow: str | None = None
            if name in bounds:
                narrow = _narrowest(*bounds[name])
            elif self._kind(name) in ("varchar", "enum"):
                narrow = self._words(connection, at, name)
            column = quoted(f"#{name}")
            value = column if narrow is None else f"CAST({column} AS {narrow})"
            found.append(f"{value} AS {quoted(name)}")
        return found

    def _kind(self, name: str) -> str:
        return str(self._source.types[name].id)

    def _bounds(
        self, connection: duckdb.DuckDBPyConnection, names: Sequence[str]
    ) -> dict[str, tuple[int | None, int | None]]:
        if not names:
            return {}
        wanted = ", ".join(f"min({quoted(each)}), max({quoted(each)})" for each in names)
        table = self._source.table({each: each for each in names})
        row: Any = connection.execute(f"SELECT {wanted} FROM {table}").fetchone()
        return {name: (row[2 * at], row[2 * at + 1]) for at, name in enumerate(names)}

    def _words(self, connection: duckdb.DuckDBPyConnection, at: int, name: str) -> str | None:
        """The ENUM of a column's texts, made in the order of their code points."""
        column = quoted(name)
        distinct = (
            f"SELECT DISTINCT CAST({column} AS VARCHAR) AS word FROM {self._source.table({name: name})} "
            f"WHERE {column} IS NOT NULL"
        )
        counted: Any = connection.execute(
            f"SELECT count(*) FROM ({distinct} LIMIT {_MOST_WORDS + 1})"
        ).fetchone()
        if counted[0] > _MOST_WORDS:
            return None
        connection.execute(f"CREATE TYPE words_{at} AS ENUM (SELECT word FROM ({distinct}) ORDER BY word)")
        return f"words_{at}"


def _narrowest(low: int | None, high: int | None) -> str | None:
    low, high = low or 0, high or 0
    for signed, bits, unsigned in _WIDTHS:
        if low >= 0 and high < 2 ** (bits + 1):
            return unsigned
        if low >= -(2**bits) and high < 2**bits:
            return signed
    return None
