"""What `unknowns` says, of the shipped scheme and of small models."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.policy import Model, load
from commonweal.policy.partial import any_date, maybe_null, number, one_of, unknowns, yes_or_no

SCHEME = Path(__file__).parents[3] / "services" / "council-tax-support" / "policy" / "2025-04-01.dmn"
KNOWN: dict[str, object] = {
    "liable": True,
    "pension age": False,
    "relevant date": date(2025, 6, 1),
    "date of birth": date(1985, 3, 27),
    "partner": False,
    "children": [],
    "other adults": [],
    "council tax band": "c",
    "council tax bill": Decimal(1400),
    "savings": Decimal(0),
}
MONEY = ("earnings", "partner earnings", "universal credit", "universal credit housing", "other income")
RANGES = {name: number(name, 0, 1000) for name in MONEY} | {
    "disability benefits": yes_or_no("disability benefits")
}


@pytest.fixture(scope="module")
def scheme() -> Model:
    return load(SCHEME)


def test_every_income_can_matter_before_any_is_known(scheme: Model) -> None:
    found = unknowns(scheme, KNOWN, "award", ranges=RANGES)
    assert not found.certain
    assert found.value is None
    assert found.can_matter == RANGES.keys()


def test_earnings_above_the_top_band_make_every_other_income_moot(scheme: Model) -> None:
    found = unknowns(scheme, KNOWN | {"earnings": Decimal(600)}, "award", ranges=RANGES)
    assert found.certain
    assert found.value == 0
    assert found.can_matter == frozenset()


def test_an_income_that_may_be_null_is_never_moot(scheme: Model) -> None:
    ranges = RANGES | {"other income": maybe_null(RANGES["other income"])}
    known = KNOWN | {"earnings": Decimal(600)}
    assert "other income" in unknowns(scheme, known, "discount percentage", ranges=ranges).can_matter
    assert unknowns(scheme, known, "discount percentage", ranges=RANGES).certain
    assert not unknowns(scheme, known, "discount percentage").certain


def test_savings_above_the_limit_make_everything_else_moot(scheme: Model) -> None:
    found = unknowns(scheme, KNOWN | {"savings": Decimal("16000.01")}, "award", ranges=RANGES)
    assert found.certain
    limit = unknowns(scheme, KNOWN | {"savings": Decimal(16000)}, "award", ranges=RANGES)
    assert not limit.certain


def test_whether_an_adult_works_is_moot_before_they_are_eighteen(scheme: Model) -> None:
    adults = [{"born": date(2010, 1, 1), "working": None}]
    known = KNOWN | dict.fromkeys(MONEY, Decimal(0)) | {"disability benefits": False, "other adults": adults}
    assert unknowns(scheme, known, "award").value == unknowns(scheme, known | {"other adults": []}).value


def test_what_needs_an_input_is_named_with_its_authority(scheme: Model) -> None:
    known = {name: value for name, value in KNOWN.items() if name != "savings"}
    needed = unknowns(scheme, known, "award").needed_by["savings"]
    assert [each.decision for each in needed] == ["savings within limit"]
    assert needed[0].question == "Are the savings within the limit?"
    assert needed[0].authorities == ("Assumed, from Central Bedfordshire 2025/26",)


def test_a_name_that_the_model_lacks_is_refused(scheme: Model) -> None:
    with pytest.raises(ValueError, match="no input “wages”"):
        unknowns(scheme, {"wages": 1})
    with pytest.raises(ValueError, match="no input “wages”"):
        unknowns(scheme, {}, "award", ranges={"wages": number("wages")})
    with pytest.raises(ValueError, match="no decision “prize”"):
        unknowns(scheme, {}, "prize")


def small(text: str, **types: str) -> Model:
    inputs = "".join(
        f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_}"/></inputData>'
        for name, type_ in types.items()
    )
    needed = "<informationRequirement><requiredInput href='#{}'/></informationRequirement>"
    needs = "".join(needed.format(name) for name in types)
    return load(
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">'
        f'{inputs}<decision id="o" name="out"><variable name="out"/>{needs}'
        f"<literalExpression><text>{text}</text></literalExpression></decision></definitions>".encode(),
        name="small",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("if b then 1 else 1", 1),
        ("max(0, n - 20)", 0),
        ("n &lt; 11", True),
        ("n between 0 and 10", True),
        ("b and n &gt; 10", False),
        ("n in [0..10]", True),
        ("n in (&lt;= 4, &gt; 3)", True),
        ("decimal(n / 1000, 1) = decimal(n / 1000, 1) + 1", False),
        ("count([b, n])", 2),
        ("some x in [n, 11] satisfies x &gt; 10", True),
        ('if d &gt; date("2031-01-01") then 1 else 2', 2),
        ("n * 0", 0),
        ("{a: n, b: 2}.b", 2),
    ],
)
def test_an_outcome_is_certain_where_all_that_can_come_about_is_the_same(text: str, value: object) -> None:
    model = small(text, b="boolean", n="number", d="date")
    ranges = {
        "b": yes_or_no("b"),
        "n": number("n", 0, 10),
        "d": any_date("d", date(2020, 1, 1), date(2030, 12, 31)),
    }
    if text.startswith("n in (&lt;= 4"):
        ranges["n"] = one_of("n", 0, 4, 5, 10)
    found = unknowns(model, {}, ranges=ranges)
    assert found.certain, found.can_matter
    assert found.value == value


def test_what_the_clock_says_is_never_certain() -> None:
    assert not unknowns(small("if today() &gt; d then 1 else 2", d="date"), {"d": date(2020, 1, 1)}).certain


def test_an_end_that_is_not_included_is_told_from_one_that_is() -> None:
    model = small("if n &gt; 10 then 1 else 2", n="number")
    assert unknowns(model, {}, ranges={"n": number("n", 0, 10)}).certain
    assert not unknowns(model, {}, ranges={"n": number("n", 0, Decimal("10.01"))}).certain
    assert unknowns(model, {}, ranges={"n": number("n", Decimal("10.01"), 20)}).value == 1
