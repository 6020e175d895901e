from __future__ import annotations

from decimal import Decimal

import pytest

from commonweal.policy.explanation.spoken import Language, Style, joined, spoken
from commonweal.policy.feel import Date, DateTime, DaysTime, Time, Value, YearsMonths

SECOND = 1_000_000_000
HOUR = 3600 * SECOND


@pytest.mark.parametrize(
    ("value", "style", "english"),
    [
        (Decimal("1234.5"), "money", "£1,234.50"),
        (Decimal("1234"), "money", "£1,234"),
        (Decimal("0"), "money", "£0"),
        (Decimal("0.005"), "money", "£0"),
        (Decimal("0.015"), "money", "£0.02"),
        (Decimal("-12.3"), "money", "−£12.30"),
        (Decimal("1E+3"), "money", "£1,000"),
        (Decimal("75"), "percentage", "75%"),
        (Decimal("12.50"), "percentage", "12.5%"),
        (Decimal("1234.50"), None, "1234.5"),
        (Decimal("1E+3"), None, "1000"),
        (Decimal("-2"), None, "−2"),
        ("as written", "money", "as written"),
        ([Decimal(1), Decimal("2.5"), Decimal(3)], "money", "£1, £2.50 and £3"),
        ([], None, "none"),
        (None, "money", "not known"),
        (True, None, "yes"),
    ],
)
def test_values_in_english(value: Value, style: Style, english: str) -> None:
    assert spoken(value, "en", style) == english


@pytest.mark.parametrize(
    ("value", "english", "welsh"),
    [
        (Date(2025, 4, 1), "1 April 2025", "1 Ebrill 2025"),
        (Date(2026, 1, 31), "31 January 2026", "31 Ionawr 2026"),
        (Time(9 * HOUR), "9am", "9:00yb"),
        (Time(12 * HOUR + 30 * 60 * SECOND), "12:30pm", "12:30yp"),
        (Time(0), "12am", "12:00yb"),
        (
            DateTime(Date(2025, 12, 25), Time(17 * HOUR)),
            "25 December 2025 at 5pm",
            "25 Rhagfyr 2025 am 5:00yp",
        ),
        (YearsMonths(27), "2 years and 3 months", "2 flynedd a 3 mis"),
        (YearsMonths(1), "1 month", "1 mis"),
        (YearsMonths(-12), "−1 year", "−1 flwyddyn"),
        (YearsMonths(60), "5 years", "5 mlynedd"),
        (DaysTime(2 * 24 * HOUR + HOUR), "2 days and 1 hour", "2 ddiwrnod ac 1 awr"),
        (DaysTime(0), "0 days", "0 diwrnod"),
        (False, "no", "na"),
        (None, "not known", "ddim yn hysbys"),
        (["bara", "afal"], "bara and afal", "bara ac afal"),
        (["bara", "caws"], "bara and caws", "bara a caws"),
        ({"born": Date(2019, 5, 13)}, "born: 13 May 2019", "born: 13 Mai 2019"),
    ],
)
def test_values_in_both_languages(value: Value, english: str, welsh: str) -> None:
    assert (spoken(value, "en"), spoken(value, "cy")) == (english, welsh)


@pytest.mark.parametrize(("language", "text"), [("en", "a, b or c"), ("cy", "a, b neu c")])
def test_alternatives_are_joined_by_or(language: Language, text: str) -> None:
    assert joined(["a", "b", "c"], language, "or") == text


def test_a_long_list_is_said_by_its_first_items_and_a_deep_one_only_hinted_at() -> None:
    numbers: list[Value] = [Decimal(each) for each in range(100)]
    assert spoken(numbers) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 88 more"
    assert spoken(numbers, "cy").endswith("11 ac 88 arall")
    assert spoken([[[[[Decimal(1)]]]]]) == "…"
    assert spoken([[[[Decimal(1)]]]]) == "1"


def test_a_number_of_thousands_of_digits_is_joined_in_welsh_as_any_other() -> None:
    assert " a 1" in joined(["1", "1" + "0" * 6000], "cy")
