"""Households that are alike in all but an income that rises pound by pound, decided as a population is."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from commonweal.insight.impact.measuring import quoted
from commonweal.insight.impact.reading import ReadScheme
from commonweal.insight.population import Population
from commonweal.insight.simulation import Scheme, simulate
from commonweal.policy.feel import normal_name

_REPEATED: Final = 40
"""Of these households too some are decided again by the interpreter."""


def awards_along(
    schemes: Sequence[ReadScheme],
    households: Sequence[Mapping[str, Any]],
    income: str,
    highest: int,
    population: Population,
) -> list[list[list[Decimal | None]]]:
    """What each scheme gives each household at every whole pound of `income` from 0 to `highest`.

    Pounds a year, whole pence, by scheme, by household, by pound; None where the policy gives null. The
    columns are of the types that the population's are. Raises as `simulate` does.
    """
    run = [Scheme(each.name, each.label, each.model, each.amount) for each in schemes]
    with tempfile.TemporaryDirectory(prefix="commonweal-incomes-") as place:
        made = _written(households, income, highest, population, Path(place))
        with simulate(run, made, sample=_REPEATED, workers=0) as simulation:
            columns = ", ".join(f"award_{at}" for at in range(len(run)))
            rows = simulation.connection.execute(f"select {columns} from results order by row").fetchall()
    pounds = highest + 1
    return [
        [
            [None if row[at] is None else Decimal(row[at]).scaleb(-2) for row in rows[first : first + pounds]]
            for first in range(0, len(rows), pounds)
        ]
        for at in range(len(run))
    ]


def _written(
    households: Sequence[Mapping[str, Any]], income: str, highest: int, population: Population, place: Path
) -> Population:
    """These households as a population in a folder, a row for each pound."""
    file = place / "households.parquet"
    with duckdb.connect() as connection:
        types = _types(connection, population)
        try:
            connection.execute(_copy(_rows(households, income, highest, types), file))
        except duckdb.Error:
            # A value that the population's column could not hold is written as what it is.
            connection.execute(_copy(_rows(households, income, highest, {}), file))
    return Population(
        name="made households along an income",
        kind="synthetic",
        relevant_date=population.relevant_date,
        households=float(len(households) * (highest + 1)),
        rows=len(households) * (highest + 1),
        folder=place,
        files=(file,),
    )


def _types(connection: duckdb.DuckDBPyConnection, population: Population) -> dict[str, str]:
    described = connection.execute(f"describe select * from {population.source_sql}").fetchall()
    return {normal_name(name): kind for name, kind, *_ in described}


def _copy(rows: str, file: Path) -> str:
    return f"copy ({rows}) to {_literal(str(file))} (format parquet)"


def _rows(
    households: Sequence[Mapping[str, Any]], income: str, highest: int, types: Mapping[str, str]
) -> str:
    """A query for every household at every pound, in this order."""
    parts = []
    for at, household in enumerate(households):
        columns = [f"{at} as place", "pound"]
        for name, value in household.items():
            if name == income:
                continue
            literal = _literal(value)
            kind = types.get(normal_name(name))
            columns.append(f"{f'cast({literal} as {kind})' if kind else literal} as {quoted(name)}")
        parts.append(f"select {', '.join(columns)} from range({highest + 1}) as t(pound)")
    made = " union all by name ".join(parts)
    return f"select * exclude (place, pound), pound as {quoted(income)} from ({made}) order by place, pound"


def _literal(value: object) -> str:
    """A value in SQL. Raises TypeError for what no policy takes."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal() | int():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case str():
            return "'" + value.replace("'", "''") + "'"
        case datetime.datetime():
            return f"timestamp '{value.isoformat(sep=' ')}'"
        case datetime.date():
            return f"date '{value.isoformat()}'"
        case list() | tuple():
            return f"[{', '.join(_literal(each) for each in value)}]"
        case Mapping():
            fields = ", ".join(f"{_literal(str(name))}: {_literal(each)}" for name, each in value.items())
            return "{" + fields + "}"
        case _:
            raise TypeError(f"{type(value).__name__} has no SQL")
