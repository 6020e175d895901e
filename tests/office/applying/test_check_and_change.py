"""Check answers: everything that counts, each with a Change link that comes straight back."""

import re

import pytest

from tests.office.applying.person import Person, text, words
from tests.office.applying.test_lists import CHILD


@pytest.fixture
def checking(applicant: Person) -> Person:
    """Somebody who has answered everything."""
    applicant.answer_until()
    return applicant


def test_changing_an_answer_comes_straight_back(checking: Person) -> None:
    assert "/apply/full-name?change=yes" in text(checking.get("check-answers"))
    page = checking.get("apply/full-name?change=yes")
    assert 'href="/every-type/check-answers" class="govuk-back-link"' in text(page)
    checking.answer("full-name", {"full-name": "Siân Mair Lloyd"}, query="?change=yes")
    assert checking.went_to == "check-answers"
    assert "Siân Mair Lloyd" in words(checking.get("check-answers"))


def test_a_newly_needed_question_is_asked_on_the_way_back(checking: Person) -> None:
    checking.answer("tenure", {"tenure": "owner"}, query="?change=yes")
    assert checking.went_to == "check-answers"
    assert "How much is your rent?" not in words(checking.get("check-answers"))
    checking.answer("tenure", {"tenure": "council"}, query="?change=yes")
    assert checking.went_to == "check-answers"
    assert "£650" in words(checking.get("check-answers")), "an answer given before is not asked for again"


def test_a_question_never_answered_is_asked_on_the_way_back(applicant: Person) -> None:
    applicant.answer_until("tenure")
    applicant.answer("tenure", {"tenure": "owner"})
    for address in ("benefits", "rooms", "hours", "savings", "account", "more", "how-we-write"):
        applicant.answer(address)
    applicant.answer("tenure", {"tenure": "private"}, query="?change=yes")
    assert applicant.went_to == "apply/rent?change=yes"
    applicant.answer("rent", query="?change=yes")
    assert applicant.went_to == "check-answers"


def test_a_child_added_from_check_answers_goes_by_the_list(checking: Person) -> None:
    checking.answer("children", {"children": "yes"}, query="?change=yes")
    assert checking.went_to == "apply/children/1/name?change=yes"
    checking.answer("children/1/name", CHILD["name"], query="?change=yes")
    assert checking.went_to == "apply/children/1/birthday?change=yes"
    checking.answer("children/1/birthday", CHILD["birthday"], query="?change=yes")
    assert checking.went_to == "apply/children?change=yes"
    checking.answer("children", {"children": "no"}, query="?change=yes")
    assert checking.went_to == "check-answers"
    assert "13 May 2019" in words(checking.get("check-answers"))


def test_changing_to_an_answer_that_stops_leads_to_the_page_that_says_so(checking: Person) -> None:
    checking.answer("liable", {"liable": "no"}, query="?change=yes")
    assert checking.went_to.startswith("apply/stop/not-liable")
    checking.get("check-answers")
    assert checking.went_to == "apply/stop/not-liable"


def test_what_was_left_blank_says_so(checking: Person) -> None:
    assert "Not provided" in words(checking.get("check-answers"))
    assert "Heb ei roi" in words(checking.get("check-answers", "cy"))


def test_every_change_link_says_what_it_changes(checking: Person) -> None:
    links = re.findall(
        r'<a class="govuk-link" href="[^"]*change=[^"]*">(.*?)</a>', text(checking.get("check-answers"))
    )
    assert len(links) == 19
    assert all("govuk-visually-hidden" in link for link in links)
    assert len(set(links)) == len(links)
