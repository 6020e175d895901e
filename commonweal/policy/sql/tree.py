"""A small typed SQL: what the compiler writes and every dialect prints.

Nodes are immutable and compared by what they say, so that the same expression is computed once. An
`Operation` names a primitive of `DIALECTS`; nothing else knows how an engine spells it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

LiteralValue: TypeAlias = bool | int | str | datetime.date | None


class Node:
    """Any SQL expression."""

    def parts(self) -> tuple[Node, ...]:
        """The expressions inside it."""
        return ()

    @cached_property
    def free(self) -> frozenset[str]:
        """The variables of lambdas around it that it mentions."""
        return frozenset().union(*(each.free for each in self.parts()))

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns it reads."""
        return frozenset().union(*(each.columns for each in self.parts()))

    @cached_property
    def size(self) -> int:
        """How many nodes it has."""
        return 1 + sum(each.size for each in self.parts())


@dataclass(frozen=True)
class Literal(Node):
    """A constant. An integer is written plainly, whatever width it is used in."""

    value: LiteralValue

    def __hash__(self) -> int:
        return hash((self.value.__class__, self.value))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Literal)
            and self.value.__class__ is other.value.__class__
            and self.value == other.value
        )


@dataclass(frozen=True)
class ColumnRef(Node):
    """A column of the stage below."""

    name: str

    @cached_property
    def columns(self) -> frozenset[str]:
        """Itself."""
        return frozenset((self.name,))


@dataclass(frozen=True)
class Variable(Node):
    """The variable of a lambda."""

    name: str

    @cached_property
    def free(self) -> frozenset[str]:
        """Itself."""
        return frozenset((self.name,))


@dataclass(frozen=True)
class Field(Node):
    """A field of a struct."""

    source: Node
    name: str

    def parts(self) -> tuple[Node, ...]:
        """The struct."""
        return (self.source,)


@dataclass(frozen=True)
class Operation(Node):
    """A primitive by name, on its operands."""

    name: str
    operands: tuple[Node, ...]

    def parts(self) -> tuple[Node, ...]:
        """The operands."""
        return self.operands

    @cached_property
    def _hash(self) -> int:
        return hash((self.name, self.operands))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Case(Node):
    """The first branch whose condition is true, else `otherwise`."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node

    def parts(self) -> tuple[Node, ...]:
        """Conditions and values."""
        return (*(part for branch in self.branches for part in branch), self.otherwise)

    @cached_property
    def _hash(self) -> int:
        return hash((self.branches, self.otherwise))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Lambda(Node):
    """A primitive that applies a body to each item of a list."""

    name: str
    source: Node
    variable: str
    body: Node

    def parts(self) -> tuple[Node, ...]:
        """The list and the body."""
        return (self.source, self.body)

    @cached_property
    def free(self) -> frozenset[str]:
        """What source and body mention, but for its own variable."""
        return self.source.free | (self.body.free - {self.variable})


@dataclass(frozen=True)
class Lookup(Node):
    """A value by an integer key, out of `(first key, last key, value)`; null for a key that none covers.

    Only a stage may hold one, for it is printed as a join.
    """

    key: Node
    entries: tuple[tuple[int, int, int], ...]

    def parts(self) -> tuple[Node, ...]:
        """The key."""
        return (self.key,)

    @cached_property
    def _hash(self) -> int:
        return hash((self.key, self.entries))

    def __hash__(self) -> int:
        return self._hash


NULL = Literal(None)
TRUE = Literal(True)
FALSE = Literal(False)


def walk(node: Node) -> Iterator[Node]:
    """The node and all inside it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(each.parts())


def op(name: str, *operands: Node) -> Node:
    """An operation, simplified where that is plain."""
    match name:
        case "and" | "or":
            return _logic(name, operands)
        case "not" if isinstance(operands[0], Literal):
            value = operands[0].value
            return NULL if value is None else Literal(not value)
        case "not" if isinstance(operands[0], Operation) and operands[0].name == "not":
            return operands[0].operands[0]
        case "not" if isinstance(operands[0], Operation) and operands[0].name in _OPPOSITE:
            return Operation(_OPPOSITE[operands[0].name], operands[0].operands)
        case "add" | "subtract" if operands[1] == Literal(0):
            return operands[0]
        case "multiply" if operands[1] == Literal(1):
            return operands[0]
        case "is null" | "is not null" if isinstance(operands[0], Literal):
            return Literal((operands[0].value is None) is (name == "is null"))
    return Operation(name, operands)


_OPPOSITE = {
    "is null": "is not null",
    "is not null": "is null",
    "same": "different",
    "different": "same",
    "=": "<>",
    "<>": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def _logic(name: str, operands: tuple[Node, ...]) -> Node:
    neutral, decisive = Literal(name == "and"), Literal(name == "or")
    kept: list[Node] = []
    for each in operands:
        inner = each.operands if isinstance(each, Operation) and each.name == name else (each,)
        for part in inner:
            if part == decisive:
                return decisive
            if part != neutral and part not in kept:
                kept.append(part)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else Operation(name, tuple(kept))


def case(branches: Sequence[tuple[Node, Node]], otherwise: Node) -> Node:
    """A case, without branches that cannot be taken."""
    kept: list[tuple[Node, Node]] = []
    for condition, value in branches:
        if condition in (FALSE, NULL):
            continue
        if condition == TRUE:
            otherwise = value
            break
        kept.append((condition, value))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    return Case(tuple(kept), otherwise) if kept else otherwise
