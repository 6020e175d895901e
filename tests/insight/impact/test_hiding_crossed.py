"""Nothing small can be worked out of two characteristics crossed, beside the tables of each by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.insight.impact.crossings import hidden_cells
from commonweal.insight.impact.hiding import patterns
from commonweal.insight.impact.hiding_crossed import hide_crossed
from commonweal.insight.impact.measuring import Group, Sums
from tests.insight.impact.working_out import Shown

SMALLEST = 4
COUNTS = st.one_of(st.just(0), st.integers(1, SMALLEST - 1), st.integers(SMALLEST, 12))


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    width = draw(st.integers(2, 4))
    return draw(st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=4))


def margins(cells: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    return [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]


def shown_of(
    cells: Sequence[Sequence[int]], hidden: np.ndarray, known: tuple[list[bool], list[bool]]
) -> Shown:
    """All that a reader has: the cells that are shown, and the margins that are."""
    width = len(cells[0])
    whole = sum(map(sum, cells))
    shown = Shown([])
    for row, line in enumerate(cells):
        for column, count in enumerate(line):
            shown.allowed.append(list(range(whole + 1)) if hidden[row, column] else [count])
    lines, columns = margins(cells)
    for row, total in enumerate(lines):
        if known[0][row]:
            shown.sums.append(([row * width + at for at in range(width)], total, total))
    for column, total in enumerate(columns):
        if known[1][column]:
            shown.sums.append(([row * width + column for row in range(len(cells))], total, total))
    shown.sums.append((list(range(width * len(cells))), whole, whole))
    return shown


def check(cells: Sequence[Sequence[int]]) -> np.ndarray | None:
    """Hide, and try to find out. A small margin, and one beside it, are hidden in the table of its own."""
    lines, columns = margins(cells)
    lost = [_hidden_margins(each) for each in (lines, columns)]
    counts = np.array(cells, dtype=float)[:, :, None]
    hidden = hide_crossed(
        counts,
        SMALLEST,
        lines=lost[0],
        columns=lost[1],
        free_lines=both(lost[0], len(lines)),
        free_columns=both(lost[1], len(columns)),
    )
    found = np.ones(counts.shape[:2], dtype=bool) if hidden is None else hidden
    known = [at not in lost[0] for at in range(len(lines))], [at not in lost[1] for at in range(len(columns))]
    shown = shown_of(cells, found, known)
    width = len(cells[0])
    for row, line in enumerate(cells):
        for column, count in enumerate(line):
            if 0 < count < SMALLEST:
                assert found[row, column]
                if hidden is None:
                    continue
                for value in range(1, 1 + most(lines[row], columns[column])):
                    assert shown.could_be(row * width + column, value), (cells, row, column, value)
    return hidden


def most(*margins: int) -> int:
    """The most that a small number is to be taken for: a margin that is small itself bounds it."""
    return min(SMALLEST - 1, *(each for each in margins if each < SMALLEST), SMALLEST - 1)


def both(lost: Sequence[int], length: int) -> np.ndarray:
    """That two margins which are hidden can give to one another."""
    marks = np.isin(np.arange(length), lost)
    free = (marks[:, None] & marks[None, :])[:, :, None]
    free[np.arange(length), np.arange(length)] = False
    return free


def _hidden_margins(totals: Sequence[int]) -> list[int]:
    small = [at for at, total in enumerate(totals) if 0 < total < SMALLEST]
    if not small:
        return []
    partners = [at for at, total in enumerate(totals) if total >= 2 * SMALLEST]
    return sorted({*small, partners[0]}) if partners else list(range(len(totals)))


@settings(max_examples=300, deadline=None)
@given(tables())
@example([[1, 9], [9, 9]])
@example([[1, 9, 9], [9, 0, 9], [9, 9, 9]])
@example([[2, 2, 2], [9, 9, 9], [9, 9, 9]])
@example([[1, 0], [0, 9]])
def test_a_small_number_could_be_any_small_number_for_all_that_is_shown(cells: list[list[int]]) -> None:
    check(cells)


def test_one_small_number_hides_a_rectangle_and_no_more() -> None:
    hidden = check([[2, 9, 9], [9, 9, 9], [9, 9, 9]])
    assert hidden is not None
    assert int(hidden.sum()) == 4


def test_a_line_of_small_numbers_whose_sum_is_shown_hides_lines_and_not_the_table() -> None:
    hidden = check([[2, 2, 2], [9, 9, 9], [9, 9, 9], [9, 9, 9]])
    assert hidden is not None
    assert hidden[0].all()
    assert not hidden.all()


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    hidden = check([[9, 0], [0, 9]])
    assert hidden is not None
    assert not hidden.any()


def test_a_line_that_its_own_table_hides_is_hidden_here_too() -> None:
    counts = np.full((3, 2, 1), 9.0)
    hidden = hide_crossed(counts, SMALLEST, lines=[0, 2])
    assert hidden is not None
    assert hidden[:, 0].tolist() == [True, False, True]


def test_a_number_small_under_one_option_is_hidden_under_all() -> None:
    counts = np.full((2, 2, 2), 20.0)
    counts[0, 0, 1] = 1
    hidden = hide_crossed(counts, SMALLEST)
    assert hidden is None or hidden[0, 0]


MOSTLY_LARGE = st.sampled_from([*range(9, 15)] * 3 + [0, 1, 2, 3, 5])
WAYS = st.tuples(MOSTLY_LARGE, MOSTLY_LARGE, MOSTLY_LARGE)
SMALL_TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(WAYS, min_size=width, max_size=width), min_size=2, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(SMALL_TABLES)
@example([[(1, 9, 0), (9, 9, 9)], [(9, 9, 9), (9, 9, 9)], [(9, 9, 9), (9, 9, 9)]])
@example([[(1, 9, 9), (1, 9, 9)], [(9, 9, 9), (9, 9, 9)], [(9, 9, 9), (9, 9, 9)]])
def test_the_tables_of_each_beside_the_crossed_one_do_not_give_it_away(
    cells: list[list[tuple[int, int, int]]],
) -> None:
    """Way by way, with the margins hidden as their own tables hide them."""
    first, second = len(cells), len(cells[0])
    values = tuple(range(first)), tuple(range(second))
    made = {
        (line, column): Group(line, *(Sums(each, float(each)) for each in cells[line][column]))
        for line in values[0]
        for column in values[1]
    }
    none = [(0.0, 0.0, 0.0)] * max(first, second)
    by_line = [tuple(map(sum, zip(*row, strict=True))) for row in cells]
    by_column = [tuple(map(sum, zip(*(row[at] for row in cells), strict=True))) for at in range(second)]
    margins = patterns([by_line], [none[:first]], SMALLEST), patterns([by_column], [none[:second]], SMALLEST)
    hidden = hidden_cells([made], values, margins, SMALLEST)
    if hidden is None:
        return
    whole = sum(sum(each) for row in cells for each in row)
    shown = Shown([])
    place = {}
    for line, row in enumerate(cells):
        for column, ways in enumerate(row):
            for way, count in enumerate(ways):
                place[line, column, way] = len(shown.allowed)
                shown.allowed.append(list(range(whole + 1)) if hidden[line, column] else [count])
    for own, totals, (margin,) in zip((0, 1), (by_line, by_column), margins, strict=True):
        for at, ways in enumerate(totals):
            here = [key for key in place if key[own] == at]
            for way, total in enumerate(ways):
                if margin.cell(at, way) is None:
                    shown.sums.append(([place[key] for key in here if key[2] == way], total, total))
            if margin.row(at) is None:
                shown.sums.append(([place[key] for key in here], sum(ways), sum(ways)))
    for way in range(3):
        total = sum(ways[way] for ways in by_line)
        if margins[0][0].cell(0, way) is None or not 0 < total < SMALLEST:
            shown.sums.append(([place[key] for key in place if key[2] == way], total, total))
    for (line, column, way), at in place.items():
        if 0 < cells[line][column][way] < SMALLEST:
            assert hidden[line, column]
            for value in range(1, 1 + most(by_line[line][way], by_column[column][way])):
                assert shown.could_be(at, value), (cells, line, column, way, value)
