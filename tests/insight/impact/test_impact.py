"""The report's numbers, held against plain Python over every row decided by the interpreter."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from statistics import median_low

import pytest

from commonweal.insight.impact import Impact, Settings, impact_of
from commonweal.insight.impact.tables import Estimate, Hidden
from tests.insight.impact.by_hand import RowByRow, make_population, schemes

MADE = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def simulation(tmp_path_factory: pytest.TempPathFactory) -> RowByRow:
    folder = tmp_path_factory.mktemp("population")
    return RowByRow(schemes(), make_population(folder, 3000, boundaries=True))


@pytest.fixture(scope="module")
def everything(simulation: RowByRow) -> Impact:
    """The report with nothing hidden."""
    return report(simulation, smallest=1)


@pytest.fixture(scope="module")
def hidden(simulation: RowByRow) -> Impact:
    return report(simulation)


def report(simulation: RowByRow, **settings: int) -> Impact:
    return impact_of(
        simulation, simulation.population, made=MADE, service="Test", settings=Settings(**settings)
    )


def pounds(pence: int | Decimal) -> Decimal:
    return (Decimal(pence) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def test_cost_and_caseload_are_the_sums_of_every_row(simulation: RowByRow, everything: Impact) -> None:
    for at, row in enumerate(everything.headline.rows):
        awards = [each or 0 for each in simulation.awards[at]]
        assert row[1] == pounds(sum(awards))
        assert row[4] == sum(1 for each in awards if each > 0)


@pytest.mark.parametrize(
    "name", ["household type", "age group", "disabled", "council tax band", "ward", "lsoa"]
)
def test_every_group_has_the_sums_of_its_rows(simulation: RowByRow, everything: Impact, name: str) -> None:
    table = everything.options[0].groups[name]
    values: dict[str, list[tuple[int, int]]] = {}
    for household, before, after in zip(simulation.households, *simulation.awards, strict=True):
        assert before is not None
        assert after is not None
        if before > 0 or after > 0:
            values.setdefault(str(household[name]), []).append((before, after))
    assert len(table.rows) == len(values)
    shown = dict(zip(sorted(values), table.rows, strict=True))
    if name == "disabled":
        shown = {"False": table.rows[0], "True": table.rows[1]}
    for code, pairs in values.items():
        row = dict(zip((each.name for each in table.columns), shown[code], strict=True))
        changes = [after - before for before, after in pairs]
        assert row["households"] == len(pairs)
        assert row["losing"] == sum(1 for each in changes if each < 0)
        assert row["gaining"] == sum(1 for each in changes if each > 0)
        assert row["unchanged"] == sum(1 for each in changes if each == 0)
        assert row["cost today"] == pounds(sum(before for before, _ in pairs))
        assert row["cost after"] == pounds(sum(after for _, after in pairs))
        assert row["change in cost"] == pounds(sum(changes))
        week = Decimal(sum(changes)) / len(pairs) * 7 / 365 / 100
        assert abs(row["mean change a week"] - week) <= Decimal("0.0051")
        rounded = sorted((each + 50) // 100 for each in changes if each)
        assert row["median change a year"] == (median_low(rounded) if rounded else 0)


def test_the_bands_hold_every_household_whose_support_changes(
    simulation: RowByRow, everything: Impact
) -> None:
    counted: dict[str, int] = {}
    for before, after in zip(*simulation.awards, strict=True):
        change = Decimal((after or 0) - (before or 0)) / 100 * 7 / 365
        size = abs(change)
        if not change:
            continue
        band = next(
            (
                f"£{low} to £{high}"
                for low, high in ((0, 1), (1, 2), (2, 5), (5, 10), (10, 20))
                if size <= high
            ),
            "more than £20",
        )
        key = f"{'Lose' if change < 0 else 'Gain'} {band}"
        counted[key] = counted.get(key, 0) + 1
    shown = {str(row[0]): row[1] for row in everything.bands.rows if row[0] != "Get as much as today"}
    assert {name: count for name, count in shown.items() if count} == counted


def test_a_weighted_sample_has_the_weighted_sums_and_an_interval_about_them(tmp_path: Path) -> None:
    population = make_population(tmp_path, 800, weighted=True, sample=True)
    simulation = RowByRow(schemes(), population)
    made = report(simulation, smallest=1)
    weights = [float(row["weight"]) for row in simulation.households]
    awards = [each or 0 for each in simulation.awards[1]]
    cost = made.headline.rows[1][1]
    total = sum(weight * award for weight, award in zip(weights, awards, strict=True))
    assert isinstance(cost, Estimate)
    assert abs(float(cost.value) - total / 100) < 0.01
    products = [weight * award for weight, award in zip(weights, awards, strict=True)]
    mean = total / len(products)
    variance = len(products) / (len(products) - 1) * sum((each - mean) ** 2 for each in products)
    assert cost.low is not None
    assert abs(float(cost.value - cost.low) - 1.959963984540054 * variance**0.5 / 100) < 0.02
    mean_change = made.options[0].groups["sex"].column("mean change a week")[0]
    assert isinstance(mean_change, Estimate)
    assert mean_change.low is not None
    assert mean_change.high is not None
    assert mean_change.low < mean_change.value < mean_change.high


def test_no_interval_is_made_up_for_a_full_caseload(everything: Impact) -> None:
    cells = [cell for table in everything.tables for row in table.rows for cell in row]
    assert not any(isinstance(cell, Estimate) for cell in cells)


def test_small_numbers_are_in_no_table_sentence_or_file(simulation: RowByRow, hidden: Impact) -> None:
    assert hidden.hides
    for table in hidden.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if column.kind == "count" and isinstance(cell, int):
                    assert cell == 0 or cell >= 10, (table.name, row)


def test_a_small_area_that_is_hidden_is_hidden_on_the_map(hidden: Impact) -> None:
    table = hidden.options[0].groups["lsoa"]
    unseen = sum(1 for cell in table.column("mean change a week") if isinstance(cell, Hidden))
    picture = next(each for each in hidden.pictures if each.name == "map-1")
    assert unseen
    assert picture.svg is not None
    # The squares of areas, and one in the key.
    drawn = picture.svg.count('fill="url(#hidden)"') - 1
    missing = 30 - len(table.rows)
    assert drawn == unseen + missing
    assert f"{unseen} areas are not shown" in picture.alternative
    assert len(picture.svg) < 100_000


def test_the_hardest_hit_are_those_who_lose_most_with_their_working(
    simulation: RowByRow, everything: Impact
) -> None:
    losses = sorted(
        ((before or 0) - (after or 0) for before, after in zip(*simulation.awards, strict=True)), reverse=True
    )
    hits = everything.options[0].hardest.households
    assert [(hit.before - hit.after) * 100 for hit in hits] == losses[:10]
    for hit in hits:
        assert hit.why_before != hit.why_after
        assert any("Discount percentage" in rule or "discount percentage" in rule for rule in hit.rules)
        assert len(hit.rules) == 1


def test_real_households_are_shown_as_stand_ins_rounded_to_ten_pounds(tmp_path: Path) -> None:
    population = make_population(tmp_path, 400, kind="extract")
    simulation = RowByRow(schemes(), population)
    hardest = report(simulation).options[0].hardest
    assert hardest.stand_ins
    assert hardest.households
    bills = {
        dict(hit.circumstances)["Council Tax for a full year, after discounts"] for hit in hardest.households
    }
    assert all(Decimal(bill.strip("£").replace(",", "")) % 10 == 0 for bill in bills)
    assert (
        len({row["council tax bill"] for row in simulation.households if row["council tax bill"] % 10}) > 300
    )


def test_every_cliff_is_a_drop_that_the_policy_itself_makes(simulation: RowByRow, everything: Impact) -> None:
    drops = everything.cliffs.drops
    assert drops
    scheme = {each.label: each for each in simulation.schemes}
    for drop in drops:
        if drop.household != "Single person":
            continue
        household = {
            "liable": True, "pension age": False, "council tax bill": everything.cliffs.bill,
            "universal credit": Decimal(0), "universal credit housing": Decimal(0),
            "other income": Decimal(0),
            "savings": Decimal(0), "partner": False, "number of children": 0,
        }  # fmt: skip
        around = [
            scheme[drop.scheme].model.decide({**household, "earnings": at}, "yearly award").value
            for at in (drop.at - Decimal("0.01"), drop.at)
        ]
        assert isinstance(around[0], Decimal)
        assert isinstance(around[1], Decimal)
        assert drop.loss == around[0] * 7 / 365 - around[1] * 7 / 365
    # £121.85 is the top of the first band, and £32 of earnings is left out.
    first = min(each.at for each in drops if each.household == "Single person")
    assert first == Decimal("153.86")


def test_rules_that_change_alike_are_told_together(everything: Impact) -> None:
    [first, *_] = everything.options[0].changes.changes
    assert (first.element, first.rules) == ("discount percentage", 8)
    assert "75%" in first.message


def test_what_the_population_holds_nothing_about_is_said(everything: Impact) -> None:
    told = {each.name: each.told_by for each in everything.equality}
    assert len(told) == 9
    assert told["Race"] == ()
    assert told["Sex"] == ("Sex of the person who applies",)
    headings = [heading for heading, _ in everything.limits]
    assert "What the policies assume" in headings
    said = " ".join(sentence for _, sentences in everything.limits for sentence in sentences)
    assert "Where anybody really lives." in said
    assert "3 rows of the source were rejected" in said


def test_the_same_policy_twice_changes_nothing_for_anybody(tmp_path: Path) -> None:
    simulation = RowByRow(schemes("2025-04-01.dmn", "2025-04-01.dmn"), make_population(tmp_path, 200))
    made = report(simulation)
    assert made.options[0].changes.changes == ()
    assert made.options[0].hardest.households == ()
    assert "would cost the same as today" in made.options[0].glance[0]
    assert all(row[1] == 0 for row in made.bands.rows if str(row[0]).startswith(("Lose", "Gain")))
