"""The tree of a FEEL expression: one immutable node a grammar rule, each with the span of its text.

Two trees are equal when they say the same, wherever they stood: spans are not compared. Numbers keep the
digits they were written with. `children` gives any node's sub-expressions, so that a walk need not know every
node.
"""

from __future__ import annotations

from collections.abc import Iterator as PythonIterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .diagnostics import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Node:
    """Any expression. `span` is where it stands in the text."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NullLiteral(Node):
    """`null`."""


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """Digits; a minus sign before them is a `Negation`."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    """Text in double quotes, its escapes already read."""

    value: str


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """`@"2025-04-01"`: a date, time, date and time or duration."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, a built-in function, or `?` in a unary test. Words are separated by single spaces."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.member`."""

    source: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[condition]`, the condition a position or a test of each item."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Invocation(Node):
    """`function(arguments)`; `names` is empty when positional, else one name an argument."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-operand`."""

    operand: Node


ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
ComparisonOperator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left operator right`."""

    operator: ArithmeticOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right`."""

    operator: ComparisonOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, both ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test` or `value in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`term and term and …`: two or more terms, evaluated from the left."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`term or term or …`: two or more terms, evaluated from the left."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: TypeExpression


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then consequence else alternative`."""

    condition: Node
    consequence: Node
    alternative: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in source`, or `name in source..end` where `end` is given."""

    name: str
    source: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return result`."""

    iterations: tuple[Iteration, ...]
    result: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some iterations satisfies condition`, or `every …`."""

    quantifier: Literal["some", "every"]
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """`[low..high]`, with `(` or `)` where an end is not included."""

    low: Node
    low_included: bool
    high: Node
    high_included: bool


@dataclass(frozen=True, slots=True)
class UnaryComparison(Node):
    """`< endpoint`: a test of the value in question, or a range open on one side."""

    operator: ComparisonOperator
    endpoint: Node


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[item, item]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """`{name: value, …}`; later entries see earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class FormalParameter(Node):
    """`name` or `name: type`."""

    name: str
    type: TypeExpression | None = None


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    """`function(parameters) body`, or `function(parameters) external mapping`."""

    parameters: tuple[FormalParameter, ...]
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The tests of a decision table's cell. Empty tests are `-`: any value passes."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class TypeExpression(Node):
    """A type as written."""


@dataclass(frozen=True, slots=True)
class NamedType(TypeExpression):
    """A built-in type or an item definition, by its name (dotted when imported)."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf(TypeExpression):
    """`list<element>`."""

    element: TypeExpression


@dataclass(frozen=True, slots=True)
class RangeOf(TypeExpression):
    """`range<element>`."""

    element: TypeExpression


@dataclass(frozen=True, slots=True)
class ContextOf(TypeExpression):
    """`context<name: type, …>`."""

    entries: tuple[tuple[str, TypeExpression], ...]


@dataclass(frozen=True, slots=True)
class FunctionOf(TypeExpression):
    """`function<type, …> -> type`."""

    parameters: tuple[TypeExpression, ...]
    result: TypeExpression


def children(node: Node) -> PythonIterator[Node]:
    """A node's own parts, in the order of the text (types and formal parameters included)."""
    for name in node.__dataclass_fields__:
        part = getattr(node, name)
        if isinstance(part, Node):
            yield part
        elif isinstance(part, tuple) and name != "span":
            for each in part:
                if isinstance(each, Node):
                    yield each
                elif isinstance(each, tuple):
                    yield from (deep for deep in each if isinstance(deep, Node))


def size(node: Node) -> int:
    """How many nodes there are, this one and all below it."""
    return sum(1 for _ in walk(node))


def walk(node: Node) -> PythonIterator[Node]:
    """The node and everything below it, without recursion."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(children(each))
