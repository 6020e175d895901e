"""Values converted to declared types as the interpreter does: null where they do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from commonweal.policy.feel import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    ConstrainedType,
    ContextType,
    FeelType,
    ListType,
    Value,
)
from commonweal.policy.feel.types import DATE_TIME, DAYS_TIME, TIME, YEARS_MONTHS, FunctionType, bare

from .lists import kept
from .merging import only_where, truthy
from .refusal import Refused
from .stages import Stages
from .texts import mapped
from .tree import FALSE, NULL, TRUE, Lambda, Literal, Node, Operation, case, op
from .types import (
    NOTHING,
    Closure,
    Day,
    Known,
    Many,
    Nothing,
    Number,
    Piece,
    Structure,
    Text,
    Truth,
    nulls,
)


class Allowed(Protocol):
    """What constrained types allow."""

    def condition(self, type_: ConstrainedType, value: Known) -> Node:
        """A condition that is true where the type allows a value that is not null."""

    def options(self, type_: ConstrainedType) -> tuple[str, ...] | None:
        """The strings that the type allows, where it lists them."""


def fit(value: Known, type_: FeelType | None, stages: Stages, allowed: Allowed) -> Known:
    """The value as the type wants it; null in the rows in which it does not fit."""
    if type_ is None or type_ == ANY or isinstance(value, Nothing):
        return value
    wanted = bare(type_)
    value = _listed(value, wanted)
    if not _of_kind(value, wanted):
        return NOTHING
    if isinstance(value, Text) and value.options is None and isinstance(type_, ConstrainedType):
        options = allowed.options(type_)
        if options:
            branches = [(op("=", value.node, Literal(each)), Literal(at)) for at, each in enumerate(options)]
            return Text(stages.keep(case(branches, NULL)), True, options)
    wrong = misfits(value, type_, stages, allowed)
    if wrong == FALSE:
        return value
    return only_where(op("not", wrong), value, stages)


def misfits(value: Known, type_: FeelType, stages: Stages, allowed: Allowed) -> Node:
    """A condition, never null, that is true where a value of the right kind is not allowed."""
    if isinstance(value, Nothing) or type_ == ANY:
        return FALSE
    if isinstance(type_, ConstrainedType):
        inner = misfits(value, type_.of, stages, allowed)
        own = allowed_by_choices(value, type_.allows)
        if own is None:
            own = allowed.condition(type_, _there(value))
        within = op("or", nulls(value), _never_null(own))
        return op("or", inner, op("not", within) if within != TRUE else FALSE)
    if isinstance(type_, ContextType) and isinstance(value, Structure):
        wrong: list[Node] = []
        for name, wanted in type_.entries:
            entry = value.entry(name)
            if entry is None:
                return op("not", value.missing)
            if not _of_kind(entry, bare(wanted)):
                wrong.append(op("not", nulls(entry)))
            else:
                wrong.append(misfits(entry, wanted, stages, allowed))
        return op("or", *wrong)
    if isinstance(type_, ListType) and isinstance(value, Many):
        return _items_misfit(value, type_.element, stages, allowed)
    return FALSE


def _items_misfit(value: Many, element: FeelType, stages: Stages, allowed: Allowed) -> Node:
    wrong: list[Node] = []
    for part in value.parts:
        body = part.body if isinstance(part, Piece) else part
        if isinstance(body, Nothing):
            continue
        bad = (
            misfits(body, element, stages, allowed)
            if _of_kind(body, bare(element))
            else op("not", nulls(body))
        )
        if bad == FALSE:
            continue
        if isinstance(part, Piece):
            some = Lambda("filter", kept(part), part.variable, bad)
            bad = op("coalesce", op(">", op("length", some), Literal(0)), FALSE)
        wrong.append(bad)
    return op("or", *wrong)


def _there(value: Known) -> Known:
    """The value where it is not null."""
    if isinstance(value, Number | Text | Truth | Day):
        return replace(value, nullable=False)
    return value


def _never_null(node: Node) -> Node:
    if node in (TRUE, FALSE) or (isinstance(node, Operation) and node.name in ("is null", "is not null")):
        return node
    return op("coalesce", truthy(node), FALSE)


def allowed_by_choices(value: Known, allows: Callable[[Value], bool]) -> Node | None:
    """The condition told by asking about each value that there can be, where those are few."""
    if isinstance(value, Text) and value.options is not None:
        answers = [allows(each) for each in value.options]
        if all(answers):
            return TRUE
        return mapped(value, [Literal(each) for each in answers])
    if isinstance(value, Number) and value.choices is not None and value.unit == "number" and not value.error:
        if all(allows(Decimal(each.numerator) / Decimal(each.denominator)) for each in value.choices):
            return TRUE
        if not value.node.free:
            good = [
                each for each in value.choices if allows(Decimal(each.numerator) / Decimal(each.denominator))
            ]
            return case(
                [
                    (op("=", value.node, Literal(int(Fraction(each) * value.den))), TRUE)
                    for each in sorted(good)
                ],
                FALSE,
            )
    return None


def _listed(value: Known, wanted: FeelType) -> Known:
    """A single value where a list is wanted, and a list of one where a single value is."""
    if isinstance(wanted, ListType) and not isinstance(value, Many):
        missing = nulls(value)
        return Many((value,), missing)
    if isinstance(value, Many) and not isinstance(wanted, ListType) and wanted != ANY:
        if len(value.parts) == 1 and not isinstance(value.parts[0], Piece) and value.missing == FALSE:
            return value.parts[0]
        if any(isinstance(part, Piece) for part in value.parts) and value.longest > 0:
            raise Refused("A list is given where one value is wanted, which fits only when it has one item.")
    return value


def _of_kind(value: Known, wanted: FeelType) -> bool:
    """Whether the value is of a type's kind, values inside it and constraints left aside."""
    if wanted == ANY or isinstance(value, Nothing):
        return True
    match value:
        case Number():
            kinds = {"number": NUMBER, "days": DAYS_TIME, "months": YEARS_MONTHS}
            return wanted == kinds[value.unit]
        case Text():
            return wanted == STRING
        case Truth():
            return wanted == BOOLEAN
        case Day():
            if wanted == DATE_TIME:
                raise Refused("A date is taken as a date and time.")
            return wanted == DATE
        case Many():
            return isinstance(wanted, ListType)
        case Structure():
            return isinstance(wanted, ContextType)
        case Closure():
            return isinstance(wanted, FunctionType)
    if wanted in (TIME, DATE_TIME):
        raise Refused("Times and zones are not turned into SQL.")
    return True
