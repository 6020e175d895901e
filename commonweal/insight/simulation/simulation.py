"""What a simulation gives: a table of results in DuckDB, and how it came about."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb

from commonweal.policy.feel import normal_name

from .redeciding import Redecided
from .scheme import Scheme
from .source import Source, text

if TYPE_CHECKING:
    from commonweal.insight.population import Population
    from commonweal.policy.sql import Refusal


class Simulation:
    """Schemes run on a population.

    `connection` holds the table `results`: `row` (from 1, in the order of the population's files), `weight`,
    each characteristic, and for the scheme at place k `award_k`: pence a year, NULL where the policy gives
    null.
    `by_row` has, by scheme name, why its rows were decided one by one; `rounded` how many rows of a scheme
    were not whole pence, and were rounded half to even. Close it, or use it in a `with`, to free its files.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        schemes: Sequence[Scheme],
        source: Source,
        by_row: Mapping[str, Sequence[Refusal]],
        rounded: Mapping[str, int],
        redecided: Redecided,
        scratch: Path,
    ) -> None:
        self.connection = connection
        self.schemes = tuple(schemes)
        self.population: Population = source.population
        self.rows = source.rows
        self.by_row = {name: list(refusals) for name, refusals in by_row.items()}
        self.rounded = dict(rounded)
        self.redecided = redecided
        self._source = source
        self._scratch = scratch
        self._free = weakref.finalize(self, _free, connection, scratch)

    def household(self, row: int) -> dict[str, Any]:
        """The inputs of one row for all schemes, by name, as `Model.decide` takes them.

        An input that only a decision beyond the amount needs may be absent. Raises IndexError.
        """
        if not 1 <= row <= self.rows:
            raise IndexError(f"There is no row {row}: the population has rows 1 to {self.rows}.")
        known = {normal_name(each): each for each in self._source.types}
        wanted = {
            each.name: known[normal_name(each.name)]
            for scheme in self.schemes
            for each in scheme.model.inputs
            if normal_name(each.name) in known
        }
        _, values = next(iter(self._source.rows_numbered(wanted, [row])))
        return values

    def write(self, file: Path) -> None:
        """Write `results` as Parquet, in the order of the rows: the same bytes for the same simulation."""
        # The connection may write in its own folder alone.
        written = self._scratch / "results.parquet"
        self.connection.execute(
            f"COPY (SELECT * FROM results ORDER BY row) TO {text(str(written))} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        shutil.move(written, file)

    def close(self) -> None:
        """Close the connection and remove what was kept on disk for it."""
        self._free()

    def __enter__(self) -> Simulation:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _free(connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    connection.close()
    shutil.rmtree(scratch, ignore_errors=True)
