"""Writing a population's folder: the Parquet of its households and population.yaml, which say what it is."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.folder import FILE, Kind, Population, name_sql, text_sql

SAYS = {
    "synthetic": (
        "SYNTHETIC. These households were made by Commonweal from published totals and stated assumptions. "
        "None is a real household; do not use them to decide, or to find, anyone's entitlement."
    ),
    "extract": "Read from an extract by a mapping file. Personal data: keep it as you keep the extract.",
    "live": "Read from a service's own cases. Personal data: keep it as you keep the cases.",
}
"""What each file of a population says of itself, by kind."""

HOUSEHOLDS_FILE = "households.parquet"


def check_folder(folder: Path) -> None:
    """Raise PopulationFault when a folder to write holds anything that is not a population's own."""
    if folder.exists() and not folder.is_dir():
        raise PopulationFault(folder, "this is a file.", "Give a folder to write to.")
    own = {FILE, "rejected.parquet", "boundaries.geojson", "fit"}
    for each in folder.iterdir() if folder.exists() else ():
        if each.name not in own and not (each.name.startswith("households") and each.suffix == ".parquet"):
            message = f"the folder holds `{each.name}`, which is no part of a population."
            raise PopulationFault(folder, message, "Give an empty folder, or that of an earlier population.")


def prepare_folder(folder: Path) -> None:
    """An empty place for a population: made if absent, cleared of an earlier population, or refused.

    Raises PopulationFault as `check_folder` does.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, file: Path, kind: Kind) -> None:
    """Stream a query to a Parquet file whose metadata says what kind of population it is."""
    said = f"{{commonweal: {text_sql(SAYS[kind])}, kind: {text_sql(kind)}}}"
    target = text_sql(str(file))
    connection.execute(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {said})")


def write_population(population: Population) -> Population:
    """Write population.yaml beside the households already in `population.folder`.

    Households, rows and files are taken from what is there. Returns the population as it was written.
    """
    files = tuple(sorted(population.folder.glob("households*.parquet")))
    if not files:
        raise PopulationFault(population.folder, "there is no households*.parquet here.")
    population = replace(population, files=files)
    with duckdb.connect() as connection:
        weight = name_sql(population.weight) if population.weight else "1"
        found = connection.execute(
            f"SELECT count(*), coalesce(sum({weight}), 0) FROM {population.source_sql}"
        ).fetchone()
    rows, households = found if found else (0, 0)
    population = replace(population, rows=int(rows), households=float(households))
    (population.folder / FILE).write_text(_text(population), encoding="utf-8")
    return population


def _text(population: Population) -> str:
    whole = population.households.is_integer()
    written: dict[str, Any] = {
        "name": population.name,
        "kind": population.kind,
        "relevant date": population.relevant_date.isoformat(),
        "households": int(population.households) if whole else population.households,
    }
    if population.weight:
        written["weight"] = population.weight
    written |= {
        "sample": "yes" if population.sample else "no",
        "assessed each": population.assessed_each,
        "characteristics": dict(population.characteristics),
    }
    if population.areas is not None:
        boundaries = population.areas.boundaries
        path = boundaries.relative_to(population.folder).as_posix() if boundaries else None
        written["areas"] = {population.areas.characteristic: path, "property": population.areas.property}
    written |= {
        "rows": population.rows,
        "rejected": {"rows": population.rejected.rows, "reasons": dict(population.rejected.reasons)},
    }
    if population.seed is not None:
        written["seed"] = population.seed
    written |= {
        "sources": [{key: text for key, text in _source(each) if text} for each in population.sources],
        "assumptions": list(population.assumptions),
        "does not know": list(population.does_not_know),
    }
    return f"# {SAYS[population.kind]}\n{yaml_text(written)}"


def _source(each: Any) -> Sequence[tuple[str, str]]:
    return (("title", each.title), ("address", each.address), ("what", each.what))


def yaml_text(value: dict[str, Any]) -> str:
    """A map as YAML that our own strict reader reads back the same."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    target = io.StringIO()
    yaml.dump(_plain(value), target)
    return target.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return CommentedMap((_key(key), _plain(each)) for key, each in value.items())
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str) and (": " in value or "#" in value or "\n" in value):
        return DoubleQuotedScalarString(value)
    return "null" if value is None else value


def _key(key: str) -> str:
    return DoubleQuotedScalarString(key) if ": " in key or "#" in key else key
