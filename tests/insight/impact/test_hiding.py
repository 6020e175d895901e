"""Small numbers are hidden, and cannot be worked out from what is shown beside them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.insight.impact.groups import Nesting, hidden_patterns
from commonweal.insight.impact.hiding import Pattern, hide_columns, hide_money, hide_parts, patterns
from commonweal.insight.impact.measuring import OUTCOMES, Group, Measured, Sums
from commonweal.insight.impact.tables import Hidden
from tests.insight.impact.working_out import Shown, small_ones

SMALLEST = 3
COUNTS = st.one_of(st.just(0), st.integers(1, 2), st.integers(3, 14))
TABLES = st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=4)


def _neutral(counts: Sequence[Sequence[int]], pattern: Pattern, labels: Sequence[int]) -> set[int]:
    """Rows of a block that is hidden whole, of which nothing is said to be small or not."""
    found = set()
    for label in set(labels):
        rows = [row for row in range(len(counts)) if labels[row] == label]
        if all(pattern.row(row) is Hidden.BESIDE for row in rows):
            found.update(rows)
    return found


def shown_of(counts: Sequence[Sequence[int]], pattern: Pattern, labels: Sequence[int] = ()) -> Shown:
    """All that a reader sees of a table: cells, rows' totals and columns' totals, and how each is hidden."""
    labels = labels or [0] * len(counts)
    width = len(counts[0])
    whole = sum(map(sum, counts))
    together = hide_columns([sum(row[at] for row in counts) for at in range(width)], SMALLEST)
    if together is None:
        together = list(range(width))
    everything = list(range(whole + 1))
    not_small = [each for each in everything if each == 0 or each >= SMALLEST]
    shown = Shown([])
    neutral = _neutral(counts, pattern, labels)
    for row, cells in enumerate(counts):
        for column, count in enumerate(cells):
            how = pattern.cell(row, column)
            if how is None:
                shown.allowed.append([count])
            elif how is Hidden.SMALL:
                shown.allowed.append(list(range(1, SMALLEST)))
            elif pattern.row(row) is not None or column in together:
                shown.allowed.append(everything)
            else:
                shown.allowed.append(not_small)
        places = [row * width + column for column in range(width)]
        total = sum(cells)
        how = pattern.row(row)
        if how is None:
            shown.sums.append((places, total, total))
        elif how is Hidden.SMALL:
            shown.sums.append((places, 1, SMALLEST - 1))
        else:
            shown.sums.append((places, 0 if row in neutral else SMALLEST, whole))
    for column in range(width):
        total = sum(row[column] for row in counts)
        places = [row * width + column for row in range(len(counts))]
        if column not in together:
            shown.sums.append((places, total, total))
    shown.sums.append((list(range(len(counts) * width)), whole, whole))
    return shown


@settings(max_examples=300, deadline=None)
@given(TABLES)
@example([(1, 10, 10), (10, 10, 10), (10, 10, 10)])
@example([(1, 0, 1), (9, 9, 9)])
@example([(10, 10, 1), (10, 10, 0)])
def test_a_small_number_could_be_any_small_number_for_all_that_is_shown(
    counts: list[tuple[int, int, int]],
) -> None:
    [pattern] = patterns([counts], [[(0, 0, 0)] * len(counts)], SMALLEST)
    if sum(map(sum, counts)) < SMALLEST:
        assert all(pattern.row(row) for row, cells in enumerate(counts) if sum(cells))
        return
    shown = shown_of(counts, pattern)
    for row, column in small_ones(counts, SMALLEST):
        assert pattern.cell(row, column) is not None
        possible = [value for value in range(1, SMALLEST) if shown.could_be(row * 3 + column, value)]
        assert len(possible) == SMALLEST - 1, (counts, pattern, row, column)
    for row, cells in enumerate(counts):
        if 0 < sum(cells) < SMALLEST:
            assert pattern.row(row) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS, st.integers(0, 1)), min_size=2, max_size=4))
def test_nor_can_it_be_worked_out_from_the_table_it_lies_within(
    rows: list[tuple[int, int, int, int]],
) -> None:
    children = [tuple(row[:3]) for row in rows]
    wards = sorted({row[3] for row in rows})
    parents = [tuple(sum(row[at] for row in rows if row[3] == ward) for at in range(3)) for ward in wards]
    made = hidden_patterns(
        [
            Measured(
                {name: Sums() for name in OUTCOMES},
                {},
                {"ward": _groups(parents, wards), "area": _groups(children, list(range(len(rows))))},
            )
        ],
        ["ward", "area"],
        Nesting(
            {"area": ("ward",), "ward": ()},
            {("area", "ward"): {at: row[3] for at, row in enumerate(rows)}},
        ),
        SMALLEST,
    )
    [above], [below] = made["ward"], made["area"]
    if sum(map(sum, parents)) < SMALLEST:
        return
    shown = shown_of(children, below, [row[3] for row in rows])
    for at, ward in enumerate(wards):
        inside = [child for child, row in enumerate(rows) if row[3] == ward]
        if above.whole:
            break
        if above.row(at) is None:
            total = sum(parents[at])
            shown.sums.append(([child * 3 + column for child in inside for column in range(3)], total, total))
        for column in range(3):
            if above.cell(at, column) is None:
                total = parents[at][column]
                shown.sums.append(([child * 3 + column for child in inside], total, total))
    for row, column in small_ones(children, SMALLEST):
        assert below.cell(row, column) is not None
        possible = [value for value in range(1, SMALLEST) if shown.could_be(row * 3 + column, value)]
        assert len(possible) == SMALLEST - 1, (rows, above, below, row, column)


def _groups(counts: Sequence[Sequence[int]], values: Sequence[int]) -> list[Group]:
    return [
        Group(value, *(Sums(rows=count, weight=count) for count in cells))
        for value, cells in zip(values, counts, strict=True)
    ]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_parts_of_a_total_are_never_hidden_alone(counts: list[int]) -> None:
    hidden = hide_parts(counts, 10)
    for count, how in zip(counts, hidden, strict=True):
        assert how is not None or not 0 < count < 10
    unseen = [count for count, how in zip(counts, hidden, strict=True) if how is not None]
    assert not unseen or sum(unseen) >= 20 or all(hidden)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6))
def test_money_that_rests_on_few_households_is_never_hidden_alone(
    contributors: list[tuple[int, int]],
) -> None:
    hidden = hide_money(contributors, [], 10)
    if len(hidden) == len(contributors):
        return
    for row, counts in enumerate(contributors):
        assert row in hidden or not any(0 < count < 10 for count in counts)
    if hidden:
        sums = [sum(contributors[row][at] for row in hidden) for at in range(2)]
        assert not any(0 < each < 10 for each in sums)
        assert len(hidden) > 1


def test_a_threshold_of_one_hides_nothing() -> None:
    [pattern] = patterns([[(1, 2, 3), (0, 1, 1)]], [[(1, 1, 1)] * 2], 1)
    assert not pattern.rows
    assert not pattern.cells
    assert not pattern.money
