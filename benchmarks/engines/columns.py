"""The rows of a Parquet file as numpy columns, for engines that take arrays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray


def columns_of(path: Path, first: int | None = None, kind: type = np.float64) -> dict[str, NDArray[Any]]:
    """Every column, numbers as `kind`; only the first rows if a count is given."""
    limit = "" if first is None else f" LIMIT {first}"
    relation = duckdb.sql(f"SELECT * FROM read_parquet('{path}'){limit}")
    wanted = ", ".join(
        f'CAST("{name}" AS {"FLOAT" if kind is np.float32 else "DOUBLE"}) AS "{name}"'
        if str(type_).startswith("DECIMAL")
        else f'"{name}"'
        for name, type_ in zip(relation.columns, relation.types, strict=True)
    )
    return dict(duckdb.sql(f"SELECT {wanted} FROM relation").fetchnumpy())
