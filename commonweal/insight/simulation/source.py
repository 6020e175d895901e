"""A population's Parquet files as one table in SQL: its columns, its row numbers, the inputs found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import duckdb

from commonweal.policy.feel import normal_name

from .faults import MissingInput, SimulationFault
from .scheme import Scheme

if TYPE_CHECKING:
    from commonweal.insight.population import Population

ROW, WEIGHT = "#row", "#weight"
"""The names of number and weight within queries; FEEL has no name that begins so."""
Row: TypeAlias = tuple[int, dict[str, Any]]
_ROWS_ASKED: Final = 5_000
"""Rows asked for by number in one query, and held at once."""
_FLOATS: Final = {"double", "float"}
_INPUT_KINDS: Final = {
    *("boolean", "decimal", "varchar", "enum", "date", "timestamp", "time"),
    *("tinyint", "smallint", "integer", "bigint", "hugeint"),
    *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"),
}


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string in SQL."""
    return "'" + value.replace("'", "''") + "'"


def parquet(file: Path, *, numbered: bool = False) -> str:
    """A Parquet file in SQL, whatever its name: no part of it is a pattern."""
    literal = "".join(f"[{each}]" if each in "*?[" else each for each in str(file))
    return f"read_parquet({text(literal)}{', file_row_number = true' if numbered else ''})"


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file; `first` is the number, from 1, of its first row in the population."""

    file: Path
    first: int
    rows: int

    def select(self, columns: Mapping[str, str]) -> str:
        """A query for columns of the file under these names, each row with its number as ROW at the end."""
        wanted = [f"{quoted(column)} AS {quoted(name)}" for name, column in columns.items()]
        wanted.append(f"file_row_number + {self.first} AS {quoted(ROW)}")
        return f"SELECT {', '.join(wanted)} FROM {parquet(self.file, numbered=True)}"


class Source:
    """The rows of a population. Reads the files' schema at once, and data when asked."""

    def __init__(self, population: Population, connection: duckdb.DuckDBPyConnection) -> None:
        """Raises SimulationFault when there are no files, or they differ in their columns."""
        self.population = population
        self._connection = connection
        self.parts: list[Part] = []
        self.types: dict[str, Any] = {}
        first = 1
        for file in population.files:
            types, rows = self._described(file)
            if self.parts and types != self.types:
                raise SimulationFault(
                    f"`{file.name}` has other columns than `{self.parts[0].file.name}`, though both are of "
                    f"the population “{population.name}”. Write all its files with the same columns."
                )
            self.types = types
            self.parts.append(Part(file, first, rows))
            first += rows
        if not self.parts:
            raise SimulationFault(
                f"The population “{population.name}” has no file of households. It is a folder with "
                "`households*.parquet`."
            )
        self.rows: Final = first - 1

    def _described(self, file: Path) -> tuple[dict[str, Any], int]:
        try:
            found = self._connection.execute(f"SELECT * FROM {parquet(file)} LIMIT 0").description
            counted = self._connection.execute(f"SELECT count(*) FROM {parquet(file)}").fetchone()
        except duckdb.Error as error:
            raise SimulationFault(
                f"`{file.name}` of the population “{self.population.name}” is not Parquet that can be read "
                f"({type(error).__name__}). Make the population again."
            ) from None
        assert counted is not None
        return {name: kind for name, kind, *_ in found or ()}, int(counted[0])

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {normal_name(each): each for each in self.types}

    def columns_of(self, scheme: Scheme) -> dict[str, str]:
        """The column of each input that the scheme's amount needs.

        Raises MissingInput for one that the population lacks, SimulationFault for a column of a kind that
        FEEL does not have, such as a float.
        """
        found: dict[str, str] = {}
        for each in scheme.needs:
            column = self._by_name.get(normal_name(each.name))
            if column is None:
                raise MissingInput(scheme.name, each.name, self.population.name)
            self._check_kind(column, self.types[column])
            found[each.name] = column
        return found

    def _check_kind(self, column: str, kind: Any) -> None:
        leaves = set(_leaves(kind))
        if leaves & _FLOATS:
            raise SimulationFault(
                f"The column “{column}” of the population “{self.population.name}” is {kind}: floats are not "
                "exact. Write it as DECIMAL, such as DECIMAL(12,2) for money."
            )
        if leaves - _INPUT_KINDS:
            raise SimulationFault(
                f"The column “{column}” of the population “{self.population.name}” is {kind}, which policies "
                "do not know. Write it as DECIMAL, INTEGER, BOOLEAN, VARCHAR, DATE or a LIST of STRUCT."
            )

    def table(self, columns: Mapping[str, str]) -> str:
        """Columns of every row under these names, each with its number as ROW: to select FROM."""
        return "(" + " UNION ALL ".join(part.select(columns) for part in self.parts) + ")"

    def rows_numbered(self, columns: Mapping[str, str], numbers: Iterable[int]) -> Iterator[Row]:
        """Rows by their numbers, in their order: the number and the values under these names."""
        wanted = sorted(numbers)
        for part in self.parts:
            low, high = bisect_left(wanted, part.first), bisect_left(wanted, part.first + part.rows)
            for at in range(low, high, _ROWS_ASKED):
                listed = ", ".join(
                    str(each - part.first) for each in wanted[at : min(at + _ROWS_ASKED, high)]
                )
                query = f"{part.select(columns)} WHERE file_row_number IN ({listed}) ORDER BY file_row_number"
                for row in self._connection.cursor().execute(query).fetchall():
                    yield row[-1], dict(zip(columns, row, strict=False))


def _leaves(kind: Any) -> Iterator[str]:
    """The names of the plain types in a column's type."""
    if kind.id in ("list", "array", "struct"):
        for label, child in kind.children:
            if label != "size":
                yield from _leaves(child)
    else:
        yield str(kind.id)
