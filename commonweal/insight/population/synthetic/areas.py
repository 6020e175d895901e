"""The small areas of a recipe: their codes, what is known of each, and their boundaries."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.synthetic.draws import Reals, Whole
from commonweal.insight.population.written_yaml import Written

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class AreaTable:
    """The areas in the order of their codes, and the columns of the file that names them.

    `characteristic` is the households' column that holds the code (empty where there is one area only);
    `known` maps further characteristics to each area's value.
    """

    codes: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    characteristic: str = ""
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boundaries: Path | None = None
    property: str = ""

    def groups(self, column: str) -> tuple[tuple[str, ...], Whole]:
        """The values of a column, sorted, and which of them each area has."""
        values = tuple(sorted(set(self.columns[column])))
        return values, np.array([values.index(each) for each in self.columns[column]], dtype=np.int64)


def read_csv(file: Path, written: Written, key: str = "file") -> list[dict[str, str]]:
    """The rows of a published CSV file, or a fault naming the recipe's line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source, strict=True))
    except OSError as error:
        remedy = "Give the folder that holds it with --open-data."
        raise written.fault(f"`{file}` cannot be read: {error.strerror}.", remedy, key=key) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise PopulationFault(file, f"is not CSV in UTF-8: {error}.") from None


def column(rows: list[dict[str, str]], name: str, written: Written, key: str) -> tuple[str, ...]:
    """A column of a file that was read, or a fault naming the recipe's line."""
    if rows and name not in rows[0]:
        known = ", ".join(list(rows[0])[:20])
        raise written.fault(f"the file has no column `{name}`.", f"Its columns are: {known}.", key=key)
    return tuple(row[name] for row in rows)


def read_areas(written: Written, open_data: Path | None) -> AreaTable:
    """The areas of a recipe; without any, one that is everywhere."""
    if not written.names():
        return AreaTable((EVERYWHERE,), {})
    written.only(("file", "code", "characteristic", "known", "ranked", "boundaries", "property"))
    folder = needed(open_data, written)
    rows = read_csv(folder / written.text("file"), written)
    codes = column(rows, written.text("code"), written, "code")
    order = sorted(range(len(rows)), key=lambda n: codes[n])
    rows = [rows[n] for n in order]
    columns = {name: tuple(row[name] for row in rows) for name in (rows[0] if rows else ())}
    known = {}
    for name, text in ((name, written.map("known").text(name)) for name in written.map("known").names()):
        values = column(rows, text, written.map("known"), name)
        known[name] = tuple(_plain(each) for each in values)
    codes = tuple(codes[n] for n in order)
    for name, inner in written.map("ranked").maps():
        known[name] = _deciles(codes, inner, folder)
    boundaries = folder / written.text("boundaries") if "boundaries" in written else None
    return AreaTable(
        codes, columns, written.text("characteristic"), known, boundaries, written.text("property", "")
    )


def needed(open_data: Path | None, written: Written) -> Path:
    """The folder of open data, or a fault that says how to give it."""
    if open_data is None:
        remedy = "Give it with --open-data FOLDER."
        raise PopulationFault(
            written.file, "the recipe reads published files, and no folder was given.", remedy
        )
    return open_data


def _plain(value: str) -> str:
    """`3.0` as `3`: spreadsheets write whole numbers so."""
    return value[:-2] if value.endswith(".0") and value[:-2].isdigit() else value


def _deciles(codes: tuple[str, ...], written: Written, folder: Path) -> tuple[str, ...]:
    """Each area's tenth among all areas of a file by a column; 1 holds the greatest values."""
    written.only(("file", "code", "by", "tenth 1 is"))
    rows = read_csv(folder / written.text("file"), written)
    every = column(rows, written.text("code"), written, "code")
    greatest_first = written.choice("tenth 1 is", ("greatest", "least")) == "greatest"
    values: Reals = np.array([float(each) for each in column(rows, written.text("by"), written, "by")])
    order = np.argsort(-values if greatest_first else values, kind="stable")
    tenth = np.empty(len(values), dtype=np.int64)
    tenth[order] = np.arange(len(values)) * 10 // len(values) + 1
    of = dict(zip(every, tenth.tolist(), strict=True))
    missing = [code for code in codes if code not in of]
    if missing:
        raise written.fault(f"the file has no area `{missing[0]}`.", key="file")
    return tuple(str(of[code]) for code in codes)
