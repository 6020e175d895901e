"""FEEL values as JSON that the host reads back as the same: dates in ISO form, numbers as text with all
digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..dmn.model import Model
from ..feel import NUMBER, STRING, ContextType, FeelType, ListType, Value
from ..feel.numbers import number_from_text, number_text
from ..feel.temporal_text import read_temporal
from ..feel.types import bare
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


def inputs_from_json(model: Model, written: Mapping[str, object]) -> dict[str, Value]:
    """What `Model.decide` takes, from the JSON that `host_json` makes of it.

    Raises ValueError, naming the input, for one that the model does not have or a value that is not of its
    type.
    """
    types = {each.name: each.type for each in model.inputs}
    found: dict[str, Value] = {}
    for name, value in written.items():
        if name not in types:
            known = ", ".join(f"“{each}”" for each in types)
            raise ValueError(f"the policy has no input “{name}”. It has {known}")
        try:
            found[name] = _read(value, types[name])
        except ValueError as error:
            raise ValueError(f"“{name}”: {error}") from None
    return found


def _read(value: object, type_: FeelType) -> Value:
    plain = bare(type_)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list):
        member = plain.element if isinstance(plain, ListType) else plain
        return [_read(each, member) for each in value]
    if isinstance(value, dict):
        entries = dict(plain.entries) if isinstance(plain, ContextType) else {}
        return {name: _read(each, entries.get(name, STRING)) for name, each in value.items()}
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        raise ValueError('write a number with a fraction as text, such as "12.50"')
    text = str(value)
    if plain == STRING:
        return text
    if plain == NUMBER:
        number = number_from_text(text.strip())
        if number is None:
            raise ValueError(f"“{text}” is not a number")
        return number
    moment = read_temporal(text.strip())
    if moment is None and plain.text != "Any":
        raise ValueError(f"“{text}” is not a {plain.text}")
    return text if moment is None else moment
