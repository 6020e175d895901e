"""Reading an extract by its mapping: streamed, every row either kept or kept apart with its reason."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from commonweal.insight.population.cell_sql import cell
from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.folder import (
    HOUSEHOLD,
    Population,
    Rejected,
    Source,
    name_sql,
    text_sql,
)
from commonweal.insight.population.mapping import Field, Mapping
from commonweal.insight.population.people_sql import PeopleTable, read_people
from commonweal.insight.population.source_file import open_source
from commonweal.insight.population.vocabulary import NINO
from commonweal.insight.population.writing import (
    HOUSEHOLDS_FILE,
    check_folder,
    prepare_folder,
    write_parquet,
    write_population,
)

Progress = Callable[[str, float], None]
REJECTED_FILE = "rejected.parquet"
ROUNDING = "Amounts are converted exactly to the period wanted and rounded to the penny, half to even."
DUPLICATED = "`household` stands more than once: which row is right is not known, so none is kept"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of an extract: rows read = kept + rejected, always."""

    population: Population
    read: int
    kept: int
    unmatched_people: tuple[tuple[str, int], ...]

    @property
    def rejected(self) -> int:
        """How many rows were kept apart."""
        return self.population.rejected.rows


def read_extract(
    mapping: Mapping, folder: Path, *, memory: str = "2GB", progress: Progress | None = None
) -> Reading:
    """Read an extract into a population's folder.

    Never loads it into Python: DuckDB streams it, spilling beside `folder` beyond `memory`. Raises
    PopulationFault when the extract, or a column that the mapping names, cannot be found or read, or when
    the identifiers of households are National Insurance numbers.
    """
    tell = progress or (lambda _what, _share: None)
    check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".reading-") as scratch:
        database = Path(scratch) / "reading.duckdb"
        try:
            with duckdb.connect(str(database)) as connection:
                connection.execute(f"SET memory_limit = {text_sql(memory)}")
                connection.execute(f"SET temp_directory = {text_sql(scratch)}")
                return _read(mapping, folder, connection, tell)
        except duckdb.Error as error:
            message = f"the extract cannot be read: {str(error).splitlines()[0][:300]}"
            raise PopulationFault(mapping.extract, message, "Check the file and the mapping.") from None


def _read(mapping: Mapping, folder: Path, connection: duckdb.DuckDBPyConnection, tell: Progress) -> Reading:
    source = open_source(connection, mapping.extract, mapping.delimiter, mapping.file)
    wanted = _columns(mapping)
    for column, line, used_for in wanted:
        source.check(column, mapping.file, line, used_for)
    names = list(dict.fromkeys(column for column, _, _ in wanted))
    run = _Runner(connection, tell)
    texts = ", ".join(f"{source.text(name)} AS {name_sql(name)}" for name in names)
    comma = ", " if texts else ""
    run(
        "reading the extract",
        f"CREATE TABLE raw AS SELECT {source.line} AS line{comma}{texts} FROM {source.table}",
    )
    malformed = source.malformed(connection)
    if malformed:
        _count_lines_skipped(connection)
    people = [read_people(connection, each, mapping, tell) for each in mapping.people]
    if mapping.household is not None:
        _refuse_national_insurance(connection, mapping)
        key = name_sql(mapping.household)
        connection.execute(
            f"CREATE TABLE duplicated AS SELECT {key} AS household FROM raw WHERE {key} IS NOT NULL "
            f"GROUP BY {key} HAVING count(*) > 1"
        )
    run("checking each row", _checked_sql(mapping, people))
    kept = _count(connection, "SELECT count(*) FROM checked WHERE reason IS NULL")
    if not kept:
        found = connection.execute(
            "SELECT reason, count(*) FROM checked GROUP BY 1 ORDER BY 2 DESC"
        ).fetchall()
        reasons = "; ".join(f"{why}: {count:,}" for why, count in found)
        told = f"no row could be kept. {reasons}" if reasons else "there are no rows below the header."
        raise PopulationFault(mapping.extract, told, "Correct the extract or the mapping.")
    # Only now is an earlier population in the folder given up.
    prepare_folder(folder)
    run("writing the households", None)
    columns = ", ".join(name_sql(name) for name in _made_columns(mapping, people))
    kept_query = f"SELECT {columns} FROM checked WHERE reason IS NULL ORDER BY line"
    write_parquet(connection, kept_query, folder / HOUSEHOLDS_FILE, "extract")
    read = _count(connection, "SELECT count(*) FROM raw") + malformed
    rejected = _write_rejected(connection, names, folder, malformed)
    if read != kept + rejected.rows:
        raise PopulationFault(mapping.extract, f"{read:,} rows read are not {kept:,} + {rejected.rows:,}.")
    population = write_population(_describe(mapping, folder, rejected))
    unmatched = tuple((each.name, count) for each in people if (count := each.unmatched(connection, mapping)))
    tell("writing the households", 1.0)
    return Reading(population, read, kept, unmatched)


def _count_lines_skipped(connection: duckdb.DuckDBPyConnection) -> None:
    """Rows after one that could not be read stand that many lines further on."""
    connection.execute(
        "CREATE TABLE gaps AS SELECT line - 1 - row_number() OVER (ORDER BY line) AS rows_before, "
        "row_number() OVER (ORDER BY line) AS skipped FROM malformed"
    )
    connection.execute(
        "CREATE OR REPLACE TABLE raw AS SELECT raw.* REPLACE (raw.line + coalesce(gaps.skipped, 0) AS line) "
        "FROM raw ASOF LEFT JOIN gaps ON raw.line - 2 >= gaps.rows_before"
    )


class _Runner:
    """Runs a statement while telling how far it is."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tell: Progress) -> None:
        self.connection, self.tell = connection, tell

    def __call__(self, what: str, statement: str | None) -> None:
        self.tell(what, 0.0)
        if statement is None:
            return
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.25):
                share = self.connection.query_progress()
                if share >= 0:
                    self.tell(what, min(share / 100, 1.0))

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            self.connection.execute(statement)
        finally:
            done.set()
            watcher.join()
        self.tell(what, 1.0)


def _columns(mapping: Mapping) -> list[tuple[str, int, str]]:
    """Each column of the extract that the mapping names, with its line there and what it is for."""
    found = [
        (field.column, field.form.line, field.form.name)
        for field in mapping.fields
        if field.column is not None
    ]
    for each in mapping.people:
        found += [(column, each.line, each.name) for person in each.numbered for column in person if column]
    for column, what in ((mapping.household, HOUSEHOLD), (mapping.weight, "weight")):
        if column is not None:
            found.append((column, 0, what))
    return found


def _checked_sql(mapping: Mapping, people: list[PeopleTable]) -> str:
    """A table of every row with our columns, and the first reason against it, if any."""
    values: list[str] = []
    rejects: list[tuple[str, str]] = []
    if mapping.household is None:
        values.append(f"line AS {name_sql(HOUSEHOLD)}")
    else:
        key = name_sql(mapping.household)
        values.append(f"{key} AS {name_sql(HOUSEHOLD)}")
        rejects.append((f"{key} IS NULL", "`household` is missing"))
        rejects.append((f"{key} IN (SELECT household FROM duplicated)", DUPLICATED))
    if mapping.weight is not None:
        weight = f"TRY_CAST({name_sql(mapping.weight)} AS DOUBLE)"
        values.append(f"{weight} AS weight")
        rejects.append((f"{weight} IS NULL OR NOT isfinite({weight})", "`weight` is not a number"))
        rejects.append((f"{weight} < 0", "`weight` is less than 0"))
    for field in mapping.fields:
        made = cell(field.form, _text_of(field), field.form.name, mapping.relevant_date)
        values.append(f"{made.value} AS {name_sql(field.form.name)}")
        rejects.extend(made.rejects)
    joins = []
    for number, each in enumerate(people):
        alias = f"people_{number}"
        values.append(f"{each.value(alias)} AS {name_sql(each.name)}")
        if each.counted_as:
            values.append(f"len({each.value(alias)})::INTEGER AS {name_sql(each.counted_as)}")
        rejects.append((each.reject_condition(alias), each.reject_reason(alias)))
        if each.joined:
            key = name_sql(mapping.household or "")
            joins.append(f"LEFT JOIN {each.table} AS {alias} ON {alias}.household = raw.{key}")
    whens = " ".join(f"WHEN {condition} THEN {_reason(reason)}" for condition, reason in rejects)
    reason = f"CASE {whens} END" if whens else "NULL::VARCHAR"
    return (
        f"CREATE TABLE checked AS SELECT line, {', '.join(values)}, {reason} AS reason "
        f"FROM raw {' '.join(joins)}"
    )


def _reason(reason: str) -> str:
    """A reason is a text, or SQL that makes one (it then begins with a bracket)."""
    return reason if reason.startswith("(") else text_sql(reason)


def _text_of(field: Field) -> str:
    return name_sql(field.column) if field.column is not None else text_sql(field.constant or "")


def _made_columns(mapping: Mapping, people: list[PeopleTable]) -> list[str]:
    counted = [each.counted_as for each in people if each.counted_as]
    weight = ["weight"] if mapping.weight else []
    fields = [field.form.name for field in mapping.fields]
    return [HOUSEHOLD, *weight, *fields, *(each.name for each in people), *counted]


def _refuse_national_insurance(connection: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    key = name_sql(mapping.household or "")
    like = f"regexp_matches({key}, {text_sql(NINO)})"
    found = _count(connection, f"SELECT count(*) FROM raw WHERE {key} IS NOT NULL AND {like}")
    if found:
        message = f"`{mapping.household}` holds National Insurance numbers ({found:,} of them)."
        remedy = "Use a claim reference, or leave `household` out and rows are numbered."
        raise PopulationFault(mapping.extract, message, remedy, field=HOUSEHOLD)


def _write_rejected(
    connection: duckdb.DuckDBPyConnection, names: list[str], folder: Path, malformed: int
) -> Rejected:
    """Write rejected.parquet when there is any: the mapped columns as text, the line and the reason."""
    columns = ", ".join(f"raw.{name_sql(name)}" for name in names)
    blank = ", ".join("NULL" for _ in names)
    query = f"SELECT {columns}, line, reason FROM raw JOIN checked USING (line) WHERE reason IS NOT NULL"
    if malformed:
        query += f" UNION ALL SELECT {blank}, line, reason FROM malformed"
    counts = connection.execute(
        f"SELECT reason, count(*) AS many FROM ({query}) GROUP BY reason ORDER BY many DESC, reason"
    ).fetchall()
    if counts:
        write_parquet(connection, f"SELECT * FROM ({query}) ORDER BY line", folder / REJECTED_FILE, "extract")
    return Rejected(sum(count for _, count in counts), {str(why): int(count) for why, count in counts})


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def _describe(mapping: Mapping, folder: Path, rejected: Rejected) -> Population:
    return Population(
        name=mapping.name,
        kind="extract",
        relevant_date=mapping.relevant_date,
        households=0.0,
        rows=0,
        folder=folder,
        weight="weight" if mapping.weight else None,
        sample=mapping.sample,
        characteristics=mapping.characteristics,
        rejected=rejected,
        sources=tuple(Source(each) for each in mapping.sources) or (Source(mapping.extract.name),),
        assumptions=(ROUNDING, *mapping.assumptions),
        does_not_know=mapping.does_not_know,
    )
