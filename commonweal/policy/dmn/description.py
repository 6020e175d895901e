"""What a model takes and what it decides, told to hosts without the graph behind it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.policy.feel import FeelType

from . import tree
from .graph import Node
from .item_types import Types, written_values
from .trace import Kind, kind_of


@dataclass(frozen=True, slots=True)
class InputData:
    """A fact that a model is given. `type_name` is its declared type as written; `allowed` are FEEL texts."""

    name: str
    type: FeelType
    type_name: str | None
    allowed: tuple[str, ...]
    label: str | None
    description: str | None
    id: str | None
    line: int


@dataclass(frozen=True, slots=True)
class DecisionInfo:
    """A decision of a model. `requires` names the inputs and decisions it needs; `logic` is as written."""

    name: str
    type: FeelType
    type_name: str | None
    kind: Kind
    label: str | None
    question: str | None
    description: str | None
    requires: tuple[str, ...]
    id: str | None
    line: int
    logic: tree.Expression | None


def described_input(node: Node, types: Types) -> InputData:
    """An input of a graph, for people and hosts."""
    element = node.element
    item = types.item(element.variable.type_ref)
    allowed = tuple(written_values(item.allowed if item else None, types.all()))
    return InputData(
        node.name,
        node.type,
        element.variable.type_ref,
        allowed,
        element.label,
        element.description,
        element.id,
        element.line,
    )


def described_decision(node: Node) -> DecisionInfo:
    """A decision of a graph, for people and hosts."""
    element = node.element
    assert isinstance(element, tree.Decision)
    needs = (each.name for each in node.needs if isinstance(each.element, tree.InputData | tree.Decision))
    return DecisionInfo(
        node.name,
        node.type,
        element.variable.type_ref,
        kind_of(element.logic),
        element.label,
        element.question,
        element.description,
        tuple(needs),
        element.id,
        element.line,
        element.logic,
    )
