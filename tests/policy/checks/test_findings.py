import json
from decimal import Decimal

import pytest

from commonweal.policy.checks import Finding, check

from .tables import expression, given, item, model, table


def found(*parts: str) -> list[Finding]:
    return check(model(*parts))


def kinds(findings: list[Finding]) -> list[str]:
    return [each.kind for each in findings]


SAVINGS = given("savings", "number")


def savings_table(*rules: tuple[str, str], hit: str = "UNIQUE", **more: str) -> str:
    return table("limit", ["savings"], rules, hit=hit, inputs=["savings"], **more)


def test_a_table_that_covers_everything_once_has_no_findings() -> None:
    assert found(SAVINGS, savings_table(("<= 6000", '"low"'), ("> 6000", '"high"'))) == []


def test_a_bound_left_out_is_a_gap_with_a_household_that_the_model_leaves_undecided() -> None:
    policy = model(SAVINGS, savings_table(("< 6000", '"low"'), ("> 6000", '"high"')))
    (gap,) = check(policy)
    assert (gap.kind, gap.severity, gap.element, gap.where) == ("gap", "error", "limit", {"savings": "6000"})
    assert gap.witness is not None and gap.witness.verified
    assert gap.witness.json == '{"savings": "6000"}'
    assert policy.decide({"savings": Decimal(6000)}).value is None


def test_a_shared_bound_under_unique_is_an_overlap_naming_both_rules() -> None:
    (overlap,) = found(SAVINGS, savings_table(("<= 6000", '"low"'), (">= 6000", '"high"')))
    assert (overlap.kind, overlap.severity, overlap.rows) == ("overlap", "error", (1, 2))
    assert overlap.witness is not None and overlap.witness.inputs == {"savings": Decimal(6000)}
    assert overlap.witness.verified


def test_pence_apart_is_a_gap_for_any_number_but_not_for_money() -> None:
    rules = [("<= 93", '"a"'), (">= 93.01", '"b"')]
    assert kinds(found(SAVINGS, savings_table(*rules))) == ["gap"]
    assert found(item("money", "number"), given("savings", "money"), savings_table(*rules)) == []


def test_a_sum_of_money_is_in_pence_and_a_share_of_it_is_not_until_it_is_rounded() -> None:
    money, bill = item("money", "number"), given("bill", "money")
    rules = [("<= 93", '"a"'), (">= 93.01", '"b"')]
    below = table("band", ["weekly"], rules, decisions=["weekly"])
    assert found(money, bill, expression("weekly", "bill + 1.25", inputs=["bill"]), below) == []
    share = found(money, bill, expression("weekly", "bill * 7 / 365", inputs=["bill"]), below)
    assert kinds(share) == ["gap"] and "decimal(…, 2)" in share[0].remedy
    assert (
        found(money, bill, expression("weekly", "decimal(bill * 7 / 365, 2)", inputs=["bill"]), below) == []
    )


def test_whole_numbers_declared_in_feel_leave_no_gap_between_them() -> None:
    rules = [("0", '"none"'), ("1", '"one"'), (">= 2", '"more"')]
    children = table("size", [("children", ">= 0")], rules, inputs=["children"])
    (gap,) = found(given("children", "number"), children)
    assert "whole number" in gap.remedy
    count = item("tCount", "number", "? >= 0 and ? = floor(?)")
    assert found(count, given("children", "tCount"), children) == []


def test_what_count_gives_is_whole_and_never_negative() -> None:
    parts = [
        '<itemDefinition name="tAges" isCollection="true"><typeRef>number</typeRef></itemDefinition>',
        given("ages", "tAges"),
        expression("children", "count(ages[item < 18])", inputs=["ages"]),
    ]
    full = table(
        "size", ["children"], [("0", '"none"'), ("1", '"one"'), ("> 1", '"more"')], decisions=["children"]
    )
    assert found(*parts, full) == []
    holed = table("size", ["children"], [("0", '"none"'), ("> 1", '"more"')], decisions=["children"])
    (gap,) = found(*parts, holed)
    assert gap.where == {"children": "1"}
    assert gap.witness is not None and gap.witness.verified and gap.witness.inputs is not None
    assert len(gap.witness.inputs["ages"]) == 1  # type: ignore[arg-type]


def test_a_value_that_no_earlier_decision_gives_is_not_missed() -> None:
    kind = table("kind", ["savings"], [("<= 6000", '"low"'), ("> 6000", '"high"')], inputs=["savings"])
    uses = table("result", ["kind"], [('"low"', '"yes"'), ('"high"', '"no"')], decisions=["kind"])
    assert found(SAVINGS, kind, uses) == []


def test_a_gap_behind_decisions_is_shown_by_a_household_and_told_in_words() -> None:
    money = item("money", "number")
    parts = [
        money,
        given("earnings", "money"),
        given("partner", "boolean"),
        expression("counted", "max(0, earnings - 25)", inputs=["earnings"], type_="money"),
        table("household", ["partner"], [("true", '"couple"'), ("false", '"single"')], inputs=["partner"]),
        table(
            "share",
            ["household", "counted"],
            [
                ('"single"', "<= 93", "100"),
                ('"single"', "> 93", "0"),
                ('"couple"', "<= 145", "100"),
                ('"couple"', "> 150", "0"),
            ],
            decisions=["household", "counted"],
            type_="number",
        ),
    ]
    policy = model(*parts)
    (gap,) = check(policy)
    assert gap.where == {"household": "“couple”", "counted": "more than £145 and at most £150"}
    assert gap.witness is not None and gap.witness.json is not None and gap.witness.verified
    household = json.loads(gap.witness.json)
    outcome = policy.decide(
        {"partner": household["partner"], "earnings": Decimal(household["earnings"])}, "share"
    )
    assert outcome.value is None
    assert outcome.values["household"] == "couple"
    assert 145 < outcome.values["counted"] <= 150  # type: ignore[operator]


def test_two_columns_about_the_same_thing_are_not_accused_of_what_cannot_be() -> None:
    twice = table(
        "result",
        ["savings", "savings > 10"],
        [("<= 10", "false", '"a"'), ("> 10", "true", '"b"')],
        inputs=["savings"],
    )
    findings = found(SAVINGS, twice)
    assert {each.severity for each in findings} == {"warning"}
    assert all("No household that gets there was found" in each.message for each in findings)


def test_rules_of_any_that_differ_are_a_conflict_and_those_that_agree_are_not() -> None:
    agree = savings_table(("<= 10", '"a"'), (">= 10", '"a"'), hit="ANY")
    assert "conflict" not in kinds(found(SAVINGS, agree))
    (conflict,) = found(SAVINGS, savings_table(("<= 10", '"a"'), (">= 10", '"b"'), hit="ANY"))
    assert (conflict.kind, conflict.severity, conflict.rows) == ("conflict", "error", (1, 2))
    assert conflict.witness is not None and conflict.witness.verified


def test_outputs_that_are_written_differently_but_equal_do_not_conflict() -> None:
    rules = [("<= 10", "1.0"), (">= 10", "1")]
    assert (
        found(SAVINGS, table("limit", ["savings"], rules, hit="ANY", inputs=["savings"], type_="number"))
        == []
    )


def test_a_rule_of_first_behind_rules_that_cover_it_is_masked() -> None:
    rules = [("< 10", '"a"'), (">= 10", '"b"'), ("[5..20]", '"c"')]
    (masked,) = found(SAVINGS, savings_table(*rules, hit="FIRST"))
    assert (masked.kind, masked.rows) == ("masked-rule", (3, 1, 2))


def test_a_rule_of_priority_is_masked_by_rules_of_higher_priority_wherever_they_stand() -> None:
    rules = [("[5..20]", '"low"'), ("-", '"high"')]
    (masked,) = found(SAVINGS, savings_table(*rules, hit="PRIORITY", outputs='"high", "low"'))
    assert (masked.kind, masked.rows[0]) == ("masked-rule", 1)
    assert found(SAVINGS, savings_table(*rules, hit="PRIORITY", outputs='"low", "high"')) == []


def test_a_rule_of_first_that_says_what_the_next_would_say_is_redundant() -> None:
    (redundant,) = found(SAVINGS, savings_table(("< 5", '"a"'), ("< 10", '"a"'), ("-", '"b"'), hit="FIRST"))
    assert (redundant.kind, redundant.rows) == ("redundant-rule", (1, 2))
    different = savings_table(("< 5", '"a"'), ("< 7", '"b"'), ("< 10", '"a"'), ("-", '"b"'), hit="FIRST")
    assert "redundant-rule" not in kinds(found(SAVINGS, different))


def test_neighbouring_rules_that_say_the_same_could_be_one() -> None:
    (merge,) = found(SAVINGS, savings_table(("< 5", '"a"'), ("[5..10)", '"a"'), (">= 10", '"b"')))
    assert (merge.kind, merge.severity, merge.rows) == ("mergeable-rules", "note", (1, 2))


def test_a_cell_outside_the_allowed_values_never_matches() -> None:
    names = item("tHousehold", "string", '"single", "couple"')
    rules = [('"single"', '"a"'), ('"couple"', '"b"'), ('"copule"', '"c"')]
    (never,) = found(
        names, given("household", "tHousehold"), table("grid", ["household"], rules, inputs=["household"])
    )
    assert (never.kind, never.rows, never.column) == ("never-matches", (3,), "household")


def test_a_default_output_leaves_no_gap() -> None:
    assert found(SAVINGS, savings_table(("< 5", '"a"'), default='"b"')) == []


@pytest.mark.parametrize("hit", ["COLLECT", "COLLECT+SUM", "COLLECT+COUNT", "RULE ORDER", "OUTPUT ORDER"])
def test_tables_that_collect_are_not_accused_of_gaps_or_overlaps(hit: str) -> None:
    # As KIE's analysis did (its issue 2639).
    output = table(
        "extras",
        ["savings"],
        [("< 5", "1"), ("< 3", "2")],
        hit=hit,
        inputs=["savings"],
        type_="Any",
        outputs="1, 2",
    )
    assert found(SAVINGS, output) == []


def test_a_cell_that_tests_null_does_not_stop_the_analysis_of_the_others() -> None:
    # As it did KIE's (its issue 2821).
    (gap,) = found(SAVINGS, savings_table(("null", '"not given"'), ("< 5", '"a"'), ("> 5", '"b"')))
    assert gap.where == {"savings": "5"}
    assert found(SAVINGS, savings_table(("null", '"not given"'), ("<= 5", '"a"'), ("> 5", '"b"'))) == []


def test_a_cell_that_depends_on_another_column_is_not_analysed_and_nothing_is_claimed_of_it() -> None:
    rules = [("< limit", '"a"'), (">= limit", '"b"')]
    parts = [SAVINGS, given("limit", "number"), table("t", ["savings"], rules, inputs=["savings", "limit"])]
    (note,) = found(*parts)
    assert (note.kind, note.severity, note.rows) == ("not-analysed", "note", (1, 2))


def test_dates_are_counted_in_days() -> None:
    day = given("born", "date")
    near = [('<= date("1960-04-05")', '"old"'), ('>= date("1960-04-06")', '"young"')]
    assert found(day, table("age", ["born"], near, inputs=["born"])) == []
    apart = [('< date("1960-04-05")', '"old"'), ('> date("1960-04-05")', '"young"')]
    (gap,) = found(day, table("age", ["born"], apart, inputs=["born"]))
    assert gap.where == {"born": "5 April 1960"}
    assert gap.witness is not None and gap.witness.json == '{"born": "1960-04-05"}' and gap.witness.verified


def test_not_of_several_strings_and_the_strings_leave_nothing_out() -> None:
    text = given("tenure", "string")
    rules = [('"council", "private"', '"rent"'), ('not("council", "private")', '"own"')]
    assert found(text, table("t", ["tenure"], rules, inputs=["tenure"])) == []
    (gap,) = found(text, table("t", ["tenure"], [('not("council", "private")', '"own"')], inputs=["tenure"]))
    assert gap.where == {"tenure": "“council” or “private”"}


def test_findings_name_file_line_element_and_remedy() -> None:
    (gap,) = found(SAVINGS, savings_table(("< 5", '"a"'), ("> 5", '"b"')))
    diagnostic = gap.diagnostic()
    assert diagnostic.line is not None and diagnostic.line > 1
    assert (diagnostic.element, diagnostic.code, diagnostic.severity) == ("limit", "gap", "error")
    assert gap.remedy and "to see it:" in str(gap)


def test_tables_inside_functions_are_checked_without_a_household() -> None:
    logic = table("inner", ["n"], [("< 5", '"a"'), ("> 5", '"b"')])
    box = logic[logic.index("<decisionTable") : logic.index("</decision>")]
    function = (
        '<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic>'
        f'<formalParameter name="n" typeRef="number"/>{box}</encapsulatedLogic></businessKnowledgeModel>'
    )
    (gap,) = found(SAVINGS, function)
    assert (gap.element, gap.where) == ("f", {"n": "5"})
    assert gap.witness is not None and gap.witness.inputs is None
