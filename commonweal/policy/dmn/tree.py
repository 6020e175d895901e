"""What a DMN file says, as plain immutable data: nothing resolved, nothing evaluated.

Names and shapes follow the DMN 1.5 metamodel (clauses 6, 7, 8 and 10.5). Every node knows the line of the
file on which its element starts. FEEL texts are kept as written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """FEEL text as written, and the line on which it starts."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Variable:
    """A named, perhaps typed, value (DMN InformationItem). `type_ref` is a type's name as written."""

    name: str
    type_ref: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence for people about a decision: `cw:words`. Told where `when`, a FEEL condition, is true."""

    language: str
    text: str
    authority: str | None
    line: int
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the published policy does not state and this file assumes: `cw:assumed`, in one language."""

    text: str
    source: str | None
    element: str | None
    line: int
    language: str = "en"


# Boxed expressions (clause 10.2.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """What every boxed expression has: where it is, what it is called and the type its value must have."""

    line: int
    id: str | None = None
    label: str | None = None
    type_ref: str | None = None


@dataclass(frozen=True, slots=True)
class LiteralExpression(Boxed):
    """A FEEL expression in a box."""

    text: Text
    language: str | None = None


@dataclass(frozen=True, slots=True)
class InputClause:
    """One input column: what is tested, and the values it may take."""

    heading: str
    expression: Text
    type_ref: str | None
    allowed: Text | None
    line: int


@dataclass(frozen=True, slots=True)
class OutputClause:
    """One output column. `name` is None in a table with a single output."""

    name: str | None
    heading: str
    type_ref: str | None
    allowed: Text | None
    default: Text | None
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a unary test a input, an expression an output, a text an annotation. `number` is from 1."""

    number: int
    id: str | None
    inputs: tuple[Text, ...]
    outputs: tuple[Text, ...]
    annotations: tuple[str, ...]
    description: str | None
    line: int


HitPolicy = Literal["UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]
Aggregation = Literal["SUM", "COUNT", "MIN", "MAX"]


@dataclass(frozen=True, slots=True)
class DecisionTable(Boxed):
    """A decision table (clause 8); the orientation it is drawn in means nothing."""

    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    annotations: tuple[str, ...]
    rules: tuple[Rule, ...]
    output_label: str | None


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """A named value of a context; the last may have no name and is then the context's result."""

    variable: Variable | None
    value: Expression | None
    line: int


@dataclass(frozen=True, slots=True)
class Context(Boxed):
    """A boxed context."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A parameter of an invocation and the expression that gives its value."""

    parameter: Variable
    value: Expression | None
    line: int


@dataclass(frozen=True, slots=True)
class Invocation(Boxed):
    """A call of a function by name of parameter."""

    function: Expression | None
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Boxed):
    """A function: FEEL, or one supplied by the host (kinds Java and PMML)."""

    kind: Literal["FEEL", "Java", "PMML"]
    parameters: tuple[Variable, ...]
    body: Expression | None


@dataclass(frozen=True, slots=True)
class Relation(Boxed):
    """A table of expressions: a list of contexts with the columns' names as keys."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple[Expression | None, ...], ...]


@dataclass(frozen=True, slots=True)
class ListOf(Boxed):
    """A boxed list."""

    items: tuple[Expression | None, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Boxed):
    """A boxed if, then, else."""

    test: Expression | None
    then: Expression | None
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class Filter(Boxed):
    """A boxed filter: the items for which `match` is true."""

    source: Expression | None
    match: Expression | None


@dataclass(frozen=True, slots=True)
class Iteration(Boxed):
    """A boxed for, some or every over one variable."""

    kind: Literal["for", "some", "every"]
    variable: str
    source: Expression | None
    body: Expression | None


Expression: TypeAlias = (
    LiteralExpression
    | DecisionTable
    | Context
    | Invocation
    | FunctionDefinition
    | Relation
    | ListOf
    | Conditional
    | Filter
    | Iteration
)


# Decision requirements (clause 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every element of a requirements graph has."""

    id: str | None
    name: str
    label: str | None
    description: str | None
    line: int
    variable: Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class InputData(Element):
    """A fact the policy is given."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A reference from one element to another: `namespace#id`, or `#id` within the file."""

    kind: Literal["input", "decision", "knowledge", "authority"]
    href: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """A decision and what it needs."""

    question: str | None
    allowed_answers: str | None
    requirements: tuple[Requirement, ...]
    logic: Expression | None
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge(Element):
    """A business knowledge model: a function that decisions and other functions may call."""

    requirements: tuple[Requirement, ...]
    logic: FunctionDefinition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionService(Element):
    """A set of decisions published together as one function (clause 10.4)."""

    outputs: tuple[Requirement, ...]
    encapsulated: tuple[Requirement, ...]
    input_decisions: tuple[Requirement, ...]
    inputs: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSource(Element):
    """An authority for decisions: a regulation, a scheme, a person."""

    location: str | None


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """The type of a function."""

    parameters: tuple[Variable, ...]
    output: str | None


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A type (clause 7.3.2): another with constraints, a structure, or a function.

    `allowed` constrains each value (each member, when `collection`); `constraint` the whole.
    """

    name: str
    id: str | None
    label: str | None
    collection: bool
    type_ref: str | None
    allowed: Text | None
    constraint: Text | None
    components: tuple[ItemDefinition, ...]
    function: FunctionItem | None
    line: int


@dataclass(frozen=True, slots=True)
class Import:
    """Another file's model, known here by `name` (an empty name puts its elements among our own)."""

    name: str
    namespace: str
    location: str | None
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Definitions:
    """One DMN file."""

    name: str
    namespace: str
    id: str | None
    file: str | None
    inputs: tuple[InputData, ...] = ()
    decisions: tuple[Decision, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    services: tuple[DecisionService, ...] = ()
    sources: tuple[KnowledgeSource, ...] = ()
    items: tuple[ItemDefinition, ...] = ()
    imports: tuple[Import, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)
