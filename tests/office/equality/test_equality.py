"""The equality questions: optional, apart from the case, counted once, and in totals alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from commonweal.office.equality.models import AnswerTotal
from commonweal.office.records.models import Case, Event
from commonweal.service.equality_questions import EQUALITY_QUESTIONS, NOT_SAID
from tests.office.applying.person import Person, text, words

pytestmark = pytest.mark.django_db
FIRST = {"q0": "25 to 34", "q1": "female", "q2": NOT_SAID}


def totals() -> dict[tuple[str, str], int]:
    return {(row.question, row.answer): row.people for row in AnswerTotal.objects.all()}


def test_they_come_after_sending_and_before_the_confirmation(sent: Person) -> None:
    assert sent.went_to == "equality"
    assert Case.objects.count() == 1
    sent.post("equality", FIRST)
    assert sent.went_to.startswith("confirmation/")


def test_only_the_service_s_own_are_asked_in_the_standard_order(sent: Person) -> None:
    said = words(sent.get("equality"))
    assert said.index("How old are you?") < said.index("What is your sex?") < said.index("your religion?")
    assert "sexual orientation" not in said
    assert said.count("Prefer not to say") == 3


def test_skipping_is_one_press_and_counts_nothing(sent: Person) -> None:
    sent.post("equality", {"skip": "yes"})
    assert sent.went_to.startswith("confirmation/")
    assert not AnswerTotal.objects.exists()


def test_answers_become_totals_of_the_month(sent: Person) -> None:
    sent.post("equality", FIRST)
    assert totals() == {("age", "25 to 34"): 1, ("sex", "female"): 1, ("religion", NOT_SAID): 1}
    assert {row.month.day for row in AnswerTotal.objects.all()} == {1}


def test_some_may_be_left_blank(sent: Person) -> None:
    sent.post("equality", {"q1": "male"})
    assert totals() == {("sex", "male"): 1}


@pytest.mark.parametrize("again", [FIRST, {"q0": "under 25"}, {"skip": "yes"}])
def test_a_second_press_counts_nothing_more(sent: Person, again: dict[str, str]) -> None:
    sent.post("equality", FIRST)
    before = totals()
    sent.post("equality", again)
    assert sent.went_to.startswith("confirmation/")
    assert totals() == before


def test_coming_back_by_the_back_button_leads_on(sent: Person) -> None:
    sent.post("equality", FIRST)
    sent.get("equality")
    assert sent.went_to.startswith("confirmation/")


@pytest.mark.parametrize("nasty", [{"q0": "100"}, {"q0": ["female", "male"]}, {"q9": "x"}, {"age": "\0"}])
def test_what_is_not_an_answer_is_not_counted(sent: Person, nasty: dict[str, Any]) -> None:
    assert sent.post("equality", nasty).status_code == 303
    assert totals() == {}


def test_nobody_is_asked_before_sending(offered: object) -> None:
    person = Person()
    person.start()
    person.get("equality")
    assert person.went_to == "check-answers"
    person.post("equality", FIRST)
    assert not AnswerTotal.objects.exists()


def test_nothing_leads_from_an_answer_to_a_person(sent: Person) -> None:
    sent.post("equality", FIRST)
    fields = {field.name for field in AnswerTotal._meta.get_fields()}
    assert fields == {"id", "service", "month", "question", "answer", "people"}
    related = [m for m in apps.get_models() for f in m._meta.get_fields() if f.related_model is AnswerTotal]
    assert related == []
    told = " ".join(f"{e.subject} {e.facts}" for e in Event.objects.filter(action__contains="equality"))
    assert "female" not in told
    assert "application:" not in told
    assert "case:" not in told


def test_those_who_skip_and_those_who_answer_leave_the_same_trace(sent: Person, offered: object) -> None:
    sent.post("equality", FIRST)
    other = Person()
    other.start()
    other.answer_until()
    other.send()
    other.post("equality", {"skip": "yes"})
    events = Event.objects.filter(action="ask equality questions").values_list(
        "actor", "subject", "case", "facts"
    )
    first, second = ((a, s, c, str(f)) for a, s, c, f in events)
    assert first == second


@pytest.mark.parametrize("question", EQUALITY_QUESTIONS.values(), ids=lambda each: each.key)
def test_every_question_is_whole_in_welsh_and_may_be_refused(question: Any) -> None:
    assert question.asked("cy") != question.asked("en")
    english, welsh = question.choices("en"), question.choices("cy")
    assert [key for key, _ in english] == [key for key, _ in welsh]
    assert english[-1] == (NOT_SAID, "Prefer not to say")
    for (key, said), (_, dweud) in zip(english, welsh, strict=True):
        assert dweud
        assert dweud != said or key in {"muslim"}


def test_the_page_is_in_welsh(sent: Person) -> None:
    page = text(sent.get("equality", "cy"))
    assert "Faint yw eich oed?" in page
    assert "Prefer not to say" not in page
