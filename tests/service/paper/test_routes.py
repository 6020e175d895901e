"""Following what is printed asks exactly what the pages ask."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from commonweal.service import ServiceFolder, read_service
from commonweal.service.journey import Journey, Question, Repeat
from commonweal.service.paper import paper_form
from commonweal.service.paper.form import PaperQuestion
from tests.service.paper.walker import walk

SERVICES = sorted(path.parent for path in (Path(__file__).parents[3] / "services").glob("*/journey.yaml"))
HARD = Path(__file__).with_name("hard-routes")


def plain(asked: Question | Repeat) -> Any:
    """An answer to a question that no condition turns on."""
    if isinstance(asked, Repeat):
        return []
    match asked.type.name:
        case "yes or no":
            return True
        case "one of":
            return asked.type.wording.choices[0][0]
        case "any of":
            return []
        case "money" if asked.type.wording.per:
            return {"amount": "60.00", "per": asked.type.wording.per[0]}
        case "money":
            return "100.00"
        case "date":
            return "1985-03-27"
        case "whole number":
            return 2
        case "address":
            return {"line1": "1 High Street", "town": "Sale", "postcode": "M33 7ZF"}
    return "QQ123456C" if "insurance" in asked.type.name else "x@example.com"


def choices(asked: Question | Repeat) -> list[Any]:
    """Answers that could lead different ways."""
    if isinstance(asked, Repeat):
        return [[], [{each.key: plain(each) for each in asked.questions}]]
    optional = [None] if asked.optional and asked.type.name != "any of" else []
    match asked.type.name:
        case "yes or no":
            return [True, False, *optional]
        case "one of":
            return [*(value for value, _ in asked.type.wording.choices), *optional]
        case "any of":
            values = [value for value, _ in asked.type.wording.choices]
            return [[], values[:1], values]
        case "money" if not asked.type.wording.per:
            return ["100.00", "16000.00", "16000.01"]
    return [plain(asked)]


def steering(journey: Journey) -> list[str]:
    """The questions that conditions name."""
    named: set[str] = set()
    for each in journey.asked:
        named |= each.when.names if each.when else set()
        if isinstance(each, Question):
            for stop in each.stops:
                named |= stop.condition.names
    return [each.key for each in journey.asked if each.key in named]


def judge(form_numbers: dict[str, str], answers: dict[str, Any], labels: dict[str, dict[Any, str]]):
    """Judges the conditions that appear in these forms, as a person would who looks back at the answers."""

    def value_of(number: str) -> Any:
        return answers.get(form_numbers[number])

    def true(condition: str) -> bool:
        if " and " in condition and "either" not in condition:
            return all(true(part) for part in condition.split(" and "))
        if " or you " in condition:
            return any(true(part) for part in re.split(r" or (?=you )", condition))
        if found := re.fullmatch(r"you (did not answer|answered) ‘(.*)’ to question (\d+)", condition):
            said = labels[form_numbers[found[3]]].get(_hashable(value_of(found[3])))
            return (said == found[2]) == (found[1] == "answered")
        if found := re.fullmatch(r"you ticked any box but ‘.*’ in question (\d+)", condition):
            return bool(value_of(found[1]))
        if found := re.fullmatch(r"your answer to question (\d+) is more than £([\d,]+)", condition):
            value = value_of(found[1])
            return value is not None and float(value) > float(found[2].replace(",", ""))
        raise AssertionError(f"nobody can judge: {condition}")

    return true


def _hashable(value: Any) -> Any:
    return bool(value) if isinstance(value, list) else value


def ways(folder: ServiceFolder):
    journey = folder.journey("en")
    turning = steering(journey)
    for chosen in product(*(choices(journey.by_key[key]) for key in turning)):
        yield {each.key: plain(each) for each in journey.asked} | dict(zip(turning, chosen, strict=True))


@pytest.mark.parametrize("path", [*SERVICES, HARD], ids=lambda path: path.name)
def test_whoever_follows_the_form_is_asked_what_the_pages_ask(path: Path) -> None:
    folder = read_service(path)
    assert folder.ok, folder.errors
    form = paper_form(folder, "en")
    journey = folder.journey("en")
    everything = Journey(journey.language, journey.sections, journey.layout, journey.scope)
    by_number, labels = {}, {}
    for section in form.sections:
        for each in section.asked:
            question = each if isinstance(each, PaperQuestion) else each.question
            key = question.address.replace("-", "_")
            by_number[question.number] = key
            ticks = question.spaces[0].ticks if question.spaces else ()
            labels[key] = {tick.value: tick.words for tick in ticks}
    count = 0
    for answers in ways(folder):
        count += 1
        # On the pages only what was asked counts, so a condition never sees an answer to another question.
        shown = everything.path(answers)
        asked = {page.key for page in shown.pages if not page.item}
        written: dict[str, Any] = {}
        true = judge(by_number, written, labels)
        done, stopped = walk_with(form, answers, true, written)
        assert set(done) == asked, (answers, set(done) ^ asked)
        assert stopped == (shown.stop is not None)
    assert count > 8


def walk_with(form, answers, true, written):
    """Walk while `written` fills, so that conditions are judged by what stands on the form."""

    class Answers(dict):
        def __getitem__(self, key):
            written[key] = answers[key]
            return answers[key]

    return walk(form, Answers(), true)


def test_a_jump_stands_beside_the_box_that_leads_there() -> None:
    form = paper_form(read_service(SERVICES[0].parent / "council-tax-support"), "en")
    partner = next(each for each in form.questions() if each.address == "partner")
    assert [(tick.words, tick.then) for tick in partner.spaces[0].ticks] == [
        ("Yes", ""),
        ("No", "go to question 16"),
    ]


def test_whom_a_question_is_for_is_said_where_anybody_can_arrive() -> None:
    form = paper_form(read_service(SERVICES[0].parent / "council-tax-support"), "en")
    by = {each.address: each for each in form.questions()}
    said = "Answer this only if you answered ‘Yes’ to question 13. If not, go to question 24."
    assert by["partner-works"].before == said
    # What somebody who arrives has said already is not asked again: only the tenure is left to know.
    rent = by["universal-credit-rent"].before
    assert rent.startswith("Answer this only if you did not answer ‘I own it, with or without a mortgage’")
    assert by["partner-name"].before == ""


def test_the_way_is_in_welsh_too() -> None:
    form = paper_form(read_service(SERVICES[0].parent / "council-tax-support"), "cy")
    by = {each.address: each for each in form.questions()}
    assert by["partner-works"].before == (
        "Atebwch y cwestiwn hwn dim ond os ‘Ydw’ oedd eich ateb i gwestiwn 13. Fel arall, ewch i gwestiwn 24."
    )
    assert by["partner"].spaces[0].ticks[1].then == "ewch i gwestiwn 16"
