"""Polars expressions on float64, streamed from the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.scheme import NON_DEPENDANT, PERCENTAGES, UPPER


def awards(path: Path, first: int | None = None) -> NDArray[np.int64]:
    """Weekly awards in pence."""
    rows = pl.scan_parquet(path)
    if first is not None:
        rows = rows.head(first)
    pence = (_award() * 100).round(0, mode="half_to_even").cast(pl.Int64).alias("pence")
    found: Any = rows.select(pence).collect(engine="streaming")
    return np.asarray(found["pence"].to_numpy(), dtype=np.int64)


def _award() -> pl.Expr:
    income = pl.max_horizontal(_number("earnings") - 25, 0.0) + _number("other income")
    worked_out = _number("bill") / 52 * _band(income) / 100 - _deduction()
    return pl.max_horizontal(worked_out.round(2, mode="half_to_even"), 0.0)


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64)


def _band(income: pl.Expr) -> pl.Expr:
    children = pl.col("children")
    by_kind = {kind: _percentage(income, uppers) for kind, uppers in UPPER.items()}
    return (
        pl.when(children >= 2).then(by_kind["two children"])
        .when(children == 1).then(by_kind["one child"])
        .when(pl.col("partner")).then(by_kind["couple"])
        .otherwise(by_kind["single"])
    )  # fmt: skip


def _percentage(income: pl.Expr, uppers: tuple[int, ...]) -> pl.Expr:
    chain: Any = pl
    for upper, percentage in zip(uppers, PERCENTAGES, strict=False):
        chain = chain.when(income <= upper).then(pl.lit(percentage, dtype=pl.Int64))
    found: pl.Expr = chain.otherwise(pl.lit(PERCENTAGES[-1], dtype=pl.Int64))
    return found


def _deduction() -> pl.Expr:
    income, working = _number("non dependant income"), NON_DEPENDANT[1:]
    chain: Any = pl.when(~pl.col("non dependant works")).then(pl.lit(NON_DEPENDANT[0][2]))
    for (_, _, pounds), upper in zip(working, (100, 200, 300, 400), strict=False):
        chain = chain.when(income < upper).then(pl.lit(pounds))
    found: pl.Expr = chain.otherwise(pl.lit(working[-1][2]))
    return found
