"""Answers that come from outside (JSON, an API): what of them is not an answer to this journey."""

from __future__ import annotations

from typing import Any

from commonweal.service.journey import Journey, Question, Repeat
from commonweal.service.strict_yaml import nearest

MOST_TOLD = 50


def not_accepted(journey: Journey, answers: object) -> list[str]:
    """A sentence for each thing in the answers that the journey cannot take; empty when all can be taken.

    A missing answer is not among them: see `Path.outstanding`.
    """
    if not isinstance(answers, dict):
        return ["The answers should be a JSON object of question keys to answers."]
    wrong: list[str] = []
    for key, value in answers.items():
        asked = journey.by_key.get(key)
        if asked is None:
            wrong.append(_no_question(key, list(journey.by_key)))
        elif isinstance(asked, Repeat):
            wrong.extend(_items_not_accepted(asked, value))
        else:
            wrong.extend(_not_of_type(asked, key, value))
        if len(wrong) >= MOST_TOLD:
            break
    return wrong


def _items_not_accepted(repeat: Repeat, items: object) -> list[str]:
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return [f"`{repeat.key}` should be a list of objects, one for each {repeat.each}."]
    if len(items) > repeat.most:
        return [f"`{repeat.key}` has {len(items)} items, and may have {repeat.most}."]
    wrong: list[str] = []
    keys = {question.key: question for question in repeat.questions}
    for number, item in enumerate(items, 1):
        for key, value in item.items():
            where = f"{repeat.key}[{number}].{key}"
            question = keys.get(key)
            wrong.extend(
                _not_of_type(question, where, value) if question else [_no_question(where, list(keys))]
            )
    return wrong


def _no_question(key: str, keys: list[str]) -> str:
    said = str(key)[:80]
    guess = nearest(said.rpartition(".")[2], keys)
    return f"`{said}` is not a question of this service.{' ' + guess if guess else ''}"


def _not_of_type(question: Question, where: str, value: Any) -> list[str]:
    if value is None or question.type.accepts(value):
        return []
    form = {
        "yes or no": "true or false",
        "one of": f"one of {', '.join(value for value, _ in question.type.wording.choices)}",
        "any of": f"a list of {', '.join(value for value, _ in question.type.wording.choices)}",
        "whole number": "a whole number, not in quotes",
        "number": 'a number in quotes, such as "37.5"',
        "money": 'pounds and pence in quotes, such as "1200.00"',
        "choice of how to be told": 'an object such as {"way": "email", "address": "name@example.com", '
        '"form": "standard"} (way: post, email, text; form: standard, large, audio, phone)',
        "date": 'a date in quotes, such as "2019-05-13"',
    }.get(question.type.name, f"a {question.type.name}")
    if question.type.wording.per:
        periods = ", ".join(question.type.wording.per)
        one = question.type.wording.per[0]
        form = f'an object such as {{"amount": "1200.00", "per": "{one}"}} (per: {periods})'
    bounds = question.type.wording
    limits = [
        f"at least {bounds.least}" if bounds.least else "",
        f"at most {bounds.most}" if bounds.most else "",
    ]
    limit = " and ".join(filter(None, limits))
    return [f"`{where}` should be {form}{', ' + limit if limit else ''}."]
