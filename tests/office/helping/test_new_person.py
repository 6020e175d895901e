"""Nothing of one person can appear for another, whatever the adviser, or their browser, does."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from commonweal.office.applying.models import Application
from commonweal.office.helping.models import Helping
from tests.office.applying.person import text, words
from tests.office.helping.conftest import SERVICE, Adviser

pytestmark = pytest.mark.django_db

SECRET = "Siân Secret-Name"


@pytest.fixture
def first(asha: Adviser) -> str:
    """The address of a person whose name was keyed."""
    place = asha.begin()
    asha.key(f"{place}part/2/", {"full-name": SECRET})
    assert SECRET in text(asha.get(f"{place}part/2/"))
    return place


def pages(place: str) -> list[str]:
    parts = [f"{place}part/{n}/" for n in range(1, 6)]
    return [place, *parts, f"{place}check/", f"{place}hand-over/", f"{place}sent/"]


def test_the_next_person_begins_with_nothing(asha: Adviser, first: str) -> None:
    asha.new_person()
    second = asha.begin()
    assert second != first
    for page in [*pages(second), "/staff/helping/"]:
        assert SECRET not in text(asha.get(page)), page


@pytest.mark.parametrize("begun", [False, True])
def test_the_back_button_shows_nothing_after_new_person(asha: Adviser, first: str, begun: bool) -> None:
    asha.new_person()
    if begun:
        asha.begin()
    for page in pages(first):
        response = asha.get(page)
        assert response.status_code == 409, page
        assert SECRET not in text(response)
        assert "about somebody you are not helping now" in words(response)


@pytest.mark.parametrize("pressed", [False, True])
def test_a_form_of_one_person_sent_while_another_is_helped_is_refused_and_says_so(
    asha: Adviser, first: str, pressed: bool
) -> None:
    old = text(asha.get(f"{first}part/1/"))
    form = {
        "on-page": re.findall(r'name="on-page" value="([^"]+)"', old),
        "seen": re.findall(r'name="seen" value="([^"]+)"', old),
        "liable": "yes",
    }
    if pressed:
        asha.new_person()
    second = asha.begin()
    before = list(Application.objects.order_by("pk").values_list("answers", "revision"))
    response = asha.post(f"{first}part/1/", form)
    assert response.status_code == 409
    assert "Nothing was saved." in words(response)
    assert list(Application.objects.order_by("pk").values_list("answers", "revision")) == before
    # Nor can it be turned on the second person by changing its address: it has another.
    assert SECRET not in text(asha.get(f"{second}part/2/"))


def test_sending_and_handing_over_of_another_person_are_refused(asha: Adviser, first: str) -> None:
    asha.new_person()
    for page, form in (("check/", {"revision": "2"}), ("hand-over/", {"how": "words"})):
        assert asha.post(first + page, form).status_code == 409
    assert Helping.objects.get().ended_at is None


def test_opening_somebody_again_is_said_and_puts_the_other_away(asha: Adviser, first: str) -> None:
    asha.new_person()
    second = asha.begin()
    asha.post(f"{first}open/", {"part": "2"})
    assert asha.page.headers["Location"] == f"{first}part/2/"
    assert SECRET in text(asha.get(f"{first}part/2/"))
    assert asha.get(second).status_code == 409


def test_every_page_forbids_keeping_and_filling_in(asha: Adviser, first: str) -> None:
    for page in [*pages(first), "/staff/helping/", "/staff/helping/join/", "/staff/helping/continue/"]:
        response = asha.get(page)
        assert response.headers["Cache-Control"] == "no-store", page
        html = text(response)
        for form in re.findall(r"<form[^>]*>", html):
            if "action=" not in form and 'method="post" novalidate>' not in form:
                assert 'autocomplete="off"' in form, (page, form)
    fields = re.findall(r"<input[^>]*govuk-input[^>]*>", text(asha.get(f"{first}part/2/")))
    assert fields
    assert all('autocomplete="off"' in each for each in fields)


def test_new_person_clears_the_browser_and_gives_the_session_a_new_key(asha: Adviser, first: str) -> None:
    before = asha.client.cookies["staff"].value
    asha.client.cookies.load({"application": "of somebody"})
    response = asha.new_person()
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies["application"]["path"] == f"/{SERVICE}/"
    assert response.cookies["application"]["max-age"] == 0
    assert asha.client.cookies["staff"].value != before
    # What somebody may have seen of the session before is worth nothing now.
    old = Client(HTTP_HOST="localhost")
    old.cookies.load({"staff": before})
    assert old.get(first).status_code == 302


def test_what_was_typed_when_the_session_ended_comes_back_for_the_same_person_only(
    asha: Adviser, first: str
) -> None:
    page = text(asha.get(f"{first}part/2/"))
    typed_by = re.search(r'name="typed_by" value="([^"]+)"', page)
    assert typed_by
    session = asha.client.session
    session["unsent"] = {"page": f"{first}part/2/", "fields": {"full-name": ["Half Typed"]}}
    session.save()
    asha.new_person()
    second = asha.begin()
    assert "Half Typed" not in text(asha.get(f"{second}part/2/"))
    asha.post(f"{first}open/")
    assert "Half Typed" not in text(asha.get(f"{first}part/2/"))


def test_the_list_of_people_has_no_names_and_no_answers(asha: Adviser, first: str) -> None:
    page = text(asha.get("/staff/helping/"))
    assert SECRET not in page
    assert "Council Tax" in page


def test_a_colleague_who_keyed_meanwhile_is_not_overwritten(asha: Adviser, first: str) -> None:
    old = text(asha.get(f"{first}part/1/"))
    form = {
        "on-page": re.findall(r'name="on-page" value="([^"]+)"', old),
        "seen": re.findall(r'name="seen" value="([^"]+)"', old),
    }
    asha.key(f"{first}part/1/", {"liable": "yes", "pension-age": "no"})
    response = asha.post(f"{first}part/1/", form | {"liable": "yes", "pension-age": "yes"})
    assert response.status_code == 409
    assert "Answered elsewhere since you opened this page" in words(response)
    assert Application.objects.get().answers["pension_age"] is False
