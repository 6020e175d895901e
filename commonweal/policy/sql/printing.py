"""SQL text from the tree, by a dialect's tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .tree import Case, ColumnRef, Field, Lambda, Literal, Node, Operation, Variable

Print = Callable[[Node], str]


@dataclass(frozen=True)
class Dialect:
    """How one engine spells the primitives.

    `operations` maps a primitive to a format of its operands; `lambdas` one that applies a body to a format
    of list, variable and body; `lookup` the relation of a lookup's entries to a format of its rows.
    """

    name: str
    operations: dict[str, str]
    lambdas: dict[str, str]
    types: dict[str, str]
    quote: str
    date: str
    lookup: str
    column_of_struct: str = "{0}.{1}"
    escapes_backslash: bool = False

    def identifier(self, name: str) -> str:
        """A name in quotes."""
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def literal(self, value: object) -> str:
        """A constant."""
        match value:
            case None:
                return "NULL"
            case bool():
                return "TRUE" if value else "FALSE"
            case int():
                return self._integer(value)
            case str():
                text = value.replace("\\", "\\\\") if self.escapes_backslash else value
                quoted = text.replace("'", "\\'" if self.escapes_backslash else "''")
                return f"'{quoted}'"
            case datetime.date():
                return self.date.format(f"{value:%Y}".zfill(4) + f"{value:-%m-%d}")
        raise TypeError(f"no SQL literal for {value!r}")

    def _integer(self, value: int) -> str:
        if -(2**63) < value < 2**63:
            return str(value) if value >= 0 else f"({value})"
        return f"CAST('{value}' AS {self.types['wide']})"

    def text(self, node: Node) -> str:
        """The SQL of an expression."""
        match node:
            case Literal():
                return self.literal(node.value)
            case ColumnRef():
                return self.identifier(node.name)
            case Variable():
                return node.name
            case Field():
                return self.column_of_struct.format(self.text(node.source), self.identifier(node.name))
            case Case():
                branches = " ".join(
                    f"WHEN {self.text(when)} THEN {self.text(then)}" for when, then in node.branches
                )
                return f"CASE {branches} ELSE {self.text(node.otherwise)} END"
            case Lambda():
                return self.lambdas[node.name].format(
                    self.text(node.source), node.variable, self.text(node.body)
                )
            case Operation("and" | "or"):
                return f"({f' {node.name.upper()} '.join(self.text(each) for each in node.operands)})"
            case Operation():
                return self._operation(node)
        raise TypeError(f"no SQL for {node!r}")

    def _operation(self, node: Operation) -> str:
        operands = [self.text(each) for each in node.operands]
        form = self.operations[node.name]
        if "<pairs>" in form:
            pairs = zip(operands[::2], operands[1::2], strict=True)
            return form.replace("<pairs>", ", ".join(f"{key}: {value}" for key, value in pairs))
        if "{*}" in form:
            return form.replace("{*}", ", ".join(operands))
        return form.format(*operands)


COMMON: Final[dict[str, str]] = {
    "add": "({0} + {1})",
    "subtract": "({0} - {1})",
    "multiply": "({0} * {1})",
    "negate": "(-{0})",
    "modulo": "({0} % {1})",
    "absolute": "abs({0})",
    "=": "({0} = {1})",
    "<>": "({0} <> {1})",
    "<": "({0} < {1})",
    "<=": "({0} <= {1})",
    ">": "({0} > {1})",
    ">=": "({0} >= {1})",
    "not": "(NOT {0})",
    "is null": "({0} IS NULL)",
    "is not null": "({0} IS NOT NULL)",
    "greatest": "greatest({*})",
    "least": "least({*})",
    "coalesce": "coalesce({*})",
    "concatenate": "({0} || {1})",
    "odd": "(({0} & 1) = 1)",
    "year": "CAST(year({0}) AS BIGINT)",
    "month": "CAST(month({0}) AS BIGINT)",
    "day": "CAST(day({0}) AS BIGINT)",
    "starts with": "starts_with({0}, {1})",
    "ends with": "ends_with({0}, {1})",
    "contains": "contains({0}, {1})",
    "count of": "CAST({0} AS INT)",
}
"""Primitives that the engines spell alike. A primitive gives null where an operand is null, but for
`greatest` and `least`, which leave nulls out, and those whose name says otherwise.
"""
