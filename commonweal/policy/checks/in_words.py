"""Sets of values in words: “more than £93 and less than £93.01”, “single or couple”, “any other text”."""

from __future__ import annotations

from decimal import Decimal

from ..explanation.spoken import Style, joined, spoken
from ..feel import Value
from .coordinates import LINES, Line, value_at
from .lines import LineSet, Span
from .value_sets import ValueSet


def in_words(values: ValueSet, style: Style = None) -> str:
    """The values of a set, for the person who edits the table."""
    parts: list[str] = []
    if values.booleans == {True, False}:
        parts.append("yes or no")
    else:
        parts.extend(spoken(flag) for flag in sorted(values.booleans))
    parts.extend(_spans(values, style))
    named = sorted(values.strings.named)
    if values.strings.others:
        parts.append(f"any text but {joined([f'“{each}”' for each in named], 'en')}" if named else "any text")
    else:
        parts.extend(f"“{each}”" for each in named)
    if values.null:
        parts.append("null")
    if values.rest:
        parts.append("a value of another kind")
    return joined(parts, "en", "or") if parts else "nothing"


def _spans(values: ValueSet, style: Style) -> list[str]:
    found = [
        span_in_words(span, line, style, each)
        for line, each in values.lines.items()
        for span in each.inhabited()
    ]
    return found if len(found) <= 8 else [*found[:7], f"{len(found) - 7} more ranges"]


def span_in_words(span: Span, line: Line, style: Style = None, within: LineSet | None = None) -> str:
    """One stretch of a line."""
    if within is not None and within.scale == 0 and line == "number":
        points = list(within.points(span))
        if len(points) == 1 and span.low is not None and span.high is not None:
            return _point(points[0], line, style)
    if span.low is not None and span.low == span.high:
        return _point(span.low, line, style)
    whole = LINES[line].spans[0]
    low = None if span.low == whole.low else span.low
    high = None if span.high == whole.high else span.high
    parts = []
    dates = line in ("date", "date and time", "time")
    if low is not None:
        words = (
            ("from" if dates else "at least") if span.low_included else ("after" if dates else "more than")
        )
        parts.append(f"{words} {_point(low, line, style)}")
    if high is not None:
        words = (
            ("up to" if dates else "at most") if span.high_included else ("before" if dates else "less than")
        )
        parts.append(f"{words} {_point(high, line, style)}")
    if not parts:
        return {"number": "any number", "date": "any date"}.get(line, f"any {line}")
    return " and ".join(parts)


def _point(at: Decimal, line: Line, style: Style) -> str:
    value: Value = value_at(line, at)
    if style == "money" and at != at.quantize(Decimal("0.01")):
        return f"£{at.normalize():f}"
    return spoken(value, "en", style)
