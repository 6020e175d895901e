"""What type a built-in gives for given arguments, and which arguments it can never take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .functions import Builtin
from .functions.signature import Formal, Signature
from .temporal_text import read_duration
from .types import (
    ANY,
    DATE_TIME,
    DAYS_TIME,
    NULL,
    YEARS_MONTHS,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    bare,
    conforms,
    join,
)
from .values import YearsMonths

_SAME_LIST: Final = frozenset({"sublist", "remove", "reverse", "distinct values", "sort"})
_WITH_ITEM: Final = {"append": 1, "insert before": 2, "list replace": 2}
_JOINED: Final = frozenset({"concatenate", "union"})
_EXTREMES: Final = frozenset({"min", "max"})

EMPTY_IS_NULL: Final = frozenset({"sum", "min", "max", "mean", "product", "median", "stddev"})
"""Built-ins that give null for an empty list."""

MAY_BE_NULL: Final = EMPTY_IS_NULL | frozenset(
    {
        "date", "time", "date and time", "duration", "number", "get value", "range", "now", "today", "sqrt",
        "log", "modulo", "substring", "string", "not", "all", "any", "context", "matches", "replace", "split",
    }
)  # fmt: skip
"""Built-ins that can give null although every argument is of the right type."""


def takes(formal: Formal, given: FeelType) -> bool:
    """Whether some value of a type can become what a parameter takes."""
    wanted, given = bare(formal.type), bare(given)
    if wanted == ANY or given in (ANY, NULL):
        return True
    if isinstance(wanted, ListType):
        return True
    if isinstance(given, ListType):
        return takes(formal, given.element)
    if isinstance(wanted, FunctionType):
        return isinstance(given, FunctionType)
    if isinstance(wanted, RangeType):
        return isinstance(given, RangeType)
    return conforms(given, wanted) and not (wanted == DATE_TIME and given != DATE_TIME)


def matching(function: Builtin, names: tuple[str, ...], given: Sequence[FeelType]) -> list[Signature]:
    """The signatures that arguments of these types may fit."""
    found: list[Signature] = []
    for signature in function.fitting(len(given), names):
        if names:
            formal_of = {each.name: each for each in signature.parameters}
            formals = [formal_of[name] for name in names]
        else:
            formals = [signature.formal(index) for index in range(len(given))]
        if all(takes(formal, each) for formal, each in zip(formals, given, strict=True)):
            found.append(signature)
    return found


def result_type(
    name: str, signatures: list[Signature], given: Sequence[FeelType], text: str | None
) -> FeelType:
    """The type of a built-in's value. `text` is its first argument, where that is a string literal."""
    if name == "duration" and text is not None:
        return YEARS_MONTHS if isinstance(read_duration(text), YearsMonths) else DAYS_TIME
    if given and name in _SAME_LIST:
        return _listed(given[0])
    if name in _WITH_ITEM and len(given) > _WITH_ITEM[name]:
        items = given[_WITH_ITEM[name] :]
        return ListType(_joined([_listed(given[0]).element, *items]))
    if given and name in _JOINED:
        return ListType(_joined([_listed(each).element for each in given]))
    if given and name in _EXTREMES:
        listed = len(given) == 1 and isinstance(bare(given[0]), ListType)
        return _listed(given[0]).element if listed else _joined(list(given))
    return _joined([each.result for each in signatures])


def _joined(types: list[FeelType]) -> FeelType:
    found: FeelType = NULL
    for each in types:
        found = join(found, bare(each))
    return ANY if found == NULL else found


def _listed(type_: FeelType) -> ListType:
    plain = bare(type_)
    if isinstance(plain, ListType):
        return plain
    return ListType(ANY if plain == NULL else plain)
