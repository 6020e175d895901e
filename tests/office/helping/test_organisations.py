"""An adviser sees only the people whom their own organisation helps now."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.records.models import Event
from tests.office.applications import staff
from tests.office.applying.person import errors, text, words
from tests.office.helping.conftest import Adviser

pytestmark = pytest.mark.django_db

SECRET = "Siân Secret-Name"
PERSONS = {
    "overview": "",
    "part": "part/1/",
    "check": "check/",
    "hand-over": "hand-over/",
    "sent": "sent/",
    "open": "open/",
    "stop": "stop/",
    "now": "now/",
}


@pytest.fixture
def person(asha: Adviser) -> str:
    place = asha.begin()
    asha.key(f"{place}part/2/", {"full-name": SECRET})
    return place


def test_the_list_of_addresses_below_is_every_address_about_a_person() -> None:
    patterns = [
        each
        for resolver in get_resolver().url_patterns
        for each in getattr(resolver, "url_patterns", [])
        if str(each.pattern).startswith("staff/helping/<str:key>/")
    ]
    assert {each.name for each in patterns} == set(PERSONS)


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_organisations_adviser_finds_nothing_anywhere(
    asha: Adviser, bryn: Adviser, person: str, name: str, method: str
) -> None:
    events = Event.objects.exclude(action="refuse access").count()
    theirs = getattr(bryn.client, method)(person + PERSONS[name])
    nobodys = getattr(bryn.client, method)("/staff/helping/no-such-person-at-all-1/" + PERSONS[name])
    # Not even whether there is such a person can be told.
    assert theirs.status_code == nobodys.status_code
    assert theirs.status_code in ({404} if (name, method) not in NO_METHOD else {405})
    assert SECRET not in text(theirs)
    assert words(theirs) == words(nobodys)
    assert Event.objects.exclude(action="refuse access").count() == events


NO_METHOD = {("open", "get"), ("stop", "get"), ("overview", "post"), ("sent", "post"), ("now", "post")}


def test_another_organisations_list_has_nobody(asha: Adviser, bryn: Adviser, person: str) -> None:
    assert "Nobody." in words(bryn.get("/staff/helping/"))
    assert person not in text(bryn.page)


def test_a_colleague_of_the_same_organisation_may_go_on(
    asha: Adviser, library: Organisation, person: str
) -> None:
    colleague = Adviser("col", library, first="Col", last="Lea")
    assert colleague.get(person).status_code == 409
    colleague.post(f"{person}open/")
    assert SECRET in text(colleague.get(f"{person}part/2/"))


def test_who_leaves_an_organisation_sees_its_people_no_more(
    asha: Adviser, charity: Organisation, person: str
) -> None:
    Membership.objects.filter(user=asha.user).update(organisation=charity)
    assert asha.get(f"{person}part/2/").status_code == 404
    Membership.objects.all().delete()
    assert asha.get(f"{person}part/2/").status_code == 403
    assert SECRET not in text(asha.page)


@pytest.mark.parametrize("name", ["", "new/", "consent/", "continue/", "join/", "organisations/"])
def test_nobody_without_the_duty_gets_in(asha: Adviser, name: str) -> None:
    outside = Client(HTTP_HOST="localhost")
    assert outside.get(f"/staff/helping/{name}").status_code == 302
    outside.force_login(staff("auditor"))
    assert outside.get(f"/staff/helping/{name}").status_code == 403


@pytest.mark.parametrize("name", PERSONS)
def test_somebody_not_signed_in_is_asked_who_they_are(asha: Adviser, person: str, name: str) -> None:
    response: Any = Client(HTTP_HOST="localhost").get(person + PERSONS[name])
    assert response.status_code in (302, 405)
    assert SECRET not in text(response)


def test_an_administrator_adds_organisations_and_puts_people_in_them(asha: Adviser) -> None:
    admin: Any = Client(HTTP_HOST="localhost")
    admin.force_login(staff("administrator"))
    place = "/staff/helping/organisations/"
    assert admin.post(place, {"do": "add", "name": " Advice  Sale "}).status_code == 302
    made = Organisation.objects.get(name="Advice Sale")
    assert errors(admin.post(place, {"do": "add", "name": "advice sale"}))
    assert errors(admin.post(place, {"do": "add", "name": ""}))
    assert errors(admin.post(place, {"do": "put", "person": "0", "organisation": str(made.pk)}))
    admin.post(place, {"do": "put", "person": str(asha.user.pk), "organisation": str(made.pk)})
    assert Membership.objects.get(user=asha.user).organisation == made
    admin.post(place, {"do": "put", "person": str(asha.user.pk), "organisation": "none"})
    assert not Membership.objects.filter(user=asha.user).exists()
    actions = list(Event.objects.values_list("action", flat=True))
    assert actions.count("put in organisation") == 2
    assert "add organisation" in actions
    # Looking after accounts is not helping people.
    assert admin.get("/staff/helping/").status_code == 403
