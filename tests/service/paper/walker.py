"""Somebody with a pen: reads a form from the top, and does what is printed and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from commonweal.service.paper.form import PaperForm, PaperList, PaperQuestion

END = 10_000


def walk(
    form: PaperForm, answers: Mapping[str, Any], true: Callable[[str], bool]
) -> tuple[dict[str, Any], bool]:
    """The answers that somebody writes down, and whether they were told to stop.

    `answers` is what they would say to each question; `true` judges a condition in words.
    """
    asked = [each for section in form.sections for each in section.asked]
    places = {_question(each).number: place for place, each in enumerate(asked)}
    written: dict[str, Any] = {}
    place = 0
    while place < len(asked):
        each = asked[place]
        question = _question(each)
        if question.before:
            condition = re.fullmatch(r"Answer this only if (.*?)\. If not, go (.*)\.", question.before)
            assert condition, question.before
            if not true(condition[1]):
                place = _target(condition[2], places)
                continue
        key = question.address.replace("-", "_")
        value = answers[key]
        written[key] = value
        said = _then(question, each, value)
        for sentence in question.after:
            stops = re.fullmatch(r"Stop here if (.*): read note \d+ at the end\.", sentence)
            if stops and true(stops[1]):
                return written, True
            if sentence.startswith("Now "):
                said = sentence.removeprefix("Now ")
            if sentence.startswith("If you leave this blank, ") and value is None:
                said = sentence.removeprefix("If you leave this blank, ")
            if sentence.startswith("If you tick any other box, ") and value:
                said = sentence.removeprefix("If you tick any other box, ")
        if said.startswith("stop"):
            return written, True
        place = _target(said.removeprefix("go "), places) if said else place + 1
    return written, False


def _question(each: PaperQuestion | PaperList) -> PaperQuestion:
    return each.question if isinstance(each, PaperList) else each


def _then(question: PaperQuestion, each: PaperQuestion | PaperList, value: Any) -> str:
    """What stands beside the box that is ticked."""
    if not question.spaces or question.spaces[0].kind != "ticks":
        return ""
    if isinstance(each, PaperList):
        value = bool(value)
    for tick in question.spaces[0].ticks:
        if tick.value == value and type(tick.value) is type(value):
            return tick.then
        if tick.value == "none" and value == []:
            return tick.then
    return ""


def _target(words: str, places: Mapping[str, int]) -> int:
    found = re.search(r"to question (\w+)", words)
    return places[found[1]] if found else END
