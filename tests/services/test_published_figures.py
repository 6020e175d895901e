"""Every figure that a council published is met by a shipped folder, or named here with why it cannot be."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from commonweal.service import ServiceFolder, run_examples
from commonweal.service.cells import row_inputs
from commonweal.service.inputs import house_values
from tests.services.shipped import FOLDERS, folder, published

PENNY = Decimal("0.01")
Where = tuple[str, str, str]
STEVE, MICHELLE = "cbeds_steve", "cbeds_michelle"
RUN: dict[tuple[str, str], Where | tuple[Where, Where]] = {
    (person, figure): ("central-bedfordshire", f"{person}, {when}", decision)
    for person in (STEVE, MICHELLE)
    for figure, when, decision in (
        ("assessed_income", "now", "assessed income"),
        ("pct_now", "now", "discount percentage"),
        ("pay_monthly_now", "now", "monthly payment"),
        ("pct_2026", "proposal", "discount percentage"),
        ("pay_annual_2026", "proposal", "left to pay"),
        ("pay_monthly_2026", "proposal", "monthly payment"),
    )
} | {
    (person, "change_monthly"): (
        ("central-bedfordshire", f"{person}, proposal", "monthly payment"),
        ("central-bedfordshire", f"{person}, now", "monthly payment"),
    )
    for person in (STEVE, MICHELLE)
}
RUN |= {
    (example, f"{figure}_{rate}"): ("manchester", f"{example}, {rate}%", decision)
    for example in ("mcr_ex1", "mcr_ex2", "mcr_2017_a", "mcr_2017_b")
    for rate in ("82.5", "85")
    for figure, decision in (("award", "yearly award"), ("left", "left to pay"))
}
RUN |= {
    (example, "pct_2024_25"): ("somerset", f"{example}, 2024/25", "discount percentage")
    for example in ("somerset_text_1", "somerset_text_2")
}
UNDETERMINED = {
    (
        "somerset_text_1",
        "pct_first_proposal",
    ): "the report names two of the first proposal's four rates, and it was not adopted",
    (
        "somerset_text_2",
        "pct_proposal",
    ): "the report names two of the proposal's four rates, and it was not adopted",
}
COLUMNS = {
    "single": "single",
    "couple": "couple",
    "one_child": "one child family",
    "two_child": "two child family",
}


def _value(where: Where) -> Any:
    service, name, decision = where
    read = folder(service)
    example = next(each for each in read.examples.rows if each.name == name)
    on = example.on
    assert on is not None
    version = example.version(read.policies)
    inputs, _ = row_inputs(read.journey(), example.given, version, house_values(on, on))
    return version.model.decide(inputs, decision).value


def test_every_published_figure_is_met_or_named_as_undetermined() -> None:
    seen = 0
    for example in published("published_worked_examples.json"):
        for figure, expected in example["expected"].items():
            place = (example["id"], figure)
            assert (place in RUN) != (place in UNDETERMINED), place
            if place in UNDETERMINED:
                continue
            where = RUN[place]
            got = _value(where[0]) - _value(where[1]) if isinstance(where[0], tuple) else _value(where)  # type: ignore[arg-type]
            assert got == expected, f"{place}: published {expected}, the policy gives {got}"
            seen += 1
    assert seen == 27


def test_the_facts_of_each_published_example_are_those_that_were_published() -> None:
    columns = {"uc": "universal credit", "uc_housing": "universal credit housing", "bill": "council tax bill"}
    columns |= {"earnings": "earnings", "income": "other income"}
    for example in published("published_worked_examples.json"):
        rows = [
            row
            for name in FOLDERS
            for row in folder(name).examples.rows
            if row.name.startswith(f"{example['id']},")
        ]
        assert rows, example["id"]
        for row in rows:
            source = example["source"]
            assert source == "same" or row.source == source
            for fact, column in columns.items():
                if fact in example["inputs"]:
                    assert Decimal(row.given[column]) == example["inputs"][fact], (row.name, fact)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_that_contradicts_its_scheme_shows_its_arithmetic_and_disagrees(name: str) -> None:
    for tried in run_examples(folder(name)):
        if tried.example.contradicts:
            assert "=" in tried.example.contradicts
            assert not tried.agrees


def test_the_grid_pays_what_trafford_published_at_each_bound_and_a_penny_each_side() -> None:
    grid = published("published_grids.json")["trafford_2025_26"]
    read = folder("council-tax-support")
    rows = {
        (
            str({e.says: e.expected for e in row.expects}["household"]),
            Decimal(row.given["other income"]),
        )
        for row in read.examples.rows
        if "other income" in row.given
    }
    for key, uppers in grid["upper"].items():
        for band, upper in enumerate(uppers):
            for income, share in (
                (upper - Decimal("0.01"), grid["pct"][band]),
                (upper, grid["pct"][band]),
                (upper + Decimal("0.01"), grid["pct"][band + 1]),
            ):
                assert (COLUMNS[key], income) in rows, f"no example for {key} at {income}"
                assert _discount(read, key, income) == share, f"{key} at {income}"


def _discount(read: ServiceFolder, key: str, income: Decimal) -> Any:
    child = {"born": datetime.date(2015, 6, 30)}
    inputs = {
        "partner": key == "couple",
        "children": [child] * {"one_child": 1, "two_child": 2}.get(key, 0),
        "relevant date": datetime.date(2025, 4, 1),
        "earnings": 0,
        "partner earnings": 0,
        "universal credit": 0,
        "universal credit housing": 0,
        "disability benefits": False,
        "other income": income,
    }
    return read.policies.on(datetime.date(2025, 4, 1)).model.decide(inputs, "discount percentage").value


def test_central_bedfordshires_known_bounds_of_2025_come_from_raising_those_of_2024() -> None:
    single = published("published_grids.json")["central_beds_2024_25"]["upper"]["single"]
    assert [round(bound * Decimal("1.017"), 2) for bound in single[:2]] == [
        Decimal("121.85"),
        Decimal("167.25"),
    ]


def test_manchesters_rates_are_those_published_for_each_year() -> None:
    grids = published("published_grids.json")
    read = folder("manchester")
    for key, year in (("manchester_2019_20_uc", 2019), ("manchester_2024_25_uc", 2024)):
        model = read.policies.on(datetime.date(year, 4, 1), proposed=year == 2026).model
        points = [Decimal(0), *(upper + PENNY for upper in grids[key]["upper_excess"])]
        for excess, share in zip(points, grids[key]["pct"], strict=True):
            inputs = {"earnings": 0, "universal credit": 0, "universal credit housing": 0}
            got = model.decide(
                {**inputs, "other income": excess, "applicable amount": 0}, "discount percentage"
            ).value
            assert got == share, (key, excess)
