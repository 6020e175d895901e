"""Ours: the DMN file compiled to DuckDB's SQL. Compiling is counted, as it is done for every run."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from benchmarks.scheme import dmn
from commonweal.policy import load
from commonweal.policy.sql import Column, compile_sql

_MOST = {"earnings": 350, "other income": 120, "non dependant income": 500, "bill": 2500}
COLUMNS = {
    **{
        name: Column("number", digits=9, scale=2, low=0, high=most, nullable=False)
        for name, most in _MOST.items()
    },
    "partner": Column("boolean", nullable=False),
    "non dependant works": Column("boolean", nullable=False),
    "children": Column("number", digits=2, low=0, high=3, nullable=False),
}


def awards(path: Path, first: int | None = None) -> NDArray[np.int64]:
    """Weekly awards in pence."""
    compiled = compile_sql(load(dmn()), COLUMNS, ["award"])
    limit = "" if first is None else f" LIMIT {first}"
    text = compiled.query(f"(SELECT * FROM read_parquet('{path}'){limit})")
    column = compiled.decisions["award"]
    one = float(column.value(1) or 0) if column.value(1) is not None else 1.0
    found = duckdb.sql(f"SELECT CAST(award AS BIGINT) AS award FROM ({text})").fetchnumpy()["award"]
    return np.asarray(found if one == 0.01 else np.round(found * one * 100), dtype=np.int64)
