"""A value as text: what `string()` gives, and FEEL source that evaluates to the value again."""

from __future__ import annotations

from decimal import Decimal

from .lexer import is_plain_name
from .numbers import number_text
from .temporal import Date, DateTime, DaysTime, Time, YearsMonths
from .temporal_text import date_text, date_time_text, days_time_text, time_text, years_months_text
from .values import Function, Range, Value


class TooLong(ValueError):
    """The text would have more characters than were allowed."""


def plain_text(value: Value) -> str | None:
    """A simple value as FEEL's `string()` writes it; None for null and for what has parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Date):
        return date_text(value)
    if isinstance(value, Time):
        return time_text(value)
    if isinstance(value, DateTime):
        return date_time_text(value)
    if isinstance(value, YearsMonths):
        return years_months_text(value)
    if isinstance(value, DaysTime):
        return days_time_text(value)
    return None


def quoted(text: str) -> str:
    """Text as a FEEL string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\t", "\\t").replace("\x0b", "\\u000B").replace("\x0c", "\\u000C") + '"'


def key_text(key: str) -> str:
    """A context's key as FEEL writes it: quoted where it is no name."""
    return key if is_plain_name(key) else quoted(key)


def source_text(value: Value, limit: int = 1_000_000) -> str:
    """FEEL source for a value; functions, which have none, by their name. Raises TooLong past `limit`
    characters.
    """
    parts: list[str] = []
    size = 0
    waiting: list[Value | _Text] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, _Text):
            piece = each.text
        elif isinstance(each, list):
            piece = "["
            waiting.append(_Text("]"))
            for index, item in reversed([*enumerate(each)]):
                waiting.append(item)
                if index:
                    waiting.append(_Text(", "))
        elif isinstance(each, dict):
            piece = "{"
            waiting.append(_Text("}"))
            for index, (key, entry) in reversed([*enumerate(each.items())]):
                waiting.append(entry)
                waiting.append(_Text(f"{', ' if index else ''}{key_text(key)}: "))
        else:
            piece = _simple(each)
        size += len(piece)
        if size > limit:
            raise TooLong(f"the text would have more than {limit} characters")
        parts.append(piece)
    return "".join(parts)


class _Text:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _simple(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Range):
        return _range(value)
    if isinstance(value, Function):
        return value.name or "function"
    text = plain_text(value) or ""
    return text if isinstance(value, bool | Decimal) else f"@{quoted(text)}"


def _range(value: Range) -> str:
    if value.operator is not None:
        return f"({value.operator} {_simple(value.low)})"
    if value.low is None:
        return f"({'<=' if value.high_included else '<'} {_simple(value.high)})"
    if value.high is None:
        return f"({'>=' if value.low_included else '>'} {_simple(value.low)})"
    opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
    return f"{opening}{_simple(value.low)}..{_simple(value.high)}{closing}"
