"""A source of rows: a CSV or Parquet file read by DuckDB as text, each row with its line."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import duckdb

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.folder import name_sql, text_sql
from commonweal.service.strict_yaml import nearest

_SIMPLE = ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "DOUBLE", "FLOAT", "DECIMAL", "TIME", "UUID", "ENUM")
MOST_HEADER = 1_000_000
MALFORMED = "the row has more or fewer cells than the header, or is not UTF-8"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as a DuckDB table expression.

    `line`: SQL of each row's line; the header of a CSV file is line 1, and a record with a line break inside
    quotes counts as one.
    """

    path: Path
    table: str
    line: str
    types: dict[str, str]
    csv: bool

    def check(self, column: str, mapping: Path, line: int, used_for: str) -> None:
        """Raise PopulationFault when the file has no such column, or one that is not plain text or number."""
        if column not in self.types:
            remedy = (
                nearest(column, list(self.types)) or f"Its columns are: {', '.join(list(self.types)[:30])}."
            )
            message = f"`{self.path.name}` has no column `{column}`."
            raise PopulationFault(mapping, message, remedy, field=used_for, line=line)
        kind = self.types[column]
        if (not kind.startswith(_SIMPLE) and "INT" not in kind) or kind.endswith("[]"):
            message = f"the column `{column}` of `{self.path.name}` is of the type {kind}."
            raise PopulationFault(
                mapping, message, "Give lists in columns of their own.", field=used_for, line=line
            )

    def text(self, column: str) -> str:
        """SQL of a column's trimmed text, null where blank."""
        return f"nullif(trim(CAST({name_sql(column)} AS VARCHAR)), '')"

    def malformed(self, connection: duckdb.DuckDBPyConnection, table: str = "malformed") -> int:
        """How many rows could not be read at all; they are put in a table (line, reason).

        Called after the file was read. Their text is not kept: it cannot be told which cell is a name.
        """
        if not self.csv:
            return 0
        connection.execute(
            f"CREATE TABLE {table} AS SELECT line::BIGINT AS line, "
            f"{text_sql(MALFORMED)} AS reason FROM (SELECT DISTINCT line FROM reject_errors)"
        )
        for name in ("reject_errors", "reject_scans"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(found[0]) if found else 0


def open_source(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str | None, mapping: Path
) -> SourceFile:
    """A CSV or Parquet file, ready to be read. Raises PopulationFault when it is neither, or absent."""
    if not path.is_file():
        raise PopulationFault(mapping, f"there is no file `{path}`.", "Correct its path.", field="extract")
    quoted, separator = text_sql(str(path)), ""
    if path.suffix.lower() in (".parquet", ".pq"):
        table, line, is_csv = f"read_parquet({quoted}, file_row_number = true)", "file_row_number + 1", False
    elif path.suffix.lower() in (".csv", ".txt", ".tsv", ".gz"):
        separator = delimiter or ("\t" if path.suffix.lower() == ".tsv" else ",")
        options = (
            f"all_varchar = true, header = true, delim = {text_sql(separator)}, quote = '\"', escape = '\"', "
            "store_rejects = true, rejects_limit = 0, strict_mode = true, null_padding = false"
        )
        table, line, is_csv = f"read_csv({quoted}, {options})", "row_number() OVER () + 1", True
    else:
        message = f"`{path.name}` is neither CSV nor Parquet."
        raise PopulationFault(mapping, message, "Save it as .csv or .parquet.", field="extract")
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
    except duckdb.Error as error:
        message = f"cannot be read: {str(error).splitlines()[0][:300]}"
        raise PopulationFault(path, message, "Check that it is CSV with a header line, or Parquet.") from None
    types = {name: kind for name, kind, *_ in described if name != "file_row_number"}
    if is_csv:
        _check_header(path, separator, list(types), mapping)
    return SourceFile(path, table, line, types, is_csv)


def _check_header(path: Path, separator: str, columns: list[str], mapping: Path) -> None:
    """Refuse a header in which a name stands twice, or that another character separates."""
    try:
        with path.open("rb") as raw:
            source = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
            line = source.readline(MOST_HEADER).decode("utf-8-sig")
        names = next(csv.reader([line], delimiter=separator), [])
    except (UnicodeDecodeError, csv.Error, OSError):
        return
    plain = [name.strip().lower() for name in names]
    for name in names:
        if name and plain.count(name.strip().lower()) > 1:
            message = f"the column `{name}` stands twice in the header."
            remedy = "Rename one: it cannot be told which is meant."
            raise PopulationFault(
                path, message, "Rename one: it cannot be told which is meant.", field=name, line=1
            )
    other = next((each for each in (";", "\t", "|") if len(columns) == 1 and each in columns[0]), None)
    if other is not None:
        shown = "tab" if other == "\t" else other
        message = f"the header is one column: its cells seem to be separated by {shown}."
        remedy = f'Add `delimiter: "{other}"` to the mapping.'
        raise PopulationFault(mapping, message, remedy, field="extract")
