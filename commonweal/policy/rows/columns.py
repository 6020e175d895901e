"""The inputs of many rows, a column at a time: from texts, as a CSV file has them, or a host's values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.graph import Node
from commonweal.policy.dmn.host_inputs import InputReader
from commonweal.policy.feel import BOOLEAN, DATE, MISFIT, NUMBER, STRING, Date, FeelType, Value, convert
from commonweal.policy.feel.numbers import CONTEXT, number_from_text
from commonweal.policy.feel.temporal_text import read_temporal
from commonweal.policy.feel.types import bare

_KEPT: Final = 10_000
_FEW: Final = 50
"""Different numbers in some hundred rows for which it is quicker to look each up than to read it again."""
_ABSENT: Final = object()
_TRUTH: Final = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}
_PLAIN: Final[dict[FeelType, type]] = {STRING: str, BOOLEAN: bool, DATE: Date}


class BadRow(ValueError):
    """A row that cannot be read; the message names row and column."""


class _BadText(ValueError):
    """A text that is no value of its column, before it is known in which row it stands."""


class TextColumn:
    """An input given as text: plain digits all at once, everything else each different text once.

    A column of few different texts, such as a count of children, is looked up whole.

    Raises ValueError for an input whose type text cannot give.
    """

    def __init__(self, node: Node, name: str) -> None:
        self._name = name
        self._type = node.type
        self._known: dict[str, Value] = {}
        read = _READERS.get(bare(node.type))
        if read is None:
            raise ValueError(
                f"The input “{node.name}” is a {node.type.text}, which text cannot give: "
                "give rows as mappings instead."
            )
        self._read = read

    def values(self, texts: Sequence[str], numbers: Sequence[int]) -> Sequence[Value]:
        """The values of the texts. `numbers` are those of their rows, for BadRow."""
        try:
            return list(map(self._known.__getitem__, texts))
        except KeyError:  # a text not met before
            pass
        if self._type == NUMBER and len(set(texts)) > _FEW and _plain(texts):
            try:
                return list(map(CONTEXT.create_decimal, texts))
            except ArithmeticError:  # one text has no digit, or two points
                pass
        return list(self._each(texts, numbers))

    def _each(self, texts: Sequence[str], numbers: Sequence[int]) -> Iterator[Value]:
        known = self._known
        for row, text in zip(numbers, texts, strict=True):
            if text in known:
                yield known[text]
                continue
            try:
                value = convert(self._read(text), self._type)
            except _BadText as fault:
                raise BadRow(f"Row {row}, column “{self._name}”: {fault}") from None
            found: Value = None if value is MISFIT else value  # type: ignore[assignment]
            if len(known) < _KEPT:
                known[text] = found
            yield found


def _plain(texts: Sequence[str]) -> bool:
    """Whether the texts are made of digits and points alone."""
    together = "".join(texts)
    return together.isascii() and together.replace(".", "").isdigit()


def _number(text: str) -> Value:
    text = text.strip()
    if not text:
        return None
    found = number_from_text(text) if text.isascii() and "_" not in text else None
    if found is None or not found.is_finite():
        raise _BadText(f"“{text[:40]}” is not a number. Write it like 12.50.")
    return found


def _boolean(text: str) -> Value:
    text = text.strip().lower()
    if text and text not in _TRUTH:
        raise _BadText(f"“{text[:40]}” is neither true nor false. Write true or false.")
    return _TRUTH.get(text)


def _date(text: str) -> Value:
    text = text.strip()
    found = read_temporal(text) if text else None
    if text and not isinstance(found, Date):
        raise _BadText(f"“{text[:40]}” is not a date. Write it like 2025-04-01.")
    return found


def _string(text: str) -> Value:
    return text


_READERS: Final[dict[FeelType, Callable[[str], Value]]] = {
    NUMBER: _number,
    BOOLEAN: _boolean,
    DATE: _date,
    STRING: _string,
}


class HostColumn:
    """An input given by a host under its name, read as `Model.decide` reads it."""

    def __init__(self, node: Node) -> None:
        self._name = node.name
        self._number = node.type == NUMBER
        self._plain = _PLAIN.get(node.type)
        self._reader = InputReader(node)

    def values(self, rows: Sequence[Mapping[str, object]], run: PolicyRun) -> Sequence[Value]:
        """The values in these rows, inside FEEL's arithmetic. Raises TypeError or ValueError."""
        given: list[Any] = [row.get(self._name, _ABSENT) for row in rows]
        kinds = set(map(type, given))
        if self._plain is not None and kinds == {self._plain}:
            return given
        if self._number and kinds == {Decimal} and all(map(Decimal.is_finite, given)):
            try:
                return [+each for each in given]
            except ArithmeticError:  # one is out of FEEL's range, and reading it says so
                pass
        values = [
            None if each is None else self._reader.read(row, run)
            for each, row in zip(given, rows, strict=True)
        ]
        run.problems.clear()
        run.places.clear()
        return values
