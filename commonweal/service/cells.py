"""Values as a person writes them in a CSV cell: of a policy input by its type, of a question by its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from commonweal.policy.feel import ANY, Date, FeelType, Value, evaluate, feel_equal, to_feel
from commonweal.service.inputs import given_values, inputs_from_values, same_name
from commonweal.service.journey import Journey, Question, Repeat
from commonweal.service.policies import PolicyVersion
from commonweal.service.types.money import MoneyPer


class BadCell(ValueError):
    """A cell that is not a value of its column."""


def row_inputs(
    journey: Journey, cells: Mapping[str, str], version: PolicyVersion, house: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Policy inputs and answers from a row: cells by column, blank ones left out.

    A policy input's column is taken as it stands; the other inputs are worked out from the questions'
    columns. Raises BadCell for a column that is neither, and for a cell that is not a value of its column.
    """
    types: dict[str, FeelType] = {same_name(i.name): i.type for i in version.model.inputs}
    questions = {same_name(key): asked for key, asked in journey.by_key.items()}
    direct: dict[str, object] = {}
    values: dict[str, object] = {**house, **given_values(journey, {})}
    for column, cell in cells.items():
        name = same_name(column)
        asked = questions.get(name)
        if name in types:
            direct[name] = _input(types[name], asked, cell, column)
            if asked is not None:
                values[asked.key] = direct[name]
        elif asked is not None:
            values[asked.key] = _answer(asked, cell, column)
        else:
            raise BadCell(f"`{column}` is not an input of {version.file}")
    inputs = inputs_from_values(journey, values, version.model)
    for each in version.model.inputs:
        if same_name(each.name) in direct:
            inputs[each.name] = direct[same_name(each.name)]
    return inputs, values


def _input(type_: FeelType, asked: Question | Repeat | None, cell: str, column: str) -> object:
    """The host value of a policy input's column, by its type; an amount with its period by the question's."""
    if isinstance(asked, Question) and (asked.type.name == "one of" or _has_period(asked, cell)):
        return _answer(asked, cell, column)
    return _typed(type_, cell, column)


def _has_period(asked: Question, cell: str) -> bool:
    return isinstance(asked.type, MoneyPer) and cell.partition(" ")[2] in MoneyPer.PERIODS


def _answer(asked: Question | Repeat, cell: str, column: str) -> object:
    """The host value of a question's column."""
    if isinstance(asked, Repeat) or asked.type.name in ("any of", "address"):
        return _feel(cell, column)
    raw: dict[str, object] = {"value": cell}
    if isinstance(asked.type, MoneyPer):
        amount, _, period = cell.partition(" ")
        raw = {"amount": amount, "per": period or asked.type.wording.per[0]}
    elif asked.type.name == "date":
        raw = dict(zip(("year", "month", "day"), cell.split("-"), strict=False))
    parsed = asked.type.parse(raw)
    if not parsed.ok:
        raise BadCell(f"`{cell}` in the column `{column}`: {parsed.errors[0].message}")
    return asked.type.feel(parsed.value)


def _typed(type_: FeelType, cell: str, column: str) -> object:
    """The host value of a policy input's column, by the input's declared type."""
    value = plain_value(cell, _kind(type_))
    if value is None and cell != "null":
        value = _feel(cell, column)
    return value


def _kind(type_: FeelType) -> str:
    while hasattr(type_, "of"):
        type_ = type_.of
    return type_.text if type_ != ANY else ""


def plain_value(cell: str, kind: str) -> object:
    """A value written plainly: `92.34`, `yes`, `2025-04-01`, text. None where it is not one of that kind."""
    if kind == "string":
        return cell
    if kind in ("boolean", "") and cell.lower() in ("yes", "true", "no", "false"):
        return cell.lower() in ("yes", "true")
    if kind in ("number", ""):
        try:
            number = Decimal(cell.removeprefix("£").replace(",", ""))
            if number.is_finite():
                return number
        except InvalidOperation:
            pass
    if kind in ("date", ""):
        try:
            return datetime.date.fromisoformat(cell)
        except ValueError:
            pass
    return cell if kind == "" and not cell.startswith(("[", "{", '"', "@")) else None


def _feel(cell: str, column: str) -> object:
    result = evaluate(cell)
    if result.value is None and cell.strip() != "null":
        raise BadCell(f"`{cell}` in the column `{column}` is not a value")
    return result.value


def cell_agrees(expected: str, value: Value) -> bool:
    """Whether a value is exactly what a cell says."""
    if value is None:
        return expected == "null"
    if isinstance(value, str):
        return expected == value
    if isinstance(value, bool):
        return plain_value(expected, "boolean") is value
    if isinstance(value, Decimal):
        return plain_value(expected, "number") == value
    if isinstance(value, Date):
        date = plain_value(expected, "date")
        return isinstance(date, datetime.date) and feel_equal(to_feel(date), value) is True
    return feel_equal(evaluate(expected).value, value) is True


def value_text(value: Value) -> str:
    """A FEEL value as an examples file would write it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return "[" + ", ".join(value_text(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {value_text(each)}" for key, each in value.items()) + "}"
    return str(value)
