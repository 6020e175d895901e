"""Writing live cases as a population: rows of inputs in, Parquet out, with nothing that identifies anyone."""

from __future__ import annotations

import csv
import datetime
import json
import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.folder import HOUSEHOLD, Population, name_sql, text_sql
from commonweal.insight.population.vocabulary import INPUTS, personal
from commonweal.insight.population.writing import (
    HOUSEHOLDS_FILE,
    prepare_folder,
    write_parquet,
    write_population,
)

_TYPES = {
    "money": "DECIMAL(14,2)",
    "count": "INTEGER",
    "yes or no": "BOOLEAN",
    "date": "DATE",
    "text": "VARCHAR",
}
_MEMBERS = {"children": "STRUCT(born DATE)[]", "other adults": "STRUCT(born DATE, working BOOLEAN)[]"}
NUMBERED = "Households are numbered in random order: no reference, name, address or contact is kept."


def write_live_population(
    rows: Iterable[Mapping[str, object]],
    inputs: Sequence[str],
    characteristics: Mapping[str, str],
    folder: Path,
    *,
    name: str,
    relevant_date: datetime.date,
    left_out: Mapping[str, int] | None = None,
    does_not_know: tuple[str, ...] = (),
) -> Population:
    """Write live cases' inputs as a population.

    `rows`: per case, the inputs that `inputs` names, as the policy takes them, and the characteristics.
    `left_out`: reasons with how many cases could not be used. Raises PopulationFault when there is no row,
    or an input is called after something that identifies a person.
    """
    for each in (*inputs, *characteristics):
        if personal(each):
            message = "this would hold what identifies a person."
            raise PopulationFault(folder, message, "Leave it out of the policy's inputs.", field=each)
    prepare_folder(folder)
    names = list(dict.fromkeys((*inputs, *characteristics)))
    seen: dict[str, set[type]] = {name: set() for name in names}
    with tempfile.TemporaryDirectory() as scratch:
        # Through a private file, so that any number of cases takes little memory.
        file = Path(scratch) / "rows.csv"
        count = 0
        order = random.SystemRandom()
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(["shuffle", *names])
            for row in rows:
                writer.writerow([order.getrandbits(60), *(_cell(row.get(name)) for name in names)])
                for name in names:
                    seen[name].add(type(row.get(name)))
                count += 1
        if not count:
            raise PopulationFault(folder, "no case could be used.", "Is this the right service and folder?")
        values = ", ".join(
            f"{_value(name, _sql_type(name, seen[name]))} AS {name_sql(name)}" for name in names
        )
        source = f"read_csv({text_sql(str(file))}, all_varchar = true, header = true, nullstr = '\\N')"
        query = (
            f"SELECT row_number() OVER (ORDER BY shuffle::BIGINT) AS {name_sql(HOUSEHOLD)}, {values} "
            f"FROM {source} ORDER BY 1"
        )
        with duckdb.connect() as connection:
            write_parquet(connection, query, folder / HOUSEHOLDS_FILE, "live")
    unused = tuple(f"Cases left out because {reason}: {many:,}." for reason, many in (left_out or {}).items())
    return write_population(
        Population(
            name=name,
            kind="live",
            relevant_date=relevant_date,
            households=0.0,
            rows=0,
            folder=folder,
            characteristics=characteristics,
            assumptions=(NUMBERED,),
            does_not_know=(*does_not_know, *unused),
        )
    )


def _sql_type(name: str, seen: set[type]) -> str:
    """The column's type: the vocabulary's, or what holds every value that was met."""
    known = INPUTS.get(name)
    if known is not None:
        return _MEMBERS.get(name) or _TYPES[known.kind]
    met = seen - {type(None)}
    if met and met <= {Decimal, int}:
        return "DECIMAL(18,4)"
    if met == {bool}:
        return "BOOLEAN"
    return "DATE" if met == {datetime.date} else "VARCHAR"


def _value(name: str, kind: str) -> str:
    column = name_sql(name)
    if name in _MEMBERS:
        return f"CAST(from_json({column}, {text_sql(_json_shape(name))}) AS {kind})"
    return f"CAST({column} AS {kind})"


def _json_shape(name: str) -> str:
    return json.dumps([{"born": "DATE"} if name == "children" else {"born": "DATE", "working": "BOOLEAN"}])


def _cell(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int | str):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return json.dumps([_members(each) for each in value])
    return str(value)


def _members(value: object) -> object:
    """A list's item as JSON: of a person, only when born and whether in work."""
    if isinstance(value, Mapping):
        kept = {key: each for key, each in value.items() if key in ("born", "working")}
        return {
            key: each.isoformat() if isinstance(each, datetime.date) else each for key, each in kept.items()
        }
    return str(value)


def _json_value(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
