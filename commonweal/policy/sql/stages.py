"""Values computed once: the columns that a compiled policy works out on its way, each from those below it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .tree import ColumnRef, Literal, Lookup, Node
from .types import Day, Known, Many, Number, Piece, Structure, Text, Truth


@dataclass
class Stages:
    """The columns computed so far, in order; like expressions share one.

    `read` has what is known of each column of the source, and the description that tells it.
    """

    columns: dict[str, Node] = field(default_factory=dict)
    read: dict[str, tuple[object, Known]] = field(default_factory=dict)
    _named: dict[Node, str] = field(default_factory=dict)
    _variables: int = 0

    def keep(self, node: Node) -> Node:
        """The expression as a column of its own; itself where that is no gain, or inside a lambda."""
        if isinstance(node, ColumnRef | Literal) or node.free:
            return node
        name = self._named.get(node)
        if name is None:
            name = self._named[node] = f"cw{len(self.columns)}"
            self.columns[name] = node
        return ColumnRef(name)

    def lookup(self, node: Lookup) -> Node:
        """A lookup, which is always a column."""
        return self.keep(replace(node, key=self.keep(node.key)))

    def value(self, value: Known) -> Known:
        """A value with every part that must be computed kept."""
        match value:
            case Number():
                over = None if value.over is None else self.keep(value.over)
                return replace(value, node=self.keep(value.node), over=over)
            case Text() | Truth() | Day():
                return replace(value, node=self.keep(value.node))
            case Structure():
                entries = tuple((name, self.value(each)) for name, each in value.entries)
                return Structure(entries, self.keep(value.missing))
            case Many():
                parts = tuple(
                    replace(part, source=self.keep(part.source))
                    if isinstance(part, Piece)
                    else self.value(part)
                    for part in value.parts
                )
                return Many(parts, self.keep(value.missing))
        return value

    def variable(self) -> str:
        """A new name for the variable of a lambda."""
        self._variables += 1
        return f"item{self._variables}"
