"""How a tree becomes closures: one compiler a kind of node, found by the node's class.

A closure (`Code`) takes the frame and returns a value. It may raise only `StepsSpent`. Each kind of node is
compiled in the file of its family: literals and structures, operators, membership, iteration, invocation.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from .ast import (
    AtLiteral,
    BooleanLiteral,
    Name,
    Negation,
    Node,
    NullLiteral,
    NumberLiteral,
    StringLiteral,
)
from .diagnostics import Span
from .scope import Frame, Scope
from .temporal_text import read_temporal
from .types import ANY
from .values import Value

Code: TypeAlias = Callable[[Frame], Any]
Compiler: TypeAlias = Callable[[Any, Scope], Code]
_Function = TypeVar("_Function", bound=Compiler)

COMPILERS: Final[dict[type[Node], Compiler]] = {}


def compiles(*kinds: type[Node]) -> Callable[[_Function], _Function]:
    """Declare the compiler of some kinds of node."""

    def declare(compiler: _Function) -> _Function:
        for kind in kinds:
            COMPILERS[kind] = compiler
        return compiler

    return declare


def compile_node(node: Node, scope: Scope) -> Code:
    """The closure for a node whose names the scope gives."""
    return COMPILERS[node.__class__](node, scope)


class Constant(NamedTuple):
    """A value known without evaluation."""

    value: Value


def constant(node: Node) -> Constant | None:
    """The value of a literal; None for anything that must be evaluated, or whose evaluation has a problem."""
    if isinstance(node, NumberLiteral | StringLiteral | BooleanLiteral):
        return Constant(node.value)
    if isinstance(node, NullLiteral):
        return Constant(None)
    if isinstance(node, Negation) and isinstance(node.operand, NumberLiteral):
        return Constant(node.operand.value.copy_negate())
    if isinstance(node, AtLiteral):
        value = read_temporal(node.text)
        return None if value is None else Constant(value)
    return None


def always(value: Value) -> Code:
    """The closure of a constant."""
    return lambda _: value


def failing(code: str, message: str, span: Span, remedy: str = "") -> Code:
    """The closure of what can have no value: null, with the reason each time."""

    def fail(frame: Frame) -> Value:
        return frame[0].null(code, message, span, remedy)  # type: ignore[no-any-return]

    return fail


class FilterScope(Scope):
    """The scope inside a filter: `item`, and before it the entries of whatever context the item is."""

    __slots__ = ("item",)

    def __init__(self, outer: Scope) -> None:
        super().__init__({"item": ANY}, outer=outer)
        slot = self.slot("item")
        assert slot is not None
        self.item: int = slot


class Place(NamedTuple):
    """Where a name's value is found: first as an entry of these filters' items, then in the slot."""

    items: tuple[int, ...]
    slot: int | None


def place(name: str, scope: Scope) -> Place:
    """Where to look for a name, the innermost scope first."""
    items: list[int] = []
    here: Scope | None = scope
    while here is not None:
        if isinstance(here, FilterScope):
            items.append(here.item)
        slot = here.own_slot(name)
        if slot is not None:
            return Place(tuple(items), slot)
        here = here.outer
    return Place(tuple(items), None)


def plain_slot(node: Node, scope: Scope) -> int | None:
    """The slot of a name that can only mean one variable; None for any other node."""
    if not isinstance(node, Name):
        return None
    found = place(node.name, scope)
    return None if found.items else found.slot


def load(slot: int) -> Code:
    """The closure that reads a slot."""
    return itemgetter(slot)


ZERO: Final = Decimal(0)
