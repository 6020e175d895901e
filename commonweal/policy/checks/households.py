"""A household to begin with: a plain value for every input of a model, from which a search may set out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ..dmn.graph import Node
from ..feel import BOOLEAN, DATE, NUMBER, STRING, ContextType, Date, FeelType, ListType, Value
from ..feel.types import bare
from .surroundings import Surroundings
from .value_sets import ValueSet

Household = dict[str, Value]

_BORN: Final = re.compile(r"\b(born|birth)\b", re.IGNORECASE)
_A_BIRTHDAY: Final = Date(1985, 4, 1)
_A_DAY: Final = Date(2025, 4, 1)


def plain_household(surroundings: Surroundings, nodes: list[Node]) -> Household:
    """A value for each of these inputs: no, nothing, the first choice, an adult's birthday, an empty list."""
    return {node.name: plain_value(node.name, node.type, surroundings.values[node]) for node in nodes}


def plain_value(name: str, type_: FeelType, allowed: ValueSet | None = None) -> Value:
    """The plainest value of a type; of several, one that is allowed."""
    plain = bare(type_)
    found: Value = None
    if plain == BOOLEAN:
        found = False
    elif plain == NUMBER:
        found = Decimal(0)
    elif plain == DATE:
        found = _A_BIRTHDAY if _BORN.search(name) else _A_DAY
    elif plain == STRING:
        found = "something"
    elif isinstance(plain, ListType):
        return []
    elif isinstance(plain, ContextType):
        return item_of(plain)
    if allowed is None or (found is not None and allowed.holds(found)):
        return found
    return next(allowed.given().values(), found)


def item_of(type_: FeelType, given: Mapping[str, Value] | None = None) -> Value:
    """A plain member of a list of that type: a context with every entry, or a single value."""
    plain = bare(type_)
    if isinstance(plain, ContextType):
        return {**{name: plain_value(name, each) for name, each in plain.entries}, **(given or {})}
    return plain_value("", plain)
