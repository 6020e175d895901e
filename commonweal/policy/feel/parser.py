"""Text to tree."""

from __future__ import annotations

from .ast import Node, TypeExpression, UnaryTests
from .scope import Scope


def parse_expression(text: str, scope: Scope) -> Node:
    """The tree of an expression. Raises FeelSyntaxError."""
    raise NotImplementedError


def parse_unary_tests(text: str, scope: Scope) -> UnaryTests:
    """The tests of a decision table's cell. Raises FeelSyntaxError."""
    raise NotImplementedError


def parse_type(text: str, scope: Scope) -> TypeExpression:
    """A type such as `list<number>`. Raises FeelSyntaxError."""
    raise NotImplementedError
