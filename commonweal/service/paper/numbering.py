"""The number of each question on paper: 1, 2, 3 in the journey's order; 15a, 15b for each thing in a list."""

from __future__ import annotations

from string import ascii_lowercase

from commonweal.service.journey import Journey, Repeat


def numbers(journey: Journey) -> dict[str, str]:
    """Each question's number by its key; a question within a list is by `list/key`."""
    found: dict[str, str] = {}
    for number, asked in enumerate(journey.asked, 1):
        found[asked.key] = str(number)
        if isinstance(asked, Repeat):
            for place, question in enumerate(asked.questions):
                found[f"{asked.key}/{question.key}"] = f"{number}{_letters(place)}"
    return found


def number_at(journey: Journey, address: str) -> str:
    """The number of the page at an address (`savings`, `children/2/born`); empty where there is none."""
    name, _, rest = address.partition("/")
    asked = journey.by_name.get(name)
    if asked is None:
        return ""
    if not rest or not isinstance(asked, Repeat):
        return numbers(journey)[asked.key]
    question = asked.by_name.get(rest.partition("/")[2])
    return numbers(journey).get(f"{asked.key}/{question.key}", "") if question is not None else ""


def _letters(place: int) -> str:
    """a to z, then aa, ab."""
    if place < len(ascii_lowercase):
        return ascii_lowercase[place]
    return _letters(place // len(ascii_lowercase) - 1) + ascii_lowercase[place % len(ascii_lowercase)]
