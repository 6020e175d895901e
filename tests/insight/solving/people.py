"""A small population with every input of Central Bedfordshire's scheme, near its bounds."""

from __future__ import annotations

from pathlib import Path

import duckdb

COLUMNS = """
  i AS household, true AS liable, false AS "pension age",
  CAST(900 + hash(i) % 150000 / 100 AS DECIMAL(9,2)) AS "council tax bill",
  CAST(hash(i * 3) % 30000 / 100 AS DECIMAL(9,2)) AS earnings,
  CAST(hash(i * 5) % 20000 / 100 AS DECIMAL(9,2)) AS "universal credit",
  CAST(0 AS DECIMAL(9,2)) AS "universal credit housing",
  CAST(hash(i * 7) % 3000 / 100 AS DECIMAL(9,2)) AS "other income",
  CAST(0 AS DECIMAL(9,2)) AS savings, hash(i * 11) % 3 = 0 AS partner,
  CAST(hash(i * 13) % 4 AS INTEGER) AS "number of children",
  CASE WHEN hash(i * 11) % 3 = 0 THEN 'couple' ELSE 'single' END AS "household type"
"""


def people(folder: Path, count: int = 400) -> Path:
    """The population's folder."""
    duckdb.sql(f"SELECT {COLUMNS} FROM range({count}) AS r(i)").write_parquet(
        str(folder / "households.parquet")
    )
    (folder / "population.yaml").write_text(
        f"""
name: A few made households
kind: synthetic
relevant date: 2025-04-01
households: {count}
rows: {count}
sample: no
characteristics:
  household type: Household type
""",
        encoding="utf-8",
    )
    return folder
