"""DuckDB's SQL by hand, every amount a DOUBLE."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from benchmarks.ten_million import BY_HAND

QUERY = BY_HAND["five decisions"]["by hand, DOUBLE"]


def awards(path: Path, first: int | None = None) -> NDArray[np.int64]:
    """Weekly awards in pence."""
    limit = "" if first is None else f" LIMIT {first}"
    text = QUERY.replace("FROM h", f"FROM (SELECT * FROM read_parquet('{path}'){limit})")
    found = duckdb.sql(f"SELECT CAST(round(award * 100) AS BIGINT) AS award FROM ({text})").fetchnumpy()
    return np.asarray(found["award"], dtype=np.int64)
