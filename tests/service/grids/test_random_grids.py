"""Random grids: the folder is sound, and the model's percentage is that of the printed grid read by eye."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service.grids.grid_makers import decided, made, sound

PENNY = Decimal("0.01")
FAMILIES = {
    "single": (False, 0, 0),
    "couple_0": (True, 0, 0),
    "lone_parent_1": (False, 1, 1),
    "single_2plus": (False, 2, 99),
    "couple_1": (True, 1, 1),
    "couple, 2 or more children": (True, 2, 99),
}


@st.composite
def grids(draw: st.DrawFn) -> dict[str, Any]:
    bands = draw(st.integers(1, 4))
    halves = draw(st.sets(st.integers(3, 200), min_size=bands, max_size=bands))
    rates = [Decimal(each) / 2 for each in sorted(halves, reverse=True)]
    names = [*list(FAMILIES)[: draw(st.sampled_from([1, 2, 6]))]]
    pennies = st.sets(st.integers(1, 90_000), min_size=bands, max_size=bands)
    uppers = {name: [Decimal(each) / 100 for each in sorted(draw(pennies))] for name in names}
    grid: dict[str, Any] = {
        "source": "https://example.org",
        "kind": draw(st.sampled_from(["income", "earnings only", "excess income"])),
        "pct": [f"{rate}%" for rate in rates] + [0],
        draw(st.sampled_from(["upper", "upper_lt"])): {
            name: [draw(st.sampled_from(["{}", "£{}"])).format(each) for each in bounds]
            for name, bounds in uppers.items()
        },
    }
    for key, value in (
        ("capital_limit", st.integers(6000, 16000)),
        ("band_cap", st.sampled_from("ADH")),
        ("non_dep_weekly", st.integers(1, 15)),
        ("minimum_award", st.integers(1, 3)),
        ("maximum_award", st.integers(5, 40)),
        ("carer_pct", st.integers(1, 100)),
        ("disabled_disregard", st.integers(1, 40)),
        ("tariff", st.just("£1 per £250 above £3,000")),
        ("passported", st.just("band 1")),
    ):
        if draw(st.booleans()):
            grid[key] = draw(value)
    grid["_uppers"], grid["_rates"] = uppers, rates
    return grid


def by_eye(grid: dict[str, Any], name: str, income: Decimal) -> Decimal:
    for bound, rate in zip(grid["_uppers"][name], grid["_rates"], strict=True):
        if income < bound or (income == bound and "upper" in grid):
            return rate
    return Decimal(0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grid=grids(), more=st.lists(st.integers(0, 100_000), min_size=3, max_size=3))
def test_a_random_grid_is_sound_and_gives_the_percentages_that_it_prints(
    grid: dict[str, Any], more: list[int]
) -> None:
    shown = {key: value for key, value in grid.items() if not key.startswith("_")}
    with tempfile.TemporaryDirectory() as folder:
        read = made(Path(folder), shown)
        sound(read, Path(folder) / "service")
        for name, bounds in grid["_uppers"].items():
            partner, least, most = FAMILIES[name]
            edges = [edge for bound in bounds for edge in (bound - PENNY, bound, bound + PENNY)]
            for income in [*edges, *(Decimal(each) / 100 for each in more)]:
                paid = "earnings" if grid["kind"] == "earnings only" else "other income"
                people = {"partner": partner, "number of children": min(least + 1, most)}
                values = decided(read, **{paid: max(income, Decimal(0))}, **people)
                printed = values.get("grid percentage", values["discount percentage"])
                assert printed == by_eye(grid, name, income), (name, income)
