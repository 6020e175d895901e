from __future__ import annotations

from decimal import Decimal

import pytest

from commonweal.policy import Model, Outcome
from tests.policy.dmn.writing import decision, given, model, table


def deciding(
    policy: str, outputs: list[str], rules: list[list[str]], aggregation: str | None = None
) -> Model:
    """A model with one table over the number `x`."""
    return model(
        given("x", "number"),
        decision("result", table(policy, ["x"], outputs, rules, aggregation=aggregation), needs=["i_x"]),
    )


def codes(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.diagnostics]


BANDS = [["< 10", '"low"'], ["[10..20)", '"middle"'], [">= 20", '"high"']]


def test_unique_gives_the_one_rule_that_matches() -> None:
    bands = deciding("UNIQUE", [""], BANDS)
    assert [bands.decide({"x": x}).value for x in (9, 10, 19, 20)] == ["low", "middle", "middle", "high"]
    assert bands.decide({"x": Decimal("19." + "9" * 32)}).value == "middle"


def test_unique_with_rules_that_overlap_is_null_and_names_them() -> None:
    overlapping = deciding("UNIQUE", [""], [["< 10", '"a"'], ["< 20", '"a"'], ["< 5", '"a"']])
    outcome = overlapping.decide({"x": 7})
    assert outcome.value is None
    assert codes(outcome) == ["rules-overlap"]
    assert "Rules 1 and 2 all match" in outcome.diagnostics[0].message
    assert overlapping.decide({"x": 15}).value == "a"
    assert "Rules 1, 2 and 3" in overlapping.decide({"x": 1}).diagnostics[0].message


def test_no_hit_policy_is_unique() -> None:
    text = table("UNIQUE", ["x"], [""], [["-", "1"], ["-", "1"]]).replace(' hitPolicy="UNIQUE"', "")
    assert model(given("x"), decision("result", text, needs=["i_x"])).decide({"x": 1}).value is None


def test_any_gives_what_all_matching_rules_agree_on() -> None:
    agreeing = deciding("ANY", [""], [["< 10", "1"], ["< 20", "1.00"], ["> 15", "2"]])
    assert agreeing.decide({"x": 5}).value == 1
    assert codes(agreeing.decide({"x": 17})) == ["rules-disagree"]
    assert agreeing.decide({"x": 17}).value is None
    assert agreeing.decide({"x": 30}).value == 2


def test_any_compares_every_output() -> None:
    rules = [["< 10", '"a"', "1"], ["< 20", '"a"', "2"]]
    assert deciding("ANY", ["p", "q"], rules).decide({"x": 5}).value is None
    assert deciding("ANY", ["p", "q"], rules).decide({"x": 15}).value == {"p": "a", "q": 2}


def test_any_counts_two_nulls_as_the_same() -> None:
    outcome = deciding("ANY", [""], [["-", "null"], ["-", "null"]]).decide({"x": 1})
    assert (outcome.value, codes(outcome)) == (None, [])


def test_first_gives_the_first_rule_in_the_order_of_the_table() -> None:
    first = deciding("FIRST", [""], [["> 10", '"a"'], ["> 5", '"b"'], ["-", '"c"']])
    assert [first.decide({"x": x}).value for x in (11, 6, 1)] == ["a", "b", "c"]
    assert first.decide({"x": None}).value == "c"


def test_priority_gives_the_output_that_stands_first_in_the_list_of_output_values() -> None:
    rules = [["< 20", '"minor"'], ["< 10", '"major"'], ["< 15", '"minor"']]
    assert deciding("PRIORITY", [': "major", "minor"'], rules).decide({"x": 5}).value == "major"
    assert deciding("PRIORITY", [': "minor", "major"'], rules).decide({"x": 5}).value == "minor"


def test_priority_over_several_outputs_weighs_the_first_column_most() -> None:
    outputs = ['p: "a", "b"', 'q: "y", "x"']
    rules = [["-", '"b"', '"y"'], ["-", '"a"', '"x"'], ["-", '"a"', '"y"']]
    assert deciding("PRIORITY", outputs, rules).decide({"x": 1}).value == {"p": "a", "q": "y"}


def test_output_order_lists_the_outputs_as_their_values_are_listed() -> None:
    rules = [["-", "1"], ["-", "3"], ["-", "2"], ["-", "3"], ["> 9", "1"]]
    assert deciding("OUTPUT ORDER", [": 3, 2, 1"], rules).decide({"x": 1}).value == [3, 3, 2, 1]


def test_rule_order_and_collect_list_the_outputs_in_the_order_of_the_table() -> None:
    rules = [["> 0", "1"], ["> 5", "3"], ["> 0", "2"]]
    for policy in ("RULE ORDER", "COLLECT"):
        assert deciding(policy, [""], rules).decide({"x": 1}).value == [1, 2]
        assert deciding(policy, [""], rules).decide({"x": 6}).value == [1, 3, 2]


@pytest.mark.parametrize(
    ("aggregation", "value"), [("SUM", Decimal("7.2")), ("MIN", Decimal("1.1")), ("MAX", 5), ("COUNT", 3)]
)
def test_collect_gathers_the_outputs_into_one(aggregation: str, value: Decimal) -> None:
    rules = [["-", "1.1"], ["-", "5"], ["> 100", "900"], ["-", "1.1"]]
    assert deciding("COLLECT", [""], rules, aggregation).decide({"x": 1}).value == value


def test_min_and_max_also_order_texts_and_dates() -> None:
    texts = [["-", '"pear"'], ["-", '"apple"']]
    assert deciding("COLLECT", [""], texts, "MIN").decide({"x": 1}).value == "apple"
    dates = [["-", 'date("2025-04-01")'], ["-", 'date("2026-04-01")']]
    assert str(deciding("COLLECT", [""], dates, "MAX").decide({"x": 1}).value.year) == "2026"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("policy", "aggregation", "value"),
    [
        ("UNIQUE", None, None),
        ("ANY", None, None),
        ("FIRST", None, None),
        ("PRIORITY", None, None),
        ("RULE ORDER", None, []),
        ("OUTPUT ORDER", None, []),
        ("COLLECT", None, []),
        ("COLLECT", "SUM", None),
        ("COLLECT", "MIN", None),
        ("COLLECT", "MAX", None),
        ("COLLECT", "COUNT", 0),
    ],
)
@pytest.mark.parametrize("rules", [[], [["> 100", "1"]]], ids=["empty table", "no rule matches"])
def test_without_a_matching_rule_there_is_null_with_the_reason_or_nothing_collected(
    policy: str, aggregation: str | None, value: object, rules: list[list[str]]
) -> None:
    outcome = deciding(policy, [": 1, 2"], rules, aggregation).decide({"x": 1})
    assert outcome.value == value
    assert codes(outcome) == (["no-rule-matches"] if value is None else [])


def test_a_default_output_stands_in_when_no_rule_matches() -> None:
    assert deciding("UNIQUE", [": 1, 2: 2"], [["> 100", "1"]]).decide({"x": 1}).value == 2
    assert deciding("COLLECT", [": 1, 2: 2"], [["> 100", "1"]]).decide({"x": 1}).value == [2]
    several = deciding("FIRST", ['p: "a", "b": "b"', "q"], [["> 100", '"a"', "1"]])
    outcome = several.decide({"x": 1})
    assert (outcome.value, codes(outcome)) == ({"p": "b", "q": None}, [])


def test_a_default_does_not_hide_an_overlap() -> None:
    assert deciding("UNIQUE", [": 1, 2: 2"], [["-", "1"], ["-", "1"]]).decide({"x": 1}).value is None


def test_null_passes_only_cells_that_ask_for_it() -> None:
    cells = deciding(
        "COLLECT",
        [""],
        [
            ["-", "1"],
            ["null", "2"],
            ["< 5", "3"],
            [">= 5", "4"],
            ["not(null)", "5"],
            ["? = null", "6"],
            ["not(3)", "7"],
        ],
    )
    assert cells.decide({"x": None}).value == [1, 2, 6, 7]
    assert cells.decide({"x": 7}).value == [1, 4, 5, 7]


def test_a_cell_may_look_at_other_inputs() -> None:
    rules = [["> floor, <= 0", '"in"'], ["not(> floor, <= 0)", '"out"']]
    asked = model(
        given("x", "number"),
        given("floor", "number"),
        decision("result", table("UNIQUE", ["x"], [""], rules), needs=["i_x", "i_floor"]),
    )
    assert [asked.decide({"x": x, "floor": 5}).value for x in (0, 3, 5, 6)] == ["in", "out", "out", "in"]


def test_an_input_outside_its_columns_values_is_null_with_the_reason() -> None:
    checked = model(
        given("x"),
        decision(
            "result", table("FIRST", ['x: string: "a", "b"'], [""], [['"c"', "1"], ["-", "2"]]), needs=["i_x"]
        ),
    )
    outcome = checked.decide({"x": "c"})
    assert outcome.value == 2
    assert codes(outcome) == ["not-allowed-value"]
    assert outcome.diagnostics[0].column == "x"


def test_an_output_outside_its_columns_values_is_null_with_its_row() -> None:
    outcome = deciding("UNIQUE", [': "a", "b"'], [["1", '"a"'], ["2", '"c"']]).decide({"x": 2})
    assert outcome.value is None
    assert [(each.code, each.row) for each in outcome.diagnostics] == [("not-allowed-value", 2)]


def test_an_input_of_the_wrong_type_is_null_with_the_reason() -> None:
    wrong = model(
        given("x"),
        decision("result", table("FIRST", ["x: number"], [""], [["> 1", "1"], ["-", "2"]]), needs=["i_x"]),
    )
    outcome = wrong.decide({"x": "12"})
    assert outcome.value == 2
    assert codes(outcome) == ["type-mismatch"]


def test_a_table_without_inputs_matches_every_rule() -> None:
    constant = model(decision("result", table("FIRST", [], [""], [["1"], ["2"]])))
    assert constant.decide({}).value == 1


def test_outputs_are_evaluated_only_for_the_rules_that_count() -> None:
    outcome = deciding("FIRST", [""], [["> 5", "x"], ["-", "1 / 0"]]).decide({"x": 6})
    assert (outcome.value, codes(outcome)) == (6, [])


def test_a_priority_table_without_output_values_is_reported_when_it_is_loaded() -> None:
    loaded = deciding("PRIORITY", [""], [["-", "1"]])
    assert "no-output-values" in [each.code for each in loaded.diagnostics]
