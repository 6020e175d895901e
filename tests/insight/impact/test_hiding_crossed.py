"""Nothing small can be worked out of two characteristics crossed, beside the tables of each by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.insight.impact.hiding_crossed import hide_crossed
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
        counts, SMALLEST, lines=lost[0], columns=lost[1], lost_lines=lost[0], lost_columns=lost[1]
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
                for value in range(1, SMALLEST):
                    assert shown.could_be(row * width + column, value), (cells, row, column, value)
    return hidden


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
