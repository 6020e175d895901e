"""Any number of made households with every input of our council tax support services, the same each time."""

from __future__ import annotations

from pathlib import Path

import duckdb

from commonweal.insight.population import Population, read_population

CHARACTERISTICS = {
    "household type": "Household type",
    "tenure": "Tenure",
    "council tax band": "Council Tax band",
    "work status": "Work status",
    "lsoa": "Small area",
    "deprivation decile": "Deprivation decile",
}


def _chance(salt: int, below: int) -> str:
    """A whole number from 0, by the row's number alone."""
    return f"CAST(hash(i * 64 + {salt}) % {below} AS INTEGER)"


def _money(salt: int, most: int, *, held_by: int = 1, of: int = 1) -> str:
    """Pounds and pence below `most` pence for `held_by` households in `of`, nothing for the others."""
    pounds = f"CAST({_chance(salt, most)} * CAST(0.01 AS DECIMAL(3,2)) AS DECIMAL(12,2))"
    return f"CASE WHEN {_chance(salt + 32, of)} < {held_by} THEN {pounds} ELSE CAST(0 AS DECIMAL(12,2)) END"


def _people(salt: int, counts: str, item: str) -> str:
    return (
        f"list_transform(range(CAST([{counts}][1 + {_chance(salt, counts.count(',') + 1)}] AS BIGINT)), "
        f"lambda k: {item})"
    )


def _one_of(salt: int, *words: str) -> str:
    listed = ", ".join(f"'{each}'" for each in words)
    return f"[{listed}][1 + {_chance(salt, len(words))}]"


def _born(first: str, days: int) -> str:
    return f"DATE '{first}' + CAST(hash(i * 8 + k) % {days} AS INTEGER)"


COLUMNS = {
    "household": "i",
    "liable": f"{_chance(1, 100)} < 97",
    "pension age": f"{_chance(2, 100)} < 3",
    "date of birth": f"DATE '1958-01-01' + {_chance(3, 16000)}",
    "relevant date": "DATE '2025-04-01'",
    "partner": f"{_chance(4, 100)} < 42",
    "number of children": f"[0, 0, 0, 1, 2, 3, 4][1 + {_chance(5, 7)}]",
    "children": _people(5, "0, 0, 0, 1, 2, 3, 4", f"{{'born': {_born('2005-01-01', 7300)}}}"),
    "other adults": _people(
        6, "0, 0, 0, 0, 1, 2", f"{{'born': {_born('1960-01-01', 16000)}, 'working': hash(i + k) % 2 = 0}}"
    ),
    "council tax band": _one_of(7, "a", "a", "b", "b", "c", "c", "d", "e", "f", "g", "h"),
    "council tax bill": f"CAST(800 AS DECIMAL(12,2)) + {_money(8, 350_000)}",
    "earnings": _money(9, 60_000, of=2),
    "partner earnings": _money(10, 40_000, of=3),
    "universal credit": _money(11, 40_000, of=2),
    "universal credit housing": _money(12, 20_000, of=3),
    "other income": _money(13, 15_000, of=4),
    "disability benefits": f"{_chance(14, 5)} = 0",
    "savings": _money(15, 2_000_000),
    "applicable amount": f"CAST(80 AS DECIMAL(12,2)) + {_money(16, 30_000)}",
    "household type": _one_of(17, "single", "couple", "lone parent", "couple with children", "other"),
    "tenure": _one_of(18, "council", "housing association", "private", "owner"),
    "work status": _one_of(19, "working", "not working", "self-employed"),
    "lsoa": f"'E' || CAST(1006000 + {_chance(20, 139)} AS VARCHAR)",
    "deprivation decile": f"CAST(1 + {_chance(21, 10)} AS TINYINT)",
}


def made_households(folder: Path, rows: int) -> Population:
    """A population's folder of so many households, in one file."""
    selected = ", ".join(f'{sql} AS "{name}"' for name, sql in COLUMNS.items())
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(
            f"COPY (SELECT {selected} FROM range({rows}) AS t(i)) "
            f"TO '{folder / 'households.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
        )
    lines = [
        "name: Households made for measuring", "kind: synthetic", "relevant date: 2025-04-01",
        f"households: {rows}", "sample: no", "assessed each: household", f"rows: {rows}", "characteristics:",
        *(f"  {name}: {label}" for name, label in CHARACTERISTICS.items()),
    ]  # fmt: skip
    (folder / "population.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_population(folder)
