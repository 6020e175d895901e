"""Writes the report folder: the page, the pictures, every table as CSV and Parquet, and all of it as JSON."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from commonweal.insight.impact.cells import file_columns, json_value
from commonweal.insight.impact.charts import svg_of
from commonweal.insight.impact.impact import Impact
from commonweal.insight.impact.page import report_page
from commonweal.insight.impact.tables import Column, Hidden, Picture, Table
from commonweal.insight.impact.words import say

_AT_ONCE = 2


def write_report(
    impact: Impact, folder: Path, *, progress: Callable[[str, float], None] | None = None
) -> list[Path]:
    """Write the report into a folder, which is made; what is there of an earlier report is written over.

    Gives the files, `index.html` first. Raises OSError.
    """
    tell = progress or (lambda _stage, _fraction: None)
    for name in ("", "charts", "tables"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    drawn: dict[str, str] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for picture, svg in zip(impact.pictures, pool.map(svg_of, impact.pictures), strict=True):
            drawn[picture.name] = svg
            tell("drawing", len(drawn) / len(impact.pictures))
    files = []
    page = report_page(impact, lambda picture: in_page(drawn[picture.name]))
    files.append(_write(folder / "index.html", page.encode()))
    for name, svg in drawn.items():
        files.append(_write(folder / "charts" / f"{name}.svg", svg.encode()))
    for table in impact.tables:
        files.append(_write(folder / "tables" / f"{table.name}.csv", csv_of(table, impact).encode()))
        files.append(_write_parquet(table, folder / "tables" / f"{table.name}.parquet"))
    files.append(_write(folder / "impact.json", json_of(impact).encode()))
    return files


def in_page(svg: str) -> str:
    """A picture as an address that holds the picture itself, so that the page needs no other file."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def csv_of(table: Table, impact: Impact) -> str:
    """The table as CSV; a hidden cell says so in words. A made population is said in a column of
    every row.
    """
    columns = _file_columns(table)
    made = impact.kind == "synthetic"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    headings = (_csv(name, impact.settings.smallest) for name, _ in columns)
    writer.writerow([*headings, *(["population"] if made else [])])
    for row in zip(*(cells for _, cells in columns), strict=True):
        writer.writerow(
            [*(_csv(cell, impact.settings.smallest) for cell in row), *(["synthetic"] if made else [])]
        )
    return text.getvalue()


def _csv(cell: Any, smallest: int) -> str:
    if isinstance(cell, Hidden):
        return say("small", smallest=smallest).lower() if cell is Hidden.SMALL else say("beside").lower()
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def _file_columns(table: Table) -> list[tuple[str, list[Any]]]:
    return [
        each
        for at, column in enumerate(table.columns)
        for each in file_columns(column, [row[at] for row in table.rows])
    ]


def _write_parquet(table: Table, path: Path) -> Path:
    """The table as Parquet: what is hidden is null, and `hidden` lists the columns in which it is."""
    columns = _file_columns(table)
    kinds = {column.name: column for column in table.columns}
    rows = list(zip(*(cells for _, cells in columns), strict=True))
    names = [name for name, _ in columns]
    types = [_type(name, cells, kinds) for name, cells in columns]
    declared = ", ".join(
        [*(f"{_quoted(name)} {kind}" for name, kind in zip(names, types, strict=True)), '"hidden" VARCHAR']
    )
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({declared})")
        if rows:
            marks = ", ".join("?" * (len(names) + 1))
            connection.executemany(f"insert into t values ({marks})", [_values(row, names) for row in rows])
        target = str(path).replace("'", "''")
        connection.execute(f"copy t to '{target}' (format parquet, compression zstd)")
    return path


def _values(row: tuple[Any, ...], names: list[str]) -> list[Any]:
    hidden = [name for name, cell in zip(names, row, strict=True) if isinstance(cell, Hidden)]
    return [*(None if isinstance(cell, Hidden) else cell for cell in row), ", ".join(hidden)]


def _type(name: str, cells: list[Any], kinds: dict[str, Column]) -> str:
    if any(isinstance(cell, Decimal) for cell in cells):
        known = kinds.get(name.removesuffix(" low").removesuffix(" high"))
        return "DECIMAL(18, 6)" if known and known.kind == "share" else "DECIMAL(18, 2)"
    if any(isinstance(cell, int) and not isinstance(cell, bool) for cell in cells):
        return "BIGINT"
    kind = kinds.get(name)
    return "VARCHAR" if kind is None or kind.kind == "text" else "DECIMAL(18, 2)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def json_of(impact: Impact) -> str:
    """The whole report as JSON; decimals are text."""
    return json.dumps(
        {
            "service": impact.service,
            "demonstration": impact.demonstration,
            "made": impact.made.isoformat(),
            "population": {"name": impact.population, "kind": impact.kind, "sample": impact.sample},
            "today": impact.today,
            "scenario": impact.scenario,
            "budget": [
                {
                    "part": each.heading,
                    "says": list(each.told),
                    "table": each.table.name if each.table else None,
                }
                for each in impact.budget
            ],
            "options": [
                {
                    "label": option.label,
                    "summary": list(option.glance),
                    "changes": [
                        {
                            "decision": each.element,
                            "change": each.message,
                            "rules": each.rules,
                            "each": each.each,
                        }
                        for each in option.changes.changes
                    ],
                    "hardest hit": [
                        {
                            "circumstances": dict(each.circumstances),
                            "before a year": str(each.before),
                            "after a year": str(each.after),
                            "why before": each.why_before,
                            "why after": each.why_after,
                            "rules": each.rules,
                        }
                        for each in option.hardest.households
                    ],
                    "crossed": [
                        {"of": list(each.pair), "table": each.table.name if each.table else None}
                        for each in option.crossed
                    ],
                    "hardest hit are stand-ins": option.hardest.stand_ins,
                }
                for option in impact.options
            ],
            "tables": {table.name: _json_table(table) for table in impact.tables},
            "pictures": [_json_picture(each) for each in impact.pictures],
            "equality": {each.name: list(each.told_by) for each in impact.equality},
            "does not know": {heading: list(sentences) for heading, sentences in impact.limits},
            "provenance": [{"name": each.name, "value": each.value} for each in impact.provenance],
        },
        ensure_ascii=False,
        indent=1,
    )


def _json_table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [
            {"name": each.name, "heading": each.heading, "kind": each.kind} for each in table.columns
        ],
        "rows": [[json_value(cell) for cell in row] for row in table.rows],
    }


def _json_picture(picture: Picture) -> dict[str, str]:
    return {
        "name": picture.name,
        "title": picture.title,
        "says": picture.alternative,
        "table": picture.table,
        "file": f"charts/{picture.name}.svg",
    }


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
