"""Tree to text, such that parsing the text gives the same tree."""

from __future__ import annotations

from .ast import Node


def print_tree(tree: Node) -> str:
    """The tree in FEEL, on one line."""
    raise NotImplementedError
