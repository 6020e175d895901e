"""A table of the report: made once, with what must not be shown already taken out of it.

The page, the CSV, the Parquet and the JSON are all written from this, so nothing that is hidden on the page
can be found in a file.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Literal


class Hidden(Enum):
    """A number that is not shown: it is small, or would let a small one be worked out."""

    SMALL = "small"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the interval that holds the true one 95 times in 100; without one for a full count."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


Cell = str | int | Decimal | Estimate | Hidden | bool | datetime.date | None
Kind = Literal["text", "count", "money", "change", "week", "share", "number"]
"""How a column is written: `money` and `change` (signed) in pounds, `week` signed pounds a week, `share`
as a percentage of one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, its heading on pages, and how its cells are written."""

    name: str
    heading: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its files, what its caption says, its columns and rows.

    The first column says what each row is about. `total` says that the last row is the total.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    total: bool = False
    long: bool = False

    def column(self, name: str) -> list[Cell]:
        """The cells of a column by its name. Raises ValueError."""
        at = [each.name for each in self.columns].index(name)
        return [row[at] for row in self.rows]

    @property
    def hides(self) -> bool:
        """Whether any cell is hidden."""
        return any(isinstance(cell, Hidden) for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: `spec` is its Vega-Lite (or, for a map, `svg` is it drawn), `alternative` says what it
    shows.

    `table` names the table that holds the same numbers.
    """

    name: str
    title: str
    alternative: str
    table: str
    spec: dict[str, Any] | None = field(default=None, repr=False)
    svg: str | None = field(default=None, repr=False)


def plain_estimate(cell: Cell) -> Cell:
    """A cell without its interval."""
    return cell.value if isinstance(cell, Estimate) else cell


def plain(cell: Cell) -> Any:
    """A cell as a host value: an estimate is its value, a hidden one is None."""
    if isinstance(cell, Estimate):
        return cell.value
    return None if isinstance(cell, Hidden) else cell


def numbers(cells: Sequence[Cell]) -> list[float | None]:
    """Cells of a column as numbers to draw; what is hidden or empty is None."""
    found: list[float | None] = []
    for cell in cells:
        value = plain(cell)
        found.append(float(value) if isinstance(value, int | Decimal) else None)
    return found
