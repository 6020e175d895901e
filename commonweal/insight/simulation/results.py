"""The table `results`, made in one pass over the population."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from .characteristics import Characteristics
from .compiling import CompiledScheme, combined
from .row_by_row import RowsDecided
from .running import run
from .source import ROW, WEIGHT, Source, quoted, text


@dataclass(frozen=True, slots=True)
class Awards:
    """Where each scheme's award comes from: compiled SQL, or files that worker processes wrote."""

    count: int
    compiled: Sequence[CompiledScheme] = ()
    by_row: Sequence[int] = ()
    decided: RowsDecided = field(default=RowsDecided((), ()))


def make_results(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    inputs: Mapping[str, str],
    characteristics: Characteristics,
    awards: Awards,
    progress: Callable[[float], None],
) -> dict[int, int]:
    """Make `results`; how many rows of each scheme were left in doubt, their numbers in `doubtful_k`.

    `inputs` are the columns of the compiled schemes' inputs. Raises duckdb.Error where a compiled
    query cannot be run to its end.
    """
    weight = source.population.weight
    kept = characteristics.columns()
    if weight is not None:
        kept[WEIGHT] = weight
    selected = characteristics.selected(connection)
    query = combined(source.table({**kept, **inputs}), list(kept), awards.compiled)
    wanted = [
        f"{quoted(ROW)} AS row",
        "CAST(1 AS DOUBLE) AS weight" if weight is None else f"CAST({quoted(WEIGHT)} AS DOUBLE) AS weight",
        *selected,
        *(f"{_award(awards, each)} AS award_{each}" for each in range(awards.count)),
    ]
    doubtful = [each for each in awards.compiled if each.doubts]
    wanted += [f"doubt_{each.place}" for each in doubtful]
    query = f"SELECT {', '.join(wanted)} FROM {query}"
    if awards.by_row:
        query += f" LEFT JOIN {_read(awards)} ON decided_row = {quoted(ROW)} ORDER BY row"
    run(connection, f"CREATE OR REPLACE TABLE results AS {query}", progress)
    counts: dict[int, int] = {}
    for each in doubtful:
        flag, table = f"doubt_{each.place}", f"doubtful_{each.place}"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT row FROM results WHERE {flag} IS NOT FALSE"
        )
        connection.execute(f"ALTER TABLE results DROP COLUMN {flag}")
        counted = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        counts[each.place] = counted[0] if counted else 0
    return counts


def _award(awards: Awards, place: int) -> str:
    return f"decided_{place}" if place in awards.by_row else f"award_{place}"


def _read(awards: Awards) -> str:
    """The files of the rows decided one by one, as a table."""
    names = ["decided_row", *(f"decided_{each}" for each in awards.by_row)]
    if not awards.decided.files:
        return f"(SELECT {', '.join(f'CAST(NULL AS BIGINT) AS {each}' for each in names)} WHERE FALSE)"
    files = ", ".join(text(str(each)) for each in awards.decided.files)
    types = ", ".join(f"{each}: 'BIGINT'" for each in names)
    return (
        f"read_csv([{files}], auto_detect = false, header = false, delim = ',', nullstr = '', "
        f"columns = {{{types}}})"
    )


def patch(
    connection: duckdb.DuckDBPyConnection, place: int, amounts: Sequence[tuple[int, int | None]]
) -> None:
    """Put the interpreter's pence in place of what a compiled query left in doubt, by row number."""
    connection.execute("CREATE OR REPLACE TEMP TABLE patches (number BIGINT, pence BIGINT)")
    for at in range(0, len(amounts), 10_000):
        listed = ", ".join(
            f"({row}, {'NULL' if pence is None else pence})" for row, pence in amounts[at : at + 10_000]
        )
        connection.execute(f"INSERT INTO patches VALUES {listed}")
    connection.execute(
        f"UPDATE results SET award_{place} = pence FROM patches WHERE results.row = patches.number"
    )
