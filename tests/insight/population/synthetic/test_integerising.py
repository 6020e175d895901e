"""From fractions to whole households."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.insight.population.synthetic.draws import Reals
from commonweal.insight.population.synthetic.integerising import whole_households

TABLES = arrays(np.float64, (3, 8), elements=st.floats(0, 40))


@settings(max_examples=100, deadline=None)
@given(table=TABLES, seed=st.integers(0, 10**6))
def test_each_area_keeps_its_households_and_each_cell_comes_within_one(table: Reals, seed: int) -> None:
    whole = whole_households(table, seed)
    assert (whole.sum(axis=1) == np.rint(table.sum(axis=1))).all()
    assert (whole >= np.floor(table)).all()
    # Rounding an area's sum up may put a second household beside the first.
    assert (whole <= np.floor(table) + 2).all()
    assert (whole[table == 0] == 0).all()


@settings(max_examples=30, deadline=None)
@given(table=TABLES, seed=st.integers(0, 10**6))
def test_the_same_seed_gives_the_same_households(table: Reals, seed: int) -> None:
    assert (whole_households(table, seed) == whole_households(table, seed)).all()


def test_every_cell_is_chosen_as_often_as_its_fraction_says() -> None:
    table = np.array([[0.1, 0.2, 0.3, 0.4, 0.25, 0.75]])
    chosen = np.mean([whole_households(table, seed)[0] for seed in range(3000)], axis=0)
    assert np.abs(chosen - table[0]).max() < 0.03


def test_an_area_does_not_change_the_draws_of_another() -> None:
    table = np.random.default_rng(1).random((2, 50))
    other = table.copy()
    other[0] = 0.5
    assert (whole_households(table, 1)[1] == whole_households(other, 1)[1]).all()
