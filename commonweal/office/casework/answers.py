"""What the applicant answered, grouped as they were asked, in English for staff whatever they applied in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from commonweal.service.journey import Asked, Journey, Question, Repeat
from commonweal.service.languages import not_provided

STAFF_LANGUAGE = "en"
APPLICANT = "the applicant"


@dataclass(frozen=True)
class Answer:
    """One answer, as lines of text. `keyed_by` is who gave it, where staff helped; else it is empty."""

    label: str
    lines: tuple[str, ...]
    given: bool = True
    keyed_by: str = ""


@dataclass(frozen=True)
class AnswerGroup:
    """The answers of one section, or of one thing in a list."""

    title: str
    answers: tuple[Answer, ...]
    level: int = 3


def answer_groups(
    journey: Journey, answers: Mapping[str, Any], keyed: Mapping[str, object] | None = None
) -> list[AnswerGroup]:
    """Every answer that counts, by section; each child or other listed thing in a group of its own.

    `keyed` says who keyed an answer ("savings", "children/1/born"), where somebody helped the applicant.
    """
    kept = journey.path(answers).answers

    def by(answer: Answer, address: str) -> Answer:
        if keyed is None:
            return answer
        return replace(answer, keyed_by=str(keyed.get(address, APPLICANT)))

    groups: list[AnswerGroup] = []
    for section in journey.sections:
        own = [
            by(_answer(asked, kept[asked.key]), asked.key)
            for asked in section.asked
            if isinstance(asked, Question) and asked.key in kept
        ]
        lists = [asked for asked in section.asked if isinstance(asked, Repeat) and asked.key in kept]
        own += [by(Answer(asked.label, (_how_many(kept[asked.key]),)), asked.key) for asked in lists]
        if own:
            groups.append(AnswerGroup(section.title, tuple(own)))
        for asked in lists:
            for number, item in enumerate(kept[asked.key], 1):
                found = tuple(
                    by(_answer(inner, item[inner.key]), f"{asked.key}/{number}/{inner.key}")
                    for inner in asked.questions
                    if inner.key in item
                )
                title = f"{asked.each[:1].upper()}{asked.each[1:]} {number}"
                groups.append(AnswerGroup(title, found, level=4))
    return groups


def evidence_to_ask_for(journey: Journey, answers: Mapping[str, Any]) -> list[str]:
    """What the service says a caseworker may ask to see, where it was answered with something."""
    kept = journey.path(answers).answers
    wanted: list[str] = []
    for asked in journey.asked:
        if asked.evidence and _something(asked, kept.get(asked.key)):
            wanted.append(asked.evidence)
        if isinstance(asked, Repeat):
            wanted += [
                inner.evidence
                for inner in asked.questions
                if inner.evidence
                and any(_something(inner, item.get(inner.key)) for item in kept.get(asked.key, []))
            ]
    return list(dict.fromkeys(wanted))


def _answer(question: Question, value: Any) -> Answer:
    if value is None:
        return Answer(question.label, (not_provided(STAFF_LANGUAGE),), given=False)
    return Answer(question.label, tuple(question.type.show(value, STAFF_LANGUAGE).splitlines()) or ("",))


def _how_many(items: list[Any]) -> str:
    return str(len(items)) if items else "None"


def _something(asked: Asked, value: Any) -> bool:
    if isinstance(asked, Repeat):
        return bool(value)
    if value in (None, False, "", [], {}):
        return False
    # A sum of nothing needs no proof, whatever form the type keeps it in.
    known = asked.type.feel(value)
    return known is None or isinstance(known, str | list | dict | bool) or bool(known != 0)
