"""A population's folder: what `population.yaml` says of it, and the Parquet files of its households."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

import duckdb

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.written_yaml import Written

Kind = Literal["synthetic", "extract", "live"]
FILE = "population.yaml"
HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from."""

    title: str
    address: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """How many rows of the source were kept apart, and why (a row counts once, by its first reason)."""

    rows: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Areas:
    """For maps: the characteristic whose values are areas, their boundaries, and the property to join by."""

    characteristic: str
    boundaries: Path | None
    property: str


@dataclass(frozen=True, slots=True)
class Population:
    """A population: one row a household, in `files`, and what is known of it.

    `households` is the sum of the weights; `weight` the column that holds them (None: each row counts 1);
    `sample` whether figures are uncertain because the rows are a sample or modelled; `characteristics` maps
    columns to labels, in the order to show them.
    """

    name: str
    kind: Kind
    relevant_date: datetime.date
    households: float
    rows: int
    folder: Path
    weight: str | None = None
    sample: bool = False
    assessed_each: str = HOUSEHOLD
    characteristics: Mapping[str, str] = field(default_factory=dict)
    areas: Areas | None = None
    rejected: Rejected = Rejected()
    seed: int | None = None
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()
    does_not_know: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether these are made households, which every page and file must say."""
        return self.kind == "synthetic"

    @property
    def source_sql(self) -> str:
        """The households as a DuckDB table expression, streamed from the files."""
        return parquet_sql(self.files)


def parquet_sql(files: tuple[Path, ...]) -> str:
    """A DuckDB table expression over Parquet files."""
    listed = ", ".join(text_sql(str(file)) for file in files)
    return f"read_parquet([{listed}])"


def text_sql(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def name_sql(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


_KEYS = (
    "name", "kind", "relevant date", "households", "weight", "sample", "assessed each", "characteristics",
    "areas", "rows", "rejected", "seed", "sources", "assumptions", "does not know",
)  # fmt: skip


def read_population(folder: Path) -> Population:
    """The population in a folder.

    Raises PopulationFault, naming file, line, field and remedy, when population.yaml is wrong, households
    are missing, or a column that is promised is absent or of a type that would lose pennies.
    """
    file = folder / FILE
    if not file.is_file():
        raise PopulationFault(
            file,
            "there is no such file.",
            "Give a population's folder, or make one with `commonweal population make` or `read`.",
        )
    written = Written.read(file)
    written.only(_KEYS)
    files = tuple(sorted(folder.glob("households*.parquet")))
    if not files:
        raise PopulationFault(folder, "there is no households*.parquet here.", "Make the population again.")
    labels = written.map("characteristics")
    rejected = written.map("rejected")
    rejected.only(("rows", "reasons"))
    reasons = rejected.map("reasons")
    population = Population(
        name=written.text("name"),
        kind=_kind(written),
        relevant_date=written.date("relevant date"),
        households=float(written.number("households")),
        rows=written.whole("rows"),
        folder=folder,
        weight=written.text("weight") if "weight" in written else None,
        sample=written.flag("sample"),
        assessed_each=written.text("assessed each", HOUSEHOLD),
        characteristics={key: labels.text(key) for key in labels.names()},
        areas=_areas(written),
        rejected=Rejected(rejected.whole("rows", "0"), {key: reasons.whole(key) for key in reasons.names()}),
        seed=written.whole("seed") if "seed" in written else None,
        sources=tuple(
            Source(each.text("title"), each.text("address", ""), each.text("what", ""))
            for each in written.list_of_maps("sources")
        ),
        assumptions=written.texts("assumptions"),
        does_not_know=written.texts("does not know"),
        files=files,
    )
    _check_columns(population, written)
    return population


def _kind(written: Written) -> Kind:
    return cast(Kind, written.choice("kind", get_args(Kind)))


def _areas(written: Written) -> Areas | None:
    areas = written.map("areas")
    keys = [key for key in areas.names() if key != "property"]
    if not keys:
        return None
    if len(keys) > 1:
        raise areas.fault("only one characteristic can be drawn on a map.", key=keys[1])
    path = areas.text(keys[0], "")
    boundaries = written.file.parent / path if path else None
    if boundaries is not None and not boundaries.is_file():
        raise areas.fault(f"there is no file `{boundaries}`.", "Put it there or write null.", key=keys[0])
    return Areas(keys[0], boundaries, areas.text("property", ""))


def _check_columns(population: Population, written: Written) -> None:
    """Every column promised is there, nothing exact is a float, and the rows are as many as stated."""
    try:
        with duckdb.connect() as connection:
            source = population.source_sql
            described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
            counted = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    except duckdb.Error as error:
        message = f"the households cannot be read: {str(error).splitlines()[0]}"
        raise PopulationFault(population.folder, message, "Make the population again.") from None
    types = {name: kind for name, kind, *_ in described}
    rows = counted[0] if counted else 0
    if HOUSEHOLD not in types:
        raise PopulationFault(population.files[0], "there is no such column.", field=HOUSEHOLD)
    if population.weight is not None and population.weight not in types:
        raise written.fault(f"the households have no column `{population.weight}`.", key="weight")
    for name in population.characteristics:
        if name not in types:
            where = written.map("characteristics")
            raise where.fault("the households have no such column.", "Delete it or correct it.", key=name)
    for name, kind in types.items():
        if kind in ("DOUBLE", "FLOAT") and name != population.weight:
            message = f"this column is {kind}, which cannot hold pennies exactly."
            raise PopulationFault(population.files[0], message, "Write it as DECIMAL.", field=name)
    if rows != population.rows:
        message = f"this says {population.rows:,} rows, and the files hold {rows:,}."
        raise written.fault(message, "Make the population again.", key="rows")
