"""An expression from text to value, without an exception on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .ast import Node
from .diagnostics import Problem
from .prepare import Program
from .run import DEFAULT_LIMITS, Bindings, Clock, Limits
from .scope import Frame, Scope
from .types import FeelType
from .values import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """A text with everything that is known of it. `tree` is None when the text is not FEEL."""

    text: str
    tree: Node | None
    type: FeelType
    problems: tuple[Problem, ...]
    program: Program

    def __call__(self, frame: Frame) -> Value:
        """Its value; null with a recorded problem when the text is not FEEL."""
        return self.program(frame)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A value and the reasons why parts of it are null."""

    value: Value
    problems: tuple[Problem, ...]


def compile_expression(text: str, scope: Scope) -> Expression:
    """Parse, check and prepare an expression. Never raises."""
    raise NotImplementedError


def compile_unary_tests(text: str, scope: Scope) -> Expression:
    """Parse, check and prepare the tests of a decision table's cell, about the value called `?`. Never raises."""
    raise NotImplementedError


def evaluate(
    text: str,
    values: Mapping[str, object] | None = None,
    *,
    types: Mapping[str, FeelType] | None = None,
    clock: Clock | None = None,
    limits: Limits = DEFAULT_LIMITS,
    bindings: Bindings | None = None,
) -> Evaluation:
    """Evaluate a text once with these host values. Never raises for the text; TypeError for a value FEEL lacks."""
    raise NotImplementedError
