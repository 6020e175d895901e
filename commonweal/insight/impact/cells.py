"""How the cells of a table are written: on the page, in CSV and in JSON."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from commonweal.insight.impact.amounts import money, share
from commonweal.insight.impact.tables import Cell, Column, Estimate, Hidden
from commonweal.insight.impact.words import say

MISSING = "–"


def cell_text(cell: Cell, column: Column, smallest: int) -> str:
    """A cell as people read it, with its interval in brackets where it has one."""
    if isinstance(cell, Hidden):
        return say("small", smallest=smallest) if cell is Hidden.SMALL else say("beside")
    if cell is None:
        return MISSING
    if isinstance(cell, Estimate):
        text = cell_text(cell.value, column, smallest)
        if cell.low is None or cell.high is None:
            return text
        low, high = (cell_text(each, column, smallest) for each in (cell.low, cell.high))
        return f"{text} ({low} to {high})"
    if isinstance(cell, bool):
        return say("yes" if cell else "no")
    if isinstance(cell, Decimal | int):
        return _number(cell, column)
    return str(cell)


def _number(value: Decimal | int, column: Column) -> str:
    match column.kind:
        case "money":
            return money(Decimal(value))
        case "week":
            return money(Decimal(value), signed=True)
        case "change":
            whole = "median" in column.name
            return money(Decimal(value), signed=True, whole=whole)
        case "share":
            signed = value > 0 and column.name.startswith("change")
            text = share(abs(float(value)))
            return f"−{text}" if value < 0 else f"+{text}" if signed else text
        case "number":
            return f"−{abs(value):,}" if value < 0 else f"+{value:,}" if value > 0 else "0"
        case _:
            return f"{value:,}"


def file_columns(column: Column, cells: list[Cell]) -> list[tuple[str, list[Any]]]:
    """A column as one or, where it has intervals, three columns of a file: value, low, high. Hidden cells
    stay
    as they are.
    """
    if not any(isinstance(cell, Estimate) for cell in cells):
        return [(column.name, list(cells))]
    values: list[Any] = [cell.value if isinstance(cell, Estimate) else cell for cell in cells]
    bounds = [
        [getattr(cell, side) if isinstance(cell, Estimate) else None for cell in cells]
        for side in ("low", "high")
    ]
    return [(column.name, values), (f"{column.name} low", bounds[0]), (f"{column.name} high", bounds[1])]


def json_value(value: Any) -> Any:
    """A value as JSON holds it: decimals as text, because JSON's numbers are not exact."""
    if isinstance(value, Hidden):
        return {"hidden": value.value}
    if isinstance(value, Estimate):
        return {"value": str(value.value), "low": _text(value.low), "high": _text(value.high)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
