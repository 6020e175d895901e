"""The other ways to write a grid that mean the same, and what each key does to an award."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commonweal.service import decide
from commonweal.service.grids import folders_from_grids
from commonweal.service.grids.amounts import Bound, period_named, read_amount, read_bound
from commonweal.service.grids.council_keys import read_key, same_council
from commonweal.service.grids.families import Family, columns_of_households, read_family
from commonweal.service.grids.rate_reading import tax_bands
from tests.service.grids.grid_makers import decided, made, simple, sound, written


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("single", Family(False, 0, 0)),
        ("single_0", Family(False, 0, 0)),
        ("single, no children", Family(False, 0, 0)),
        ("lone_parent", Family(False, 1, None)),
        ("lone_parent_2", Family(False, 2, 2)),
        ("Lone parent, two children", Family(False, 2, 2)),
        ("couple_3plus", Family(True, 3, None)),
        ("couple with 3 or more children", Family(True, 3, None)),
        ("couple 1-2 children", Family(True, 1, 2)),
        ("couple without children", Family(True, 0, 0)),
        ("one_child", Family(None, 1, 1)),
        ("family_2plus", Family(None, 2, None)),
        ("three_or_more_children", Family(None, 3, None)),
        ("all", Family(None, 0, None)),
        ("household_3", None),
        ("purple", None),
        ("single_couple", None),
        ("couple_1_2_3", None),
    ],
)
def test_a_columns_name_says_who_it_is_for(name: str, family: Family | None) -> None:
    assert read_family(name) == family


def test_every_household_is_in_just_one_column() -> None:
    families = [Family(False, 0, 0), Family(True, 0, 0), Family(None, 1, 1), Family(False, 2, None)]
    segments = columns_of_households(families)
    for partner in (False, True):
        for children in range(45):
            found = [
                s
                for s in segments
                if s.partner in (None, partner)
                and s.least <= children
                and (s.most is None or children <= s.most)
            ]
            assert len(found) == 1
    assert [s.column for s in segments if s.partner is True and s.stretched] == [2]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (Decimal("121.85"), Bound(Decimal("121.85"))),
        ("£1,234.50", Bound(Decimal("1234.50"))),
        ("£93 or less", Bound(Decimal(93))),
        ("up to £93", Bound(Decimal(93))),
        ("less than £93", Bound(Decimal(93), strict=True)),
        ("£93.01 to £111", Bound(Decimal(111), lower=Decimal("93.01"))),
        ("£93.01 – £111", Bound(Decimal(111), lower=Decimal("93.01"))),
        ("over £147", Bound(Decimal(147), open=True)),
        ("£403 a month", Bound(Decimal(403), per="month")),
        (None, None),
        ("above", None),
    ],
)
def test_the_end_of_a_band_is_read_as_councils_print_it(text: object, bound: Bound | None) -> None:
    assert read_bound(text) == bound


@pytest.mark.parametrize("text", ["ninety", "£9,3", "93.005", True, "-5", "£1e9", [93], "99999999999"])
def test_what_is_not_an_amount_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"is not an amount|part of a penny|more than £10 million"):
        read_amount(text)


def test_periods_councils_bands_and_keys_are_read() -> None:
    assert [period_named(t) for t in ("weekly", "per month", "pa", "4-weekly", "day")] == [
        "week",
        "month",
        "year",
        "four weeks",
        None,
    ]
    assert (tax_bands("A-D"), tax_bands("bands E to H"), tax_bands("single")) == ("abcd", "efgh", None)
    assert same_council("Central Beds", "Central Bedfordshire")
    assert same_council("LBBD", "Barking and Dagenham")
    assert not same_council("Bedford", "Bedfordshire")
    says = read_key("somerset_west_taunton_2019_20")
    assert (says.council, says.years, says.proposed) == ("Somerset West Taunton", (2019, 2020), False)
    assert read_key("hounslow_2025_27_earnings").years == (2025, 2027)
    assert read_key("telford_proposal").proposed


SAME: list[dict[str, Any]] = [
    simple(),
    simple(pct=["100%", "75%", "0%"]),
    simple(upper={"single": ["£93", "£111"], "couple": ["£145 or less", "£171.50"], "family": [224, 253]}),
    {
        "source": "x",
        "pct": [100, 75, 0],
        "lower": {"single": [0, 93.01, 111.01], "couple": [0, 145.01, 171.51], "family": [0, 224.01, 253.01]},
    },
    {
        "source": "x",
        "bands": [
            {"pct": 100, "single": 93, "couple": 145, "family": 224},
            {"pct": 75, "single": "£93.01 to £111", "couple": 171.5, "family": 253},
            {"pct": 0, "single": "over £111", "couple": None, "family": None},
        ],
    },
    simple(pct=[100, 75]),
    simple(
        upper_lt={"single": [93.01, 111.01], "couple": [145.01, 171.51], "family": [224.01, 253.01]},
        upper=None,
    ),
]


@pytest.mark.parametrize("grid", SAME)
def test_every_way_to_write_a_grid_gives_the_same_awards(grid: dict[str, Any], tmp_path: Path) -> None:
    read = made(tmp_path, {key: value for key, value in grid.items() if value is not None})
    sound(read, tmp_path / "service")
    rates = [
        decided(read, **{"other income": Decimal(income), "partner": partner})["discount percentage"]
        for income, partner in (("93", False), ("93.01", False), ("111.01", False), ("171.5", True))
    ]
    assert rates == [100, 75, 0, 75]


def test_a_csv_grid_is_read_with_its_settings(tmp_path: Path) -> None:
    text = (
        'council,Exampleshire\nyear,2027/28\nsource,https://example.org\nCapital limit,"£6,000"\n'
        "pct,single,couple\n100%,£93,£145\n75%,£111,£171\n0%,,\n"
    )
    (only,) = folders_from_grids(written(tmp_path, text, "grid.csv"))
    assert (only.name, only.schemes[0].days) == ("exampleshire", 366)
    assert only.schemes[0].terms.capital_limit == 6000
    assert "policy/2027-04-01.dmn" in only.files


def test_a_monthly_grid_compares_the_month_to_the_penny(tmp_path: Path) -> None:
    read = made(tmp_path, simple(per="month", upper={"single": [403.01, 600], "couple": [700, 900]}))
    sound(read, tmp_path / "service")
    week = Decimal("403.02") * 12 / 52
    assert decided(read, **{"other income": week})["discount percentage"] == 75
    assert decided(read, **{"other income": Decimal("403.01") * 12 / 52})["discount percentage"] == 100


def test_percentages_by_council_tax_band_are_kept_apart(tmp_path: Path) -> None:
    read = made(tmp_path, simple(pct={"A-D": [80, 50, 0], "bands E to H": [65.6, 41, 0]}))
    sound(read, tmp_path / "service")
    assert decided(read, **{"council tax band": "d"})["discount percentage"] == 80
    assert decided(read, **{"council tax band": "e"})["discount percentage"] == Decimal("65.6")


def test_each_child_adds_to_the_bounds(tmp_path: Path) -> None:
    grid = simple(upper={"single": [94, 112], "couple": [146, 172]}, child_additions=["£70", 65])
    read = made(tmp_path, grid)
    sound(read, tmp_path / "service")
    for children, top in ((0, 94), (1, 164), (2, 229), (3, 229)):
        at = {"number of children": children, "other income": top}
        assert decided(read, **at)["discount percentage"] == 100
        assert decided(read, **{**at, "other income": top + 1})["discount percentage"] == 75


def test_terms_change_the_award_as_they_say(tmp_path: Path) -> None:
    grid = simple(
        capital_limit=6000,
        passported_capital_limit="£16,000",
        tariff="£1 per £250 above £3,000",
        earnings_disregard="£108.33 a month",
        disabled_disregard=30,
        carer_disregard=20,
        non_dep_weekly={"working": 12.5, "not_working": 4},
        band_cap="D",
        minimum_award=1,
        maximum_award="£20 a week",
    )
    read = made(tmp_path, grid)
    sound(read, tmp_path / "service")
    born = datetime.date(1990, 1, 1)
    assert decided(read, earnings=125)["assessed income"] == 100
    assert decided(read, savings=Decimal("3250.01"))["assessed income"] == 2
    both = {"disability benefits": True, "carer": True, "other income": 100}
    assert decided(read, **both)["assessed income"] == 50
    assert decided(read)["award"] == 20
    small = {"council tax bill": 730}
    off = {"other adults": [{"born": born, "working": True}, {"born": born, "working": False}]}
    assert decided(read, **small)["award"] == 14
    assert decided(read, **small, **off)["eligibility"] == "other adults"
    assert decided(read, **{"council tax bill": 40})["eligibility"] == "below the minimum"
    assert decided(read, **{"council tax band": "h", "council tax bill": 1460})["award"] == 14
    benefit = {"universal credit": 50, "savings": 16000}
    assert decided(read, **benefit)["eligibility"] == "eligible"
    assert decided(read, savings=6001)["eligibility"] == "savings"


def test_forty_children_and_absurd_amounts_are_decided(tmp_path: Path) -> None:
    read = made(tmp_path, simple())
    many = decided(read, **{"number of children": 40, "other income": 225})
    assert many["discount percentage"] == 75
    assert decided(read, **{"other income": Decimal(10) ** 20})["eligibility"] == "income"
    assert decided(read, **{"earnings": -50})["assessed income"] == 0
    unknown = decided(read, **{"other income": None})
    assert (unknown["discount percentage"], unknown["eligibility"], unknown["award"]) == (None, None, 0)


def test_a_later_year_built_on_an_earlier_one_has_its_bounds_raised(tmp_path: Path) -> None:
    later = {
        "source": "x",
        "based_on": "exampleshire_2025_26",
        "uprate": 1.7,
        "pct_changes": {"100": 80, "75": 60},
    }
    path = written(tmp_path, {"exampleshire_2025_26": simple(), "exampleshire_2026_27": later})
    (only,) = folders_from_grids(path)
    bounds = [str(bound) for bound in only.schemes[1].columns[0].bounds]
    assert bounds == ["94.58", "112.89"]


def test_changes_of_percentages_reach_the_lists_that_have_them_and_leave_the_others(tmp_path: Path) -> None:
    by_band = simple(pct={"A-D": [80, 50, 0], "E-H": [65, 41, 0]})
    later = {"source": "x", "pct_changes": {"80": 75, "50": 45}}
    path = written(tmp_path, {"exampleshire_2025_26": by_band, "exampleshire_2026_27": later})
    (only,) = folders_from_grids(path)
    scheme = only.schemes[1]
    assert [[int(rate or 0) for rate in scale.rates] for scale in scheme.scales] == [[75, 45, 0], [65, 41, 0]]
    assert any("a list in which none is said to change" in each.text for each in scheme.assumed)


def test_percentages_of_another_year_make_a_version_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path, {"exampleshire_2026_27": simple(pct_2025_26=[90, 60, 0], pct=[80, 50, 0])})
    (only,) = folders_from_grids(path)
    assert [scheme.year for scheme in only.schemes] == ["2025/26", "2026/27"]
    assert {"policy/2025-04-01.dmn", "policy/2026-04-01.dmn"} < set(only.files)


def test_what_is_left_out_of_earnings_may_differ_by_family(tmp_path: Path) -> None:
    by_family = {"single": 5, "couple": "£10", "lone_parent": "£108.33 a month"}
    read = made(tmp_path, simple(kind="earnings", earnings_disregard=by_family))
    sound(read, tmp_path / "service")
    for partner, children, left in ((False, 0, 95), (True, 0, 90), (False, 2, 75), (True, 3, 90)):
        who = {"partner": partner, "number of children": children}
        assert decided(read, earnings=100, **who)["assessed income"] == left


def test_the_made_service_takes_an_application_to_its_award(tmp_path: Path) -> None:
    read = made(tmp_path, simple(non_dep_weekly=10, band_cap="D", carer_disregard=20, disabled_disregard=10))
    answers: dict[str, Any] = {
        "liable": True,
        "pension_age": False,
        "home": {"line1": "1 High Street", "town": "Exampleton", "postcode": "EX1 1AA"},
        "council_tax_band": "d",
        "council_tax_bill": "1460.00",
        "full_name": "Ada Jones",
        "email": None,
        "partner": False,
        "number_of_children": 0,
        "other_adults": [{"name": "Bo", "born": "1990-01-01", "working": True}],
        "works": True,
        "self_employed": False,
        "earnings": {"amount": "433.33", "per": "month"},
        "partner_earnings": {"amount": "0.00", "per": "week"},
        "gets_universal_credit": False,
        "gets_other_income": False,
        "disability_benefits": False,
        "carer": False,
        "savings": "0.00",
    }
    assert read.journey().path(answers).complete
    result = decide(read, answers, application_date=datetime.date(2026, 6, 1))
    assert str(result.amount) == "11.00"
    assert not result.referred
    stopped = read.journey().path({**answers, "liable": False}).stop
    assert stopped is not None
