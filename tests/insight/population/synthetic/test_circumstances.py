"""Bills, take-home pay and Universal Credit of made households, against amounts worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from commonweal.insight.population.synthetic.council_tax import band_shares, bill_in_pence
from commonweal.insight.population.synthetic.draws import Draws
from commonweal.insight.population.synthetic.take_home import take_home
from commonweal.insight.population.synthetic.universal_credit import Circumstances, Rates, award, maximum

RATES = Rates(
    {
        "single under 25": 316.98,
        "single": 400.14,
        "couple under 25": 497.55,
        "couple": 628.10,
        "first child born before 6 April 2017": 339.00,
        "each child": 292.81,
        "most children": 2,
        "limited capability": 423.27,
        "carer": 201.68,
        "work allowance with rent": 411,
        "work allowance": 684,
        "taper": 0.55,
        "least award": 1,
    }
)

FIRST = [0.014068638776966236, 0.13660820057173167, 0.4559546089073759]


def test_a_bill_is_ninths_of_band_d_less_a_quarter_for_one_adult() -> None:
    band_d = Decimal("2122.54")
    assert bill_in_pence(band_d, "d", one_adult=False) == 212254
    # 2122.54 × 6/9 = 1415.0266… → 1415.03; a quarter is 353.7575 → 353.76.
    assert bill_in_pence(band_d, "a", one_adult=False) == 141503
    assert bill_in_pence(band_d, "a", one_adult=True) == 106127
    assert bill_in_pence(band_d, "h", one_adult=False) == 424508


def test_the_shares_of_bands_sum_to_one_and_move_up_with_prices() -> None:
    cheap, dear = band_shares(150_000, 4, 0.3), band_shares(900_000, 4, 0.3)
    assert cheap.sum() == pytest.approx(1) and dear.sum() == pytest.approx(1)
    assert cheap[0] > dear[0] and dear[6] > cheap[6]


def test_take_home_pay_is_after_tax_and_national_insurance() -> None:
    # £30,000 a year: tax 20% of 17,430 = 3,486; insurance 8% of 17,430 = 1,394.40; left 25,119.60.
    weeks = 365 / 7
    net = take_home(np.array([30_000 / weeks, 10_000 / weeks, 60_000 / weeks, 0.0]))
    # £60,000: tax 7,540 + 40% of 9,730 = 11,432; insurance 3,016 + 2% of 9,730 = 3,210.60; left 45,357.40.
    assert net * weeks == pytest.approx([25_119.60, 10_000, 45_357.40, 0], abs=0.3)


def household(**changes: object) -> Circumstances:
    values: dict[str, object] = {
        "gets_it": True,
        "partner": False,
        "age": 30,
        "children": 0,
        "first_child_before_2017": False,
        "limited_capability": False,
        "carer": False,
        "rent": 0.0,
    }
    return Circumstances(**{name: np.array([of]) for name, of in (values | changes).items()})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("circumstances", "earnings", "expected"),
    [
        (household(), 0.0, 92.34),  # 400.14 × 12 ÷ 52
        (household(age=24), 0.0, 73.15),
        (household(partner=True, children=3), 0.0, 280.09),  # two children count
        (household(children=1, first_child_before_2017=True), 0.0, 170.57),
        (household(limited_capability=True), 0.0, 190.02),
        (household(), 100.0, 37.34),  # no work allowance: 55p in the pound
        (household(children=1, rent=100.0), 94.84, 259.91),  # under the work allowance of 411 a month
        (household(gets_it=False), 0.0, 0.0),
    ],
)
def test_universal_credit_is_the_maximum_less_the_taper(
    circumstances: Circumstances, earnings: float, expected: float
) -> None:
    most = maximum(circumstances, RATES)
    assert award(circumstances, np.array([earnings]), most, RATES)[0] == pytest.approx(expected, abs=0.011)


def test_earning_the_most_leaves_the_least_award() -> None:
    circumstances = household(children=2, rent=90.0)
    most = maximum(circumstances, RATES)
    left = award(circumstances, most.most_earnings, most, RATES)[0]
    assert left == pytest.approx(1.0, abs=0.02)


def test_draws_never_change() -> None:
    # The stream of PCG64 is promised by NumPy; these are its first numbers for this seed and purpose.
    first = Draws(1, 3, 0).uniform(3)
    again = Draws(1, 3, 0).uniform(3)
    assert (first == again).all()
    assert first.tolist() == pytest.approx(FIRST, abs=1e-15)
    assert (Draws(1, 3, 1).uniform(3) != first).all()
