"""Deciding a stretch of rows one by one: what a worker process does, and what is done without one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from .faults import SimulationFault
from .scheme import Scheme, pence
from .source import Part

BATCH: Final = 1000
"""Rows held as Python objects at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is decided for every row: the schemes, the column of each of their inputs, where results go.

    `hashes` are the models' content hashes, by which a worker knows that it read the same files.
    """

    schemes: tuple[Scheme, ...]
    columns: Mapping[str, str]
    hashes: tuple[str, ...]
    folder: Path

    def file(self, number: int) -> Path:
        """Where a chunk's results go: CSV without a heading, the row's number and each scheme's pence."""
        return self.folder / f"rows-{number:06}.csv"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows `start` up to `stop` of a file, counted from 0."""

    number: int
    part: Part
    start: int
    stop: int


def chunks(parts: Iterable[Part], size: int) -> list[Chunk]:
    """All rows, in stretches of at most `size` that lie within one file."""
    found: list[Chunk] = []
    for part in parts:
        for start in range(0, part.rows, size):
            found.append(Chunk(len(found), part, start, min(start + size, part.rows)))
    return found


def decide_chunk(
    connection: duckdb.DuckDBPyConnection, job: Job, chunk: Chunk, tell: Callable[[int], None]
) -> list[int]:
    """Decide a chunk's rows and write its file; the number of rows of each scheme that were not whole pence.

    `tell` is called with the number of rows done since it was last called. Raises SimulationFault.
    """
    names = list(job.columns)
    rounded = [0] * len(job.schemes)
    query = (
        f"{chunk.part.select(job.columns)} "
        f"WHERE file_row_number >= {chunk.start} AND file_row_number < {chunk.stop}"
    )
    part = job.file(chunk.number).with_suffix(".part")
    with part.open("w", encoding="ascii", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        found = connection.execute(query)
        while batch := found.fetchmany(BATCH):
            numbers = [row[-1] for row in batch]
            rows = [dict(zip(names, row, strict=False)) for row in batch]
            columns: list[list[int | None]] = []
            for at, scheme in enumerate(job.schemes):
                try:
                    values = list(scheme.model.decide_many(rows, scheme.amount))
                except (TypeError, ValueError) as error:
                    raise SimulationFault(
                        f"The scheme “{scheme.name}” cannot read rows {numbers[0]} to {numbers[-1]} "
                        f"({type(error).__name__}). Check the kinds of the population's columns."
                    ) from None
                amounts = [pence(value, scheme.name, row) for value, row in zip(values, numbers, strict=True)]
                rounded[at] += sum(was for _, was in amounts)
                columns.append([whole for whole, _ in amounts])
            writer.writerows(zip(numbers, *columns, strict=True))
            tell(len(batch))
    part.replace(job.file(chunk.number))
    return rounded
