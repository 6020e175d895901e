"""A question says what the rules use its answer for; one that cannot matter is not asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from commonweal.office.applying.models import Application
from tests.office.applications import AWARDED, council_tax_support
from tests.office.applying.person import Person, text, words

SERVICE = "/council-tax-support/"
WORKING = AWARDED | {"works": True, "self_employed": False}


@pytest.fixture
def someone(db: None) -> Person:
    """Somebody who has begun to apply for Council Tax Support."""
    council_tax_support()
    person = Person()
    person.post(f"{SERVICE}start")
    return person


def holding(answers: dict[str, Any]) -> None:
    assert Application.objects.update(answers=answers) == 1


def why(page: Any) -> str:
    """What opens under “Why are we asking this?”."""
    found = re.search(r'<div class="govuk-details__text">(.*?)</div>', text(page), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_it_names_the_decision_and_its_authority(someone: Person) -> None:
    holding(WORKING)
    page = someone.get(f"{SERVICE}apply/earnings")
    assert "Why are we asking this?" in words(page)
    assert "How much income from work counts each week? (Assumed, from Somerset 2025/26)" in why(page)


def test_it_is_welsh_on_a_welsh_page(someone: Person) -> None:
    holding(WORKING)
    page = someone.get(f"{SERVICE}cy/apply/earnings")
    assert "Pam rydym ni’n gofyn hyn?" in words(page)
    assert "Tybiwyd, o Wlad yr Haf 2025/26" in why(page)
    assert "How much" not in why(page)


def test_a_list_and_the_questions_in_it_say_so_too(someone: Person) -> None:
    holding(WORKING | {"children": [{"name": "Ela", "born": "2019-05-13"}]})
    assert "How many children" in why(someone.get(f"{SERVICE}apply/children"))
    assert "How many children" in why(someone.get(f"{SERVICE}apply/children/1/born"))
    assert why(someone.get(f"{SERVICE}apply/children/1/name")) == ""


def test_the_services_own_words_come_first(someone: Person) -> None:
    holding(AWARDED)
    said = why(someone.get(f"{SERVICE}apply/pension-age"))
    assert said.startswith("People who have reached State Pension age are covered by a national scheme")
    assert "The rules use your answer" in said


def test_a_question_that_cannot_matter_is_not_asked_and_comes_back(someone: Person) -> None:
    until = {name: WORKING[name] for name in WORKING if name not in ("gets_universal_credit", "savings")}
    rich = until | {"earnings": {"amount": "900.00", "per": "week"}}
    del rich["other_income_kinds"], rich["disability_benefits"]
    holding(rich)
    assert someone.get(f"{SERVICE}apply/gets-universal-credit").status_code == 404
    someone.get(f"{SERVICE}apply/")
    assert someone.page.headers["Location"] == f"{SERVICE}apply/savings"
    holding(rich | {"earnings": {"amount": "110.00", "per": "week"}})
    someone.get(f"{SERVICE}apply/")
    assert someone.page.headers["Location"] == f"{SERVICE}apply/gets-universal-credit"
