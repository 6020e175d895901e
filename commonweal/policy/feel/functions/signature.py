"""What a built-in function takes and gives, written as the specification writes it.

`substring(string: string, start position: number, length?: number) -> string` declares names for named
invocation, types for conversion and checking, and what may be left out. A type that ends in `?` also takes
null; `items...: number` takes one or more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ..types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    MISFIT,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    conforms,
)
from ..values import Date, DateTime, DaysTime, Function, Range, Time, Value, YearsMonths

PythonType: TypeAlias = type[object]

_TYPES: Final[dict[str, tuple[FeelType, PythonType | None]]] = {
    "any": (ANY, None),
    "number": (NUMBER, Decimal),
    "string": (STRING, str),
    "boolean": (BOOLEAN, bool),
    "date": (DATE, Date),
    "time": (TIME, Time),
    "date and time": (DATE_TIME, DateTime),
    "days and time duration": (DAYS_TIME, DaysTime),
    "years and months duration": (YEARS_MONTHS, YearsMonths),
    "context": (CONTEXT, dict),
    "list": (ListType(ANY), list),
    "list<number>": (ListType(NUMBER), list),
    "list<string>": (ListType(STRING), list),
    "list<boolean>": (ListType(BOOLEAN), list),
    "list<context>": (ListType(CONTEXT), list),
    "range": (RangeType(ANY), Range),
    "function": (FunctionType((), ANY), Function),
}


@dataclass(frozen=True, slots=True)
class Formal:
    """One parameter of a built-in."""

    name: str
    type: FeelType
    python: PythonType | None
    optional: bool
    nullable: bool

    def accept(self, value: Value) -> Any:
        """The value as the function takes it, after implicit conversion, or MISFIT."""
        python = self.python
        if value.__class__ is python or python is None:
            return value
        if value is None:
            return None if self.nullable else MISFIT
        if python is list:
            return [value]
        if python is Function and isinstance(value, Function):
            return value
        if isinstance(value, list) and len(value) == 1 and value[0].__class__ is python:
            return value[0]
        return MISFIT


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to invoke a built-in."""

    parameters: tuple[Formal, ...]
    variadic: bool
    result: FeelType
    least: int
    code: Callable[..., Any]
    with_run: bool
    text: str
    cost: int = 1
    timed: bool = False

    def takes(self, count: int) -> bool:
        """Whether so many positional arguments fit."""
        return self.least <= count and (self.variadic or count <= len(self.parameters))

    def fits(self, wanted: tuple[FeelType, ...], result: FeelType) -> bool:
        """Whether arguments of these types can be given, and the result stands where that type is wanted."""
        return (
            self.takes(len(wanted))
            and all(conforms(each, self.formal(index).type) for index, each in enumerate(wanted))
            and (self.result == ANY or conforms(self.result, result))
        )

    def takes_names(self, names: tuple[str, ...]) -> bool:
        """Whether arguments of these names fit."""
        known = {each.name for each in self.parameters}
        needed = {each.name for each in self.parameters if not each.optional and each.python is not None}
        if self.variadic and self.parameters[-1].name in ("b", "c", "n"):
            return False
        given = set(names)
        return len(given) == len(names) and needed <= given <= known

    def unsupplied(self, names: tuple[str, ...]) -> list[Formal]:
        """The parameters that named arguments leave out and that are therefore null (10.3.2.13.5)."""
        return [each for each in self.parameters if each.name not in names and not each.optional]

    def formal(self, index: int) -> Formal:
        """The parameter that the argument at an index fills; the last repeats where it is variadic."""
        return self.parameters[min(index, len(self.parameters) - 1)]


def type_written(text: str) -> tuple[FeelType, PythonType | None, bool]:
    """The type, its Python class and whether null is taken. KeyError for a type the table lacks."""
    nullable = text.endswith("?") or text == "any"
    type_, python = _TYPES[text.removesuffix("?")]
    return type_, python, nullable


def read_signature(
    text: str, code: Callable[..., Any], *, with_run: bool, cost: int = 1, timed: bool = False
) -> tuple[str, Signature]:
    """A function's name and signature from its declaration."""
    head, result = text.rsplit("->", 1)
    name, inside = head.strip().removesuffix(")").split("(", 1)
    parameters: list[Formal] = []
    variadic = False
    for part in filter(None, (each.strip() for each in inside.split(","))):
        label, written = (each.strip() for each in part.split(":", 1))
        variadic = variadic or label.endswith("...")
        type_, python, nullable = type_written(written)
        plain = label.removesuffix("...").removesuffix("?")
        parameters.append(Formal(plain, type_, python, label.endswith("?"), nullable))
    least = sum(not each.optional for each in parameters)
    result_type = type_written(result.strip().removesuffix("?"))[0]
    return name, Signature(tuple(parameters), variadic, result_type, least, code, with_run, text, cost, timed)
