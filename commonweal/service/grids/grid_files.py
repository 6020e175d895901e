"""Grid files, JSON or CSV, as keys and values that are not yet understood."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from commonweal.service.grids.grid_faults import GridFault, GridFaults

MAX_BYTES = 5_000_000
MARKS = frozenset(
    {"pct", "upper", "upper_lt", "upper_band1", "upper_excess", "lower", "bands", "pct_changes", "based_on"}
)
"""The keys by which an object is known to be a grid rather than a map of grids."""

RawGrids = dict[str, dict[str, object]]


def read_grid_file(path: Path) -> RawGrids:
    """Every grid of a file by its key, in the file's order. Numbers are decimals. Raises GridFaults."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _stop(path.name, f"the file cannot be read: {error.strerror}.", "Check its name.") from error
    if len(content) > MAX_BYTES:
        raise _stop(path.name, f"the file is over {MAX_BYTES // 1_000_000} MB.", "Make it smaller.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _stop(path.name, "this is not UTF-8 text.", "Save the file as UTF-8.") from error
    if path.suffix.lower() == ".csv":
        return _from_csv(path, text)
    return _from_json(path, text)


def _stop(file: str, message: str, remedy: str, council: str = "", key: str = "") -> GridFaults:
    return GridFaults([GridFault(file, council, key, message, remedy)])


def _from_json(path: Path, text: str) -> RawGrids:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                raise _stop(path.name, "the key stands twice.", "Rename or delete one.", key=key)
        return dict(pairs)

    def no_number(word: str) -> object:
        raise _stop(path.name, f"`{word}` is not a number.", "Write a figure, or null where none is known.")

    try:
        read = json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=no_number, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _stop(
            path.name,
            f"this is not JSON, at {place}: {error.msg}.",
            "Mend it there, or save the grid as CSV.",
        ) from error
    except RecursionError as error:
        raise _stop(path.name, "this is too deep.", "See docs/reference/grid-file.md.") from error
    if not isinstance(read, Mapping):
        raise _stop(path.name, "the file is not an object.", "Begin with { and a council's key.")
    if MARKS & set(read):
        return {_stem(path): dict(read)}
    if not read:
        raise _stop(path.name, "the file holds no grid.", "Add one under a key such as exampleshire_2026_27.")
    grids: RawGrids = {}
    for key, value in read.items():
        if not isinstance(value, Mapping):
            remedy = "Write an object with `pct` and `upper`: see docs/reference/grid-file.md."
            raise _stop(path.name, "this is not a grid.", remedy, council=key)
        grids[key] = dict(value)
    return grids


def _from_csv(path: Path, text: str) -> RawGrids:
    """Lines of `key,value`, then a header that begins with pct, then a row for each band."""
    try:
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        raise _stop(path.name, f"this is not CSV: {error}.", "Close every quotation mark.") from error
    rows = [row for row in rows if any(row)]
    heads = [number for number, row in enumerate(rows) if row[0].lower() in ("pct", "percentage", "%")]
    if len(heads) != 1:
        remedy = "Begin the table with one line such as `pct,single,couple`."
        raise _stop(path.name, f"{len(heads)} lines begin with `pct`, and there should be one.", remedy)
    grid: dict[str, object] = {}
    for row in rows[: heads[0]]:
        values = [cell for cell in row[1:] if cell]
        key = re.sub(r"[ -]+", "_", row[0].lower())
        if len(values) != 1 or key in grid:
            message = "the key stands twice." if key in grid else f"there are {len(values)} values."
            raise _stop(path.name, message, "Write each setting once, as `key,value`.", key=key)
        grid[key] = values[0]
    header = [name for name in rows[heads[0]][1:] if name]
    bands = rows[heads[0] + 1 :]
    for number, row in enumerate(bands, 1):
        if len([cell for cell in row[len(header) + 1 :] if cell]):
            raise _stop(
                path.name, f"band {number} has more cells than the header.", "Put one under each name."
            )
    grid["pct"] = [row[0] for row in bands]
    grid["upper"] = {
        name: [row[index] if index < len(row) else None for row in bands]
        for index, name in enumerate(header, 1)
    }
    return {_stem(path): grid}


def _stem(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_") or "council"
