"""A session that ends while somebody types: nothing is done, nothing is lost, nobody else is shown it."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from commonweal.office.accounts.models import User
from commonweal.office.records.actions import assign
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Event, Note
from tests.office.applications import staff
from tests.office.casework.conftest import colleague, fresh

PASSWORD = "correct-horse-battery"
WORDS = "Gwelais y slip cyflog.\r\nShe was <b>off sick</b> & earned £10 less"
SHOWN = html.escape("She was <b>off sick</b> & earned £10 less", quote=False)
FORMS = {
    "change/": {"result": "award", "amount-award": "12.34", "reason": WORDS},
    "evidence/": {"other": "A letter from the doctor", "note": WORDS},
    "close/": {"why": "withdrawn", "note": WORDS},
    "notes/": {"note": WORDS},
}
PAGES = {"notes/": ""}


@pytest.fixture(autouse=True)
def _password(morgan):
    morgan.set_password(PASSWORD)
    morgan.save()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return html.unescape(found[1])


def typed(client: Client, address: str, part: str) -> dict[str, str]:
    """The form of a page as somebody would send it."""
    page = client.get(address + PAGES.get(part, part)).content.decode()
    return {name: hidden(page, name) for name in ("revision", "typed_by")} | FORMS[part]


def sign_in(client: Client, page: str, username: str):
    held = hidden(page, "unsent")
    return client.post(
        "/staff/sign-in/", {"username": username, "password": PASSWORD, "unsent": held, "next": ""}
    )


@pytest.mark.parametrize("part", FORMS)
def test_what_was_typed_comes_back_after_signing_in_again_and_nothing_was_done(desk, referred, at, part):
    form = typed(desk, at(referred), part)
    Session.objects.all().delete()
    events = Event.objects.count()
    asked = desk.post(at(referred, part), form)
    assert asked.status_code == 403
    assert "no-store" in asked["Cache-Control"]
    assert "Sign in again" in asked.content.decode()
    back = sign_in(desk, asked.content.decode(), "morgan")
    assert (back.status_code, back.url) == (302, at(referred, PAGES.get(part, part)))
    page = desk.get(back.url)
    assert page.status_code == 200
    text = page.content.decode()
    assert SHOWN in text
    assert "You were signed out before this was sent" in text
    assert Event.objects.exclude(action="sign in").count() == events
    assert fresh(referred).revision == referred.revision
    if part == "change/":
        assert 'value="12.34"' in text
    # Once: the next look at the page is the plain one.
    assert SHOWN not in desk.get(back.url).content.decode()


def test_it_can_be_sent_when_it_is_back(desk, referred, at):
    form = typed(desk, at(referred), "notes/")
    Session.objects.all().delete()
    back = sign_in(desk, desk.post(at(referred, "notes/"), form).content.decode(), "morgan")
    desk.get(back.url)
    assert desk.post(at(referred, "notes/"), form).status_code == 302
    assert Note.objects.get().text == WORDS.replace("\r\n", "\n")


def test_a_wrong_password_in_between_loses_nothing(desk, referred, at):
    form = typed(desk, at(referred), "notes/")
    Session.objects.all().delete()
    page = desk.post(at(referred, "notes/"), form).content.decode()
    for _ in range(2):
        wrong = {"username": "morgan", "password": "wrong", "unsent": hidden(page, "unsent")}
        page = desk.post("/staff/sign-in/", wrong).content.decode()
    back = sign_in(desk, page, "morgan")
    assert SHOWN in desk.get(back.url).content.decode()


def test_somebody_else_who_signs_in_there_is_shown_nothing_of_it(desk, referred, at):
    jo = staff("caseworker", "jo")
    jo.set_password(PASSWORD)
    jo.save()
    form = typed(desk, at(referred), "notes/")
    Session.objects.all().delete()
    asked = desk.post(at(referred, "notes/"), form).content.decode()
    back = sign_in(desk, asked, "jo")
    assert back.url == "/staff/"
    for address in ("/staff/", at(referred), at(referred, "change/")):
        assert "off sick" not in desk.get(address).content.decode()
    assert "off sick" not in str(desk.session.items())


def test_a_form_sent_with_the_token_of_an_earlier_session_comes_back_too(morgan, referred, at):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(morgan)
    form = typed(strict, at(referred), "notes/") | {"csrfmiddlewaretoken": "x" * 64}
    back = strict.post(at(referred, "notes/"), form)
    assert (back.status_code, back.url) == (302, at(referred))
    assert SHOWN in strict.get(back.url).content.decode()
    assert not Note.objects.exists()


def test_the_token_and_the_session_both_gone_still_loses_nothing(morgan, referred, at):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(morgan)
    form = typed(strict, at(referred), "notes/")
    strict.cookies.clear()
    asked = strict.post(at(referred, "notes/"), form)
    assert asked.status_code == 403
    assert hidden(asked.content.decode(), "unsent")


def test_another_person_signed_in_meanwhile_is_not_given_the_text(morgan, referred, at):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(morgan)
    form = typed(strict, at(referred), "notes/") | {"csrfmiddlewaretoken": "x" * 64}
    strict.force_login(staff("caseworker", "jo"))
    answer = strict.post(at(referred, "notes/"), form)
    assert answer.status_code == 403
    assert "off sick" not in answer.content.decode() + strict.get(at(referred)).content.decode()


@pytest.mark.parametrize("claim", ["", "1", "nonsense:x:y"])
def test_a_form_that_is_not_of_our_making_is_held_for_nobody(desk, morgan, referred, at, claim):
    Session.objects.all().delete()
    claim = str(morgan.pk) if claim == "1" else claim
    answer = desk.post(at(referred, "notes/"), {"note": WORDS, "typed_by": claim})
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/staff/sign-in/")


def test_what_is_held_cannot_be_altered(desk, referred, at):
    form = typed(desk, at(referred), "notes/")
    Session.objects.all().delete()
    asked = desk.post(at(referred, "notes/"), form).content.decode()
    forged = asked.replace('name="unsent" value="', 'name="unsent" value="x')
    assert sign_in(desk, forged, "morgan").url == "/staff/"


@pytest.mark.parametrize("part", ["notes/", "assign/", "evidence-received/"])
def test_signing_in_after_a_button_comes_back_to_a_page_that_can_be_read(desk, referred, at, part):
    Session.objects.all().delete()
    asked = desk.post(at(referred, part), {})
    back = desk.post(asked.url, {"username": "morgan", "password": PASSWORD, "next": at(referred)})
    assert desk.get(back.url).status_code == 200
    assert f"next=%2Fstaff%2Fcases%2F{referred.reference}%2F" in asked.url
    assert asked.url.endswith("%2F")
    assert part.strip("/") not in asked.url


@pytest.mark.parametrize("part", ["change/", "evidence/", "close/"])
def test_text_for_a_case_that_somebody_else_took_meanwhile_can_be_copied(desk, morgan, referred, at, part):
    form = typed(desk, at(referred), part)
    jo, _ = colleague()
    assign(fresh(referred), Actor.staff(jo), referred.revision, jo)
    answer = desk.post(at(referred, part), form)
    assert answer.status_code == 403
    assert SHOWN in answer.content.decode()
    assert User.objects.get(pk=morgan.pk).has_usable_password()
