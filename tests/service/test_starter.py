"""The starter that `commonweal new` makes, read and decided as a service; examples held to their word."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonweal.cli.beginning import starter as make_starter
from commonweal.service import (
    NoPolicyInForce,
    ServiceFolder,
    answers_to_inputs,
    decide,
    read_service,
    run_examples,
)
from commonweal.service.accepting import not_accepted

ANSWERS: dict[str, Any] = {
    "pays_for_heating": True,
    "heating": "oil",
    "income": {"amount": "650.00", "per": "month"},
    "full_name": "Siân Lloyd",
    "home": {"line1": "1 Heol y Bont", "town": "Bala", "postcode": "LL23 7UY"},
    "email": None,
}
DAY = datetime.date(2025, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    make_starter(str(tmp_path / "warm-homes"))
    yield tmp_path / "warm-homes"


@pytest.fixture
def starter(folder: Path) -> ServiceFolder:
    return read_service(folder)


def test_it_has_no_fault_and_its_examples_pass(starter: ServiceFolder) -> None:
    assert starter.faults == []
    tried = run_examples(starter)
    assert len(tried) == 5
    assert all(each.passes for each in tried)


def test_it_takes_its_name_from_the_folder(starter: ServiceFolder) -> None:
    assert starter.service.name == "Warm homes"
    assert starter.policies.latest.model.name == "Warm homes"


def test_it_decides(starter: ServiceFolder) -> None:
    assert starter.journey().path(ANSWERS).complete
    decided = decide(starter, ANSWERS, application_date=DAY)
    assert str(decided.amount) == "180.0"
    assert not decided.refused
    assert not decided.referred
    assert decided.version.starts == datetime.date(2025, 4, 1)


def test_a_refusal_and_a_referral_are_told_in_both_languages(starter: ServiceFolder) -> None:
    rich = {**ANSWERS, "heating": "other", "income": {"amount": "9999.00", "per": "week"}}
    decided = decide(starter, rich, application_date=DAY)
    assert decided.refused
    assert decided.reasons == (
        {
            "en": "You heat your home in a way that the rules do not name",
            "cy": "Rydych yn gwresogi eich cartref mewn ffordd nad yw'r rheolau yn ei henwi",
        },
    )


def test_nothing_is_decided_before_the_first_version(starter: ServiceFolder) -> None:
    with pytest.raises(
        NoPolicyInForce, match="no policy is in force on 2024-01-01; the first starts on 2025-04-01"
    ):
        decide(starter, ANSWERS, application_date=datetime.date(2024, 1, 1))


def test_a_policy_is_given_the_answers_that_count_by_its_own_names(starter: ServiceFolder) -> None:
    model = starter.policies.latest.model
    given = answers_to_inputs(starter.journey(), ANSWERS, model)
    assert given == {"heating": "oil", "income": 150}
    stopped = answers_to_inputs(starter.journey(), {**ANSWERS, "pays_for_heating": False}, model)
    assert stopped == {"heating": None, "income": None}


def test_welsh_has_the_same_journey_in_other_words(starter: ServiceFolder) -> None:
    english, welsh = starter.journey("en"), starter.journey("cy")
    assert [p.address for p in english.path(ANSWERS).pages] == [p.address for p in welsh.path(ANSWERS).pages]
    for one, other in zip(english.every_question(), welsh.every_question(), strict=True):
        assert one.key == other.key
        assert one.ask != other.ask
    assert starter.journey("fr") == english


def rewrite(folder: Path, old: str, changed: str) -> ServiceFolder:
    path = folder / "policy" / "examples.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, changed), encoding="utf-8")
    return read_service(folder)


def test_an_example_that_differs_tells_what_it_got(folder: Path) -> None:
    tried = run_examples(rewrite(folder, "oil,150.00 week,150,180", "oil,150.00 week,150,181"))
    failed = [each for each in tried if not each.passes]
    assert [(d.says, d.expected, d.got) for each in failed for d in each.differences] == [
        ("grant", "181", "180.0")
    ]


def test_a_published_contradiction_must_go_on_contradicting(folder: Path) -> None:
    marked = "oil costs more,2025-04-01,The starter's own rules,150 x 1.2 is 180 and not 181,"
    read = rewrite(folder, "oil costs more,2025-04-01,The starter's own rules,,", marked)
    now_agrees = [each for each in run_examples(read) if each.example.contradicts]
    assert [each.passes for each in now_agrees] == [False]
    read = rewrite(folder, "oil,150.00 week,150,180", "oil,150.00 week,150,181")
    assert [each.passes for each in run_examples(read) if each.example.contradicts] == [True]


def test_answers_from_outside_are_refused_with_what_they_should_be(starter: ServiceFolder) -> None:
    journey = starter.journey()
    assert not_accepted(journey, ANSWERS) == []
    assert not_accepted(journey, [1]) == ["The answers should be a JSON object of question keys to answers."]
    assert not_accepted(journey, {"heting": "gas"}) == [
        "`heting` is not a question of this service. Did you mean `heating`?"
    ]
    assert not_accepted(journey, {"heating": "coal", "pays_for_heating": "yes"}) == [
        "`heating` should be one of gas, electricity, oil, other.",
        "`pays_for_heating` should be true or false.",
    ]
    assert "an object such as" in not_accepted(journey, {"income": 100})[0]
