"""Populations of a few rows, written as a population's folder is."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from commonweal.insight.population import Population, read_population

TYPES: Mapping[str, str] = {
    "liable": "BOOLEAN",
    "pension age": "BOOLEAN",
    "date of birth": "DATE",
    "relevant date": "DATE",
    "partner": "BOOLEAN",
    "number of children": "INTEGER",
    "children": "STRUCT(born DATE)[]",
    "other adults": "STRUCT(born DATE, working BOOLEAN)[]",
    "council tax band": "VARCHAR",
    "council tax bill": "DECIMAL(12,2)",
    "earnings": "DECIMAL(12,2)",
    "partner earnings": "DECIMAL(12,2)",
    "universal credit": "DECIMAL(12,2)",
    "universal credit housing": "DECIMAL(12,2)",
    "other income": "DECIMAL(12,2)",
    "disability benefits": "BOOLEAN",
    "savings": "DECIMAL(12,2)",
    "applicable amount": "DECIMAL(12,2)",
}
"""The inputs that council tax support services have in common."""
ANSWERS: Mapping[str, Sequence[object]] = {
    "BOOLEAN": (True, False),
    "DATE": (datetime.date(1990, 4, 1), datetime.date(2004, 2, 29), datetime.date(2007, 3, 31)),
}
APRIL = datetime.date(2025, 4, 1)


def population(
    folder: Path,
    types: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
    *,
    characteristics: Sequence[str] = (),
    weight: str | None = None,
    parts: int = 1,
) -> Population:
    """Write rows (absent is null) in so many files, and read the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ["household", *types]
    columns = ", ".join(f'"{name}" {kind}' for name, kind in {"household": "BIGINT", **types}.items())
    size = -(-len(rows) // parts) or 1
    with duckdb.connect() as connection:
        for part in range(parts):
            connection.execute(f"CREATE OR REPLACE TABLE t ({columns})")
            given = [
                [number, *(each.get(name) for name in types)]
                for number, each in enumerate(rows[part * size : (part + 1) * size], part * size)
            ]
            if given:
                connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", given)
            file = folder / ("households.parquet" if parts == 1 else f"households-{part}.parquet")
            connection.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    lines = [
        "name: A few households", "kind: synthetic", "relevant date: 2025-04-01",
        f"households: {sum(float(str(each[weight])) for each in rows) if weight else len(rows)}",
        *([f"weight: {weight}"] if weight else []), "sample: no", "assessed each: household",
        *(["characteristics:"] if characteristics else []),
        *(f"  {each}: {each.capitalize()}" for each in characteristics),
        f"rows: {len(rows)}",
    ]  # fmt: skip
    (folder / "population.yaml").write_text("\n".join(lines) + "\n")
    return read_population(folder)


def household(chance: random.Random) -> dict[str, object]:
    """A household with every input of TYPES, likely and unlikely values mixed."""
    found: dict[str, object] = {
        "council tax band": chance.choice("abcdefgh"),
        "relevant date": chance.choice([APRIL, APRIL, datetime.date(2024, 2, 29)]),
        "number of children": chance.choice([0, 0, 1, 2, 3, 7]),
        "children": [{"born": _born(chance, 2005)} for _ in range(chance.choice([0, 0, 1, 2, 3]))],
        "other adults": [
            {"born": _born(chance, 1960), "working": chance.random() < 0.5}
            for _ in range(chance.choice([0, 0, 0, 1, 2]))
        ],
        "date of birth": _born(chance, 1958),
        "council tax bill": Decimal(chance.randrange(80_000, 400_000)) / 100,
        "liable": chance.random() < 0.95,
        "pension age": chance.random() < 0.05,
        "partner": chance.random() < 0.5,
        "disability benefits": chance.random() < 0.3,
    }
    for name, most in {
        "earnings": 60_000,
        "partner earnings": 30_000,
        "universal credit": 40_000,
        "universal credit housing": 15_000,
        "other income": 10_000,
        "savings": 2_000_000,
        "applicable amount": 40_000,
    }.items():
        found[name] = (
            Decimal(chance.choice([0, chance.randrange(most), chance.randrange(most) // 100 * 100])) / 100
        )
    return found


def households(count: int, seed: int = 0, *, nulls: float = 0.02) -> list[dict[str, object]]:
    """Households, each input null as often as `nulls` says."""
    chance = random.Random(seed)
    found = [household(chance) for _ in range(count)]
    for each in found:
        for name in each:
            if chance.random() < nulls:
                each[name] = None
    return found


def _born(chance: random.Random, year: int) -> datetime.date:
    """A birthday, often on one that is an edge: a leap day, the ends of months, 1 April."""
    if chance.random() < 0.3:
        return chance.choice(
            [
                datetime.date(2004, 2, 29), datetime.date(2007, 4, 1), datetime.date(2007, 3, 31),
                datetime.date(2007, 4, 2), datetime.date(1996, 2, 29), datetime.date(2020, 2, 29),
            ]
        )  # fmt: skip
    return datetime.date(year, 1, 1) + datetime.timedelta(days=chance.randrange(7000))
