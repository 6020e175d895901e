"""What holds of every type: nothing sent crashes it, and what it shows it can read."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.policy.feel import to_feel
from commonweal.service.types import TYPES, QuestionType
from tests.service.types.every_type import CHOICES, HOSTILE, every_type

ALL = every_type()
pounds = st.integers(-99_999_999_900, 99_999_999_900).map(
    lambda pence: f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"
)
names = st.text(
    st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters="\u00ad"), min_size=1, max_size=60
)
digits = st.text("0123456789", min_size=9, max_size=15)
postcodes = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)


def kept(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts as parsing keeps them."""
    return texts.map(lambda text: ALL["text"].parse({"value": text}).value).filter(
        lambda text: isinstance(text, str)
    )


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "yes or no": st.booleans(),
    "one of": st.sampled_from([value for value, _ in CHOICES]),
    "any of": st.sets(st.sampled_from([value for value, _ in CHOICES])).map(
        lambda chosen: [value for value, _ in CHOICES if value in chosen]
    ),
    "name": kept(names),
    "text": kept(names),
    "long text": kept(names),
    "whole number": st.integers(-999_999_999, 999_999_999),
    "number": st.decimals(-999_999_999, 999_999_999, places=6).map(
        lambda n: f"{n:f}".rstrip("0").rstrip(".") if n else "0"
    ),
    "money": pounds.map(lambda text: "0.00" if text == "-0.00" else text),
    "money per": st.fixed_dictionaries(
        {"amount": pounds.filter(lambda t: t != "-0.00"), "per": st.sampled_from(["week", "month", "year"])}
    ),
    "money each month": st.fixed_dictionaries(
        {"amount": pounds.filter(lambda t: t != "-0.00"), "per": st.just("month")}
    ),
    "date": st.dates(date(1880, 1, 1), date(2199, 12, 31)).map(date.isoformat),
    "postcode": postcodes,
    "address": st.fixed_dictionaries(
        {"line1": kept(names), "town": kept(names), "postcode": postcodes}, optional={"line2": kept(names)}
    ),
    "email": st.from_regex(r"[a-z][a-z0-9+]{0,20}@[a-z]{1,10}\.(com|wales|org\.uk)", fullmatch=True),
    "phone": st.one_of(digits, digits.map(lambda d: "+" + d)).filter(lambda d: not d.startswith("00")),
    "national insurance number": st.from_regex(r"[A-Z]{2}[0-9]{6}[A-D]", fullmatch=True),
    "bank details": st.fixed_dictionaries(
        {
            "name": kept(names),
            "sort_code": st.text("0123456789", min_size=6, max_size=6),
            "account": st.text("0123456789", min_size=6, max_size=8),
        }
    ),
}


def test_every_type_is_tried_here() -> None:
    assert set(VALUES) == set(ALL)
    assert {type_.name for type_ in ALL.values()} == set(TYPES)


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("language", ["en", "cy"])
def test_nothing_that_is_sent_crashes_a_type(name: str, language: str) -> None:
    type_ = ALL[name]
    for hostile in HOSTILE:
        for part in (*type_.parts, "unknown"):
            check_parse(type_, dict.fromkeys(type_.parts, hostile), language)
            check_parse(type_, {part: hostile}, language)


def check_parse(type_: QuestionType, raw: dict[str, object], language: str) -> None:
    parsed = type_.parse(raw, language)
    if parsed.ok:
        assert type_.accepts(parsed.value)
        assert len(json.dumps(parsed.value)) < 50_000
        type_.show(parsed.value, language).encode("utf-8")
    else:
        assert parsed.value is None
        for error in parsed.errors:
            assert error.field in type_.parts
            assert error.message
            assert len(error.message) < 300


@pytest.mark.parametrize("name", sorted(ALL))
def test_what_is_stored_wrongly_is_not_accepted_and_is_null_to_feel(name: str) -> None:
    type_ = ALL[name]
    for hostile in HOSTILE:
        accepted = type_.accepts(hostile)
        assert accepted in (True, False)
        assert isinstance(type_.show(hostile, "en"), str)
        assert set(type_.raw(hostile)) == set(type_.parts)
        if not accepted:
            assert type_.feel(hostile) is None


@pytest.mark.parametrize("name", sorted(ALL))
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_the_form_made_of_an_answer_reads_as_the_same_answer(name: str, data: st.DataObject) -> None:
    type_ = ALL[name]
    value = data.draw(VALUES[name])
    language = data.draw(st.sampled_from(["en", "cy"]))
    assert type_.accepts(value)
    assert type_.parse(type_.raw(value, language), language).value == value
    to_feel(type_.feel(value))
    json.dumps(value)


@pytest.mark.parametrize("name", sorted(set(ALL) - {"any of"}))
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_what_a_type_of_one_field_shows_it_reads(name: str, data: st.DataObject) -> None:
    type_ = ALL[name]
    if type_.parts != ("value",):
        return
    value = data.draw(VALUES[name])
    for language in ("en", "cy"):
        assert type_.parse({"value": type_.show(value, language)}, language).value == value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_has_a_sentence(text: str) -> None:
    for type_ in ALL.values():
        check_parse(type_, dict.fromkeys(type_.parts, text), "en")


def test_every_type_speaks_welsh() -> None:
    for name, type_ in ALL.items():
        english = [e.message for e in type_.parse({}, "en").errors]
        welsh = [e.message for e in type_.parse({}, "cy").errors]
        assert english, name
        assert len(english) == len(welsh)
        assert all(one != other for one, other in zip(english, welsh, strict=True)), name


def test_a_date_today_is_past_and_tomorrow_is_not() -> None:
    from commonweal.service.types import Wording, question_type
    from commonweal.service.types.date import today_in_london

    past = question_type("date", Wording(when_asked="past"))
    tomorrow = today_in_london() + timedelta(days=2)
    form = {"day": str(tomorrow.day), "month": str(tomorrow.month), "year": str(tomorrow.year)}
    assert [e.message for e in past.parse(form).errors] == ["The date must be today or in the past"]
