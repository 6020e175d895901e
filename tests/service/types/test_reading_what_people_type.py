"""Particular ways of typing, and GOV.UK's sentences for what cannot be read."""

from decimal import Decimal

import pytest

from commonweal.service.types import QuestionType, Wording, question_type
from commonweal.service.types.money import weekly
from tests.service.types.every_type import every_type

ALL = every_type()


def read(type_: QuestionType, language: str = "en", **raw: object) -> object:
    parsed = type_.parse(raw, language)
    return parsed.value if parsed.ok else [e.message for e in parsed.errors]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1200", "1200.00"),
        ("£1,200.50", "1200.50"),
        (" £ 1 200.5 ", "1200.50"),
        ("１２３", "123.00"),
        ("0.1", "0.10"),
        (".5", "0.50"),
        ("12.", "12.00"),
        ("-5", "-5.00"),
        ("−5", "-5.00"),
        ("-£5", "-5.00"),
        ("-0", "0.00"),
        ("007", "7.00"),
        ("1\u200b2", "12.00"),
    ],
)
def test_an_amount_is_read_as_meant(typed: str, stored: str) -> None:
    assert read(ALL["money"], value=typed) == stored


@pytest.mark.parametrize(
    "typed", ["1.200,50", "1,5", "1,20,000", "1e5", "NaN", "ten", "£", "1 2", "5-", "++5"]
)
def test_an_amount_that_could_mean_two_things_is_asked_again(typed: str) -> None:
    assert read(ALL["money"], value=typed) == ["The amount must be in pounds and pence, like 1,200.50"]


def test_an_amount_has_no_part_of_a_penny() -> None:
    assert read(ALL["money"], value="1.005") == [
        "The amount must not have more than 2 numbers after the decimal point"
    ]
    assert read(ALL["money"], value="1.000") == "1.00"


def test_an_amount_beyond_reason_is_asked_again() -> None:
    assert read(ALL["money"], value="1000000000") == ["The amount must be £999,999,999 or less"]


def test_bounds_are_told_with_the_questions_own_name() -> None:
    hours = question_type("number", Wording(subject="Hours a week", least="0", most="100"))
    assert read(hours, value="101") == ["Hours a week must be between 0 and 100"]
    assert read(hours, value="100") == "100"
    assert read(question_type("whole number", Wording(least="1")), value="0") == [
        "The number must be 1 or more"
    ]


@pytest.mark.parametrize(
    ("amount", "period", "a_week"),
    [
        ("100", "week", "100"),
        ("100", "fortnight", "50"),
        ("100", "four weeks", "25"),
        ("1300", "month", "300"),
        ("5200", "year", "100"),
        ("100", "month", "23.07692307692307692307692307692308"),
    ],
)
def test_an_amount_with_its_period_is_exact_by_the_week(amount: str, period: str, a_week: str) -> None:
    assert weekly(Decimal(amount), period) == Decimal(a_week)


def test_an_amount_and_its_period_are_each_asked_for() -> None:
    per = ALL["money per"]
    assert read(per, amount="10", per="month") == {"amount": "10.00", "per": "month"}
    assert read(per, amount="10") == ["Select how often"]
    assert read(per, amount="ten") == [
        "The amount must be in pounds and pence, like 1,200.50",
        "Select how often",
    ]
    assert read(per, amount="10", per="decade") == ["Select how often"]
    assert read(ALL["money each month"], amount="10") == {"amount": "10.00", "per": "month"}
    assert per.show({"amount": "1200.00", "per": "month"}, "cy") == "£1,200.00 y mis"


@pytest.mark.parametrize(
    ("day", "month", "year", "stored"),
    [
        ("13", "5", "2019", "2019-05-13"),
        ("01", "05", "2019", "2019-05-01"),
        ("13", "May", "2019", "2019-05-13"),
        ("13", "mai", "2019", "2019-05-13"),
        ("1st", "Jan.", "2020", "2020-01-01"),
        ("1af", "Ionawr", "2020", "2020-01-01"),
        ("2", "sept", "1999", "1999-09-02"),
        ("2", "Gorff", "1999", "1999-07-02"),
        ("29", "chwefror", "2024", "2024-02-29"),
        ("１３", "５", "２０１９", "2019-05-13"),
    ],
)
def test_a_date_is_read_however_it_is_written(day: str, month: str, year: str, stored: str) -> None:
    assert read(ALL["date"], day=day, month=month, year=year) == stored


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "5", "2019", "The date must include a day"),
        ("", "", "2019", "The date must include a day and a month"),
        ("13", "5", "", "The date must include a year"),
        ("13", "5", "19", "Year must include 4 numbers"),
        ("31", "2", "2019", "The date must be a real date"),
        ("29", "2", "2023", "The date must be a real date"),
        ("32", "1", "2019", "The date must be a real date"),
        ("1", "13", "2019", "The date must be a real date"),
        ("1", "Ma", "2019", "The date must be a real date"),
        ("1", "5", "0999", "The date must be between 1 January 1880 and 31 December 2199"),
        ("-1", "5", "2019", "The date must be a real date"),
    ],
)
def test_a_date_that_is_none_is_told_why(day: str, month: str, year: str, sentence: str) -> None:
    assert read(ALL["date"], day=day, month=month, year=year) == [sentence]


def test_a_date_is_shown_in_both_languages() -> None:
    assert ALL["date"].show("2025-04-01", "en") == "1 April 2025"
    assert ALL["date"].show("2025-04-01", "cy") == "1 Ebrill 2025"


@pytest.mark.parametrize("typed", ["m337zf", "M33 7ZF", "M3 37ZF", " m-33.7zf ", "Ｍ33 7ZF"])
def test_a_postcode_is_read_in_any_spacing(typed: str) -> None:
    expected: object = "M33 7ZF" if typed.isascii() else ["Enter a full UK postcode"]
    assert read(ALL["postcode"], value=typed) == expected


@pytest.mark.parametrize("typed", ["M33", "33M 7ZF", "M33 7Z", "M33 7ZFF", "hello"])
def test_part_of_a_postcode_is_asked_again(typed: str) -> None:
    assert read(ALL["postcode"], value=typed) == ["Enter a full UK postcode"]


def test_an_address_tells_each_part_that_is_missing() -> None:
    assert read(ALL["address"]) == [
        "Enter address line 1, typically the building and street",
        "Enter town or city",
        "Enter postcode",
    ]
    assert read(ALL["address"], line1="1 Stryd Fawr", town="Bala", postcode="ll237uy") == {
        "line1": "1 Stryd Fawr",
        "town": "Bala",
        "postcode": "LL23 7UY",
    }


@pytest.mark.parametrize(
    "typed", ["a@example.com", " A.B+c@example.co.uk ", "siân@example.cymru", "o'neil@x.org"]
)
def test_an_email_address_is_read(typed: str) -> None:
    assert read(ALL["email"], value=typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    ["a", "a@b", "a@@b.com", "a.@b.com", ".a@b.com", "a@b..com", "a@-b.com", "a@b.c", "a b@c.com,d@e.com"],
)
def test_what_is_no_email_address_is_asked_again(typed: str) -> None:
    assert read(ALL["email"], value=typed) == [
        "Enter an email address in the correct format, like name@example.com"
    ]


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("07700 900 982", "07700900982", "07700 900 982"),
        ("(01632) 960-001", "01632960001", "01632 960 001"),
        ("+44 (0)808 157 0192", "+448081570192", "+44 808 157 0192"),
        ("0044 808 157 0192", "+448081570192", "+44 808 157 0192"),
    ],
)
def test_a_phone_number_is_read_however_it_is_grouped(typed: str, stored: str, shown: str) -> None:
    assert read(ALL["phone"], value=typed) == stored
    assert ALL["phone"].show(stored, "en") == shown


def test_a_national_insurance_number_has_its_own_form() -> None:
    type_ = ALL["national insurance number"]
    assert read(type_, value="qq 12 34 56 c") == "QQ123456C"
    assert type_.show("QQ123456C", "en") == "QQ 12 34 56 C"
    assert read(type_, value="QQ123456E") == [
        "Enter a National Insurance number that is 2 letters, 6 numbers, then A, B, C or D, "
        "like QQ 12 34 56 C"
    ]


def test_bank_details_are_read_and_never_given_to_policy() -> None:
    type_ = ALL["bank details"]
    stored = read(type_, name="A Person", sort_code="01-02-03", account="01234567")
    assert stored == {"name": "A Person", "sort_code": "010203", "account": "01234567"}
    assert type_.feel(stored) is None
    assert read(type_, name="A", sort_code="12345", account="12345") == [
        "Enter a valid sort code like 309430",
        "Account number must be between 6 and 8 digits",
    ]


def test_none_of_these_stands_alone() -> None:
    type_ = ALL["any of"]
    assert read(type_, value=["none"]) == []
    assert read(type_, value=["owner", "council"]) == ["council", "owner"]
    assert read(type_, value=["none", "owner"]) == ["Select options or select ‘None of these’"]
    assert read(type_, value=[]) == ["Select all that apply, or select ‘None of these’"]
    assert read(type_, value=["made up"]) == ["Select all that apply, or select ‘None of these’"]


def test_yes_and_no_may_have_their_own_welsh_words() -> None:
    own = question_type("yes or no", Wording(choices=(("yes", "Oes"), ("no", "Nac oes"))))
    assert own.show(False, "cy") == "Nac oes"
    assert read(own, "cy", value="") == ["Dewiswch ‘Oes’ neu ‘Nac oes’"]
    assert read(own, "cy", value="no") is False


def test_text_is_kept_as_typed_without_what_cannot_be_seen() -> None:
    assert read(ALL["name"], value="  Siân\u202e \x07Lloyd\u200b ") == "Siân Lloyd"
    assert read(ALL["name"], value="e\u0301") == "é"
    assert read(ALL["long text"], value="one\r\n\r\n\r\n\r\ntwo") == "one\n\ntwo"
    assert read(ALL["text"], value="x" * 201) == ["Your answer must be 200 characters or less"]


def test_the_journeys_own_sentence_is_told_for_nothing_entered() -> None:
    own = question_type("money", Wording(missing="Enter how much you have in savings"))
    assert read(own, value=" ") == ["Enter how much you have in savings"]
    assert read(question_type("money", Wording(optional=True)), value="") is None
