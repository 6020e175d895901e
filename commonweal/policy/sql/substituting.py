"""Putting an expression in the place of a lambda's variable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .tree import Case, Field, Lambda, Node, Operation, Variable
from .types import Day, Known, Many, Number, Piece, Structure, Text, Truth


def substituted(node: Node, variable: str, by: Node) -> Node:
    """The expression with another in place of a variable."""
    if variable not in node.free:
        return node
    match node:
        case Variable():
            return by
        case Field():
            return Field(substituted(node.source, variable, by), node.name)
        case Operation():
            return Operation(node.name, tuple(substituted(each, variable, by) for each in node.operands))
        case Case():
            branches = tuple(
                (substituted(when, variable, by), substituted(then, variable, by))
                for when, then in node.branches
            )
            return Case(branches, substituted(node.otherwise, variable, by))
        case Lambda():
            body = node.body if node.variable == variable else substituted(node.body, variable, by)
            return Lambda(node.name, substituted(node.source, variable, by), node.variable, body)
    return node


def each_node(value: Known, change: Callable[[Node], Node]) -> Known:
    """The value with every expression in it changed."""
    match value:
        case Number():
            over = None if value.over is None else change(value.over)
            drifts = tuple(
                each if each.condition is None else replace(each, condition=change(each.condition))
                for each in value.drifts
            )
            return replace(value, node=change(value.node), over=over, drifts=drifts)
        case Text() | Truth() | Day():
            return replace(value, node=change(value.node))
        case Structure():
            entries = tuple((name, each_node(each, change)) for name, each in value.entries)
            return Structure(entries, change(value.missing))
        case Many():
            parts = tuple(
                replace(
                    part,
                    source=change(part.source),
                    body=each_node(part.body, change),
                    condition=None if part.condition is None else change(part.condition),
                )
                if isinstance(part, Piece)
                else each_node(part, change)
                for part in value.parts
            )
            return Many(parts, change(value.missing))
    return value
