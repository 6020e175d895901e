"""The person finishes alone what was begun together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from commonweal.office.helping.models import Helping, KeyedAnswers
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Event
from tests.office.applying.person import Person, errors, text, words
from tests.office.helping.conftest import SERVICE, Adviser, answer_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(asha: Adviser) -> str:
    begun = asha.begin()
    asha.key(f"{begun}part/1/", {"liable": "yes"})
    return begun


def test_a_reference_and_words_let_the_person_go_on_and_the_adviser_out(asha: Adviser, place: str) -> None:
    page = text(asha.post(f"{place}hand-over/", {"how": "words"}))
    reference, said, where = re.findall(r'summary-list__value">([^<]+)<', page)[:3]
    assert where == f"http://localhost/{SERVICE}/return"
    assert asha.get(f"{place}part/1/").status_code == 410
    assert said not in text(asha.get(f"{place}hand-over/"))
    person = Person()
    person.post(f"/{SERVICE}/return", {"do": "open", "reference": reference, "words": said})
    assert person.page.status_code == 303
    first = text(person.get(person.page.headers["Location"]))
    assert "is helping you" not in first
    assert "You are applying for somebody else" not in first
    answer_alone(person, "pension-age", {"pension-age": "no"})
    assert KeyedAnswers.objects.get().by_answer["liable"] == asha.user.pk
    assert "pension_age" not in KeyedAnswers.objects.get().by_answer
    assert Event.objects.filter(action="hand over").count() == 1


@pytest.mark.parametrize(("how", "address"), [("email", "sian@example.com"), ("text", "07700 900123")])
def test_a_link_goes_to_the_person_and_works(
    asha: Adviser, place: str, settings: Any, how: str, address: str
) -> None:
    page = asha.post(f"{place}hand-over/", {"how": how, how: address})
    assert "The link is on its way" in words(page)
    assert address not in text(page)
    round_of_work()
    sent = [path.read_text() for path in Path(settings.OUTBOX, "messages").glob("*.txt")]
    link = re.search(r"http://localhost(/\S+/return/\S+)", sent[-1])
    assert link
    person = Person()
    person.post(link[1])
    assert person.page.status_code == 303
    assert Helping.objects.get().ended == "handed over"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Select how the person wants to go on"),
        ({"how": "email", "email": "sian@"}, "email"),
        ({"how": "text", "text": ""}, "Enter"),
    ],
)
def test_what_cannot_be_handed_over_is_said_and_the_help_goes_on(
    asha: Adviser, place: str, form: dict[str, str], said: str
) -> None:
    assert said in errors(asha.post(f"{place}hand-over/", form))[0]
    assert Helping.objects.get().ended_at is None
    assert asha.get(f"{place}part/1/").status_code == 200


def test_stopping_keeps_the_application_and_shows_it_no_more(asha: Adviser, place: str) -> None:
    asha.post(f"{place}stop/")
    assert Helping.objects.get().ended == "stopped by the adviser"
    assert Helping.objects.get().application.answers["liable"] is True
    assert asha.get(f"{place}part/1/").status_code == 410
    assert asha.post(f"{place}open/").status_code == 410
