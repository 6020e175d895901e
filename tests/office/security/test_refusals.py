"""Who was refused what is an event, and least privilege where no duty of its own guards a thing."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.keying.actions.begin import begin
from commonweal.office.pages.models import Feedback
from commonweal.office.records.actions import assign
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import REFERRED, apply, council_tax_support, staff

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"


def signed_in(role: str, name: str) -> tuple[Client, int]:
    client = Client()
    user = staff(role, name)
    client.force_login(user)
    return client, user.pk


def refusals() -> list[tuple[str, dict[str, object]]]:
    return list(Event.objects.filter(action="refuse access").values_list("subject", "facts"))


def test_a_page_without_the_duty_for_it_is_an_event_that_names_the_page_and_no_case():
    case = apply(REFERRED)
    client, number = signed_in("policy officer", "sam")
    assert client.get(f"/staff/cases/{case.reference}/").status_code == 403
    facts = {"page": "/staff/cases/<str:reference>/", "method": "GET"}
    assert refusals() == [(f"staff:{number}", facts)]
    assert case.reference not in str(list(Event.objects.values()))
    assert audit().sound


def test_a_case_that_somebody_else_has_is_an_event_with_the_case():
    case = apply(REFERRED)
    jo = staff("caseworker", "jo")
    assign(case, Actor.staff(jo), case.revision, jo)
    client, number = signed_in("caseworker", "morgan")
    assert client.post(f"/staff/cases/{case.reference}/agree/", {"revision": "2"}).status_code == 403
    facts = {"page": "/staff/cases/<str:reference>/agree/", "method": "POST", "case": case.pk}
    assert refusals() == [(f"staff:{number}", facts)]


def test_a_form_that_somebody_else_keys_is_not_found_and_is_an_event():
    form = begin(council_tax_support(), "en", staff("adviser", "bryn"), apply(REFERRED).received_on)
    client, number = signed_in("adviser", "asha")
    assert client.get(f"/staff/keying/{form.application_id}/1/").status_code == 404
    assert [subject for subject, _ in refusals()] == [f"staff:{number}"]
    assert client.get("/staff/keying/999999/1/").status_code == 404
    assert len(refusals()) == 1, "what is nobody's is not refused to anybody"


def test_somebody_not_signed_in_is_no_event_and_sees_nothing():
    assert Client().get("/staff/").status_code == 302
    assert not Event.objects.exists()


def test_refusals_cannot_fill_the_chain(monkeypatch):
    monkeypatch.setattr("commonweal.office.accounts.refusals.MOST", 3)
    client, _ = signed_in("adviser", "asha")
    assert {client.get("/staff/people/").status_code for _ in range(6)} == {403}
    assert len(refusals()) == 3


def test_a_refused_sign_in_is_an_event_that_does_not_say_what_was_typed():
    user = staff("caseworker", "morgan")
    user.set_password(PASSWORD)
    user.save()
    Client().post("/staff/sign-in/", {"username": "morgan", "password": "hunter2-hunter2"})
    Client().post("/staff/sign-in/", {"username": "hunter2-hunter2", "password": PASSWORD})
    events = Event.objects.filter(action="refuse sign in").order_by("sequence")
    assert list(events.values_list("actor", "subject")) == [
        ("stranger", f"staff:{user.pk}"),
        ("stranger", "staff"),
    ]
    assert "hunter2" not in str(list(Event.objects.values()))


def test_the_same_is_done_for_a_name_that_is_nobodys():
    """So that neither the answer nor the time it takes says who works here."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    staff("caseworker", "morgan")
    # The first try from an address makes the row that counts them.
    Client().post("/staff/sign-in/", {"username": "first", "password": "wrong"})
    counted = []
    for name in ("morgan", "nobody"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().post("/staff/sign-in/", {"username": name, "password": "wrong"})
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("adviser", False),
        ("administrator", False),
        ("caseworker", True),
        ("team leader", True),
        ("policy officer", True),
        ("auditor", True),
    ],
)
def test_what_people_wrote_in_feedback_is_read_by_those_who_answer_for_the_service(role, may):
    Feedback.objects.create(satisfaction=1, improve="My name is Zephyrine", language="en")
    client, _ = signed_in(role, "somebody")
    page = client.get("/staff/measures/")
    assert page.status_code == 200
    assert (b"Zephyrine" in page.content) is may


def test_another_organisation_s_person_is_not_found_and_is_an_event():
    from commonweal.office.helping.actions.begin import begin_new

    library = Organisation.objects.create(name="The library")
    charity = Organisation.objects.create(name="The charity")
    bryn = staff("adviser", "bryn")
    helping = begin_new(council_tax_support(), "en", "phone", bryn, library, ["Yes"])
    client, number = signed_in("adviser", "asha")
    Membership.objects.create(user_id=number, organisation=charity)
    assert client.get(f"/staff/helping/{helping.key}/").status_code == 404
    assert [subject for subject, _ in refusals()] == [f"staff:{number}"]
    assert helping.key not in str(list(Event.objects.values()))
