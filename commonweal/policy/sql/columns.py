"""What is known of the columns that a compiled policy reads, and what it gives."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from commonweal.policy.feel import Date, DaysTime, Run, Value, YearsMonths, to_feel
from commonweal.policy.feel.temporal import DAY_NANOS

from . import dates
from .stages import Stages
from .texts import MOST_OPTIONS, text
from .tree import FALSE, NULL, ColumnRef, Field, Node, Variable, case, op
from .tree import Literal as SqlLiteral
from .types import Day, Known, Many, Number, Piece, Structure, Text, Truth, is_wide, number

Kind = Literal["number", "string", "boolean", "date", "list", "context"]

LONGEST: Final = 1_000


@dataclass(frozen=True)
class Column:
    """A column of the source. What it says must hold of every row: it is what exactness is proved from.

    `kind` is the kind of value. For a number `scale` is its decimals, `digits` all its digits (a DECIMAL's
    width; `low` and `high`, where given, are tighter bounds, both included), and `whole` says that the column
    is an integer that holds the value times ten to the scale. `low` and `high` are dates for a date (years 1
    to 9999 otherwise). `values` are all the strings that there can be. `item` is the list's item, `fields`
    the context's columns by name, `longest` the most items. `nullable` whether it may hold null.
    """

    kind: Kind
    low: Decimal | int | datetime.date | None = None
    high: Decimal | int | datetime.date | None = None
    digits: int = 18
    scale: int = 0
    nullable: bool = True
    values: Sequence[str] | None = None
    item: Column | None = None
    fields: Mapping[str, Column] = field(default_factory=dict)
    longest: int = LONGEST
    whole: bool = False

    def __post_init__(self) -> None:
        if self.kind == "list" and self.item is None:
            raise ValueError("a list column needs its item")
        if not 0 <= self.scale <= self.digits <= 38:
            raise ValueError("a number's scale is from 0 to its digits, and its digits at most 38")

    def value(self, node: Node, stages: Stages) -> Known:
        """What is known of the column's value, read by this expression."""
        match self.kind:
            case "number":
                return self._number(node, stages)
            case "string":
                return self._text(node, stages)
            case "boolean":
                return Truth(node, self.nullable)
            case "date":
                return self._date(node)
            case "context":
                entries = tuple(
                    (name, each.value(Field(node, name), stages)) for name, each in self.fields.items()
                )
                return Structure(entries, op("is null", node) if self.nullable else FALSE)
            case "list":
                return self._list(node, stages)

    def _number(self, node: Node, stages: Stages) -> Known:
        unit = 10**self.scale
        most = 10**self.digits - 1
        low = -most if self.low is None else int(Fraction(_decimal(self.low)) * unit // 1)
        high = most if self.high is None else -int(-Fraction(_decimal(self.high)) * unit // 1)
        if low == high and not self.nullable:
            return number(Fraction(low, unit))
        if self.whole:
            read = node
        elif is_wide(low * 10, high * 10) or self.digits > 18:
            name = "scaled wide" if is_wide(low, high) else "scaled"
            read = op(name, node, SqlLiteral(unit), SqlLiteral(self.scale))
        else:
            read = (
                op("to whole", node)
                if self.scale == 0
                else op("scaled", node, SqlLiteral(unit), SqlLiteral(self.scale))
            )
        return Number(stages.keep(read), unit, low, high, self.nullable)

    def _text(self, node: Node, stages: Stages) -> Known:
        if self.values is None or not 0 < len(self.values) <= MOST_OPTIONS:
            return Text(node, self.nullable)
        options = tuple(self.values)
        if len(options) == 1 and not self.nullable:
            return text(options[0])
        coded: list[tuple[Node, Node]] = [
            (op("=", node, SqlLiteral(each)), SqlLiteral(at)) for at, each in enumerate(options)
        ]
        return Text(stages.keep(case(coded, NULL)), self.nullable, options)

    def _date(self, node: Node) -> Known:
        low = dates.FIRST if self.low is None else _day_number(self.low)
        high = dates.LAST if self.high is None else _day_number(self.high)
        if low == high and not self.nullable:
            assert isinstance(self.low, datetime.date)
            return dates.day(Date(self.low.year, self.low.month, self.low.day))
        return Day(node, self.nullable, low, high)

    def _list(self, node: Node, stages: Stages) -> Known:
        assert self.item is not None
        variable = stages.variable()
        body = self.item.value(Variable(variable), stages)
        piece = Piece(node, variable, body, self.longest)
        return Many((piece,), op("is null", node) if self.nullable else FALSE)

    def read(self, name: str, stages: Stages) -> Known:
        """What is known of the column of that name, told once however many models read it."""
        known = stages.read.get(name)
        if known is None or known[0] != self:
            known = stages.read[name] = self, self.value(ColumnRef(name), stages)
        return known[1]


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _day_number(value: object) -> int:
    assert isinstance(value, datetime.date)
    return Date(value.year, value.month, value.day).number


@dataclass(frozen=True)
class ResultColumn:
    """What a compiled decision's column holds, and how to read it.

    A number is an integer: the value times ten to the `scale`, divided by the `denominator` (1 unless the
    value is a quotient whose decimals do not end). A duration is such a number too, of days or of months.
    """

    name: str
    kind: Literal["number", "string", "boolean", "date", "days", "months", "list", "context", "null"]
    sql_type: str
    scale: int = 0
    denominator: int = 1
    item: ResultColumn | None = None
    fields: tuple[ResultColumn, ...] = ()

    def value(self, raw: Any) -> Value:
        """The FEEL value that the engine's value stands for."""
        if raw is None:
            return None
        match self.kind:
            case "number":
                with Run():
                    whole = Decimal(int(raw))
                    return whole / self.denominator if self.denominator > 1 else whole.scaleb(-self.scale)
            case "days":
                return DaysTime(int(raw) * DAY_NANOS // self.denominator)
            case "months":
                return YearsMonths(int(raw))
            case "list":
                assert self.item is not None
                return [self.item.value(each) for each in raw]
            case "context":
                return {each.name: each.value(raw[each.name]) for each in self.fields}
            case "null":
                return None
        return to_feel(raw)


__all__ = ["LONGEST", "Column", "Kind", "ResultColumn"]
