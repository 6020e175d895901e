from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from commonweal.policy import load
from commonweal.policy.dmn.reading import NAMESPACES, read
from tests.policy.dmn.writing import decision, file, given, item, literal, model, table


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_of_dmn_from_1_1_to_1_5_is_read_and_decided(namespace: str) -> None:
    loaded = load(
        file(
            given("age", "number"),
            decision(
                "adult",
                table("UNIQUE", ["age"], [""], [[">= 18", "true"], ["< 18", "false"]]),
                needs=["i_age"],
            ),
            namespace=namespace,
        )
    )
    assert loaded.diagnostics == ()
    assert loaded.decide({"age": 18}).value is True


def test_the_type_prefixes_of_dmn_1_1_are_understood() -> None:
    content = b"""<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"
      name="old" id="d" namespace="urn:old"
      xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="urn:old">
      <itemDefinition name="tAge"><typeRef>feel:number</typeRef></itemDefinition>
      <inputData id="i" name="age"><variable name="age" typeRef="own:tAge"/></inputData>
      <decision id="d1" name="next"><variable name="next" typeRef="feel:number"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <literalExpression><text>age + 1</text></literalExpression></decision></definitions>"""
    old = load(content)
    assert old.diagnostics == ()
    assert old.decide({"age": 41}).value == Decimal(42)
    assert old.decide({"age": "41"}).value is None


def test_every_element_knows_its_line() -> None:
    definitions, _ = read(
        file(
            given("age"), item("tAge", "number"), decision("a", literal("1")), "<knowledgeSource name='Act'/>"
        ),
        None,
    )
    assert definitions.inputs[0].line == 3
    assert definitions.items[0].line == 4
    assert definitions.decisions[0].line == 5
    assert definitions.sources[0].line == 6


def test_lines_are_right_beyond_the_sixteen_bits_of_older_parsers() -> None:
    loaded = load(file("\n" * 70_000, decision("a", literal("no such name"))), name="long.dmn")
    assert [each.line for each in loaded.diagnostics] == [70_004]


def test_words_and_assumptions_are_read_with_their_language() -> None:
    loaded = model(
        decision(
            "a",
            literal("1"),
            extensions='<cw:words xml:lang="cy" authority="Deddf">Un.</cw:words><cw:words>One.</cw:words>'
            '<cw:assumed source="https://example.org">that it is one</cw:assumed>',
        )
    )
    words = loaded.definitions.decisions[0].words
    assert [(each.language, each.text, each.authority) for each in words] == [
        ("cy", "Un.", "Deddf"),
        ("en", "One.", None),
    ]
    (assumption,) = loaded.assumptions
    assert (assumption.element, assumption.source) == ("a", "https://example.org")
    assert assumption.text == "that it is one"


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<decision id='x'><literalExpression><text>1</text></literalExpression></decision>", "missing-name"),
        ("<decision id='x' name='x'><variable name='y'/></decision>", "variable-name"),
        (decision("a", literal("1") + literal("2")), "too-many-expressions"),
        (decision("a", "<relation><column name='x'/><row/></relation>"), "relation-shape"),
        (decision("a", "<decisionTable hitPolicy='BEST'><output/></decisionTable>"), "table-shape"),
        (decision("a", "<decisionTable><input/><output/></decisionTable>"), "table-shape"),
        (decision("a", "<decisionTable/>"), "table-shape"),
        (
            decision("a", "<decisionTable><output/><rule><inputEntry/><outputEntry/></rule></decisionTable>"),
            "table-shape",
        ),
        (decision("a", "<functionDefinition kind='Cobol'/>"), "function-kind"),
        (decision("a", "<for><in/><return/></for>"), "missing-name"),
    ],
)
def test_what_is_written_wrong_is_a_finding_with_line_and_remedy(element: str, code: str) -> None:
    loaded = model(element)
    found = [each for each in loaded.diagnostics if each.code == code]
    assert found
    assert all(each.line and each.remedy and each.file == "test.dmn" for each in found)


def test_a_model_with_such_faults_still_decides_without_raising() -> None:
    loaded = model(
        "<decision name='a'/>",
        "<decision/>",
        decision("b", "<decisionTable><input/><output/><rule/></decisionTable>"),
        decision("c", "<invocation/>"),
        decision("d", "<filter/><for/>"),
        decision("e", "<conditional/>"),
        decision("f", "<relation/>"),
        decision("g", "<some/>"),
        decision("h", "<functionDefinition kind='PMML'/>"),
        decision("i", "<list/>"),
        decision("j", "<context><contextEntry/></context>"),
        "<businessKnowledgeModel name='k'/>",
        "<decisionService name='s'/>",
        "<inputData/>",
        "<import/>",
        "<itemDefinition/>",
    )
    for each in loaded.decisions:
        if each.name:
            loaded.decide({}, each.name)


def test_the_hash_is_that_of_the_bytes() -> None:
    content = file(decision("a", literal("1")))
    assert load(content).content_hash == hashlib.sha256(content).hexdigest()
    assert load(content + b"\n").content_hash != load(content).content_hash
