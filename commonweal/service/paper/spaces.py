"""Where an answer is written on paper, by type: boxes to tick, boxes for characters, lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from commonweal.service.journey import Question
from commonweal.service.paper.words import say
from commonweal.service.types import Field
from commonweal.service.types.money import MoneyPer

Kind = Literal["ticks", "characters", "line", "lines", "money"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, its words, and where to go from there."""

    value: object
    words: str
    ticked: bool = False
    then: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Room for one part of an answer.

    `groups` are the boxes for characters, a number of them for each group; `size` is how many lines there are
    to write on, or how long a line is (characters); `filled` is what stands in it.
    """

    kind: Kind
    label: str = ""
    hint: str = ""
    ticks: tuple[Tick, ...] = ()
    groups: tuple[int, ...] = ()
    captions: tuple[str, ...] = ()
    size: int = 40
    filled: str = ""
    before: str = ""
    after: str = ""

    @property
    def short(self) -> bool:
        """Whether its ticks stand beside each other on a line: few words, and nowhere to go from them."""
        return all(len(tick.words) <= 14 and not tick.then for tick in self.ticks)

    @property
    def characters(self) -> tuple[tuple[str, ...], ...]:
        """What stands in each box, group by group; empty where nothing does."""
        left = [*self.filled]
        found = []
        for count in self.groups:
            group = [left.pop(0) if left else "" for _ in range(count)]
            found.append(tuple(each.strip() for each in group))
        return tuple(found)


_BOXES: Final[dict[str, tuple[int, ...]]] = {
    "national insurance number": (2, 2, 2, 2, 1),
    "postcode": (4, 3),
}


def spaces(question: Question, language: str, value: object = None) -> tuple[Space, ...]:
    """The room for a question's answer, with a stored `value` written into it."""
    kind = question.type
    raw = kind.raw(value, language) if value is not None else {}
    match kind.name:
        case "yes or no" | "one of" | "any of":
            return (_ticks(question, language, value),)
        case "choice of how to be told":
            return tuple(
                Space("ticks", label=each.label, hint=each.hint, ticks=_ticks_of(each, raw))
                if each.kind == "radios"
                else _part(each.part, each.label, each.hint, raw)
                for each in kind.fields(language)
            )
        case "date":
            filled = "".join(
                str(raw.get(part, "")).zfill(size) for part, size in (("day", 2), ("month", 2), ("year", 4))
            )
            captions = tuple(field.label for field in kind.fields(language))
            filled = filled if value is not None else ""
            return (Space("characters", groups=(2, 2, 4), captions=captions, filled=filled),)
        case "money":
            return _money(question, language, raw)
        case "national insurance number":
            return (Space("characters", groups=_BOXES[kind.name], filled=_text(raw).replace(" ", "")),)
        case "postcode":
            return (_postcode(_text(raw)),)
        case "long text":
            return (Space("lines", size=8, filled=_text(raw)),)
        case "whole number" | "number":
            return (Space("line", size=12, filled=_text(raw)),)
    return tuple(_part(field.part, field.label, field.hint, raw) for field in kind.fields(language))


def _ticks(question: Question, language: str, value: object) -> Space:
    field = question.type.fields(language)[0]
    options: list[tuple[object, str]] = list(field.options)
    if question.type.name == "yes or no":
        options = [(word == "yes", words) for word, words in field.options]
    ticks = [Tick(each, words, _is_ticked(each, value)) for each, words in options]
    if field.exclusive:
        ticks.append(Tick("none", field.exclusive, value == []))
    hint = "tick_all" if field.kind == "checkboxes" else "tick_one"
    return Space("ticks", hint=say(language, hint), ticks=tuple(ticks))


def _ticks_of(field: Field, raw: Mapping[str, object]) -> tuple[Tick, ...]:
    return tuple(Tick(each, words, raw.get(field.part) == each) for each, words in field.options)


def _is_ticked(choice: object, value: object) -> bool:
    return choice in value if isinstance(value, list) else value is not None and choice == value


def _money(question: Question, language: str, raw: dict[str, object]) -> tuple[Space, ...]:
    kind = question.type
    amount = str(raw.get("amount", raw.get("value", ""))).removeprefix("£")
    if not isinstance(kind, MoneyPer):
        return (Space("money", before="£", size=10, filled=amount),)
    if len(kind.wording.per) == 1:
        after = kind.period(kind.wording.per[0], language)
        return (Space("money", before="£", after=after, size=10, filled=amount),)
    ticks = tuple(
        Tick(period, kind.period(period, language), raw.get("per") == period) for period in kind.wording.per
    )
    return (
        Space("money", before="£", size=10, filled=amount),
        Space("ticks", label=say(language, "how_often"), hint=say(language, "tick_one"), ticks=ticks),
    )


def _part(part: str, label: str, hint: str, raw: dict[str, object]) -> Space:
    filled = str(raw.get(part) or "")
    match part:
        case "postcode":
            return _postcode(filled, label)
        case "sort_code":
            return Space("characters", label=label, groups=(2, 2, 2), filled=filled.replace(" ", ""))
        case "account":
            return Space("characters", label=label, groups=(8,), filled=filled)
    return Space("line", label=label if part != "value" else "", hint=hint, filled=filled)


def _postcode(filled: str, label: str = "") -> Space:
    outward, _, inward = filled.rpartition(" ")
    boxes = (outward.ljust(4) + inward) if filled else ""
    return Space("characters", label=label, groups=_BOXES["postcode"], filled=boxes)


def _text(raw: dict[str, Any]) -> str:
    return str(raw.get("value") or "")
