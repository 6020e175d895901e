"""FEEL values and decision-table cells as a caseworker reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from commonweal.policy.feel import Date, DateTime, Value, from_feel
from commonweal.service.languages import date_text, money_text, number_text, percentage_text

LANGUAGE: Final = "en"
ANY: Final = "any"
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_RANGE: Final = re.compile(rf"([\[(\]])\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*([\])\[])")
_BOUND: Final = re.compile(rf"(<=|>=|<|>)\s*({_NUMBER})")
_SAID: Final = {"<": "under {}", "<=": "{} or less", ">": "over {}", ">=": "{} or more"}


def value_text(value: Value, type_name: str | None = None) -> str:
    """A value as people write it; `type_name` is its declared type, which says what is money."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        if type_name == "money":
            return money_text(value)
        return percentage_text(value) if type_name == "percentage" else number_text(value)
    if isinstance(value, Date | DateTime):
        found = from_feel(value.date if isinstance(value, DateTime) else value)
        return date_text(found, LANGUAGE) if isinstance(found, date) else str(value)
    if isinstance(value, list):
        if not value:
            return "none"
        return "; ".join(value_text(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {value_text(part)}" for name, part in value.items())
    return str(value) or "blank"


def cell_text(cell: str, type_name: str | None = None) -> str:
    """A table's cell in words where it is a plain one: "(93..111]" is "over 93, up to 111"."""
    text = cell.strip()
    if text in {"", "-"}:
        return ANY
    if found := _RANGE.fullmatch(text):
        opens, low, high, closes = found.groups()
        first, last = _figure(low, type_name), _figure(high, type_name)
        begins = f"{first}" if opens == "[" else f"over {first}"
        if closes == "]":
            return f"{begins} to {last}" if opens == "[" else f"{begins}, up to {last}"
        return f"{begins} or more, under {last}" if opens == "[" else f"{begins}, under {last}"
    if found := _BOUND.fullmatch(text):
        return _SAID[found[1]].format(_figure(found[2], type_name))
    if re.fullmatch(_NUMBER, text):
        return _figure(text, type_name)
    if text in {"true", "false"}:
        return "yes" if text == "true" else "no"
    if re.fullmatch(r'"[^"]*"(\s*,\s*"[^"]*")*', text):
        return " or ".join(part.strip().strip('"') for part in text.split(","))
    return text


def _figure(text: str, type_name: str | None) -> str:
    return value_text(Decimal(text), type_name).removesuffix(".00")
