"""What is hidden of a table of two characteristics at once, whose margins are their own tables.

Each cell (a value of one and of the other) holds counts and money. A reader has both margins: the tables of
each characteristic, way by way. So:

- a cell with any count that is small is hidden whole, for every option;
- a line whose margin is not wholly shown in its own table is hidden whole;
- every cell with a small count is the corner of a rectangle of hidden cells in which it can have any number
  from 1 to one below `smallest`: what it gains the two beside it give up and the one opposite gains, and
  every margin stays. Where both lines' own margins are hidden, the other cell alone will do;
- where there is no such rectangle, whole lines (or whole columns, whichever hides fewer cells) are hidden, as
  many as it takes for the others of its line and of its column to give up together what it would gain;
- where that takes all of them the whole table is hidden.

Which hidden cell is small is not said. tests/insight/impact/test_hiding_crossed.py tries to work it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


def hide_crossed(
    counts: Counts, smallest: int, *, lines: Iterable[int] = (), columns: Iterable[int] = (),
    lost_lines: Iterable[int] = (), lost_columns: Iterable[int] = (),
) -> Marks | None:  # fmt: skip
    """Which cells are hidden; None where all are.

    `counts` are by line, column and whatever must not be known to be small (ways, contributors, options).
    `lines` and `columns` are hidden whole for their margins' sake; `lost_lines` and `lost_columns` are those
    of them whose margins are hidden in every way, so that they bind nothing.
    """
    small = (counts > 0) & (counts < smallest)
    tell: Marks = np.any(small, axis=2)
    hidden = tell.copy()
    hidden[list(lines), :] = True
    hidden[:, list(columns)] = True
    free_lines, free_columns = _marked(lost_lines, len(counts)), _marked(lost_columns, counts.shape[1])
    households = counts.sum(axis=2)
    open_: list[tuple[int, int]] = []
    for line, column in zip(*np.nonzero(tell), strict=True):
        which = small[line, column]
        own = counts[line, column, which]
        # The others must be able to give up what it would gain, and the opposite to gain and lose with it.
        gives = (counts[:, :, which] >= smallest - 1 - own).all(axis=2)
        follows = (counts[:, :, which] >= own - 1).all(axis=2)
        if _alone(gives, hidden, int(line), int(column), free_lines, free_columns):
            continue
        best = _rectangle(gives, follows, hidden, households, int(line), int(column))
        if best is None:
            open_.append((int(line), int(column)))
            continue
        other, beside = best
        hidden[line, beside] = hidden[other, column] = hidden[other, beside] = True
    if open_:
        turned = [(column, line) for line, column in open_]
        lines_needed = _lines(counts, small, open_, smallest)
        columns_needed = _lines(counts.transpose(1, 0, 2), small.transpose(1, 0, 2), turned, smallest)
        tried = []
        if lines_needed is not None:
            tried.append(hidden.copy())
            tried[-1][lines_needed, :] = True
        if columns_needed is not None:
            tried.append(hidden.copy())
            tried[-1][:, columns_needed] = True
        if not tried:
            return None
        hidden = min(tried, key=lambda each: int(each.sum()))
    return None if hidden.all() else hidden


def _lines(counts: Counts, small: Marks, cells: Iterable[tuple[int, int]], smallest: int) -> list[int] | None:
    """Lines to hide whole so that each of these cells can have any small number; None where none will do.

    What a cell gains, the others of its line give up, and those of its column in the other hidden lines; the
    rest of those lines gains it. That can always be shared out, if there is enough of each.
    """
    chosen = dict.fromkeys(line for line, _ in cells)
    waiting = [
        (line, column, int(way)) for line, column in cells for way in np.nonzero(small[line, column])[0]
    ]
    while waiting:
        line, column, way = waiting[-1]
        own = counts[line, column, way]
        need = smallest - 1 - own
        others = [each for each in chosen if each != line]
        beside = counts[line, :, way].sum() - own
        above = counts[others, column, way].sum()
        opposite = counts[others, :, way].sum() - above
        if beside < need:
            return None
        if above >= need and opposite >= own - 1:
            waiting.pop()
            continue
        left = [each for each in range(len(counts)) if each not in chosen]
        if not left:
            return None
        wanted = counts[left, column, way] if above < need else counts[left, :, way].sum(axis=1)
        chosen[left[int(wanted.argmax())]] = None
    return list(chosen)


def _marked(places: Iterable[int], length: int) -> Marks:
    found = np.zeros(length, dtype=bool)
    found[list(places)] = True
    return found


def _alone(
    gives: Marks, hidden: Marks, line: int, column: int, free_lines: Marks, free_columns: Marks
) -> bool:
    """Whether one other hidden cell of the same column (or line) will do, no margin being known of either."""
    above, beside = free_lines.copy(), free_columns.copy()
    above[line] = beside[column] = False
    by_line = free_lines[line] and (above & gives[:, column] & hidden[:, column]).any()
    by_column = free_columns[column] and (beside & gives[line] & hidden[line]).any()
    return bool(by_line or by_column)


def _rectangle(
    gives: Marks, follows: Marks, hidden: Marks, households: Counts, line: int, column: int
) -> tuple[int, int] | None:
    """The opposite corner of the rectangle that hides fewest more cells, and then fewest households."""
    possible = gives[:, column, None] & gives[None, line, :] & follows
    possible[line, :] = possible[:, column] = False
    if not possible.any():
        return None
    shown = (~hidden).astype(float)
    new: Any = shown[:, column, None] + shown[None, line, :] + shown
    lost = households * shown
    size: Any = lost[:, column, None] + lost[None, line, :] + lost
    cost = np.where(possible, new * (1 + households.sum()) * 4 + size, np.inf)
    other, beside = divmod(int(cost.argmin()), cost.shape[1])
    return other, beside
