"""An adviser on the public pages: nobody applies for another there, where no consent would be recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.start import start
from commonweal.office.applying.browser import COOKIE, _signer
from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.models import Case, Event
from tests.office.applying.person import SERVICE, Person, text, words


@pytest.fixture
def adviser(person: Person) -> Iterator[Person]:
    """An adviser's browser, signed in."""
    user = User.objects.create_user("asha", first_name="Asha", last_name="Patel")
    user.groups.add(Group.objects.get(name="adviser"))
    person.client.force_login(user)
    yield person


def test_the_public_is_told_nothing_of_it(person: Person) -> None:
    assert "signed in as an adviser" not in words(person.get())
    assert "/staff/helping/" not in text(person.page)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "signed in as an adviser"), ("cy", "mewngofnodi fel cynghorydd")]
)
def test_an_adviser_is_led_to_where_consent_is_recorded(adviser: Person, language: str, said: str) -> None:
    assert said in words(adviser.get("", language))
    assert 'href="/staff/helping/"' in text(adviser.page)
    assert 'name="channel"' not in text(adviser.page)


@pytest.mark.parametrize("channel", ["phone", "face to face", "paper", "pigeon"])
def test_what_an_adviser_begins_here_is_their_own(adviser: Person, channel: str) -> None:
    adviser.post("start", {"channel": channel})
    application = Application.objects.get()
    assert (application.channel, application.keyed_by) == ("web", None)


def test_what_was_begun_for_somebody_before_is_still_recorded_as_keyed(adviser: Person) -> None:
    begun = start(catalogue.current(SERVICE.strip("/")), "en", channel="phone", keyed_by=User.objects.get())
    adviser.client.cookies[COOKIE] = _signer.sign(begun.key)
    assert "You are applying for somebody else (by phone)" in text(adviser.get("apply/liable"))
    adviser.answer_until()
    adviser.send()
    case = Case.objects.get()
    assert (case.channel, case.keyed_by) == ("phone", User.objects.get())
    event = Event.objects.get(action="receive application")
    assert (event.actor, event.on_behalf_of) == (f"staff:{case.keyed_by_id}", "applicant")


def test_one_application_never_reaches_the_next(adviser: Person) -> None:
    adviser.post("start")
    adviser.answer_until("born")
    adviser.post("start")
    assert Application.objects.get().answers == {}
    assert "Siân" not in text(adviser.get("apply/liable"))
