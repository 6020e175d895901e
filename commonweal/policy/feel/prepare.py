"""A tree, once, into Python closures: the reference interpreter."""

from __future__ import annotations

from .ast import Node
from .scope import Frame, Scope
from .values import Value


class Program:
    """A prepared expression. Calling it evaluates; it never raises and always ends."""

    __slots__ = ("tree",)

    def __init__(self, tree: Node) -> None:
        self.tree = tree

    def __call__(self, frame: Frame) -> Value:
        """The value in a frame of the scope it was prepared for, inside `with run:`."""
        raise NotImplementedError


def prepare(tree: Node, scope: Scope) -> Program:
    """Compile a tree. A `UnaryTests` tree gives true, false or null for the value that the scope calls `?`."""
    raise NotImplementedError
