"""A FEEL tree, once, into closures over frames in which some values are not certain.

Where all that an expression reads is certain, FEEL's own interpreter says what it is: there is one meaning of
FEEL, not two. Where a few known values are possible, the interpreter is asked about each. Only for wider sets
does this package know the operators; what it does not know rests on everything unsure inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from operator import itemgetter
from typing import Any, Final, TypeAlias, TypeVar

from ..dmn.constants import constant as written
from ..feel import Frame, Scope, Value, ast
from ..feel.compiling import compile_node, constant, place
from ..feel.functions import BUILTINS
from .possible import Anything, Names, Possible, Unsure, among, few, resting

Reader: TypeAlias = Callable[[Frame], Possible]
"""What an expression can come to in a frame whose slots hold possibles; slot 0 holds the run."""

_Build = TypeVar("_Build", bound=Callable[[Any, Scope], Reader])
BUILDERS: Final[dict[type[ast.Node], Callable[[Any, Scope], Reader]]] = {}
OF_THE_CLOCK: Final = frozenset({"now", "today"})
_MOST_WAYS: Final = 96


def reads(*kinds: type[ast.Node]) -> Callable[[_Build], _Build]:
    """Declare how some kinds of node are read."""

    def declare(build: _Build) -> _Build:
        for kind in kinds:
            BUILDERS[kind] = build
        return build

    return declare


def reader(node: ast.Node, scope: Scope) -> Reader:
    """The closure for a node whose names the scope gives."""
    known = constant(node) or written(node, scope)
    if known is not None:
        value = known.value
        return lambda _: value
    build = BUILDERS.get(node.__class__)
    return whole(node, scope) if build is None else build(node, scope)


def whole(node: ast.Node, scope: Scope) -> Reader:
    """The interpreter's value where everything the node reads is certain; otherwise anything."""
    if of_the_clock(node):
        slots = slots_read(node, scope)
        return lambda frame: Anything(resting(frame[slot] for slot in slots))
    code, slots = compile_node(node, scope), slots_read(node, scope)

    def read(frame: Frame) -> Possible:
        for slot in slots:
            if isinstance(frame[slot], Unsure):
                return Anything(resting(frame[each] for each in slots))
        return code(frame)  # type: ignore[no-any-return]

    return read


def of_the_clock(node: ast.Node) -> bool:
    """Whether an expression may ask what time it is."""
    return any(isinstance(each, ast.Name) and each.name in OF_THE_CLOCK for each in ast.walk(node))


def slots_read(node: ast.Node, scope: Scope) -> tuple[int, ...]:
    """The slots that an expression may read, and perhaps a few more."""
    slots: dict[int, None] = {}
    question = scope.slot("?")
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found = place(each.name, scope)
            slots.update(dict.fromkeys(found.items))
            if found.slot is not None:
                slots[found.slot] = None
        elif isinstance(each, ast.UnaryComparison | ast.UnaryTests) and question is not None:
            slots[question] = None
    return tuple(slots)


def one_by_one(
    function: Callable[..., Value], operands: tuple[Possible, ...], rests_on: Names | None = None
) -> Possible | None:
    """What an interpreter's function makes of each combination of a few values; None where they are many."""
    values = [few(each) for each in operands]
    ways = 1
    for each in values:
        if each is None:
            return None
        ways *= len(each)
    if ways > _MOST_WAYS:
        return None
    if ways == 1:
        return function(*operands)
    found = (function(*way) for way in product(*(each for each in values if each is not None)))
    return among(found, resting(operands) if rests_on is None else rests_on)


@reads(ast.Name)
def name(node: ast.Name, scope: Scope) -> Reader:
    """A variable; within a filter, first an entry of the item."""
    from .structures import entry_first

    found = place(node.name, scope)
    if node.name in OF_THE_CLOCK and found.slot is None:
        return lambda _: Anything(frozenset())
    otherwise: Reader
    if found.slot is None:
        builtin = BUILTINS.get(node.name)
        otherwise = lambda _: builtin  # noqa: E731
    else:
        otherwise = itemgetter(found.slot)
    for item in reversed(found.items):
        otherwise = entry_first(node.name, item, otherwise)
    return otherwise
