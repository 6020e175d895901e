"""Inputs as a host gives them, turned into FEEL values of the types that a model declares."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from commonweal.policy.feel import (
    ANY,
    MISFIT,
    NUMBER,
    Date,
    Problem,
    SimpleType,
    Value,
    convert,
    normal_name,
    to_feel,
)

from . import tree
from .evaluation import PolicyRun, misfit
from .graph import Node

_ABSENT: Final = object()
_PLAIN: Final = {"string": str, "boolean": bool, "date": Date}
"""Classes of which every value is already a FEEL value of the type."""


def _rounded(number: Decimal) -> Decimal | None:
    """A number to FEEL's 34 digits, in the run's arithmetic; None when that is not the whole story."""
    return +number if number.is_finite() and -6000 < number.adjusted() < 6000 else None


class InputReader:
    """Finds one input among those given, and converts it.

    An input of an imported model may be given within contexts named as the imports, under its qualified name
    (`Model B.Person name`), or under its own name alone.
    """

    __slots__ = (
        "_name",
        "_number",
        "_path",
        "_plain",
        "_qualified",
        "_type",
        "_what",
        "keys",
        "node",
        "slot",
    )

    def __init__(self, node: Node) -> None:
        self.node = node
        self.slot = node.slot
        self._type = node.type
        self._path = tuple(normal_name(each) for each in node.unit.path)
        self._name = normal_name(node.element.variable.name)
        self._qualified = node.name
        self._what = f"the input “{node.name}”"
        self._plain = _PLAIN.get(node.type.name) if isinstance(node.type, SimpleType) else None
        self._number = node.type == NUMBER
        self.keys = {self._name, self._qualified, *self._path[:1]}

    def read(self, inputs: Mapping[str, object], run: PolicyRun) -> Value:
        """The input's value; null, with the reason, when it is absent or does not fit its type."""
        given = inputs.get(self._qualified, _ABSENT)
        if given is _ABSENT:
            given = self._search(inputs)
            if given is _ABSENT:
                self._note(run, self._absent(run))
                return None
        if given.__class__ is self._plain:
            return given  # type: ignore[return-value]
        if given.__class__ is Decimal and self._number:
            number = _rounded(given)
            if number is not None:
                return number
        try:
            value = to_feel(given)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{self._what}: {error}") from None
        if value is None or self._type is ANY:
            return value
        fitted = convert(value, self._type)
        if fitted is MISFIT:
            before = len(run.problems)
            misfit(run, value, self._type, self._what)
            self._note(run, before)
            return None
        return fitted  # type: ignore[return-value]

    def _absent(self, run: PolicyRun) -> int:
        before = len(run.problems)
        run.problems.append(
            Problem(
                "warning",
                "missing-input",
                f"The input “{self._qualified}” was not given.",
                "Give it, if only as null.",
            )
        )
        return before

    def _note(self, run: PolicyRun, before: int) -> None:
        run.locate(before, tree.Text("", self.node.element.line), self.node.subject)

    def _search(self, inputs: Mapping[str, object]) -> object:
        within: Any = inputs
        for name in (*self._path, self._name):
            within = _named(within, name)
            if within is _ABSENT:
                break
        else:
            return within
        named = _named(inputs, self._qualified)
        return named if named is not _ABSENT or not self._path else _named(inputs, self._name)


def _named(values: Any, name: str) -> Any:
    if not isinstance(values, Mapping):
        return _ABSENT
    if name in values:
        return values[name]
    return next((value for key, value in values.items() if normal_name(str(key)) == name), _ABSENT)
