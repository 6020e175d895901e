"""Tables of thousands of rules: what is found in them; too much work is told of, not done."""

import random

from commonweal.policy.checks import Finding, check

from .tables import given, model, table

HOUSES = [f'"h{number}"' for number in range(30)]


def grid(*, without: int | None = None, shifted: int | None = None) -> list[Finding]:
    rules = []
    for house in HOUSES:
        for band in range(100):
            cell = f"[{band}..{band + 1})" if band < 99 else ">= 99"
            if len(rules) == shifted:
                cell = f"[{band}..{band + 1}]"
            rules.append((house, cell, str(len(rules))))
    if without is not None:
        del rules[without]
    columns = [("house", ", ".join(HOUSES)), ("income", ">= 0")]
    parts = [given("house", "string"), given("income", "number")]
    return check(model(*parts, table("t", columns, rules, inputs=["house", "income"], type_="number")))


def test_three_thousand_rules_that_fit_together_have_no_findings() -> None:
    assert grid() == []


def test_the_one_rule_left_out_of_three_thousand_is_found() -> None:
    (gap,) = grid(without=1234)
    assert gap.kind == "gap"
    assert gap.where == {"house": "“h12”", "income": "at least 34 and less than 35"}
    assert gap.witness is not None and gap.witness.verified


def test_the_one_bound_shifted_among_three_thousand_is_found() -> None:
    (overlap,) = grid(shifted=1234)
    assert (overlap.kind, overlap.rows) == ("overlap", (1235, 1236))


def test_a_table_with_too_much_to_tell_says_that_the_check_stopped() -> None:
    chance = random.Random(1)

    def some() -> str:
        low = chance.randint(0, 100_000)
        return f"[{low}..{low + chance.randint(0, 30_000)}]"

    rules = [(some(), some(), some(), str(row)) for row in range(800)]
    names = ["a", "b", "c"]
    parts = [given(name, "number") for name in names]
    findings = check(model(*parts, table("t", names, rules, inputs=names, type_="number")))
    assert any(each.kind == "check-stopped" for each in findings)
    assert all(each.witness is not None for each in findings if each.kind == "overlap")
