"""Schemes that cannot be compiled: every row decided by itself, in worker processes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from .chunks import Job, chunks, decide_chunk
from .crew import Crew, JobUnreadable
from .scheme import Scheme
from .source import Source

_SMALL: Final = 5_000
"""Rows for which starting worker processes costs more than it saves."""
_LEAST, _MOST = 1_000, 120_000
"""Rows in a chunk."""


@dataclass(frozen=True, slots=True)
class RowsDecided:
    """CSV files with each row's number and pence, in the order of the rows; rows rounded, a scheme each."""

    files: tuple[Path, ...]
    rounded: tuple[int, ...]


def decide_rows(
    source: Source,
    schemes: Sequence[Scheme],
    columns: Mapping[str, str],
    folder: Path,
    *,
    workers: int | None,
    progress: Callable[[float], None],
) -> RowsDecided:
    """Decide every row of the population by each scheme; `columns` maps inputs to the population's columns.

    `workers` None means one a processor, or none where the rows are few; 0 means none. At most BATCH rows a
    worker are in memory as Python's objects. Raises SimulationFault, WorkerLost.
    """
    job = Job(tuple(schemes), columns, tuple(each.model.content_hash for each in schemes), folder)
    wanted = workers if workers is not None else 0 if source.rows <= _SMALL else os.cpu_count() or 1
    size = max(_LEAST, min(_MOST, source.rows // (max(wanted, 1) * 8) + 1))
    waiting = chunks(source.parts, size)
    done = 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        progress(min(done / max(source.rows, 1), 1.0))

    decided: list[list[int]] | None = None
    if wanted and _can_be_sent(job):
        try:
            decided = Crew(job, waiting).work(min(wanted, len(waiting)), tell)
        except JobUnreadable:
            done = 0
    if decided is None:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            decided = [decide_chunk(connection, job, each, tell) for each in waiting]
    rounded = tuple(sum(each) for each in zip(*decided, strict=True)) or (0,) * len(schemes)
    return RowsDecided(tuple(job.file(each.number) for each in waiting), rounded)


def _can_be_sent(job: Job) -> bool:
    """Whether a process of its own can be given the schemes; not where a host binds its own closures."""
    try:
        pickle.dumps(job)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True
