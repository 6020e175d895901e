"""Iterative proportional fitting, as its mathematics promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.insight.population.synthetic.draws import Reals
from commonweal.insight.population.synthetic.proportional_fitting import TOLERANCE, Margin, fit

AREAS, ROWS, COLUMNS = 3, 3, 4


def tables(least: float, most: float) -> st.SearchStrategy[Reals]:
    return arrays(np.float64, (AREAS, ROWS * COLUMNS), elements=st.floats(least, most))


def margins_of(table: Reals) -> list[Margin]:
    """Totals of rows by area, and of columns over all areas: consistent, for they are of one table."""
    rows = np.repeat(np.eye(ROWS), COLUMNS, axis=0)
    columns = np.tile(np.eye(COLUMNS), (ROWS, 1))
    each, together = np.arange(AREAS), np.zeros(AREAS, dtype=np.int64)
    return [
        Margin("rows", rows, each, table @ rows),
        Margin("columns", columns, together, (table @ columns).sum(axis=0, keepdims=True)),
    ]


@settings(max_examples=60, deadline=None)
@given(truth=tables(1, 500), seed=tables(0.1, 10))
def test_consistent_totals_are_met(truth: Reals, seed: Reals) -> None:
    margins = margins_of(truth)
    fitted = fit(seed, margins)
    assert fitted.converged
    for margin in margins:
        gap = np.abs(margin.totals(fitted.table) - margin.target)
        assert (gap <= TOLERANCE * np.maximum(margin.target, 1)).all()


@settings(max_examples=60, deadline=None)
@given(truth=tables(1, 500), seed=tables(0.1, 10), empty=st.sets(st.integers(0, 11), max_size=4))
def test_a_cell_that_is_nought_stays_nought_and_none_falls_below(
    truth: Reals, seed: Reals, empty: set[int]
) -> None:
    seed[:, list(empty)] = 0.0
    table = fit(seed, margins_of(truth), rounds=50).table
    assert (table[:, list(empty)] == 0).all()
    assert (table >= 0).all()
    assert np.isfinite(table).all()


def test_the_odds_of_the_seed_are_kept() -> None:
    seed = np.array([[8.0, 1.0, 1.0, 2.0]])
    counts = np.repeat(np.eye(2), 2, axis=0), np.tile(np.eye(2), (2, 1))
    here = np.zeros(1, dtype=np.int64)
    margins = [
        Margin("first", counts[0], here, np.array([[60.0, 40.0]])),
        Margin("second", counts[1], here, np.array([[30.0, 70.0]])),
    ]
    a, b, c, d = fit(seed, margins).table[0]
    assert a * d / (b * c) == pytest.approx(16.0, rel=1e-6)


def test_a_total_of_nought_empties_its_cells() -> None:
    margin = Margin("kinds", np.eye(2), np.zeros(1, dtype=np.int64), np.array([[0.0, 7.0]]))
    assert fit(np.array([[3.0, 3.0]]), [margin]).table.tolist() == [[0.0, 7.0]]


def test_a_total_over_cells_that_cannot_be_is_told_as_error_and_not_hidden() -> None:
    margin = Margin("kinds", np.eye(2), np.zeros(1, dtype=np.int64), np.array([[5.0, 5.0]]))
    fitted = fit(np.array([[0.0, 1.0]]), [margin], rounds=20)
    assert not fitted.converged
    assert fitted.error == 1.0


def test_categories_left_open_keep_their_households() -> None:
    # Only the first category is counted: the second is not scaled.
    margin = Margin("some", np.array([[1.0], [0.0]]), np.zeros(1, dtype=np.int64), np.array([[10.0]]))
    assert fit(np.array([[4.0, 9.0]]), [margin]).table.tolist() == [[10.0, 9.0]]


def test_a_household_of_two_people_counts_twice_towards_a_total_of_people() -> None:
    margin = Margin("people", np.array([[1.0], [2.0]]), np.zeros(1, dtype=np.int64), np.array([[12.0]]))
    single, couple = fit(np.array([[2.0, 2.0]]), [margin]).table[0]
    assert single + 2 * couple == pytest.approx(12.0)


def test_a_seed_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        fit(np.array([[-1.0]]), [])
