"""Changing a model's file."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

from commonweal.policy import Cell, DropRule, NewExpression, NewRule, PolicyFault, amend, diff, load

SERVICES = Path(__file__).parents[2] / "services"
TRAFFORD = SERVICES / "council-tax-support" / "policy" / "2025-04-01.dmn"
SHIPPED = sorted(SERVICES.glob("*/policy/**/*.dmn"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_amendment_leaves_the_model_and_its_comments_as_they_were(path: Path) -> None:
    before = path.read_bytes()
    after = amend(before, [])
    assert diff(load(before), load(after)) == []
    assert after.count(b"<!--") == before.count(b"<!--")
    assert after.count(b"cw:words") == before.count(b"cw:words")
    assert canonicalize(after.decode(), with_comments=True) == canonicalize(
        before.decode(), with_comments=True
    )


def test_a_cell_that_is_changed_is_the_only_difference() -> None:
    source = TRAFFORD.read_bytes()
    after = amend(source, [Cell("discount percentage", 1, 3, "95")])
    found = diff(load(source), load(after))
    assert [each.element for each in found] == ["discount percentage"]
    assert "95" in str(found[0])


def test_a_rule_can_be_copied_changed_and_dropped() -> None:
    source = TRAFFORD.read_bytes()
    longer = amend(source, [NewRule("discount percentage", 1)])
    assert longer.count(b"<rule") == source.count(b"<rule") + 1
    again = amend(longer, [DropRule("discount percentage", 2)])
    assert diff(load(source), load(again)) == []


def test_the_last_rule_can_be_dropped() -> None:
    source = TRAFFORD.read_bytes()
    count = source.count(b"<rule")
    assert amend(source, [DropRule("eligibility", 1)]).count(b"<rule") == count - 1


def test_an_expression_of_a_knowledge_model_can_be_changed() -> None:
    text = 'if born > day - duration("P18Y") then 0 else if working then 12 else 5'
    after = load(amend(TRAFFORD.read_bytes(), [NewExpression("weekly deduction", text)]))
    adults = {
        "other adults": [{"born": datetime.date(1980, 1, 1), "working": True}],
        "relevant date": datetime.date(2025, 4, 1),
    }
    assert after.decide(adults, "other adults deduction").value == Decimal(12)


def test_text_is_text_and_never_markup() -> None:
    after = amend(TRAFFORD.read_bytes(), [Cell("discount percentage", 1, 2, "< 93</text><evil/>")])
    assert b"<evil/>" not in after


@pytest.mark.parametrize(
    ("amendment", "says"),
    [
        (Cell("no such", 1, 1, "1"), "no decision called “no such”"),
        (Cell("discount percentage", 999, 1, "1"), "has no rule 999"),
        (Cell("discount percentage", 0, 1, "1"), "has no rule 0"),
        (Cell("discount percentage", 1, 99, "1"), "has no column 99"),
        (Cell("assessed income", 1, 1, "1"), "is not a decision table"),
        (NewExpression("discount percentage", "1"), "is not one expression"),
        (NewExpression("children counted", "\x00"), "no XML file may hold"),
    ],
)
def test_a_place_that_is_not_there_is_said_with_what_there_is(amendment: Cell, says: str) -> None:
    with pytest.raises(PolicyFault, match=says) as raised:
        amend(TRAFFORD.read_bytes(), [amendment], file="draft.dmn")
    assert raised.value.diagnostics[0].remedy
    assert raised.value.diagnostics[0].file == "draft.dmn"
