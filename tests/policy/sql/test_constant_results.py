"""Decisions that turn out to be one value in every row."""

from __future__ import annotations

from decimal import Decimal

from commonweal.policy.sql import Column, compile_sql
from tests.policy.dmn.writing import decision, given, literal, model, table

from .engines import differences, in_duckdb


def test_a_default_that_every_row_takes_is_the_result_though_a_rule_gives_another_value() -> None:
    # The rule waits for a number below 1 of what is always null.
    policy = model(
        given("p", "boolean"),
        decision("nothing", literal("null")),
        decision(
            "fee",
            table("FIRST", ["p: boolean", "nothing: number"], [": : 0.25"], [["true", "< 1", "1.5"]]),
            needs=["i_p", "d_nothing"],
        ),
    )
    columns = {"p": Column("boolean")}
    compiled = compile_sql(policy, columns, ["fee"])
    rows = [{"p": each} for each in (True, False, None)]
    found = in_duckdb(compiled, columns, rows)
    assert [each["fee"] for each in found] == [Decimal("0.25")] * 3
    assert differences(policy, compiled, rows, found) == []
