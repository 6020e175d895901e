"""Questions that can no longer change what becomes of an application are left out, which changes nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.questions_saved import answer, applied, household
from commonweal.policy import explain
from commonweal.service import Decided, ServiceFolder, decide, read_service
from commonweal.service.deciding import MORE_TO_ASK
from commonweal.service.journey import Question, Repeat
from commonweal.service.what_matters import weigh
from commonweal.service.words_of_deciding import WORDS

SERVICES = Path(__file__).parents[2] / "services"
FOLDERS = sorted(each.name for each in SERVICES.iterdir() if each.is_dir())
DAYS = [date(2025, 6, 2), date(2026, 3, 31)]
# Above the top of every grid for a single person, whatever else comes in.
RICH: dict[str, Any] = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 High Street", "town": "Sale", "postcode": "M33 7ZF"},
    "council_tax_bill": "1436.20",
    "full_name": "Siân Lloyd",
    "partner": False,
    "number_of_children": 0,
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "900.00", "per": "week"},
}


@cache
def folder(name: str) -> ServiceFolder:
    return read_service(SERVICES / name)


@cache
def asking_everything(name: str) -> ServiceFolder:
    read = folder(name)
    journeys = {language: replace(each, matters=None) for language, each in read.journeys.items()}
    return replace(read, journeys=journeys)


def outcome(decided: Decided) -> tuple[object, ...]:
    return decided.outcome.value, decided.amount, decided.refused, decided.reasons


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("seed", range(25))
def test_the_decision_is_that_of_every_completion_of_what_was_not_asked(name: str, seed: int) -> None:
    journey = folder(name).journey()
    everything = asking_everything(name).journey()
    chance = random.Random(seed)
    answers, _ = applied(journey, random.Random(seed))
    left_out = journey.path(answers).left_out
    for day in DAYS:
        mine = outcome(decide(folder(name), answers, application_date=day, trace=False))
        for _ in range(12):
            whole = completed(everything, answers, left_out, chance)
            theirs = decide(asking_everything(name), whole, application_date=day, trace=False)
            assert outcome(theirs) == mine, left_out


def completed(
    journey: Any, answers: Mapping[str, Any], left_out: frozenset[str], chance: random.Random
) -> dict[str, Any]:
    """The answers with anything at all where nothing was asked."""
    whole = dict(answers)
    for asked in journey.asked:
        if isinstance(asked, Repeat) and isinstance(whole.get(asked.key), list):
            whole[asked.key] = [
                item
                | {
                    each.key: answer(each, chance)
                    for each in asked.questions
                    if f"{asked.name}/{number}/{each.name}" in left_out
                }
                for number, item in enumerate(whole[asked.key], 1)
            ]
        elif asked.key in left_out:
            whole[asked.key] = household(journey, chance)[asked.key]
        elif isinstance(asked, Question) and asked.key not in whole:
            whole[asked.key] = answer(asked, chance)
    return whole


@pytest.mark.parametrize("name", FOLDERS)
def test_no_letter_prints_what_rests_on_a_question_that_was_not_asked(name: str) -> None:
    read = folder(name)
    for seed in range(40):
        answers, _ = applied(read.journey(), random.Random(seed))
        decided = decide(read, answers, application_date=DAYS[0])
        if decided.left_open.names:
            break
    assert decided.left_open.names, "none of these households was spared a question"
    assert read.service.decision not in decided.left_open.names


def test_earnings_above_the_grid_make_every_other_income_moot() -> None:
    path = folder("somerset").journey().path(RICH)
    assert {"universal_credit", "gets_universal_credit", "other_income", "savings"} & path.left_out
    assert path.page("gets-universal-credit") is None
    assert path.page("self-employed") is not None


def test_changing_an_earlier_answer_brings_the_questions_back() -> None:
    journey = folder("somerset").journey()
    poorer = RICH | {"earnings": {"amount": "60.00", "per": "week"}}
    assert journey.path(RICH).page("savings") is None
    assert journey.path(poorer).page("savings") is not None
    assert journey.path(RICH).page("savings") is None


def test_what_was_asked_stays_asked_whatever_is_answered_below_it() -> None:
    journey = folder("somerset").journey()
    poorer = RICH | {"earnings": {"amount": "60.00", "per": "week"}, "gets_universal_credit": False}
    before = [page.address for page in journey.path(poorer).pages]
    after = journey.path(poorer | {"gets_other_income": True, "savings": "9000000.00"})
    assert [page.address for page in after.pages][: before.index("gets-other-income")] == before[
        : before.index("gets-other-income")
    ]


def test_an_answer_given_before_it_became_moot_counts_for_nothing() -> None:
    journey = folder("somerset").journey()
    stale = RICH | {"savings": "9000000.00"}
    assert "savings" not in journey.path(stale).answers
    day = DAYS[0]
    mine = decide(folder("somerset"), stale, application_date=day)
    assert outcome(mine) == outcome(decide(folder("somerset"), RICH, application_date=day))


def test_a_question_that_a_letter_or_a_stop_speaks_of_is_always_asked() -> None:
    matters = folder("council-tax-support").journey().matters
    assert matters is not None
    assert not {"savings", "council_tax_bill", "full_name", "liable", "partner"} & matters.candidates
    assert "disability_benefits" in matters.candidates


def test_ask_everything_turns_it_off(tmp_path: Path) -> None:
    copy = tmp_path / "somerset"
    for file in (SERVICES / "somerset").rglob("*"):
        if file.is_file():
            to = copy / file.relative_to(SERVICES / "somerset")
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(file.read_bytes())
    service = copy / "service.yaml"
    service.write_text(service.read_text("utf-8") + "\nask everything: yes\n", "utf-8")
    read = read_service(copy)
    assert read.errors == []
    assert weigh(read) is None
    assert read.journey().path(RICH).page("savings") is not None
    service.write_text(service.read_text("utf-8").replace("everything: yes", "everything: perhaps"), "utf-8")
    assert [fault.code for fault in read_service(copy).errors] == ["bad-value"]


def test_a_day_beyond_those_reckoned_with_is_looked_at_by_a_person() -> None:
    read = folder("council-tax-support")
    parent = RICH | {
        "tenure": "owner",
        "council_tax_band": "c",
        "date_of_birth": "1985-03-27",
        "national_insurance_number": "QQ123456C",
        "children": [{"name": "Ela", "born": "2019-05-13"}],
        "other_adults": [],
        "earnings": {"amount": "150.00", "per": "week"},
        "gets_universal_credit": False,
        "other_income_kinds": [],
        "savings": "0.00",
    }
    # With a child the wage earns all of the support, so no disability benefit can add to it.
    assert read.journey().path(parent).left_out == {"disability_benefits"}
    assert not _more_to_ask(decide(read, parent, application_date=DAYS[0]))
    # By then the child has grown up, and it could.
    assert _more_to_ask(decide(read, parent, application_date=date(2044, 1, 1)))


LOW: dict[str, Any] = RICH | {
    "tenure": "owner",
    "council_tax_band": "c",
    "date_of_birth": "1985-03-27",
    "national_insurance_number": "QQ123456C",
    "children": [],
    "other_adults": [],
    "earnings": {"amount": "100.00", "per": "week"},
    "gets_universal_credit": False,
    "other_income_kinds": [],
    "savings": "0.00",
}


@pytest.mark.parametrize(
    ("language", "income", "band"),
    [
        (
            "en",
            "Altogether, we counted your income as at most £75 a week.",
            "For a single person, at most £75 a week is not more than £93, so support is 100% of the "
            "Council Tax we count.",
        ),
        (
            "cy",
            "At ei gilydd, fe wnaethom gyfrif eich incwm fel hyd at £75 yr wythnos.",
            "I berson sengl, nid yw hyd at £75 yr wythnos yn fwy na £93, felly mae'r cymorth yn 100% o'r "
            "Dreth Gyngor rydym yn ei chyfrif.",
        ),
    ],
)
def test_a_low_earner_who_is_not_asked_about_disability_is_told_the_band_and_why(
    language: Any, income: str, band: str
) -> None:
    read = folder("council-tax-support")
    assert read.journey().path(LOW).left_out == {"disability_benefits"}
    decided = decide(read, LOW, application_date=DAYS[0])
    told = explain(decided.outcome, language, left_open=decided.left_open)
    texts = [each.text for each in told]
    assert income in texts
    assert band in texts
    assert texts[-1].startswith(("We did not ask every question", "Ni wnaethom ofyn pob cwestiwn"))


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_leaving_questions_out_silences_no_rule_that_decided(name: str, language: Any) -> None:
    read, everything = folder(name), asking_everything(name)
    if language not in read.service.languages:
        pytest.skip("the service is not in that language")
    spared = 0
    for seed in range(60):
        answers, _ = applied(read.journey(), random.Random(seed))
        mine = decide(read, answers, application_date=DAYS[0])
        if not mine.left_open.names:
            continue
        spared += 1
        told = {each.decision for each in explain(mine.outcome, language, left_open=mine.left_open)}
        whole = decide(everything, answers, application_date=DAYS[0])
        for each in explain(whole.outcome, language):
            certain = each.decision not in mine.left_open.values
            if certain and whole.outcome.values[each.decision] == mine.outcome.values[each.decision]:
                assert each.decision in told, (seed, each)
    assert spared


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_said_of_an_amount_not_known_holds_however_it_turns_out(name: str) -> None:
    everything = asking_everything(name).journey()
    for seed in range(12):
        chance = random.Random(seed)
        answers, _ = applied(folder(name).journey(), random.Random(seed))
        mine = decide(folder(name), answers, application_date=DAYS[0])
        left_out = folder(name).journey().path(answers).left_out
        for _ in range(8 if mine.left_open.bounds else 0):
            whole = completed(everything, answers, left_out, chance)
            values = decide(asking_everything(name), whole, application_date=DAYS[0]).outcome.values
            for told, bounds in mine.left_open.bounds.items():
                value = values.get(told)
                if isinstance(value, Decimal):
                    assert bounds.low is None or bounds.low <= value
                    assert bounds.high is None or value <= bounds.high


def test_explaining_tells_no_more_of_what_was_not_asked_than_is_known() -> None:
    decided = decide(folder("somerset"), RICH, application_date=DAYS[0])
    told = explain(decided.outcome, left_open=decided.left_open)
    unknown = set(decided.left_open.values) - set(decided.left_open.bounds)
    assert unknown
    assert not {each.decision for each in told} & unknown
    assert any("£0" in each.text or "0%" in each.text or "no support" in each.text for each in told)
    auditors = explain(decided.outcome, detail="auditor", left_open=decided.left_open)
    assert not any("savings" in each.text.lower() for each in auditors)


def _more_to_ask(decided: Decided) -> bool:
    return WORDS["en"][MORE_TO_ASK] in [reason["en"] for reason in decided.reasons]
