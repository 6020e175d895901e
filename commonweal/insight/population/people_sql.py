"""Lists of people of a household: from numbered columns of its row, or from the rows of a second file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from commonweal.insight.population.cell_sql import Cell, cell
from commonweal.insight.population.folder import name_sql, text_sql
from commonweal.insight.population.mapping import Mapping, People
from commonweal.insight.population.source_file import open_source


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A list's SQL: its value for a row, and when and why it rejects the row."""

    name: str
    counted_as: str
    type: str
    table: str = ""
    own_value: str = ""
    own_reject: str = "false"
    own_reason: str = "('')"
    trouble: int = 0

    @property
    def joined(self) -> bool:
        """Whether it comes from a table to be joined."""
        return bool(self.table)

    def value(self, alias: str) -> str:
        """SQL of the list; none is an empty list."""
        return f"coalesce({alias}.people, CAST([] AS {self.type}))" if self.joined else self.own_value

    def reject_condition(self, alias: str) -> str:
        """SQL that is true of a row with a person who cannot be read."""
        return f"{alias}.reason IS NOT NULL" if self.joined else self.own_reject

    def reject_reason(self, alias: str) -> str:
        """SQL of the reason, in brackets."""
        return f"({alias}.reason)" if self.joined else self.own_reason

    def unmatched(self, connection: duckdb.DuckDBPyConnection, mapping: Mapping) -> int:
        """How many people of the second file belong to no row of the extract."""
        if not self.joined or mapping.household is None:
            return 0
        key = name_sql(mapping.household)
        found = connection.execute(
            f"SELECT coalesce(sum(many), 0) FROM {self.table} "
            f"WHERE household IS NULL OR household NOT IN (SELECT {key} FROM raw WHERE {key} IS NOT NULL)"
        ).fetchone()
        return (int(found[0]) if found else 0) + self.trouble


def read_people(
    connection: duckdb.DuckDBPyConnection,
    people: People,
    mapping: Mapping,
    tell: Callable[[str, float], None],
) -> PeopleTable:
    """The SQL of a list; a second file is read and gathered by household first."""
    if people.file is None:
        return _numbered(people, mapping)
    tell(f"reading {people.file.name}", 0.0)
    source = open_source(connection, people.file, mapping.delimiter, mapping.file)
    where = people.where or {}
    for column in (people.key, *where, *(each for each in people.columns if each)):
        source.check(column, mapping.file, people.line, people.name)
    texts = [source.text(column) if column else "NULL::VARCHAR" for column in people.columns]
    cells = _cells(people, mapping, texts)
    conditions = " AND ".join(f"{source.text(name)} = {text_sql(value)}" for name, value in where.items())
    table = f"list_{'_'.join(people.name.split())}"
    reason = _first_reason(cells, text_sql(f"{people.name} in {people.file.name}: "))
    # The line is counted before `where` is applied, so that it is the file's own.
    connection.execute(
        f"CREATE TABLE {table} AS WITH rows AS (SELECT {source.line} AS line, * FROM {source.table}), "
        f"items AS (SELECT line, {source.text(people.key)} AS household, {_struct(people, cells)} AS item, "
        f"{reason} AS reason FROM rows {'WHERE ' + conditions if conditions else ''}) "
        "SELECT household, list(item ORDER BY line) AS people, min(reason) AS reason, count(*) AS many "
        "FROM items GROUP BY household"
    )
    trouble = source.malformed(connection, f"{table}_malformed") if source.csv else 0
    return PeopleTable(people.name, people.counted_as, _type(cells, people), table=table, trouble=trouble)


def _numbered(people: People, mapping: Mapping) -> PeopleTable:
    """A person for each set of columns whose first is not blank."""
    items, rejects = [], []
    kind = ""
    for number, columns in enumerate(people.numbered, 1):
        texts = [name_sql(column) if column else "NULL::VARCHAR" for column in columns]
        cells = _cells(people, mapping, texts)
        kind = _type(cells, people)
        items.append(f"CASE WHEN {texts[0]} IS NOT NULL THEN {_struct(people, cells)} END")
        reason = _first_reason(cells, text_sql(f"{people.name} {number}: "))
        # A later field without the first would be a person lost.
        stray = " OR ".join(f"{text} IS NOT NULL" for text in texts[1:]) or "false"
        missing = text_sql(f"{people.name} {number}: `{people.forms[0].name}` is missing")
        rejects.append(f"CASE WHEN {texts[0]} IS NOT NULL THEN {reason} WHEN {stray} THEN {missing} END")
    why = f"coalesce({', '.join(rejects)})"
    value = f"CAST(list_filter([{', '.join(items)}], lambda person: person IS NOT NULL) AS {kind}[])"
    return PeopleTable(
        people.name,
        people.counted_as,
        f"{kind}[]",
        own_value=value,
        own_reject=f"{why} IS NOT NULL",
        own_reason=f"({why})",
    )


def _cells(people: People, mapping: Mapping, texts: list[str]) -> list[Cell]:
    return [
        cell(form, text, form.name, mapping.relevant_date)
        for form, text in zip(people.forms, texts, strict=True)
    ]


def _struct(people: People, cells: list[Cell]) -> str:
    fields = ", ".join(
        f"{name_sql(form.name)} := {made.value}" for form, made in zip(people.forms, cells, strict=True)
    )
    return f"struct_pack({fields})"


def _type(cells: list[Cell], people: People) -> str:
    fields = ", ".join(
        f"{name_sql(form.name)} {made.type}" for form, made in zip(people.forms, cells, strict=True)
    )
    return f"STRUCT({fields})" + ("[]" if people.file is not None else "")


def _first_reason(cells: list[Cell], place: str) -> str:
    whens = " ".join(
        f"WHEN {condition} THEN {place} || {text_sql(reason)}"
        for made in cells
        for condition, reason in made.rejects
    )
    return f"CASE {whens} END" if whens else "NULL::VARCHAR"
