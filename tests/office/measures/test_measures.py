"""Drop-out, errors, satisfaction and fairness: in totals that give nobody away."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.equality.models import AnswerTotal
from commonweal.office.measures.fairness import by_answer
from commonweal.office.measures.journeys import by_journey, by_question, ways
from commonweal.office.measures.opinions import by_point, points, satisfied
from commonweal.office.measures.small_numbers import WITHHELD, rounded, withheld
from commonweal.office.measures.tables import TABLES
from commonweal.office.pages.models import Feedback
from commonweal.office.records.models import Event
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401
from tests.office.applying.person import Person

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (1, "[c]"), (4, "[c]"), (5, "5"), (12, "12")])
def test_small_numbers_are_withheld(number: int, shown: str) -> None:
    assert withheld(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "[c]"), (4, "[c]"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15")]
)
def test_sensitive_numbers_are_rounded_too_and_none_is_withheld(number: int, shown: str) -> None:
    assert rounded(number) == shown


def test_errors_are_counted_without_what_was_typed(applicant: Person) -> None:  # noqa: F811
    applicant.answer("liable")
    applicant.answer("full-name")
    applicant.answer("born", {"born-day": "31", "born-month": "2", "born-year": "1985"})
    event = Event.objects.get(action="refuse answer")
    assert event.facts == {"question": "born", "language": "en", "errors": 1}
    (going,) = ways("every-type").values()
    assert going.refused["born"] == 1
    assert going.answered == {"liable", "full-name"}


def test_where_people_stop_is_the_question_they_last_tried(offered: Any) -> None:  # noqa: F811
    for _ in range(6):
        someone = Person()
        someone.start()
        someone.answer("liable")
        someone.answer("full-name", {"full-name": ""})
    rows = {row[1]: row for row in by_question("every-type", timezone.now() + LATER)}
    assert rows["full-name"] == ("every-type", "full-name", "web", "en", "6", "0", "6", "6", "6")
    assert rows["liable"] == ("every-type", "liable", "web", "en", "6", "6", "0", "0", "0")
    still = {row[1]: row[-1] for row in by_question("every-type", timezone.now())}
    assert still["full-name"] == "0"


def test_few_people_are_withheld_and_so_are_their_errors(applicant: Person) -> None:  # noqa: F811
    applicant.answer("liable", {})
    (row,) = by_question("every-type", timezone.now() + LATER)
    assert row[4:] == (WITHHELD, "0", WITHHELD, WITHHELD, WITHHELD)


def test_what_was_sent_is_not_given_up(offered: Any) -> None:  # noqa: F811
    for place in range(6):
        someone = Person()
        someone.start("cy" if place == 5 else "en")
        if place < 5:
            someone.answer_until()
            someone.send()
    rows = list(by_journey("every-type", timezone.now() + LATER))
    assert rows == [
        ("every-type", "web", "cy", WITHHELD, "0", WITHHELD),
        ("every-type", "web", "en", "5", "5", "0"),
    ]


def test_a_draft_that_is_deleted_is_given_up_at_once(offered: Any) -> None:  # noqa: F811
    for _ in range(5):
        someone = Person()
        someone.start()
        someone.post("leave")
    assert next(iter(by_journey("every-type"))) == ("every-type", "web", "en", "5", "0", "5")


def test_every_child_s_birthday_is_one_question(applicant: Person) -> None:  # noqa: F811
    applicant.answer_until("children")
    added = applicant.answer("children", {"children": "yes"}).headers["Location"]
    applicant.post(added, {})
    (going,) = ways().values()
    assert next(iter(going.refused)).startswith("children/")
    assert "1" not in next(iter(going.refused))


def test_feedback_says_after_which_step(client: Client) -> None:
    client.post("/feedback", {"service": "x", "step": "status", "satisfaction": "5", "improve": ""})
    client.post("/feedback", {"service": "x", "step": "made up", "satisfaction": "1", "improve": ""})
    assert list(Feedback.objects.order_by("pk").values_list("step", flat=True)) == ["status", ""]
    assert satisfied(points("x", "status")) == "100%"
    assert satisfied(points("x")) == "50%"
    assert satisfied(points("y")) == ""
    assert {row[-1] for row in by_point("x")} == {WITHHELD}


def test_equality_totals_are_of_ended_months_and_rounded() -> None:
    def total(month: date, answer: str, people: int) -> None:
        AnswerTotal.objects.create(service="x", month=month, question="sex", answer=answer, people=people)

    total(date(2026, 1, 1), "female", 6)
    total(date(2026, 2, 1), "female", 6)
    total(date(2026, 2, 1), "male", 3)
    total(date(2026, 3, 1), "male", 50)
    rows = list(by_answer("x", date(2026, 3, 20)))
    assert rows == [
        ("x", "2026", "sex", "female", "10"),
        ("x", "2026", "sex", "male", WITHHELD),
        ("x", "2026", "sex", "not said", WITHHELD),
    ]


@pytest.fixture
def signed_in(db: None) -> Client:
    user = User.objects.create_user("lee")
    user.groups.add(Group.objects.get(name="team leader"))
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_open_csv(signed_in: Client, name: str, applicant: Person) -> None:  # noqa: F811
    applicant.answer("liable")
    response = signed_in.get(f"/staff/measures/{name}.csv?service=every-type")
    assert response.headers["Content-Type"] == "text/csv"
    first, *rows = csv.reader(io.StringIO(response.content.decode()))
    assert tuple(first) == TABLES[name].columns
    assert all(len(row) == len(first) for row in rows)
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_draws_and_tells_the_same_numbers(signed_in: Client) -> None:
    for satisfaction in (5, 5, 4, 1):
        Feedback.objects.create(
            service="x", step="sent", language="cy", satisfaction=satisfaction, improve="<b>Diolch</b>"
        )
    page = signed_in.get("/staff/measures/").content.decode()
    assert "75% of 4 people" in page
    assert "&lt;b&gt;Diolch" in page
    assert page.count("<svg viewBox") == page.count("<caption")


def test_only_staff_see_them_and_what_is_no_table_is_not_found(client: Client, signed_in: Client) -> None:
    assert client.get("/staff/measures/").status_code == 302
    assert client.get("/staff/measures/questions.csv").status_code == 302
    assert signed_in.get("/staff/measures/passwords.csv").status_code == 404
    assert signed_in.post("/staff/measures/").status_code == 405
