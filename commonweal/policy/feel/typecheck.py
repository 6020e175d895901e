"""What type each expression has, and what cannot be right about it."""

from __future__ import annotations

from .ast import Node, TypeExpression
from .diagnostics import Problem
from .scope import Scope
from .types import FeelType


def check(tree: Node, scope: Scope) -> tuple[FeelType, tuple[Problem, ...]]:
    """The type of an expression and the findings about it. Never raises."""
    raise NotImplementedError


def resolve_type(written: TypeExpression, scope: Scope) -> FeelType | None:
    """The type that is written; None when it names a type that is not declared."""
    raise NotImplementedError
