"""An adviser keys an application for somebody: recorded as theirs, and each person starts clean."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.records.models import Case, Event
from tests.office.applying.person import Person, words


@pytest.fixture
def adviser(person: Person) -> Iterator[Person]:
    """An adviser's browser, signed in."""
    user = User.objects.create_user("asha", first_name="Asha", last_name="Patel")
    user.groups.add(Group.objects.get(name="adviser"))
    person.client.force_login(user)
    yield person


def test_the_public_is_not_asked_how_they_got_in_touch(person: Person) -> None:
    assert "How did the person contact you?" not in words(person.get())
    person.post("start", {"channel": "phone"})
    assert Application.objects.get().channel == "web"
    assert Application.objects.get().keyed_by is None


def test_an_adviser_says_how_and_the_case_says_who_keyed_it(adviser: Person) -> None:
    assert "How did the person contact you?" in words(adviser.get())
    adviser.post("start", {"channel": "paper"})
    page = adviser.get("apply/liable")
    assert "You are applying for somebody else (on paper)" in page.content.decode()
    adviser.answer_until()
    adviser.send()
    case = Case.objects.get()
    assert case.channel == "paper"
    assert case.keyed_by == User.objects.get()
    event = Event.objects.get(action="receive application")
    assert event.actor == f"staff:{case.keyed_by_id}"
    assert event.on_behalf_of == "applicant"


def test_one_clients_answers_never_reach_the_next(adviser: Person) -> None:
    adviser.post("start", {"channel": "phone"})
    adviser.answer_until("born")
    adviser.post("start", {"channel": "phone"})
    assert Application.objects.get().answers == {}
    assert "Siân" not in adviser.get("apply/liable").content.decode()


def test_a_channel_that_is_not_offered_is_not_taken(adviser: Person) -> None:
    adviser.post("start", {"channel": "pigeon"})
    assert Application.objects.get().channel == "web"
