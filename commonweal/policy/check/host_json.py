"""FEEL values as JSON that the host reads back as the same: dates in ISO form, numbers as text with all digits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..feel import Value
from ..feel.numbers import number_text
from ..feel.writing import plain_text


def host_json(value: Value | Mapping[str, Value]) -> object:
    """A value, or a mapping of them, as JSON can hold it."""
    if isinstance(value, Mapping):
        return {name: host_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [host_json(each) for each in value]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return number_text(value)
    return plain_text(value)
