"""What is hidden of a table of two characteristics at once, whose margins are their own tables.

Each cell (a value of one and of the other) holds counts and money. A reader has both margins: the tables of
each characteristic, way by way. So:

- a cell with any count that is small is hidden whole, for every option;
- a line whose margin is not wholly shown in its own table is hidden whole;
- every small count is at the corner of a rectangle of hidden cells in which it can be any number from 1 to
  one below `smallest` (or to its margin, where that is small itself): what it gains the two beside it give
  up and the one opposite gains, and every margin stays. Where its line's own margin can give to other
  lines', being hidden with theirs, they alone will do;
- where there is no such rectangle, or it hides fewer cells, whole lines or whole columns are hidden: as many
  as it takes for the others of its line and of its column to give up together what it would gain;
- where that takes all of them the whole table is hidden.

Which hidden cell is small is not said. tests/insight/impact/test_hiding_crossed.py tries to work it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Place = tuple[int, int, int]


def hide_crossed(
    counts: Counts, smallest: int, *, lines: Iterable[int] = (), columns: Iterable[int] = (),
    free_lines: Marks | None = None, free_columns: Marks | None = None,
) -> Marks | None:  # fmt: skip
    """Which cells are hidden; None where all are.

    `counts` are by line, column and whatever must not be known to be small (ways, contributors, options).
    `lines` and `columns` are hidden whole for their margins' sake. `free_lines` says, by line, other line and
    such a number, whether the margins of the two are hidden so that one can give to the other; so too
    `free_columns`.
    """
    small = (counts > 0) & (counts < smallest)
    hidden: Marks = np.any(small, axis=2)
    whole = list(lines), list(columns)
    hidden[whole[0], :] = True
    hidden[:, whole[1]] = True
    bound: list[Place] = []
    for line, column, way in zip(*(each.tolist() for each in np.nonzero(small)), strict=True):
        need = _need(counts[:, :, way], line, column, smallest)
        by_line = _gives(free_lines, line, way, counts[:, column, way], need)
        if not by_line and not _gives(free_columns, column, way, counts[line, :, way], need):
            bound.append((line, column, way))
    rectangles, left = _with_rectangles(counts, bound, hidden, smallest)
    tried = [rectangles] if not left else []
    for start, places in ((rectangles, left), (hidden, bound)):
        tried += _with_lines(counts, places, start, smallest, whole)
    found = min(tried, key=lambda each: int(each.sum()), default=None)
    return None if found is None or found.all() else found


def _with_rectangles(
    counts: Counts, places: Iterable[Place], hidden: Marks, smallest: int
) -> tuple[Marks, list[Place]]:
    """What is hidden when each count has a rectangle, and those that have none."""
    made, left = hidden.copy(), []
    households = counts.sum(axis=2)
    for line, column, way in places:
        need = _need(counts[:, :, way], line, column, smallest)
        best = _rectangle(counts[:, :, way], need, made, households, line, column)
        if best is None:
            left.append((line, column, way))
            continue
        other, beside = best
        made[line, beside] = made[other, column] = made[other, beside] = True
    return made, left


def _with_lines(
    counts: Counts, places: Sequence[Place], hidden: Marks, smallest: int, whole: tuple[list[int], list[int]]
) -> list[Marks]:
    """What is hidden when whole lines are, and when whole columns are, where that will do."""
    found = []
    by_line = _lines(counts, places, smallest, whole[0])
    if by_line is not None:
        found.append(hidden.copy())
        found[-1][by_line, :] = True
    turned = [(column, line, way) for line, column, way in places]
    by_column = _lines(counts.transpose(1, 0, 2), turned, smallest, whole[1])
    if by_column is not None:
        found.append(hidden.copy())
        found[-1][:, by_column] = True
    return found


def _need(counts: Counts, line: int, column: int, smallest: int) -> float:
    """What a small count must be able to gain: up to one below `smallest`, or to a margin that is small, and
    so is known to be no more than that.
    """
    own = counts[line, column]
    need: float = smallest - 1 - own
    for margin in (counts[line].sum(), counts[:, column].sum()):
        if margin < smallest:
            need = min(need, margin - own)
    return need


def _gives(free: Marks | None, at: int, way: int, counts: Counts, need: float) -> bool:
    """Whether those whose margins can give to this one's have, together, what it would gain."""
    return free is not None and bool(free[at, :, way].any()) and bool(counts[free[at, :, way]].sum() >= need)


def _rectangle(
    counts: Counts, need: float, hidden: Marks, households: Counts, line: int, column: int
) -> tuple[int, int] | None:
    """The opposite corner of the rectangle that hides fewest more cells, and then fewest households."""
    possible = (counts[:, column, None] >= need) & (counts[None, line, :] >= need)
    possible &= counts >= counts[line, column] - 1
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


def _lines(counts: Counts, places: Iterable[Place], smallest: int, whole: Iterable[int]) -> list[int] | None:
    """Lines to hide whole so that each of these counts can be any small number; None where none will do.

    What a count gains, the others of its line give up, and those of its column in the other hidden lines; the
    rest of those lines gains it. That can always be shared out, if there is enough of each. `whole` are
    hidden already.
    """
    waiting = list(places)
    chosen = dict.fromkeys([*(line for line, _, _ in waiting), *whole])
    while waiting:
        line, column, way = waiting[-1]
        own = counts[line, column, way]
        need = _need(counts[:, :, way], line, column, smallest)
        others = [each for each in chosen if each != line]
        above = counts[others, column, way].sum()
        opposite = counts[others, :, way].sum() - above
        if counts[line, :, way].sum() - own < need:
            return None
        if above >= need and opposite >= own - 1:
            waiting.pop()
            continue
        left = [each for each in range(len(counts)) if each not in chosen]
        if not left:
            return None
        has = counts[left, column, way] if above < need else counts[left, :, way].sum(axis=1)
        short = need - above if above < need else own - 1 - opposite
        # The smallest line that has enough is missed least; where none has, the one that has most.
        enough = [(counts[at].sum(), at) for at, each in zip(left, has, strict=True) if each >= short]
        chosen[min(enough)[1] if enough else left[int(has.argmax())]] = None
    return list(chosen)
