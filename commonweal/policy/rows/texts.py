"""Inputs as text, as a CSV file has them: numbers, dates, true and false, and nothing at all for null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from commonweal.policy.dmn.graph import Node
from commonweal.policy.feel import BOOLEAN, DATE, MISFIT, NUMBER, STRING, FeelType, Value, convert
from commonweal.policy.feel.numbers import number_from_text
from commonweal.policy.feel.temporal import Date
from commonweal.policy.feel.temporal_text import read_temporal
from commonweal.policy.feel.types import bare

_KEPT: Final = 20_000
_TRUTH: Final = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}


class BadRow(ValueError):
    """A row that cannot be read; the message names row and column."""


def number(text: str, column: str, row: int) -> Decimal | None:
    """A number written with digits and perhaps a point; None for no text. Raises BadRow."""
    text = text.strip()
    if not text:
        return None
    found = number_from_text(text) if text.isascii() and "_" not in text else None
    if found is None or not found.is_finite():
        raise _bad(text, column, row, "a number", "12.50")
    return found


def _bad(text: str, column: str, row: int, wanted: str, example: str) -> BadRow:
    return BadRow(f"Row {row}, column “{column}”: “{text[:40]}” is not {wanted}. Write it like {example}.")


class Read(dict[str, Any]):
    """The values of the texts of one column, each text read once."""

    def __init__(self, node: Node, column: str) -> None:
        super().__init__()
        self._column = column
        self._type = node.type
        self._read = _READERS.get(bare(node.type))
        if self._read is None:
            raise ValueError(
                f"The input “{node.name}” is a {node.type.text}, which text cannot give: "
                "give rows as mappings instead."
            )

    def __missing__(self, text: str) -> Value:
        value = self._value(text)
        if len(self) < _KEPT:
            self[text] = value
        return value

    def _value(self, text: str) -> Value:
        assert self._read is not None
        value = self._read(text, self._column)
        fitted = convert(value, self._type)
        return None if fitted is MISFIT else fitted  # type: ignore[return-value]


class _BadText(ValueError):
    """What is wrong with a text, before it is known in which row it stands."""


def _number(text: str, column: str) -> Value:
    return number(text, column, 0)


def _boolean(text: str, column: str) -> Value:
    text = text.strip().lower()
    if text and text not in _TRUTH:
        raise _bad(text, column, 0, "true or false", "true")
    return _TRUTH.get(text)


def _date(text: str, column: str) -> Value:
    text = text.strip()
    found = read_temporal(text) if text else None
    if text and not isinstance(found, Date):
        raise _bad(text, column, 0, "a date", "2025-04-01")
    return found


def _string(text: str, _column: str) -> Value:
    return text


_READERS: Final[dict[FeelType, Callable[[str, str], Value]]] = {
    NUMBER: _number,
    BOOLEAN: _boolean,
    DATE: _date,
    STRING: _string,
}
