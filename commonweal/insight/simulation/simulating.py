"""Schemes run on a population: compiled where that is exact, row by row where not, and checked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from .characteristics import Characteristics
from .compiling import CompiledScheme, compile_schemes, stopped
from .facts import column_facts
from .faults import SimulationFault
from .redeciding import Redecided, compare, exactly, sampled
from .results import Awards, make_results, patch
from .row_by_row import RowsDecided, decide_rows
from .scheme import Scheme
from .simulation import Simulation
from .source import Source, text

if TYPE_CHECKING:
    from commonweal.insight.population import Population
    from commonweal.policy.sql import Refusal

IN_MEMORY: Final = 20_000_000
"""Rows beyond which results are kept in a database on disk for as long as the simulation is."""
_DOUBTS: Final = 0.1
"""The share of rows in doubt beyond which a scheme is rather decided row by row, by several processes."""


def simulate(
    schemes: Sequence[Scheme],
    population: Population,
    *,
    sample: int = 1000,
    seed: int = 0,
    progress: Callable[[str, float], None] | None = None,
    database: Path | None = None,
    memory: str = "5GB",
    threads: int | None = None,
    workers: int | None = None,
) -> Simulation:
    """Run schemes, the first of them today's, on every row of a population.

    `sample` rows, chosen by `seed`, are decided again by the interpreter. `progress` hears a stage and how
    much of it is done, 0 to 1. `database` is a new file to keep results in; without it they are in memory, or
    in a temporary file where the rows are many. `memory` and `threads` bound DuckDB, `workers` the processes
    for what is decided row by row (0: none).

    Raises MissingInput, SimulationFault, WorkerLost for what cannot be run, and Disagreement when the
    interpreter decides a row otherwise: then there are no results.
    """
    _check(schemes, database)
    scratch = Path(tempfile.mkdtemp(prefix="commonweal-simulation-"))
    connection: duckdb.DuckDBPyConnection | None = None
    try:
        connection = _connect(":memory:", scratch, memory, threads)
        source = Source(population, connection)
        if database is not None or source.rows > IN_MEMORY:
            connection.close()
            connection = _connect(str(database or scratch / "results.duckdb"), scratch, memory, threads)
            source = Source(population, connection)
        _close_off(connection, population, scratch, database)
        return _Run(schemes, source, connection, scratch, progress or _silent, workers).simulation(
            sample, seed
        )
    except BaseException as error:
        if connection is not None:
            connection.close()
        shutil.rmtree(scratch, ignore_errors=True)
        if database is not None:
            database.unlink(missing_ok=True)
        if isinstance(error, duckdb.OutOfMemoryException):
            raise SimulationFault(
                f"The simulation needs more than the {memory} that it was given. Give it more memory, or "
                "disk space for its temporary files."
            ) from None
        raise


def _check(schemes: Sequence[Scheme], database: Path | None) -> None:
    if not schemes:
        raise SimulationFault("There is no scheme to simulate. Give at least today's.")
    names = [each.name for each in schemes]
    twice = next((each for each in names if names.count(each) > 1), None)
    if twice is not None:
        raise SimulationFault(f"Two schemes are called “{twice}”. Give each a name of its own.")
    if database is not None and database.exists():
        raise SimulationFault(f"`{database}` exists already. Name a new file for the results.")


def _connect(where: str, scratch: Path, memory: str, threads: int | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(scratch / "spilled"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "true",
    }
    if threads is not None:
        config["threads"] = str(threads)
    try:
        connection = duckdb.connect(where, config=config)
    except duckdb.Error as error:
        raise SimulationFault(
            f"DuckDB cannot be opened ({type(error).__name__}). Check the memory “{memory}”, the threads and "
            "where results are kept."
        ) from None
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    return connection


def _close_off(
    connection: duckdb.DuckDBPyConnection, population: Population, scratch: Path, database: Path | None
) -> None:
    """Let the connection reach no file and no network but the population's folder and our own.

    A policy that somebody uploads becomes SQL: whatever it were made to say, it could read nothing else.
    """
    folders = {file.parent for file in population.files} | {scratch}
    if database is not None:
        folders.add(database.absolute().parent)
    listed = ", ".join(text(str(each)) for each in sorted(folders))
    connection.execute(f"SET allowed_directories = [{listed}]; SET enable_external_access = false")


def _silent(_stage: str, _fraction: float) -> None:
    pass


class _Run:
    """One simulation in the making."""

    def __init__(
        self,
        schemes: Sequence[Scheme],
        source: Source,
        connection: duckdb.DuckDBPyConnection,
        scratch: Path,
        progress: Callable[[str, float], None],
        workers: int | None,
    ) -> None:
        self._schemes = schemes
        self._source = source
        self._connection = connection
        self._scratch = scratch
        self._progress = progress
        self._workers = workers
        self._columns: dict[str, str] = {}
        for each in schemes:
            self._columns |= source.columns_of(each)
        self._characteristics = Characteristics(source)
        self._by_row: dict[str, list[Refusal]] = {}
        self._rounded = {each.name: 0 for each in schemes}
        self._doubts = {each.name: 0 for each in schemes}

    def simulation(self, sample: int, seed: int) -> Simulation:
        """Compile, decide, decide again."""
        self._progress("reading the population", 0.0)
        facts = column_facts(self._source, self._columns, self._connection)
        compiled, self._by_row = compile_schemes(self._schemes, facts)
        self._progress("reading the population", 1.0)
        for each in self._decide(compiled):
            self._rounded[each.scheme.name] += each.rounded(
                self._source.table(self._columns), self._connection
            )
        rows = self._check_sample(sampled(self._source.rows, sample, seed))
        redecided = Redecided(rows, seed, 0, self._doubts)
        return Simulation(
            self._connection,
            self._schemes,
            self._source,
            self._by_row,
            self._rounded,
            redecided,
            self._scratch,
        )

    def _decide(self, compiled: Sequence[CompiledScheme]) -> Sequence[CompiledScheme]:
        """Make `results`; what of the compiled schemes was used in the end."""
        awards = self._by_rows(compiled)
        while True:
            try:
                doubts = make_results(
                    self._connection,
                    self._source,
                    {name: self._columns[name] for each in awards.compiled for name in each.inputs},
                    self._characteristics,
                    awards,
                    lambda done: self._progress("deciding", done),
                )
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error as error:
                table = self._source.table(self._columns)
                failed = [each for each in awards.compiled if not each.runs(table, self._connection)]
                if not failed:
                    raise SimulationFault(
                        f"DuckDB cannot make the results ({type(error).__name__}). Check the population's "
                        "files and the disk space for temporary files."
                    ) from None
                why = "DuckDB stopped in the middle of it, as when a number outgrows what SQL can hold"
            else:
                failed = [
                    each
                    for each in awards.compiled
                    if doubts.get(each.place, 0) > max(_DOUBTS * self._source.rows, 1000)
                ]
                if not failed:
                    self._settle(awards.compiled, doubts)
                    return awards.compiled
                why = "compiled SQL left too many of its rows in doubt"
            for each in failed:
                self._by_row[each.scheme.name] = [stopped(each, why)]
            awards = self._by_rows([each for each in awards.compiled if each not in failed])

    def _by_rows(self, compiled: Sequence[CompiledScheme]) -> Awards:
        """The awards when only these schemes are compiled: the others are decided row by row now."""
        known = {each.place for each in compiled}
        places = [at for at in range(len(self._schemes)) if at not in known]
        if not places:
            return Awards(len(self._schemes), compiled)
        stage = "deciding row by row"
        self._progress(stage, 0.0)
        schemes = [self._schemes[at] for at in places]
        columns = {each.name: self._columns[each.name] for scheme in schemes for each in scheme.needs}
        decided: RowsDecided = decide_rows(
            self._source, schemes, columns, self._scratch, workers=self._workers,
            progress=lambda done: self._progress(stage, done),
        )  # fmt: skip
        for scheme, rounded in zip(schemes, decided.rounded, strict=True):
            self._rounded[scheme.name] = rounded
        return Awards(len(self._schemes), compiled, places, decided)

    def _settle(self, compiled: Sequence[CompiledScheme], doubts: Mapping[int, int]) -> None:
        """Have the interpreter decide what the compiled queries left in doubt."""
        for each in compiled:
            if not doubts.get(each.place):
                continue
            self._doubts[each.scheme.name] = doubts[each.place]
            found = self._connection.execute(f"SELECT row FROM doubtful_{each.place} ORDER BY row").fetchall()
            stage, amounts = "settling doubts", []
            for row, exact in exactly(self._source, [each.scheme], self._columns, (row for (row,) in found)):
                amounts.append((row, exact[0]))
                if len(amounts) % 500 == 0:
                    self._progress(stage, len(amounts) / len(found))
            patch(self._connection, each.place, amounts)

    def _check_sample(self, numbers: Sequence[int]) -> int:
        """Decide the sample again. Raises Disagreement."""
        stage = "checking a sample"
        self._progress(stage, 0.0)
        if not numbers:
            self._progress(stage, 1.0)
            return 0
        awards = ", ".join(f"award_{at}" for at in range(len(self._schemes)))
        listed = ", ".join(map(str, numbers))
        found = self._connection.execute(
            f"SELECT row, {awards} FROM results WHERE row IN ({listed}) ORDER BY row"
        ).fetchall()
        exact = exactly(self._source, self._schemes, self._columns, numbers)

        def tell(count: int) -> None:
            if count % 100 == 0 or count == len(numbers):
                self._progress(stage, count / len(numbers))

        return compare(self._schemes, found, exact, tell)
