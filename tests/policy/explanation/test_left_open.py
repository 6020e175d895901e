"""What is told where some of what was decided rests on answers that were never asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest

from commonweal.policy import Model, explain, load
from commonweal.policy.partial import Bounds, LeftOpen, left_open, number, partial, yes_or_no

INPUTS = {"pay": "money", "carer": "boolean", "age": "number"}
WORDS = (
    '<cw:words xml:lang="en" authority="Para 1" when="income &gt; 0">We counted {income} a week.</cw:words>'
    '<cw:words xml:lang="cy" authority="Para 1" when="income &gt; 0">Cyfrifwyd {income} yr wythnos.'
    "</cw:words>"
)


def scheme(*rules: tuple[str, str, str, str]) -> Model:
    """`income`, pay less £30 for a carer; `share` by a table of income; `award` from the share."""
    rows = "".join(
        f"<rule><inputEntry><text>{cell}</text></inputEntry><outputEntry><text>{out}</text></outputEntry>"
        f"<annotationEntry><text>Rule {number}</text></annotationEntry><annotationEntry><text>{en}</text>"
        f"</annotationEntry><annotationEntry><text>{cy}</text></annotationEntry></rule>"
        for number, (cell, out, en, cy) in enumerate(rules, 1)
    )
    inputs = "".join(
        f'<inputData id="i{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'
        for name, kind in INPUTS.items()
    )
    return load(
        f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="scheme"
        id="scheme" xmlns:cw="https://commonweal.example/dmn">
        <itemDefinition name="money"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="percentage"><typeRef>number</typeRef></itemDefinition>{inputs}
        <decision id="income" name="income"><extensionElements>{WORDS}</extensionElements>
          <variable name="income" typeRef="money"/>
          <informationRequirement><requiredInput href="#ipay"/></informationRequirement>
          <informationRequirement><requiredInput href="#icarer"/></informationRequirement>
          <literalExpression><text>max(0, pay - (if carer then 30 else 0))</text></literalExpression>
        </decision>
        <decision id="share" name="share"><variable name="share" typeRef="percentage"/>
          <informationRequirement><requiredDecision href="#income"/></informationRequirement>
          <decisionTable hitPolicy="UNIQUE">
            <input><inputExpression><text>income</text></inputExpression></input>
            <output name="share"/><annotation name="Authority"/><annotation name="In words"/>
            <annotation name="Mewn geiriau"/>{rows}</decisionTable></decision>
        <decision id="award" name="award"><variable name="award" typeRef="money"/>
          <informationRequirement><requiredDecision href="#share"/></informationRequirement>
          <literalExpression><text>share / 10</text></literalExpression></decision></definitions>""".encode()
    )


GRID = scheme(
    ("[0..93]", "100", "{income} is not more than £93, so {share}.", "Nid yw {income} yn fwy na £93."),
    ("(93..147]", "50", "{income} is more than £93 but not £147.", "Mae {income} yn fwy na £93."),
    ("&gt; 147", "0", "{income} is more than £147.", "Mae {income} yn fwy na £147."),
)
NOT_ASKED = {
    "en": "We did not ask every question, because no answer to the others could change this result.",
    "cy": "Ni wnaethom ofyn pob cwestiwn, oherwydd ni allai unrhyw ateb i'r lleill newid y canlyniad hwn.",
}


def told(
    model: Model, language: Literal["en", "cy"] = "en", *, detail: Any = "letter", **unknown: Any
) -> list[str]:
    """The explanation where some inputs are not asked: each has a stand-in and all it can be."""
    inputs, possible = {"age": Decimal(30)}, {"age": Decimal(30)}
    for name, value in unknown.items():
        stand_in, can_be = value if isinstance(value, tuple) else (value, value)
        inputs[name] = stand_in
        possible[name] = (
            Decimal(can_be) if isinstance(can_be, int) and not isinstance(can_be, bool) else can_be
        )
    names = frozenset(name for name, value in unknown.items() if isinstance(value, tuple))
    outcome = model.decide(inputs, "award")
    found = left_open(partial(model), possible, names)
    return [each.text for each in explain(outcome, language, detail, left_open=found)]


CARER = (False, yes_or_no("carer"))


def test_a_low_income_is_told_by_the_most_that_it_can_be() -> None:
    assert told(GRID, pay=80, carer=CARER)[:2] == [
        "We counted at most £80 a week.",
        "at most £80 is not more than £93, so 100%.",
    ]
    assert told(GRID, "cy", pay=80, carer=CARER)[:2] == [
        "Cyfrifwyd hyd at £80 yr wythnos.",
        "Nid yw hyd at £80 yn fwy na £93.",
    ]


def test_a_high_income_is_told_by_the_least_that_it_can_be() -> None:
    assert told(GRID, pay=900, carer=CARER)[:2] == [
        "We counted at least £870 a week.",
        "at least £870 is more than £147.",
    ]
    assert told(GRID, "cy", pay=900, carer=CARER)[0] == "Cyfrifwyd o leiaf £870 yr wythnos."


def test_an_income_that_could_leave_its_band_at_either_end_is_told_by_both() -> None:
    assert told(GRID, pay=130, carer=CARER)[:2] == [
        "We counted between £100 and £130 a week.",
        "between £100 and £130 is more than £93 but not £147.",
    ]
    assert told(GRID, "cy", pay=130, carer=CARER)[0] == "Cyfrifwyd rhwng £100 a £130 yr wythnos."


def test_a_stretch_without_a_telling_end_is_not_told_by_it() -> None:
    can_be = number("pay", 200, 5000)
    assert told(GRID, pay=(200, can_be), carer=False)[0] == "We counted at least £200 a week."


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_follows_says_once_that_not_everything_was_asked(language: Literal["en", "cy"]) -> None:
    assert told(GRID, language, pay=80, carer=CARER).count(NOT_ASKED[language]) == 1
    assert NOT_ASKED[language] not in told(GRID, language, pay=80, carer=False)


def test_a_sentence_whose_condition_is_not_certain_is_left_out_and_the_rule_is_still_told() -> None:
    # Nothing or £20: neither "we counted" nor its opposite can be said.
    assert told(GRID, pay=20, carer=CARER)[0] == "at most £20 is not more than £93, so 100%."


@pytest.mark.parametrize("detail", ["letter", "auditor"])
def test_what_is_told_does_not_hang_on_the_stand_in(detail: str) -> None:
    for pay in (20, 80, 130, 900):
        said = [
            told(GRID, pay=pay, carer=(guess, yes_or_no("carer")), detail=detail) for guess in (True, False)
        ]
        assert said[0] == said[1]


def test_an_auditor_is_told_the_bounds_too() -> None:
    said = told(GRID, pay=80, carer=CARER, detail="auditor")
    assert "Share is 100% because income is between £0 and £93 — rule 1." in said[3]
    assert any(each.startswith("Income is at most £80") for each in said)


def alike(first: str, second: str) -> Model:
    """Two rules that give the same, with their sentences."""
    return scheme(
        ("[0..60]", "100", first, "Isel."),
        ("(60..93]", "100", second, "Canolig."),
        ("&gt; 93", "0", "Too much.", "Gormod."),
    )


def test_where_either_of_two_rules_decides_alike_both_are_told() -> None:
    # £50 or £80: two rules, one result.
    model = alike("You are in band A.", "You are in band B.")
    whichever = "Whichever of these is so, it comes to the same: “You are in band A” or “You are in band B”."
    assert told(model, pay=80, carer=CARER)[:2] == ["We counted at most £80 a week.", whichever]
    whichever = "Pa un bynnag o'r rhain sy'n wir, yr un yw'r canlyniad: “Isel” neu “Canolig”."
    assert told(model, "cy", pay=80, carer=CARER)[1] == whichever
    said = told(model, pay=80, carer=CARER, detail="auditor")
    assert not any("rule 1" in each or "rule 2" in each for each in said)


def test_a_rule_that_may_not_have_decided_says_nothing_of_bounds() -> None:
    said = told(alike("{income} is low.", "{income} is middling."), pay=80, carer=CARER)
    assert said[:2] == ["We counted at most £80 a week.", "Share is 100%."]


def test_nothing_is_told_of_a_number_that_decides_nothing() -> None:
    flat = scheme(("-", "100", "Everybody gets {share}.", "Mae pawb yn cael {share}."))
    said = told(flat, pay=(0, number("pay", 0, 5000)), carer=CARER)
    assert said[0] == "Everybody gets 100%."
    assert not any("counted" in each for each in said)


def test_a_decision_is_told_by_its_value_where_its_own_sentence_speaks_of_what_is_not_known() -> None:
    odd = scheme(
        ("[0..93]", "100", "Half of it is {income / 2}.", "Ei hanner yw {income / 2}."),
        ("&gt; 93", "0", "Too much.", "Gormod."),
    )
    assert "Share is 100%." in told(odd, pay=80, carer=CARER)
    assert "Share: 100%." in told(odd, "cy", pay=80, carer=CARER)


def test_the_bounds_hold_for_every_completion() -> None:
    ready = partial(GRID)
    for pay in range(0, 200, 7):
        possible = {"pay": Decimal(pay), "carer": yes_or_no("carer"), "age": Decimal(30)}
        found = left_open(ready, possible, frozenset({"carer"}))
        bounds = found.bounds.get("income", Bounds(None, None))
        for carer in (True, False):
            income = GRID.decide({"pay": pay, "carer": carer, "age": 30}, "income").value
            assert isinstance(income, Decimal)
            assert bounds.low is None or bounds.low <= income
            assert bounds.high is None or income <= bounds.high


def test_without_anything_left_open_the_explanation_is_as_always() -> None:
    outcome = GRID.decide({"pay": 80, "carer": False, "age": 30}, "award")
    assert explain(outcome) == explain(outcome, left_open=LeftOpen())
