"""Checks one expression: gathers what is found on the way through its tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from . import ast
from .diagnostics import Problem, Severity, Span
from .local_names import UNKNOWN, Known, LocalNames
from .scope import Scope

Rule: TypeAlias = Callable[["Checker", Any, LocalNames], Known]
"""What is known of a kind of node; findings go to the checker."""


class Checker:
    """One pass over a tree. `guarded` holds the lists that a condition around them shows not to be empty."""

    def __init__(self, scope: Scope, rules: Mapping[type[ast.Node], Rule]) -> None:
        self.scope = scope
        self.problems: list[Problem] = []
        self.guarded: list[ast.Node] = []
        self._rules = rules

    def of(self, node: ast.Node, names: LocalNames) -> Known:
        """What is known of a node's value, where these names are."""
        rule = self._rules.get(node.__class__)
        return rule(self, node, names) if rule is not None else UNKNOWN

    def say(self, severity: Severity, code: str, message: str, span: Span, remedy: str = "") -> None:
        """Record a finding."""
        self.problems.append(Problem(severity, code, message, remedy, span))
