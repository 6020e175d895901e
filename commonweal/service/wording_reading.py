"""Reads what one question says of its answer: words, choices, bounds, periods, each with its fault."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from commonweal.service.faults import Faults
from commonweal.service.strict_yaml import Items, Map, Text, nearest
from commonweal.service.types import TYPES, QuestionType, Wording
from commonweal.service.types.money import MoneyPer

CHOICE = re.compile(r"[a-z0-9][a-z0-9 _-]{0,59}", re.ASCII)
LONGEST_WORDS = 2_000


def refuse_unknown_keys(node: Map, allowed: Collection[str], what: str, faults: Faults) -> None:
    """A fault for each key that a question cannot have, with the nearest that it can."""
    for name, entry in node.entries.items():
        if name not in allowed:
            remedy = nearest(name, sorted(allowed)) or f"It may have: {', '.join(sorted(allowed))}."
            faults.add(entry.key, "unknown-key", f"{what} cannot have `{name}`.", remedy)


def text_at(node: Map, name: str, faults: Faults) -> str:
    """The text at a key; empty, with a fault where it is no text, when there is none."""
    value = node.get(name)
    if value is None:
        return ""
    if not isinstance(value, Text):
        faults.add(
            value, "not-text", f"`{name}` should be text.", "Write it on one line, or put it in quotes."
        )
        return ""
    if len(value.text) > LONGEST_WORDS:
        faults.add(value, "too-long", f"`{name}` is over {LONGEST_WORDS:,} characters.", "Say it shorter.")
    return value.text[:LONGEST_WORDS]


def words_wanted(node: Map, name: str, what: str, place: Text, faults: Faults) -> str:
    """The words at a key that must have them."""
    if name not in node:
        faults.add(place, "missing-key", f"{what} has no `{name}`.", f"Add `{name}:` with words.")
        return ""
    words = text_at(node, name, faults)
    if not words and isinstance(node.get(name), Text):
        faults.add(
            node.entries[name].key, "missing-words", f"`{name}` of {what} has no words.", "Write them."
        )
    return words


def whole_number_at(node: Map, name: str, least: int, most: int, faults: Faults) -> int | None:
    """The whole number at a key, within bounds."""
    value = node.get(name)
    if value is None:
        return None
    if isinstance(value, Text) and value.text.isascii() and value.text.isdigit() and len(value.text) < 10:
        number = int(value.text)
        if least <= number <= most:
            return number
    faults.add(
        value, "bad-number", f"`{name}` should be a whole number from {least} to {most:,}.", "Write digits."
    )
    return None


def choices_at(node: Map, what: str, faults: Faults) -> tuple[tuple[str, str], ...]:
    """The choices at `choices`: value and words, in order."""
    choices = node.get("choices")
    if choices is None:
        return ()
    if not isinstance(choices, Map):
        faults.add(
            choices, "not-a-map", f"`choices` of {what} map each value to its words.", "Write `value: words`."
        )
        return ()
    found = []
    for value, entry in choices.entries.items():
        if CHOICE.fullmatch(value) is None:
            remedy = "Use lower-case letters, digits, spaces, hyphens and underscores."
            faults.add(entry.key, "bad-choice", f"`{value}` cannot be the value of a choice.", remedy)
        elif not isinstance(entry.value, Text) or not entry.value.text:
            faults.add(
                entry.key, "missing-words", f"the choice `{value}` of {what} has no words.", "Write them."
            )
        else:
            found.append((value, entry.value.text))
    return tuple(found)


def _bound(node: Map, name: str, kind: str, faults: Faults) -> str:
    if kind in ("any of", "text", "long text", "name"):
        number = whole_number_at(node, name, 0, 4_000, faults)
        return "" if number is None else str(number)
    value = node.get(name)
    if value is None:
        return ""
    try:
        if isinstance(value, Text) and len(value.text) < 20 and Decimal(value.text).is_finite():
            return value.text
    except InvalidOperation:
        pass
    faults.add(
        value, "bad-number", f"`{name}` should be a number.", "Write it in digits, without £ or commas."
    )
    return ""


def wording_of(node: Map, what: str, kind: str, faults: Faults) -> Wording:
    """What a question says of its own type."""
    allowed = TYPES[kind].keys_allowed
    when_asked = text_at(node, "when asked", faults) or "any"
    if when_asked not in ("past", "future", "any"):
        faults.add(node.get("when asked"), "bad-value", f"`{when_asked}` is not `past`, `future` or `any`.")
        when_asked = "any"
    optional = text_at(node, "optional", faults)
    if optional not in ("", "yes", "no"):
        faults.add(node.get("optional"), "bad-value", f"`optional` of {what} should be `yes` or `no`.")
    choices = choices_at(node, what, faults) if "choices" in allowed else ()
    if kind == "yes or no" and {value for value, _ in choices} - {"yes", "no"}:
        faults.add(node.get("choices"), "bad-choice", f"the choices of {what} are `yes` and `no`.")
    return Wording(
        subject=text_at(node, "short", faults),
        missing=text_at(node, "missing", faults),
        optional=optional == "yes",
        choices=choices,
        none=text_at(node, "none", faults) if "none" in allowed else "",
        least=_bound(node, "at least", kind, faults) if "at least" in allowed else "",
        most=_bound(node, "at most", kind, faults) if "at most" in allowed else "",
        per=_periods(node, faults) if "per" in allowed else (),
        when_asked=when_asked,
        autocomplete=text_at(node, "autocomplete", faults) if "autocomplete" in allowed else "",
    )


def _periods(node: Map, faults: Faults) -> tuple[str, ...]:
    value = node.get("per")
    if value is None:
        return ()
    items = value.items if isinstance(value, Items) else (value,)
    found = []
    for item in items:
        if isinstance(item, Text) and item.text in MoneyPer.PERIODS:
            found.append(item.text)
        else:
            said = item.text if isinstance(item, Text) else "this"
            remedy = f"It is one of {', '.join(MoneyPer.PERIODS)}, or a list of them."
            faults.add(item, "bad-value", f"`{said}` is not a period.", remedy)
    return tuple(dict.fromkeys(found))


def otherwise_of(node: Map, key: str, type_: QuestionType, faults: Faults) -> object:
    """The stored form of `otherwise`: what a policy is given when the question is not asked."""
    value = node.get("otherwise")
    if value is None:
        return None
    text = value.text if isinstance(value, Text) else ""
    raw: dict[str, object] = {"value": text}
    if isinstance(type_, MoneyPer):
        raw = {"amount": text, "per": type_.wording.per[0]}
    elif type_.name == "date":
        raw = dict(zip(("year", "month", "day"), text.split("-"), strict=False))
    parsed = type_.parse(raw) if text else None
    if parsed is None or not parsed.ok or parsed.value is None:
        remedy = "Write it as the answer would be: 0, no, a choice's value, 2025-04-01."
        faults.add(value, "bad-value", f"`otherwise` of `{key}` is not a {type_.name}.", remedy)
        return None
    return parsed.value
