"""Conditions in words, in English and Welsh; what has no words is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.policy.feel import ast
from commonweal.service import read_service
from commonweal.service.journey import Journey, Question
from commonweal.service.paper.conditions_in_words import Teller
from commonweal.service.paper.numbering import number_at, numbers
from commonweal.service.paper.unworded import unworded
from commonweal.service.paper.words_cy import CY
from commonweal.service.paper.words_en import EN
from tests.service.journeys import journey_of

QUESTIONS = """
    First:
      partner: {ask: Do you have a partner?, type: yes or no}
      tenure: {ask: How do you live?, type: one of, choices: {rent: I rent, own: I own it, other: Else}}
      kinds: {ask: Which?, type: any of, choices: {a: Apples, b: Pears}, none: Neither}
      savings: {ask: How much?, type: money}
      pay: {ask: What is your pay?, type: money, per: [week, month]}
      born: {ask: When were you born?, type: date}
      rooms: {ask: How many rooms?, type: whole number}
      email: {ask: What is your email?, type: email, optional: yes}
      children:
        ask: Any children?
        each: child
        questions: {birthday: {ask: When?, type: date}}
      last: {ask: Last?, type: yes or no, when: WHEN}
"""
SERVICES = sorted(path.parent for path in (Path(__file__).parents[3] / "services").glob("*/journey.yaml"))


def told(condition: str, language: str = "en") -> str | None:
    journey = journey_of(QUESTIONS.replace("WHEN", f"'{condition}'"))
    if language != "en":
        journey = Journey(language, journey.sections, journey.layout, journey.scope)
    asked = journey.by_key["last"]
    assert isinstance(asked, Question) and asked.when is not None
    tree = asked.when.expression.tree
    assert isinstance(tree, ast.Node)
    return Teller(journey).tell(tree)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("partner", "you answered ‘Yes’ to question 1"),
        ("not(partner)", "you answered ‘No’ to question 1"),
        ("partner = false", "you answered ‘No’ to question 1"),
        ("partner != true", "you answered ‘No’ to question 1"),
        ('tenure = "own"', "you answered ‘I own it’ to question 2"),
        ('"own" = tenure', "you answered ‘I own it’ to question 2"),
        ('tenure != "own"', "you did not answer ‘I own it’ to question 2"),
        (
            'tenure in ("own", "rent")',
            "you answered ‘I own it’ to question 2 or you answered ‘I rent’ to question 2",
        ),
        ('list contains(kinds, "b")', "you ticked ‘Pears’ in question 3"),
        ('not(list contains(kinds, "b"))', "you did not tick ‘Pears’ in question 3"),
        ("count(kinds) > 0", "you ticked any box but ‘Neither’ in question 3"),
        ("count(kinds) = 0", "you ticked ‘Neither’ in question 3"),
        ("count(kinds) >= 2", "the number of boxes you ticked in question 3 is 2 or more"),
        ("savings > 16000", "your answer to question 4 is more than £16,000"),
        ("not(savings > 16000)", "your answer to question 4 is £16,000 or less"),
        ("16000 < savings", "your answer to question 4 is more than £16,000"),
        ("savings between 1 and 2.5", "your answer to question 4 is between £1 and £2.50"),
        ("savings in [1..2]", "your answer to question 4 is between £1 and £2"),
        ("savings in (< 5)", "your answer to question 4 is less than £5"),
        ("pay > 100", "your answer to question 5, as an amount a week, is more than £100"),
        ("savings + pay > 9", "your answer to question 4 added to your answer to question 5 is more than £9"),
        ("savings > pay", "your answer to question 4 is more than your answer to question 5"),
        ('born < date("2007-04-01")', "the date in question 6 is before 1 April 2007"),
        ('born <= @"2007-04-01"', "the date in question 6 is on or before 1 April 2007"),
        (
            'born > date("2025-04-01") - duration("P18Y")',
            "the date in question 6 is after the day 18 years before 1 April 2025",
        ),
        ("rooms = 3", "your answer to question 7 is 3"),
        ("email != null", "you answered question 8"),
        ("email = null", "you left question 8 blank"),
        ("count(children) > 0", "you answered ‘Yes’ to question 9"),
        ("count(children) = 0", "you answered ‘No’ to question 9"),
        (
            "count(children) > 2",
            "the number of people or things you told us about in question 9 is more than 2",
        ),
        (
            'some c in children satisfies c.birthday > date("2010-01-01")',
            "for at least one of those in question 9, the date in question 9a is after 1 January 2010",
        ),
        (
            "partner and rooms > 1",
            "you answered ‘Yes’ to question 1 and your answer to question 7 is more than 1",
        ),
        (
            "rooms > 1 and (partner or rooms = 9)",
            "your answer to question 7 is more than 1, and either you answered ‘Yes’ to question 1 or your "
            "answer to question 7 is 9",
        ),
        (
            "not(partner and rooms > 1)",
            "you answered ‘No’ to question 1 or your answer to question 7 is 1 or less",
        ),
    ],
)
def test_a_condition_reads_as_a_person_would_say_it(condition: str, words: str) -> None:
    assert told(condition) == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("partner", "‘Ie’ oedd eich ateb i gwestiwn 1"),
        ('tenure != "own"', "nad ‘I own it’ oedd eich ateb i gwestiwn 2"),
        ("savings > 16000", "mwy na £16,000 yw eich ateb i gwestiwn 4"),
        ('born < date("2007-04-01")', "mae’r dyddiad yng nghwestiwn 6 cyn 1 Ebrill 2007"),
    ],
)
def test_it_reads_so_in_welsh(condition: str, words: str) -> None:
    assert told(condition, "cy") == words


@pytest.mark.parametrize("condition", ["string length(email) > 3", "modulo(rooms, 2) = 0"])
def test_what_has_no_words_is_said_to_have_none(condition: str) -> None:
    assert told(condition) is None


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_condition_of_the_shipped_journeys_has_words(path: Path) -> None:
    folder = read_service(path)
    for language in folder.service.languages:
        assert list(unworded(folder.journey(language))) == []


def test_both_languages_say_the_same_things_with_the_same_placeholders() -> None:
    import re

    assert EN.keys() == CY.keys()
    for key, text in EN.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", CY[key])), key


def test_questions_are_numbered_in_order_and_those_of_a_list_by_letters() -> None:
    journey = journey_of(QUESTIONS.replace("WHEN", "partner"))
    assert numbers(journey)["children/birthday"] == "9a"
    assert number_at(journey, "children/7/birthday") == "9a"
    assert number_at(journey, "last") == "10"
    assert number_at(journey, "no-such/1/page") == ""
