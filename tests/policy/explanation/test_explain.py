from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest

from commonweal.policy import Model, Sentence, explain
from commonweal.policy.dmn.placeholders import Piece, pieces
from commonweal.policy.explanation.spoken import Language
from tests.policy.dmn.writing import decision, function, given, item, literal, model, part, table

Detail = Literal["letter", "auditor"]
BANDS = [
    ['"single"', "<= 93", "100", "paragraph 1",
     "{assessed income} is in band 1.", "Mae {assessed income} ym mand 1."],
    ['"single"', "(93..111]", "75", "paragraph 2", "", ""],
    ['not("single")', "-", "50", "", "", ""],
]  # fmt: skip
WORDS = (
    '<cw:words xml:lang="en" authority="regulation 7">We counted {assessed income} a week of {earnings}.'
    '</cw:words><cw:words xml:lang="cy" authority="rheoliad 7">'
    "Fe wnaethom gyfrif {assessed income} yr wythnos.</cw:words>"
)


def scheme(words: str = WORDS) -> Model:
    return model(
        item("money", "number"),
        item("percentage", "number"),
        given("household type", "string", label="Household type"),
        given("earnings", "money", label="Earnings a week"),
        decision(
            "assessed income", literal("earnings - 25"), needs=["i_earnings"], kind="money", extensions=words
        ),
        decision(
            "income band",
            table(
                "UNIQUE",
                ["household type: string", "assessed income: money"],
                [""],
                BANDS,
                annotations=["Authority", "In words", "Mewn geiriau"],
            ),
            needs=["i_household type", "d_assessed income"],
            kind="percentage",
        ),
    )


def told(
    earnings: str | None, language: Language = "en", detail: Detail = "letter", household: str = "single"
) -> list[Sentence]:
    amount = None if earnings is None else Decimal(earnings)
    outcome = scheme().decide({"household type": household, "earnings": amount})
    return explain(outcome, language, detail)


def test_a_letter_has_the_policys_own_sentences_with_their_authority() -> None:
    assert told("117.5") == [
        Sentence("We counted £92.50 a week of £117.50.", "regulation 7", "assessed income"),
        Sentence("£92.50 is in band 1.", "paragraph 1", "income band"),
    ]


def test_a_letter_in_welsh_has_the_welsh_sentences() -> None:
    assert told("117.5", "cy") == [
        Sentence("Fe wnaethom gyfrif £92.50 yr wythnos.", "rheoliad 7", "assessed income"),
        Sentence("Mae £92.50 ym mand 1.", "paragraph 1", "income band"),
    ]


def test_a_table_without_words_is_told_by_its_rule() -> None:
    assert told("125")[-1] == Sentence(
        "Income band is 75% because household type is single and assessed income is more than £93 but no more"
        " than £111 — rule 2.",
        "paragraph 2",
        "income band",
    )
    assert told("125", household="couple")[-1].text == (
        "Income band is 50% because household type is not single — rule 3."
    )


def test_such_a_table_is_told_in_welsh_too() -> None:
    assert told("125", "cy")[-1].text == (
        "Income band: 75%, oherwydd y canlynol: household type – single ac assessed income – yn fwy na £93"
        " ond heb fod yn fwy na £111 — rheol 2."
    )


def test_what_could_not_be_decided_is_said_and_no_sentence_has_a_gap() -> None:
    assert told(None) == [Sentence("Income band could not be decided.", None, "income band")]


def test_an_auditor_is_told_every_decision_with_inputs_rule_and_authority() -> None:
    assert [(each.text, each.authority) for each in told("125", detail="auditor")] == [
        ("We counted £100 a week of £125.", "regulation 7"),
        ("Assessed income is £100, worked out from earnings a week (£125).", "regulation 7"),
        (
            "Income band is 75% because household type is single and assessed income is more than £93 but no"
            " more than £111 — rule 2. It was decided from household type (single) and"
            " assessed income (£100).",
            "paragraph 2",
        ),
    ]


def test_an_auditor_is_told_why_there_is_no_value() -> None:
    texts = [each.text for each in told(None, detail="auditor")]
    assert texts[0].startswith(
        "Assessed income could not be decided. It was decided from earnings a week (not known)."
    )
    assert "Cannot subtract" in texts[0]
    assert "No rule of the decision table matches" in texts[1]


def test_without_a_trace_there_is_nothing_to_tell() -> None:
    outcome = scheme().decide({"household type": "single", "earnings": 100}, trace=False)
    assert explain(outcome) == []


def test_placeholders_are_feel_over_what_the_decision_requires_and_its_result() -> None:
    words = (
        '<cw:words>{{braces}} {earnings * 52 / 12} {if assessed income > 10 then "yes" else "no"}'
        ' {max([assessed income, 0])} {{a: "}"}.a} {string(1)}</cw:words>'
    ).replace('{{a: "}"}.a}', '{ {a: "}"}.a }')
    text = explain(scheme(words).decide({"household type": "x", "earnings": 60}, "assessed income"))[0].text
    assert text == "{braces} £260 yes £35 } 1"


def test_styles_follow_members_sums_and_lists_of_money() -> None:
    loaded = model(
        item("money", "number"),
        item("pay", "money"),
        item("tJob", parts=part("wage", "pay") + part("hours", "number")),
        item("tJobs", "tJob", many=True),
        given("jobs", "tJobs"),
        decision(
            "total",
            literal("sum(jobs.wage)"),
            needs=["i_jobs"],
            kind="money",
            extensions="<cw:words>{jobs[1].wage} for {jobs[1].hours} hours: {sum(jobs.wage)}, {-total},"
            " {total / total}, {jobs.wage}</cw:words>",
        ),
    )
    jobs = [{"wage": 100, "hours": 8}, {"wage": 50, "hours": 4}]
    assert explain(loaded.decide({"jobs": jobs}))[0].text == "£100 for 8 hours: £150, −£150, 1, £100 and £50"


def test_a_table_asked_of_each_of_several_tells_each_sentence_once() -> None:
    rules = [
        ["< 18", "0", "There is nothing to pay for a child."],
        [">= 18", "10", "There is £10 to pay for an adult."],
    ]
    share = function(
        "share", ["age: number"], table("UNIQUE", ["age"], [""], rules, annotations=["In words"])
    )
    loaded = model(
        given("ages"),
        share,
        decision(
            "total", literal("sum(for age in ages return share(age))"), needs=["i_ages"], uses=["k_share"]
        ),
    )
    assert [each.text for each in explain(loaded.decide({"ages": [10, 30, 50]}))] == [
        "There is nothing to pay for a child.",
        "There is £10 to pay for an adult.",
    ]


def test_several_rules_of_a_collecting_table_are_named_together() -> None:
    loaded = model(
        given("x", "number"),
        decision(
            "sum",
            table("COLLECT", ["x"], [""], [["> 1", "1"], ["> 2", "2"]], aggregation="SUM"),
            needs=["i_x"],
        ),
    )
    assert explain(loaded.decide({"x": 3}))[0].text == "Sum is 3 — rules 1 and 2."


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("< 5", "less than 5"),
        (">= 5", "5 or more"),
        ("[5..10]", "between 5 and 10"),
        ("[5..10)", "at least 5 but less than 10"),
        ("3, 7", "3 or 7"),
        ("not(3)", "not 3"),
        ("? > limit", "7"),
    ],
)
def test_cells_are_told_in_words(cell: str, english: str) -> None:
    loaded = model(
        given("x", "number"),
        given("limit", "number"),
        decision("a", table("FIRST", ["x"], [""], [[cell, "1"]]), needs=["i_x", "i_limit"]),
    )
    values = {"< 5": 4, "not(3)": 4}
    told = explain(loaded.decide({"x": values.get(cell, 7), "limit": 1}))
    assert told[0].text == f"A is 1 because x is {english} — rule 1."


def test_sentences_are_parted_into_text_and_feel() -> None:
    assert list(pieces("a {b} {{c}} {d + {e: 1}.e} {unclosed")) == [
        Piece("a ", False),
        Piece("b", True),
        Piece(" {c} ", False),
        Piece("d + {e: 1}.e", True),
        Piece(" {unclosed", False),
    ]


WHEN = (
    '<cw:words xml:lang="en" when="assessed income &gt; 0">We counted {assessed income} a week.</cw:words>'
    '<cw:words xml:lang="en" when="assessed income = 0">You have no income that counts.</cw:words>'
    '<cw:words xml:lang="cy" when="assessed income &gt; 0">Fe wnaethom gyfrif {assessed income}.</cw:words>'
)


def conditional(earnings: str, language: Language = "en", detail: Detail = "letter") -> list[str]:
    outcome = scheme(WHEN).decide({"household type": "single", "earnings": Decimal(earnings)})
    return [each.text for each in explain(outcome, language, detail) if each.decision == "assessed income"]


def test_a_sentence_is_told_only_where_its_condition_is_true() -> None:
    assert conditional("35") == ["We counted £10 a week."]
    assert conditional("25") == ["You have no income that counts."]
    assert conditional("35", "cy") == ["Fe wnaethom gyfrif £10."]
    assert conditional("25", "cy") == []


def test_an_auditor_is_told_the_value_that_a_letter_leaves_out() -> None:
    assert conditional("25", "cy", "auditor") == [
        "Assessed income: £0, wedi’i gyfrifo ar sail earnings a week (£25)."
    ]


def test_a_condition_that_names_what_is_not_there_is_reported_with_its_line() -> None:
    words = '<cw:words xml:lang="en" when="rent &gt; 0">Text.</cw:words>'
    found = [each for each in scheme(words).diagnostics if "rent" in each.message]
    assert [(each.severity, each.element) for each in found] == [("error", "assessed income")]
    assert found[0].line is not None


def test_a_rules_authority_is_told_in_welsh_where_the_table_says_it_so() -> None:
    policy = model(
        given("age", "number"),
        decision(
            "help",
            table(
                "UNIQUE",
                ["age: number"],
                [""],
                [
                    ["< 18", '"no"', "regulation 1", "Too young.", "Rhy ifanc.", "rheoliad 1"],
                    [">= 18", '"yes"', "regulation 2", "Old enough.", "Digon hen.", ""],
                ],
                annotations=["Authority", "In words", "Mewn geiriau", "Awdurdod"],
            ),
            needs=["i_age"],
        ),
    )
    young, old = (policy.decide({"age": Decimal(age)}) for age in (17, 18))
    assert [each.authority for each in explain(young, "cy")] == ["rheoliad 1"]
    assert [each.authority for each in explain(young, "en")] == ["regulation 1"]
    assert [each.authority for each in explain(old, "cy")] == ["regulation 2"]
