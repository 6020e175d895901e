"""What type each expression has, whether it may be null, and what cannot be right about it.

A finding is an error when no input could make the expression mean what it says, and a warning when some input
makes it null. Where a type is not known nothing is said: an unknown is never an error.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from . import ast, call_checks, flow_checks, operator_checks, structure_checks
from .checker import Checker, Rule
from .diagnostics import Problem
from .local_names import LocalNames
from .scope import Scope
from .types import FeelType


class Inferred(NamedTuple):
    """What is known of an expression, and the findings about it."""

    type: FeelType
    nullable: bool
    problems: tuple[Problem, ...]


def infer(tree: ast.Node, scope: Scope) -> Inferred:
    """The type of an expression, whether it may be null, and the findings about it. Never raises."""
    checker = Checker(scope, _RULES)
    known = checker.of(tree, LocalNames({}))
    return Inferred(known.type, known.nullable, tuple(checker.problems))


def check(tree: ast.Node, scope: Scope) -> tuple[FeelType, tuple[Problem, ...]]:
    """The type of an expression and the findings about it. Never raises."""
    found = infer(tree, scope)
    return found.type, found.problems


_RULES: Final[dict[type[ast.Node], Rule]] = {
    ast.NullLiteral: structure_checks.literal,
    ast.BooleanLiteral: structure_checks.literal,
    ast.NumberLiteral: structure_checks.literal,
    ast.StringLiteral: structure_checks.literal,
    ast.AtLiteral: structure_checks.literal,
    ast.Name: structure_checks.name,
    ast.Path: structure_checks.path,
    ast.Filter: flow_checks.filtered,
    ast.Invocation: call_checks.invocation,
    ast.Negation: operator_checks.negation,
    ast.Arithmetic: operator_checks.arithmetic,
    ast.Comparison: operator_checks.comparison,
    ast.Between: operator_checks.between,
    ast.In: operator_checks.membership,
    ast.Conjunction: operator_checks.logic,
    ast.Disjunction: operator_checks.logic,
    ast.InstanceOf: structure_checks.instance,
    ast.If: flow_checks.conditional,
    ast.For: flow_checks.loop,
    ast.Quantified: flow_checks.quantified,
    ast.RangeLiteral: structure_checks.range_literal,
    ast.UnaryComparison: operator_checks.unary_comparison,
    ast.ListLiteral: structure_checks.list_literal,
    ast.ContextLiteral: structure_checks.context,
    ast.FunctionDefinition: call_checks.function_definition,
    ast.UnaryTests: operator_checks.unary_tests,
}
