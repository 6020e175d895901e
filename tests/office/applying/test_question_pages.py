"""One question to a page: answers are taken, kept, shown again, and never lost."""

from unittest.mock import patch

import pytest
from pytest import raises

from commonweal.office.applying.models import Application
from commonweal.office.records.models import Event
from tests.office.applying.person import ANSWERS, Person, errors, text, title, words


def test_it_works(applicant: Person) -> None:
    page = applicant.answer_until()
    assert title(page) == "Check your answers before sending your application - Every type"
    assert "Siân Lloyd" in words(page)


@pytest.mark.parametrize("address", ANSWERS)
def test_a_page_left_empty_says_what_to_do_or_is_optional(applicant: Person, address: str) -> None:
    applicant.answer_until(address)
    page = applicant.answer(address, {})
    if address in {"email", "phone", "account", "more", "how-we-write"}:
        assert page.status_code == 303
    else:
        assert page.status_code == 200
        assert title(page).startswith("Error: ")
        assert errors(page)
        assert 'role="alert"' in text(page)


@pytest.mark.parametrize("address", ANSWERS)
def test_each_error_of_the_summary_leads_to_a_field(applicant: Person, address: str) -> None:
    applicant.answer_until(address)
    page = applicant.answer(address, {})
    for href in __import__("re").findall(r'<a href="#([\w-]+)">', text(page)):
        assert f'id="{href}"' in text(page)


def test_an_error_in_welsh_is_all_in_welsh(applicant: Person) -> None:
    page = applicant.answer("liable", {}, language="cy")
    assert title(page).startswith("Gwall: Ydych chi'n talu'r bil?")
    assert "Mae yna broblem" in words(page)
    assert '<html lang="cy"' in text(page)


def test_what_was_typed_wrong_is_kept_to_be_put_right(applicant: Person) -> None:
    applicant.answer_until("born")
    page = applicant.answer("born", {"born-day": "31", "born-month": "2", "born-year": "1985"})
    assert page.status_code == 200
    for value in ('value="31"', 'value="2"', 'value="1985"'):
        assert value in text(page)


def test_an_answer_is_there_when_one_comes_back(applicant: Person) -> None:
    applicant.answer_until("born")
    assert 'value="Siân Lloyd"' in text(applicant.get("apply/full-name"))
    applicant.answer("born")
    assert 'value="27"' in text(applicant.get("apply/born"))


def test_a_must_that_fails_says_its_own_sentence(applicant: Person) -> None:
    applicant.answer_until("savings")
    page = applicant.answer("savings", {"savings": "-5"})
    assert page.status_code == 200
    assert errors(page)


def test_not_being_eligible_is_a_page_and_not_an_error(applicant: Person) -> None:
    page = applicant.answer("liable", {"liable": "no"})
    assert applicant.went_to == "apply/stop/not-liable"
    page = applicant.get("apply/stop/not-liable")
    assert page.status_code == 200
    assert title(page) == "This is not for you - Every type"
    assert "There is a problem" not in words(page)
    assert "Nid yw hwn i chi" in words(applicant.get("apply/stop/not-liable", "cy"))


def test_the_back_link_leads_to_the_page_before(applicant: Person) -> None:
    assert 'href="/every-type/" class="govuk-back-link"' in text(applicant.get("apply/liable"))
    applicant.answer_until("born")
    assert 'href="/every-type/apply/full-name" class="govuk-back-link"' in text(applicant.get("apply/born"))


def test_jumping_ahead_leads_to_the_first_question_not_answered(applicant: Person) -> None:
    applicant.get("apply/savings")
    assert applicant.went_to == "apply/liable"


def test_the_switch_of_language_leads_to_the_same_page(applicant: Person) -> None:
    applicant.answer_until("born")
    assert 'href="/every-type/cy/apply/born"' in text(applicant.get("apply/born"))
    welsh = applicant.get("apply/born", "cy")
    assert 'href="/every-type/apply/born"' in text(welsh)
    assert "Beth yw eich dyddiad geni?" in words(welsh)
    assert 'href="/every-type/cy/apply/born?change=yes"' in text(applicant.get("apply/born?change=yes"))


def test_the_language_of_the_last_answer_is_kept_on_the_application(applicant: Person) -> None:
    applicant.answer("liable")
    assert Application.objects.get().language == "en"
    applicant.answer("full-name", language="cy")
    assert Application.objects.get().language == "cy"


def test_pages_are_kept_by_no_cache_and_carry_a_strict_policy(applicant: Person) -> None:
    page = applicant.get("apply/liable")
    assert page.headers["Cache-Control"] == "no-store"
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "style=" not in text(page)
    assert "<script>" not in text(page)


def test_why_we_ask_is_there_on_demand(applicant: Person) -> None:
    applicant.answer_until("savings")
    assert "The policy has a limit on savings." in text(applicant.get("apply/savings"))


def test_the_same_help_stands_on_every_page(applicant: Person) -> None:
    for place in ("", "apply/liable", "check-answers", "leave"):
        assert "01632 960 001" in text(applicant.get(place))


def test_every_answer_is_an_event_that_says_which_question_and_never_what_was_said(applicant: Person) -> None:
    applicant.answer_until("born")
    answered = Event.objects.filter(action="answer")
    assert [event.facts["question"] for event in answered] == ["liable", "full-name"]
    assert {event.actor for event in answered} == {"applicant"}
    assert "Lloyd" not in repr(list(answered.values()))


def test_an_answer_that_cannot_be_recorded_is_not_saved(applicant: Person) -> None:
    applicant.answer_until("full-name")
    before = Application.objects.get().answers
    with patch("commonweal.office.records.recording.append", side_effect=RuntimeError), raises(RuntimeError):
        applicant.answer("full-name", ANSWERS["full-name"])
    assert Application.objects.get().answers == before
