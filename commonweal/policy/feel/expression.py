"""An expression from text to value, without an exception on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .ast import Node
from .compiling import failing
from .diagnostics import FeelSyntaxError, Problem
from .parser import parse_expression, parse_unary_tests
from .prepare import Program, prepare
from .run import DEFAULT_LIMITS, Bindings, Clock, Limits, Run
from .scope import Frame, Scope
from .typecheck import infer
from .types import ANY, FeelType, type_of
from .values import Value, to_feel


@dataclass(frozen=True, slots=True)
class Expression:
    """A text with everything that is known of it. `tree` is None when the text is not FEEL.

    `nullable` is false only where the value cannot be null, whatever the inputs.
    """

    text: str
    tree: Node | None
    type: FeelType
    problems: tuple[Problem, ...]
    program: Program
    nullable: bool = True

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
    return _compile(text, scope, parse_expression)


def compile_unary_tests(text: str, scope: Scope) -> Expression:
    """Parse, check and prepare the tests of a decision table's cell, about the value called `?`. Never
    raises.
    """
    return _compile(text, scope, parse_unary_tests)


def _compile(text: str, scope: Scope, parse: Callable[[str, Scope], Node]) -> Expression:
    try:
        tree = parse(text, scope)
        known = infer(tree, scope)
        return Expression(text, tree, known.type, known.problems, prepare(tree, scope), known.nullable)
    except FeelSyntaxError as fault:
        problem = fault.problem
    except RecursionError:
        # The host has used up its stack before it came here.
        problem = Problem("error", "too-deep", "There is no room left to read the expression.")
    code = failing(problem.code, problem.message, problem.span, problem.remedy)
    return Expression(text, None, ANY, (problem,), Program(None, code))


def evaluate(
    text: str,
    values: Mapping[str, object] | None = None,
    *,
    types: Mapping[str, FeelType] | None = None,
    clock: Clock | None = None,
    limits: Limits = DEFAULT_LIMITS,
    bindings: Bindings | None = None,
) -> Evaluation:
    """Evaluate a text once with these host values. Never raises for the text; TypeError for a value FEEL
    lacks.
    """
    given = {name: to_feel(value) for name, value in (values or {}).items()}
    scope = Scope({name: type_of(value) for name, value in given.items()}, types=types)
    expression = compile_expression(text, scope)
    with Run(clock=clock, limits=limits, bindings=bindings) as run:
        value = expression(scope.frame(run, given))
    return Evaluation(value, tuple(run.problems))
