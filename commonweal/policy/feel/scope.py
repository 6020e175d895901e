"""What names mean where an expression stands, known before anything runs.

A `Layout` numbers the variables that live together in one frame (a Python list whose item 0 is the `Run`). A
`Scope` is an immutable chain of names over one layout: each name has a slot in the frame and a declared type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from .names import Names
from .types import ANY, SIMPLE_TYPES, ContextType, FeelType, FunctionType, ListType, RangeType, bare

if TYPE_CHECKING:
    from .run import Run

Frame: TypeAlias = list[Any]
"""Slot 0 holds the `Run`; every other slot the value of a variable."""


class Layout:
    """How many slots the frames of some expressions need. It grows while they are prepared."""

    __slots__ = ("size",)

    def __init__(self) -> None:
        self.size = 1

    def allot(self) -> int:
        """A new slot."""
        slot = self.size
        self.size += 1
        return slot

    def frame(self, run: Run) -> Frame:
        """A frame with every variable null."""
        frame: Frame = [None] * self.size
        frame[0] = run
        return frame


class Scope:
    """Names in force, with their slots and types; built-in functions stand outside it.

    `names` maps each name to its declared type (ANY when unknown). `types` maps the names of item definitions
    to types, for `instance of` and typed parameters. A frame for the scope is `scope.frame(run, values)`.
    """

    __slots__ = ("_index", "_slots", "_type_index", "_types", "layout", "outer", "types")

    def __init__(
        self,
        names: Mapping[str, FeelType] | None = None,
        *,
        types: Mapping[str, FeelType] | None = None,
        layout: Layout | None = None,
        outer: Scope | None = None,
    ) -> None:
        self.outer = outer
        self.layout: Layout = layout or (outer.layout if outer else Layout())
        self.types: Mapping[str, FeelType] = types if types is not None else (outer.types if outer else {})
        self._types = {normal_name(name): each for name, each in (names or {}).items()}
        self._slots = {name: self.layout.allot() for name in self._types}
        self._index: Names | None = None
        self._type_index: Names | None = None

    def child(self, names: Mapping[str, FeelType]) -> Scope:
        """This scope with more names in front, in the same frame."""
        return Scope(names, outer=self)

    def slot(self, name: str) -> int | None:
        """Where the frame holds the name's value; None for a name not in scope."""
        name = normal_name(name)
        scope: Scope | None = self
        while scope is not None:
            if name in scope._slots:
                return scope._slots[name]
            scope = scope.outer
        return None

    def own_slot(self, name: str) -> int | None:
        """Where the frame holds a name that this scope itself brings in."""
        return self._slots.get(normal_name(name))

    def type(self, name: str) -> FeelType | None:
        """The name's declared type; None for a name not in scope."""
        name = normal_name(name)
        scope: Scope | None = self
        while scope is not None:
            if name in scope._types:
                return scope._types[name]
            scope = scope.outer
        return None

    def names(self) -> Iterator[str]:
        """Every name in force, the nearest first, each once."""
        seen: set[str] = set()
        scope: Scope | None = self
        while scope is not None:
            for name in scope._types:
                if name not in seen:
                    seen.add(name)
                    yield name
            scope = scope.outer

    def member_names(self) -> Iterator[str]:
        """Every entry name of every context type in force, so that names with spaces are read as one."""
        seen: set[int] = set()
        waiting: list[FeelType] = list(self.types.values())
        scope: Scope | None = self
        while scope is not None:
            waiting.extend(scope._types.values())
            scope = scope.outer
        while waiting:
            each = bare(waiting.pop())
            if id(each) in seen:
                continue
            seen.add(id(each))
            if isinstance(each, ContextType):
                for name, entry in each.entries:
                    yield normal_name(name)
                    waiting.append(entry)
            elif isinstance(each, ListType | RangeType):
                waiting.append(each.element)
            elif isinstance(each, FunctionType):
                waiting.append(each.result)

    def name_index(self) -> list[Names]:
        """What the parser recognises as names here: built-in functions first, then outer to inner scopes."""
        if self._index is None:
            self._index = Names(self._types)
        return [*(self.outer.name_index() if self.outer else [builtin_names()]), self._index]

    def member_index(self) -> Names:
        """What the parser recognises after a full stop; a new one each time, for it may grow."""
        return Names(self.member_names())

    def type_index(self) -> Names:
        """What the parser recognises as the name of a type."""
        if self._type_index is None:
            self._type_index = Names([*SIMPLE_TYPES, *self.types])
        return self._type_index

    def frame(self, run: Run, values: Mapping[str, object] | None = None) -> Frame:
        """A frame in which these names have these FEEL values. Names not in scope are left out."""
        frame = self.layout.frame(run)
        for name, value in (values or {}).items():
            slot = self.slot(name)
            if slot is not None:
                frame[slot] = value
        return frame

    def type_named(self, name: str) -> FeelType | None:
        """The built-in type or item definition of that name."""
        return self.types.get(name) or SIMPLE_TYPES.get(name)


@cache
def builtin_names() -> Names:
    """The names of the built-in functions."""
    from .functions import BUILTINS

    return Names(BUILTINS)


def normal_name(name: str) -> str:
    """A name with its white space reduced to single spaces, as FEEL compares names."""
    return " ".join(name.split())


def open_scope(names: Mapping[str, FeelType] | list[str], **options: Any) -> Scope:
    """A scope from names alone, each of any type."""
    return Scope(names if isinstance(names, Mapping) else dict.fromkeys(names, ANY), **options)
