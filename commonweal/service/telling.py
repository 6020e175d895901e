"""How people are told, as a step of every journey: asked last, once, and never of what is known already.

It stands after the service's own questions, so that an email address or a phone number that was answered
there is offered and not asked for again. It may be passed over: then it is post, in standard print. So an
application that was begun before there was this step, or that comes from elsewhere, is whole without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from commonweal.service.journey import Answers, Journey, Question, Section
from commonweal.service.path import Path
from commonweal.service.types import Wording
from commonweal.service.types.how_told import HowTold, is_address, way_in
from commonweal.service.types.reaching import Phone
from commonweal.service.types.words_how_told import EN, say

KEY: Final = "how_we_write"
SECTION: Final = EN["title"]
REACHED_BY: Final = frozenset({"address", "email", "phone"})
KNOWN_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "email": ("email", "email_address"),
    "text": ("mobile", "mobile_number", "mobile_phone", "phone", "phone_number", "telephone"),
}
"""The keys of questions whose answer is the person's own address. A partner's or a landlord's is not."""


def with_telling(journeys: Mapping[str, Journey], offered: tuple[str, ...] | None) -> dict[str, Journey]:
    """The journeys, each with the step at its end.

    `offered` are the ways of service.yaml's `tell by`. Without it all are, where the journey asks for an
    address, an email address or a phone number; an empty one, or a question of that name, leaves it out.
    """
    first = next(iter(journeys.values()))
    reached = any(isinstance(each, Question) and each.type.name in REACHED_BY for each in first.asked)
    ways = offered if offered is not None else (("post", "email", "text") if reached else ())
    if not ways or KEY in first.by_key or not first.asked:
        return dict(journeys)
    slot = first.layout.allot()
    return {language: _ending(journey, ways, slot) for language, journey in journeys.items()}


def _ending(journey: Journey, ways: tuple[str, ...], slot: int) -> Journey:
    language = journey.language
    ask = say(language, "ask")
    kind = HowTold(Wording(choices=tuple((way, way_in(way, language)) for way in ways)))
    line = max(each.line for each in journey.asked)
    step = Question(
        KEY,
        SECTION,
        ask,
        kind,
        slot,
        line,
        short=say(language, "title"),
        used_for="telling the applicant about the application",
        may_be_passed=True,
    )
    section = Section(SECTION, say(language, "title"), (step,))
    return replace(journey, sections=(*journey.sections, section))


def known_addresses(journey: Journey, answers: Answers) -> dict[str, str]:
    """What was answered before that a message can go to, by way."""
    found: dict[str, str] = {}
    for way, keys in KNOWN_BY.items():
        for key in keys:
            asked = journey.by_key.get(key)
            value = answers.get(key)
            wanted = "email" if way == "email" else "phone"
            if isinstance(asked, Question) and asked.type.name == wanted and is_address(way, value):
                found.setdefault(way, str(value))
    return found


def with_known(question: Question, path: Path, form: Mapping[str, object]) -> Mapping[str, object]:
    """A form in which the address of the way that was chosen, where it is left blank, is what is known.

    Where no way was chosen, addresses that stand as they were offered count as not typed: the person chose
    nothing.
    """
    if not isinstance(question.type, HowTold):
        return form
    known = known_addresses(path.journey, path.answers)
    way = form.get(question.field_name("way"))
    filled = dict(form)
    for each, address in known.items():
        name = question.field_name(each)
        typed = form.get(name) or ""
        blank = isinstance(typed, str) and not typed.strip()
        if blank and way == each:
            filled[name] = address
        elif not way and typed in (address, _as_written(each, address)):
            filled[name] = ""
    return filled


def offered_first(question: Question, path: Path, answered: bool) -> dict[str, object]:
    """What the fields hold before anything is chosen: the addresses that are known. By part."""
    if answered or not isinstance(question.type, HowTold):
        return {}
    known = known_addresses(path.journey, path.answers)
    return {way: _as_written(way, address) for way, address in known.items() if way in question.type.ways}


def _as_written(way: str, address: str) -> str:
    """An address as people write it: 07700 900 982."""
    return Phone().show(address, "en") if way == "text" else address


def told_by(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The answers of the service itself, and the choice of how to be told; None where there was none."""
    kept = {key: value for key, value in answers.items() if key != KEY}
    chosen = answers.get(KEY)
    return kept, dict(chosen) if isinstance(chosen, dict) else None
