"""Numbers of a policy given by columns: the same as writing them into the policy."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.policy import load
from commonweal.policy.sql import Column, Place, compile_sql

from .engines import differences, in_duckdb
from .test_shipped_schemes import columns, households

POLICY = Path("services/council-tax-support/policy/2025-04-01.dmn")
TABLE = "discount percentage"


def written(changes: dict[str, str]) -> bytes:
    """The policy with the texts of some elements, by their ids, replaced."""
    text = POLICY.read_text(encoding="utf-8")
    for element, value in changes.items():
        text, count = re.subn(
            rf'(id="{element}"[^>]*><text>)[^<]*(</text>)',
            lambda found, value=value: f"{found[1]}{value}{found[2]}",
            text,
        )
        assert count == 1, element
    return text.encode()


def test_an_output_a_bound_and_a_deduction_can_be_columns() -> None:
    model = load(POLICY)
    percentage, lower, upper = (
        Place(TABLE, rule=2, output=1),
        Place(TABLE, rule=2, input=2, literal=2),
        Place(TABLE, rule=3, input=2),
    )
    disregard = Place("earned income", literal=2)
    share = Column("number", digits=5, scale=2, low=0, high=100, nullable=False)
    limit = Column("number", digits=6, scale=2, low=90, high=140, nullable=False)
    parameters = {percentage: share, lower: limit, upper: limit, disregard: limit}
    assert len({each.column for each in parameters}) == 4
    known = columns(model)
    compiled = compile_sql(model, known, ["award", "yearly award", TABLE], parameters=parameters)
    assert not compiled.refused
    assert set(compiled.parameters) == set(parameters)
    rows = list(households(model, 700, seed=5))
    values = {
        percentage: Decimal("66.67"),
        lower: Decimal("118.50"),
        upper: Decimal("118.50"),
        disregard: Decimal("93"),
    }
    given = [{**row, **{place.column: value for place, value in values.items()}} for row in rows]
    with_parameters = {**known, **{place.column: column for place, column in parameters.items()}}
    found = in_duckdb(compiled, with_parameters, given)
    changed = load(
        written(
            {
                "decision_discount_percentage_rule_2_output": "66.67",
                "decision_discount_percentage_rule_2_input_2": "(93..118.50]",
                "decision_discount_percentage_rule_3_input_2": "(118.50..129]",
            }
        ).replace(b"earnings + partner earnings - 25", b"earnings + partner earnings - 93"),
        name="changed.dmn",
    )
    assert differences(changed, compiled, rows, found)[:1] == []


def test_bounds_that_overlap_give_null_as_the_interpreter_does() -> None:
    model = load(POLICY)
    place = Place(TABLE, rule=2, input=2, literal=2)
    parameters = {place: Column("number", digits=6, scale=2, nullable=False)}
    known = columns(model)
    compiled = compile_sql(model, known, [TABLE], parameters=parameters)
    rows = [{**row, "partner": False, "children": []} for row in households(model, 300, seed=8)]
    given = [{**row, place.column: Decimal(125)} for row in rows]
    found = in_duckdb(compiled, {**known, place.column: parameters[place]}, given)
    changed = load(written({"decision_discount_percentage_rule_2_input_2": "(93..125]"}), name="changed.dmn")
    assert differences(changed, compiled, rows, found)[:1] == []


def test_a_parameter_of_a_decision_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="no decision “awards”"):
        compile_sql(load(POLICY), {}, parameters={Place("awards"): Column("number")})


def test_a_parameter_without_a_number_in_its_place_is_named() -> None:
    model = load(POLICY)
    for place in (Place("earned income", literal=9), Place(TABLE, rule=99), Place(TABLE, rule=1, input=9)):
        with pytest.raises(ValueError, match=re.escape(place.column)):
            compile_sql(model, columns(model), parameters={place: Column("number")})
