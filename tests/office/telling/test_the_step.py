"""Asked in the journey and kept with the case, on the web and with an adviser; and a way to the letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from commonweal.office.applying.models import Application
from commonweal.office.messages.models import Message
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Case, Event
from commonweal.office.returning.models import SavedPlace
from commonweal.office.telling.models import ContactChoice
from commonweal.service.telling import KEY
from tests.office.applications import AWARDED, apply, council_tax_support
from tests.office.applying.person import Person, text, words
from tests.office.helping.conftest import Adviser, asha, library, offered  # noqa: F401
from tests.office.helping.test_workspace import fill_in, send

pytestmark = pytest.mark.django_db
EMAIL = "sian@example.com"
STEP = "/council-tax-support/apply/how-we-write"
CHECK = "/council-tax-support/check-answers"


@pytest.fixture
def at_the_step() -> Person:
    """Somebody who has answered everything but how they want to be told."""
    council_tax_support()
    person = Person()
    person.post("/council-tax-support/start")
    Application.objects.update(answers=AWARDED | {"email": EMAIL, "phone": "07700900982"})
    return person


def posted(person: Person, **fields: str) -> Any:
    seen = re.search(r'name="seen" value="(\w+)"', text(person.get(STEP)))
    assert seen
    return person.post(STEP, {"seen": seen[1]} | {f"how-we-write-{name}": v for name, v in fields.items()})


def test_the_last_page_before_checking_offers_what_is_known(at_the_step: Person) -> None:
    page = text(at_the_step.get("/council-tax-support/apply/"))
    assert at_the_step.page.headers["Location"] == STEP
    page = text(at_the_step.get(STEP))
    assert f'value="{EMAIL}"' in page
    assert 'value="07700 900 982"' in page
    assert 'type="radio" value="post" checked' not in page
    assert posted(at_the_step, way="email").headers["Location"] == CHECK
    assert f"By email: {EMAIL}" in words(at_the_step.get(CHECK))
    assert "/apply/how-we-write?change=yes" in text(at_the_step.page)


def test_what_was_chosen_is_kept_apart_from_the_answers_and_used(at_the_step: Person) -> None:
    posted(at_the_step, way="email", form="large")
    at_the_step.post(CHECK)
    case = Case.objects.get()
    assert KEY not in case.answers
    choice = ContactChoice.objects.get()
    assert (choice.case, choice.way, choice.form, choice.address) == (case, "email", "large", EMAIL)
    assert choice.site == "http://localhost"
    assert Message.objects.get(template="letter-here").to == EMAIL, "the very first letter goes as chosen"
    facts = Event.objects.get(action="receive application").facts
    assert facts["told"] == {"way": "email", "form": "large"}
    assert not Event.objects.filter(facts__icontains="example.com").exists()


def test_the_application_as_pdf_and_form_says_it_too(at_the_step: Person) -> None:
    posted(at_the_step, way="email", form="large")
    at_the_step.post(CHECK)
    case = Case.objects.get()
    for name in ("application.pdf", "form.pdf"):
        place = f"/council-tax-support/confirmation/{case.shown_reference}/{name}"
        assert at_the_step.get(place).status_code == 200


def test_an_application_that_passes_it_over_goes_by_post(at_the_step: Person) -> None:
    assert at_the_step.post(CHECK).status_code == 303
    assert Case.objects.count() == 1
    assert not ContactChoice.objects.exists()
    assert not Message.objects.exists()


def test_who_is_told_by_message_can_ask_for_a_link_there(at_the_step: Person) -> None:
    posted(at_the_step, way="email")
    at_the_step.post(CHECK)
    round_of_work()
    stranger = Person()
    assert stranger.get("/council-tax-support/status").headers["Location"].endswith("/return")
    stranger.post("/council-tax-support/return", {"do": "send", "known": EMAIL})
    round_of_work()
    assert Message.objects.exclude(template="letter-here").count() == 1
    place = SavedPlace.objects.get()
    assert (place.kind, place.address) == ("email", EMAIL)
    assert place.reference == Case.objects.get().reference


def test_where_links_went_before_stays(at_the_step: Person) -> None:
    at_the_step.post("/council-tax-support/save/email", {"address": "first@example.com"})
    posted(at_the_step, way="text")
    at_the_step.post(CHECK)
    assert SavedPlace.objects.get().address == "first@example.com"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_adviser_asks_it_and_tells_how_to_see_where_it_is(
    asha: Adviser,  # noqa: F811 (the fixture)
    language: str,
) -> None:
    answers = AWARDED | {"email": EMAIL, KEY: {"way": "email", "form": "audio", "address": EMAIL}}
    check = fill_in(asha, asha.begin(language=language), answers, language)
    assert EMAIL in words(asha.get(check))
    case = send(asha, check)
    choice = ContactChoice.objects.get()
    assert (choice.case, choice.way, choice.form) == (case, "email", "audio")
    said = words(asha.get(check.replace("check/", "sent/")))
    assert "localhost/council-tax-support/" in said
    assert EMAIL not in said


def test_the_case_shows_it_once_and_as_it_is_now(at_the_step: Person) -> None:
    case = apply(AWARDED | {KEY: {"way": "post", "form": "large"}})
    assert KEY not in case.answers
    assert case.contact_choice.form == "large"
