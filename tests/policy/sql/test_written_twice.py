"""One scheme written as a chain of `if` and as a lookup table: the same share for everyone."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest

from commonweal.policy import Model, load
from commonweal.policy.sql import Column, compile_sql

from .engines import in_duckdb

COLUMNS = {"kind": Column("string"), "income": Column("number", digits=9, scale=2)}


def bands(kinds: int, steps: int) -> list[tuple[str, list[Decimal], list[int]]]:
    """For each kind of household its upper limits and its percentages, one more than limits."""
    return [
        (
            f"kind {kind}",
            [Decimal(9_000 + 37 * kind + 1_450 * step // steps * 10) / 100 for step in range(steps - 1)],
            [100 - 100 * step // (steps - 1) for step in range(steps)],
        )
        for kind in range(kinds)
    ]


def as_chain(kinds: int, steps: int) -> str:
    """Nested `if`s."""
    text = "null"
    for name, limits, shares in reversed(bands(kinds, steps)):
        inner = str(shares[-1])
        for limit, share in reversed(list(zip(limits, shares, strict=False))):
            inner = f"if income <= {limit} then {share} else {inner}"
        text = f'if kind = "{name}" then (if income = null then null else {inner}) else ({text})'
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def as_table(kinds: int, steps: int) -> str:
    """One rule a band."""
    rules = ""
    for name, limits, shares in bands(kinds, steps):
        edges = [None, *limits, None]
        for (low, high), share in zip(itertools.pairwise(edges), shares, strict=True):
            cell = f"<= {high}" if low is None else f"> {low}" if high is None else f"({low}..{high}]"
            rules += (
                f'<rule><inputEntry><text>"{name}"</text></inputEntry><inputEntry><text>{escape(cell)}</text>'
                f"</inputEntry><outputEntry><text>{share}</text></outputEntry></rule>"
            )
    inputs = "".join(
        f"<input><inputExpression><text>{each}</text></inputExpression></input>"
        for each in ("kind", "income")
    )
    return f'<decisionTable hitPolicy="UNIQUE">{inputs}<output/>{rules}</decisionTable>'


def scheme(logic: str) -> Model:
    """The scheme around one of the two."""
    needs = "".join(
        f"<informationRequirement><requiredInput href='#{each}'/></informationRequirement>"
        for each in ("kind", "income")
    )
    return load(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='urn:m'>"
        "<inputData id='kind' name='kind'><variable name='kind' typeRef='string'/></inputData>"
        "<inputData id='income' name='income'><variable name='income' typeRef='number'/></inputData>"
        "<decision id='share' name='share'><variable name='share' typeRef='number'/>"
        f"{needs}{logic}</decision>"
        "</definitions>".encode(),
        name="twice.dmn",
    )


@pytest.mark.parametrize(("kinds", "steps"), [(2, 3), (4, 5), (6, 30)])
def test_a_chain_and_a_lookup_agree_on_every_edge_and_with_the_interpreter(kinds: int, steps: int) -> None:
    chance = random.Random(1)
    edges = [limit for _, limits, _ in bands(kinds, steps) for limit in limits]
    incomes = [None, Decimal(0), Decimal("-5.00"), Decimal("9999999.99")]
    incomes += [edge + each for edge in edges for each in map(Decimal, ("-0.01", "0", "0.01"))]
    rows = [
        {
            "kind": chance.choice([*(name for name, _, _ in bands(kinds, steps)), "another", None]),
            "income": income,
        }
        for income in incomes * 3
    ]
    chain, table = scheme(as_chain(kinds, steps)), scheme(as_table(kinds, steps))
    found = []
    for model in (chain, table):
        compiled = compile_sql(model, COLUMNS)
        assert not compiled.refused
        found.append([each["share"] for each in in_duckdb(compiled, COLUMNS, rows)])
    assert found[0] == found[1]
    assert found[1] == list(table.decide_many(rows, "share"))
    assert len(set(found[0])) > 2


def test_a_large_table_is_looked_up_by_joining_and_a_small_one_is_not() -> None:
    small = compile_sql(scheme(as_table(4, 5)), COLUMNS).query("t")
    large = compile_sql(scheme(as_table(20, 30)), COLUMNS).query("t")
    assert "JOIN" not in small
    assert "JOIN" in large
    assert large.count("WHEN") < 150
