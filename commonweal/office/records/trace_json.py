"""A decision's trace as JSON: every step, each table's rows that matched, and the explanation in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from commonweal.office.records.feel_json import NotKeepable, encode
from commonweal.policy.feel import Date, DateTime, DaysTime, Function, Range, Time, YearsMonths

_VALUES = (Date, DateTime, DaysTime, Range, Time, YearsMonths)


def trace_to_json(outcome: Any, *, languages: Sequence[str]) -> dict[str, Any]:
    """`{"steps": […], "diagnostics": […], "explanation": {language: […]}}`; FEEL values as in `feel_json`.

    The explanation is kept as it was given, so that what a person was told can be read for ever.
    """
    from commonweal.policy import explain

    return {
        "steps": [to_json(step) for step in outcome.trace] if outcome.trace is not None else [],
        "diagnostics": [str(diagnostic) for diagnostic in outcome.diagnostics],
        "explanation": {
            language: [to_json(sentence) for sentence in explain(outcome, language=language)]
            for language in languages
        },
    }


def to_json(part: Any) -> Any:
    """A trace's own objects as maps of their fields; the values in them as `feel_json` writes them."""
    if isinstance(part, Enum):
        return part.value
    if isinstance(part, Function):
        return None
    if is_dataclass(part) and not isinstance(part, type) and not isinstance(part, _VALUES):
        return {field.name: to_json(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, Mapping):
        return {str(key): to_json(value) for key, value in part.items()}
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return {name: to_json(value) for name, value in zip(part._fields, part, strict=True)}
    if isinstance(part, list | tuple | set | frozenset):
        return [to_json(value) for value in part]
    if isinstance(part, int) and not isinstance(part, bool):
        return part
    try:
        return encode(part)
    except (NotKeepable, TypeError):
        return str(part)
