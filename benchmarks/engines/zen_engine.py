"""GoRules Zen: the scheme as its decision graph, in its own batches."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import zen
from numpy.typing import NDArray

from benchmarks.scheme import camel, jdm

from .columns import columns_of

_BATCH = 2000


def awards(path: Path, first: int | None = None) -> NDArray[np.int64]:
    """Weekly awards in pence."""
    columns = columns_of(path, first)
    names = [camel(name) for name in columns]
    rows = [
        dict(zip(names, row, strict=True))
        for row in zip(*(each.tolist() for each in columns.values()), strict=True)
    ]
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"scheme": jdm()}}})
    waiting, pence = iter(rows), []
    while batch := [{"key": "scheme", "context": each} for each in islice(waiting, _BATCH)]:
        pence += [round(each["data"]["result"]["award"] * 100) for each in engine.evaluate_batch(batch)]
    return np.asarray(pence, dtype=np.int64)
