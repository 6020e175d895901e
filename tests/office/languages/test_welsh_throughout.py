"""Nothing that a Welsh reader meets is in English: pages, letters, forms and messages beside the English.

A sentence of three words or more that is the same in both is English that was left, unless it is a name or
what the person typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from commonweal.office.catalogue import service as catalogue
from commonweal.office.letters.writing import write
from commonweal.office.messages.words import WORDS as MESSAGES
from commonweal.office.paper.rendering import print_form, print_script
from commonweal.office.records.models import Case
from commonweal.service import read_service
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, REFERRED, REFUSED, apply
from tests.office.applying.person import ANSWERS, Person, text
from tests.office.languages.english_left import english_left

pytestmark = pytest.mark.django_db
EVERY_TYPE = Path(__file__).parents[1] / "applying" / "every-type"
BUILT_IN = ("", "accessibility", "contact", "cookies", "privacy", "feedback", "feedback?thanks", "nowhere")
LEADS_ON = {f"{optional}, empty" for optional in ("account", "email", "how-we-write", "more", "phone")}
PLACES = (
    "",
    "apply/nowhere",
    "check-answers",
    "help-me",
    "leave",
    "paper",
    "return",
    "return/link",
    "save",
    "save/close",
)


def site(place: str, language: str) -> str:
    return f"/{place}" if language == "en" else f"/cy/{place}"


@pytest.mark.parametrize("place", BUILT_IN)
def test_a_page_of_the_site(place: str) -> None:
    catalogue.add(COUNCIL_TAX_SUPPORT)
    english, welsh = (Client().get(site(place, language)).content.decode() for language in ("en", "cy"))
    assert english_left(english, welsh) == []


def test_what_the_site_says_when_something_is_wrong() -> None:
    for place in ("feedback",):
        english, welsh = (
            Client().post(site(place, language), {"improve": "x" * 1300}).content.decode()
            for language in ("en", "cy")
        )
        assert english_left(english, welsh) == []


def walked(language: str) -> Iterator[tuple[str, str]]:
    """Every page of an application: each question as it is, sent empty, and sent with nonsense."""
    person = Person()
    yield "start", text(person.get("", language))
    yield "no application", text(person.get("check-answers", language))
    person.start(language)
    for address in ANSWERS:
        yield address, text(person.get(f"apply/{address}", language))
        seen = re.search(r'name="seen" value="(\w+)"', text(person.page))
        held = {"seen": seen[1]} if seen else {}
        yield f"{address}, empty", text(person.post(f"apply/{address}", held, language))
        for wrong in ("?", "9" * 12, "x" * 4100):
            fields = dict.fromkeys(ANSWERS[address], wrong)
            page = person.post(f"apply/{address}", held | fields, language)
            if page.status_code == 200:
                yield f"{address}, wrong", text(page)
        person.answer(address, language=language)
    for place in PLACES:
        page = person.get(place, language)
        yield place, text(page) if page.status_code != 303 else ""
    for kind, value in (("email", "a"), ("text", "b")):
        yield f"save by {kind}", text(person.get(f"save/{kind}", language))
        yield f"save by {kind}, wrong", text(person.post(f"save/{kind}", {"address": value}, language))
    yield "save, nothing chosen", text(person.post("save", {}, language))
    yield "return, wrong", text(person.post("return", {"reference": "x", "words": "y"}, language))
    sent = person.send(language)
    yield "after sending", text(person.get(sent.headers["Location"], language))
    reference = Case.objects.latest("pk").shown_reference
    for place in (f"confirmation/{reference}", "status", "how-we-write", "evidence"):
        page = person.get(place, language)
        yield place.partition("/")[0], text(page) if page.status_code != 303 else ""
    for place in ("how-we-write", "evidence", "evidence/otherwise"):
        page = person.post(place, {}, language)
        yield f"{place}, wrong", text(page) if page.status_code != 303 else ""
    for place in ("evidence/nothing", "return/nothing", "return/asked", "paper/form.html"):
        yield place, text(person.get(place, language))
    yield "already sent", text(person.get("check-answers", language))


def test_every_page_of_an_application_with_every_type_of_question() -> None:
    catalogue.add(EVERY_TYPE)
    english, welsh = dict(walked("en")), dict(walked("cy"))
    assert english.keys() == welsh.keys()
    assert len(english) > 60
    # A page that only leads on says nothing to compare.
    assert {place for place in english if not english[place]} <= LEADS_ON
    found = {place: left for place in english if (left := english_left(english[place], welsh[place]))}
    assert found == {}


@pytest.mark.parametrize("answers", [AWARDED, REFERRED, REFUSED], ids=["awarded", "referred", "refused"])
def test_every_letter(answers: dict[str, object]) -> None:
    case = apply(answers, language="cy")
    for name in sorted({name for name, _ in catalogue.version(case.version.content_hash).folder.notices}):
        english, welsh = write(case, name, language="en"), write(case, name, language="cy")
        assert english_left(english.html, welsh.html) == [], name
        assert english_left(html.escape(english.text), html.escape(welsh.text)) == [], name


def test_the_paper_form_and_the_phone_script() -> None:
    folder = read_service(COUNCIL_TAX_SUPPORT)
    english, welsh = (print_form(folder, "a" * 64, language).html for language in ("en", "cy"))
    assert english_left(english, welsh) == []
    english, welsh = (print_script(folder, "a" * 64, language).html for language in ("en", "cy"))
    assert english_left(english, welsh) == []


@pytest.mark.parametrize("key", MESSAGES["en"])
def test_every_email_and_text_message(key: str) -> None:
    english, welsh = (html.escape(MESSAGES[language][key]) for language in ("en", "cy"))
    assert english_left(english, welsh) == []


def test_english_that_is_left_is_found() -> None:
    english = "<main><p>We will write to you. <b>Thank you</b></p><p>Sale, M33 7ZF</p></main>"
    welsh = "<main><p>Byddwn yn ysgrifennu. </p><p>We will write to you.</p><p>Sale, M33 7ZF</p></main>"
    assert english_left(english, welsh) == ["We will write to you"]
    marked = '<main><p lang="en">We will write to you.</p></main>'
    assert english_left(english, marked) == []
    assert english_left('<p title="Go on from here now">a</p>', '<p title="Go on from here now">b</p>') == [
        "Go on from here now"
    ]
