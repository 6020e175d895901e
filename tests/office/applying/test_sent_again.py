"""A form that is sent again, because its answer was lost on the way, does what it did once and no more."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from commonweal.office.applying.models import Application
from commonweal.office.pages.models import Feedback
from commonweal.office.records.models import Case, Event
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401
from tests.office.applying.person import Person, text

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Sent-By": "script"}


def seen_on(page: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', text(page))
    assert found
    return found[1]


def test_an_answer_sent_again_is_stored_once_and_leads_to_the_same_place(applicant: Person) -> None:  # noqa: F811
    form = {"liable": "yes", "seen": seen_on(applicant.get("apply/liable"))}
    places = [applicant.post("apply/liable", form).headers["Location"] for _ in range(3)]
    assert len(set(places)) == 1
    assert Event.objects.filter(action="answer").count() == 1


def test_a_thing_in_a_list_sent_again_is_added_once(applicant: Person) -> None:  # noqa: F811
    applicant.answer_until("children")
    for _ in range(2):
        applicant.post("apply/children", {"children": "yes"})
    form = {"name": "Mared", "seen": seen_on(applicant.get("apply/children/1/name"))}
    for _ in range(3):
        assert (
            applicant.post("apply/children/1/name", form).headers["Location"].endswith("/children/1/birthday")
        )
    assert Application.objects.get().answers["children"] == [{"name": "Mared"}]


def test_one_of_two_that_are_the_same_is_removed_once(applicant: Person) -> None:  # noqa: F811
    applicant.answer_until("children")
    child = {"name": "Mared", "born": "2019-05-13"}
    draft = Application.objects.get()
    draft.answers["children"] = [child, child, child]
    draft.save()
    form = {"remove": "yes", "seen": seen_on(applicant.get("remove/children/1"))}
    for _ in range(3):
        applicant.post("remove/children/1", form)
    assert Application.objects.get().answers["children"] == [child, child]


def test_an_application_sent_again_is_one_case(applicant: Person) -> None:  # noqa: F811
    applicant.answer_until("check-answers")
    form = {"seen": str(Application.objects.get().revision)}
    places = [applicant.post("check-answers", form).headers["Location"] for _ in range(3)]
    assert len(set(places)) == 1
    assert Case.objects.count() == 1


def test_feedback_sent_again_is_counted_once_and_more_of_it_each_time() -> None:
    client = Client(HTTP_HOST="localhost")
    for _ in range(2):
        once = re.search(r'name="once" value="([^"]+)"', text(client.get("/feedback")))
        assert once
        for _ in range(2):
            given = client.post("/feedback", {"satisfaction": "4", "once": once[1]})
            assert given.headers["Location"] == "/feedback?thanks"
    assert Feedback.objects.count() == 2


def test_a_script_is_told_the_place_and_is_not_sent_there(applicant: Person) -> None:  # noqa: F811
    form = {"liable": "yes", "seen": seen_on(applicant.get("apply/liable"))}
    page = applicant.client.post("/every-type/apply/liable", form, headers=SCRIPT)
    assert (page.status_code, page.content) == (204, b"")
    assert page.headers["Location"] == "/every-type/apply/full-name"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_script_is_given_the_page_with_its_errors_as_it_is(applicant: Person) -> None:  # noqa: F811
    page = applicant.client.post("/every-type/apply/liable", {}, headers=SCRIPT)
    assert page.status_code == 200
    assert "There is a problem" in text(page)


@pytest.mark.parametrize(
    ("at", "sent_to"),
    [("", "?"), ("?change=yes", "?change=yes&"), ("?change=yes&", "?change=yes"), ("?&", "?")],
)
def test_a_form_is_sent_to_its_own_page_at_another_address(
    applicant: Person,  # noqa: F811
    at: str,
    sent_to: str,
) -> None:
    applicant.answer("liable")
    page = text(applicant.get(f"apply/liable{at}"))
    assert f'<form method="post" action="{sent_to.replace("&", "&amp;")}"' in page


def test_with_errors_it_is_sent_to_yet_another(applicant: Person) -> None:  # noqa: F811
    assert '<form method="post" action="?&amp;"' in text(applicant.post("apply/liable?", {}))


def test_two_drafts_have_forms_that_a_browser_tells_apart(applicant: Person) -> None:  # noqa: F811
    def named(page: Any) -> list[str]:
        return re.findall(r'<input type="hidden" name="(draft-\w+)"', text(page))

    mine = named(applicant.get("apply/liable"))
    assert named(applicant.get("apply/liable")) == mine
    other = Person()
    other.start()
    assert named(other.get("apply/liable")) != mine
    assert len(mine) == 1
