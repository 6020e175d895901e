"""Who bears the cost, what is collected, who claims: only on what is stated, apart from the headline."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.insight.impact import Impact, Settings, impact_of, report_page
from commonweal.insight.impact.assumptions import Assumptions, Authority, Published, Range, Shares, Stated
from commonweal.insight.impact.authorities import split_exactly
from commonweal.insight.impact.tables import Hidden, Table
from commonweal.insight.simulation import Scheme
from commonweal.policy import load
from tests.insight.impact.by_hand import SERVICE, RowByRow, make_population, schemes

MADE = datetime.date(2026, 1, 15)
SHARES = Shares(
    (
        Authority("Council", Decimal("1500.10")),
        Authority("Police", Decimal("270.90")),
        Authority("Fire", Decimal(99)),
    ),
    True,
    "the bill",
)
ALL = Assumptions(
    shares=SHARES,
    collection=Stated(Range(Decimal("0.6"), Decimal("0.85")), "a paper"),
    take_up=Stated(Range(Decimal("0.5"), Decimal("0.75")), "a guess"),
    published=Published(1700, Decimal(2_000_000), "claims", "a page"),
)


@pytest.fixture(scope="module")
def simulation(tmp_path_factory: pytest.TempPathFactory) -> RowByRow:
    return RowByRow(schemes(), make_population(tmp_path_factory.mktemp("population"), 1500))


def report(simulation: RowByRow, assumptions: Assumptions | None = None, smallest: int = 1) -> Impact:
    return impact_of(
        simulation,
        simulation.population,
        made=MADE,
        service="Test",
        settings=Settings(smallest=smallest),
        assumptions=assumptions,
    )


def part(made: Impact, key: str) -> Table:
    table = next(each.table for each in made.budget if each.key == key)
    assert table is not None
    return table


def pounds(pence: Decimal | int) -> Decimal:
    return (Decimal(pence) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def test_the_headline_is_the_same_whatever_is_stated(simulation: RowByRow) -> None:
    plain, stated = report(simulation), report(simulation, ALL)
    assert plain.headline == stated.headline
    assert plain.outcomes == stated.outcomes
    assert plain.budget == ()


def test_each_authority_bears_its_share_to_the_penny(simulation: RowByRow) -> None:
    made = report(simulation, ALL)
    table = part(made, "authorities")
    changes = table.column("change in cost")
    assert sum(changes[:-1]) == changes[-1] == made.headline.column("change in cost a year")[1]
    today = table.column("cost today")
    assert sum(today[:-1]) == today[-1] == made.headline.column("cost a year")[0]
    exact = changes[-1] * Decimal("1500.10") / Decimal("1870.00")
    assert abs(changes[0] - exact) < Decimal("0.01")


@given(
    st.decimals("-99999999.99", "99999999.99", places=2),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8),
)
def test_what_is_split_adds_up_and_no_part_is_a_penny_off(amount: Decimal, parts: list[int]) -> None:
    if not sum(parts):
        parts[0] = 1
    shares = Shares(tuple(Authority(str(at), Decimal(each)) for at, each in enumerate(parts)), True, "")
    split = split_exactly(amount, shares)
    assert sum(split) == amount
    for each, own in zip(parts, split, strict=True):
        assert abs(own - amount * each / sum(parts)) < Decimal("0.01")


def test_newly_billed_is_what_losers_lose_and_the_rest_is_a_range(simulation: RowByRow) -> None:
    losses = sum(
        max(0, (before or 0) - (after or 0)) for before, after in zip(*simulation.awards, strict=True)
    )
    row = dict(
        zip(
            (each.name for each in part(report(simulation, ALL), "collection").columns),
            part(report(simulation, ALL), "collection").rows[0],
            strict=True,
        )
    )
    assert row["newly billed"] == pounds(losses)
    assert row["not collected from"] == pounds(losses * Decimal("0.15"))
    assert row["not collected to"] == pounds(losses * Decimal("0.4"))
    saved = sum(before or 0 for before in simulation.awards[0]) - sum(
        after or 0 for after in simulation.awards[1]
    )
    assert row["saved"] == pounds(saved)
    assert row["saved from"] == pounds(saved) - row["not collected to"]
    assert row["saved to"] == pounds(saved) - row["not collected from"]


def test_take_up_touches_only_those_newly_entitled(tmp_path: Path) -> None:
    turned = RowByRow(_relaxed(), make_population(tmp_path, 1500, seed=4))
    made = report(turned, ALL)
    row = dict(
        zip((each.name for each in part(made, "take-up").columns), part(made, "take-up").rows[0], strict=True)
    )
    pairs = [(before or 0, after or 0) for before, after in zip(*turned.awards, strict=True)]
    newly = [after for before, after in pairs if not before and after]
    total = sum(after for _, after in pairs)
    assert newly
    assert row["newly entitled"] == len(newly)
    assert row["cost of all"] == pounds(total)
    assert row["cost from"] == pounds(total) - pounds(Decimal(sum(newly)) / 2)
    assert row["cost to"] == pounds(total) - pounds(Decimal(sum(newly)) / 4)


def _relaxed() -> list[Scheme]:
    """Today nobody with more than £400 of savings gets support; the option is the limit that there is."""
    content = (SERVICE / "policy" / "2025-04-01.dmn").read_bytes()
    strict = content.replace(b"= 16000<", b"= 400<").replace(b"&gt; 16000", b"&gt; 400")
    assert strict != content
    return [
        Scheme("today", "Strict", load(strict, name="strict.dmn")),
        Scheme("option 1", "As it is", load(content, name="as-it-is.dmn")),
    ]


def test_the_published_caseload_is_held_against_the_population(simulation: RowByRow) -> None:
    made = report(simulation, ALL)
    told = next(each.told for each in made.budget if each.key == "published")
    caseload = made.headline.column("caseload")[0]
    assert f"{caseload:,} households get support today. Published: 1,700" in told[0]
    assert "fewer" in told[0] or "more" in told[0]
    assert "Published: £2,000,000.00" in told[1]


def test_what_is_not_stated_is_said_not_to_be_known(simulation: RowByRow) -> None:
    limits = dict(report(simulation).limits)["What nothing was given of"]
    for words in (
        "Who bears the cost",
        "would be paid",
        "would claim",
        "next year’s tax rise",
        "the real one",
    ):
        assert any(words in each for each in limits), words
    stated = dict(report(simulation, ALL).limits)["What nothing was given of"]
    assert not any("Who bears the cost" in each for each in stated)
    assert any("next year’s tax rise" in each for each in stated)


def test_what_is_stated_is_in_the_page_with_its_source_and_in_the_provenance(simulation: RowByRow) -> None:
    made = report(simulation, ALL)
    page = report_page(made, lambda picture: f"{picture.name}.svg")
    assert "It is assumed, not known, that 60% to 85%" in page
    assert "Source: a paper." in page
    facts = {each.name: each.value for each in made.provenance}
    assert facts["Stated: collection"] == "60% to 85% (a paper)"
    assert "Council £1,500.10" in facts["Stated: shares of the bill"]


def test_where_few_lose_nothing_of_what_they_lose_is_told(tmp_path: Path) -> None:
    simulation = RowByRow(schemes(), make_population(tmp_path, 12, kind="extract"))
    made = report(simulation, ALL, smallest=10)
    assert any(isinstance(each, Hidden) for each in made.outcomes.column(made.options[0].label))
    for key in ("collection", "authorities"):
        table = part(made, key)
        shown = [cell for row in table.rows for cell in row[-1:]]
        assert all(isinstance(cell, Hidden) for cell in shown), key


def test_a_report_on_real_people_warns_of_other_reports_on_them(tmp_path: Path) -> None:
    real = report(RowByRow(schemes(), make_population(tmp_path / "a", 200, kind="extract")))
    assert "Other reports on the same households" in dict(real.limits)
    made = report(RowByRow(schemes(), make_population(tmp_path / "b", 200)))
    assert "Other reports on the same households" not in dict(made.limits)
