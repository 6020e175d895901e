"""The values of decisions as columns that can be read back exactly."""

from __future__ import annotations

import datetime

from .columns import ResultColumn
from .dates import FIRST, LAST
from .doubts import Doubts
from .lists import mapped
from .numbers import scaled, unrounded
from .refusal import Refused
from .texts import text_node
from .tree import FALSE, NULL, TRUE, Case, Literal, Node, case, op
from .types import Day, Known, Many, Nothing, Number, Piece, Structure, Text, Truth, decimals


def result(name: str, value: Known, doubts: Doubts) -> tuple[Node, ResultColumn]:
    """The node and the description of a decision's column. Raises Refused for what cannot be read back."""
    match value:
        case Nothing():
            return NULL, ResultColumn(name, "null", "INTEGER")
        case Number():
            return _number(name, value, doubts)
        case Text():
            return text_node(value), ResultColumn(name, "string", "VARCHAR")
        case Truth():
            return value.node, ResultColumn(name, "boolean", "BOOLEAN")
        case Day():
            return _date(value, doubts), ResultColumn(name, "date", "DATE")
        case Structure():
            return _structure(name, value, doubts)
        case Many():
            return _list(name, value, doubts)
    raise Refused("A range or a function is not a column.")


def _number(name: str, value: Number, doubts: Doubts) -> tuple[Node, ResultColumn]:
    if value.over is not None:
        raise Refused("It is a quotient by an amount that varies, not rounded: it may have 34 digits.")
    if value.unit == "days":
        return value.node, ResultColumn(name, "days", "BIGINT", 0, value.den)
    if value.unit == "months":
        return value.node, ResultColumn(name, "months", "BIGINT")
    if value.drifts:
        for each in unrounded(value):
            doubts.add(TRUE if each.condition is None else each.condition)
    sql_type = "HUGEINT" if value.wide else "BIGINT"
    places = decimals(value.den)
    if places is None:
        return value.node, ResultColumn(name, "number", sql_type, 0, value.den)
    factor = 10**places // value.den
    if isinstance(value.node, Literal):
        # Its bounds may be wider than its one value, as where no row can reach a rule of a table.
        known = value.node.value
        node = NULL if known is None else Literal(int(known) * factor)  # type: ignore[arg-type]
        return op("to whole", node), ResultColumn(name, "number", "BIGINT", places)
    return scaled(value, factor), ResultColumn(name, "number", sql_type, places)


def _date(value: Day, doubts: Doubts) -> Node:
    """The date; null and in doubt where its year is one that a client cannot hold."""
    beyond: list[Node] = []
    if value.low < FIRST:
        beyond.append(op("<", value.node, Literal(datetime.date(1, 1, 1))))
    if value.high > LAST:
        beyond.append(op(">", value.node, Literal(datetime.date(9999, 12, 31))))
    if not beyond:
        return value.node
    doubts.add(op("or", *beyond))
    return case([(op("or", *beyond), NULL)], value.node)


def _structure(name: str, value: Structure, doubts: Doubts) -> tuple[Node, ResultColumn]:
    fields = []
    parts: list[Node] = []
    for key, each in value.entries:
        node, column = result(key, each, doubts)
        fields.append(column)
        parts += [Literal(key), node]
    node = op("struct", *parts)
    if value.missing != FALSE:
        node = Case(((op("not", value.missing), node),), NULL)
    return node, ResultColumn(name, "context", "STRUCT", fields=tuple(fields))


def _list(name: str, value: Many, doubts: Doubts) -> tuple[Node, ResultColumn]:
    if not value.parts:
        empty = ResultColumn("item", "null", "INTEGER")
        return case([(value.missing, NULL)], op("empty list")), ResultColumn(name, "list", "LIST", item=empty)
    columns: list[ResultColumn] = []
    node: Node | None = None
    written: list[Node] = []

    def close() -> None:
        nonlocal node
        if written:
            _join(op("list", *written))
            written.clear()

    def _join(part: Node) -> None:
        nonlocal node
        node = part if node is None else op("join lists", node, part)

    for part in value.parts:
        item, column = result("item", part.body if isinstance(part, Piece) else part, doubts)
        if column.kind != "null":
            columns.append(column)
        if isinstance(part, Piece):
            close()
            _join(mapped(part, item))
        else:
            written.append(item)
    close()
    assert node is not None
    if any(each != columns[0] for each in columns):
        raise Refused("The items of the list are of different kinds.")
    item_column = columns[0] if columns else ResultColumn("item", "null", "INTEGER")
    return case([(value.missing, NULL)], node), ResultColumn(name, "list", "LIST", item=item_column)
