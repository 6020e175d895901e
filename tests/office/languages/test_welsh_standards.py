"""What the Welsh Language Standards ask of a service, as far as software can meet it.

The standards: the Welsh Language Standards (No. 1) Regulations 2015. Each body's own compliance notice says
which of them it must meet, so the tests name what is asked and not a number.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.casework.case_rows import case_rows
from commonweal.office.catalogue import service as catalogue
from commonweal.office.letters.models import Letter
from commonweal.office.letters.service import queue
from commonweal.office.letters.writing import write
from commonweal.office.messages.models import Message
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Case
from commonweal.service import read_service
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, REFERRED, apply, staff
from tests.office.applying.person import Person, text
from tests.office.languages.test_welsh_throughout import EVERY_TYPE

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    catalogue.add(EVERY_TYPE)
    return Person()


def test_the_first_page_says_in_welsh_that_welsh_is_welcome_and_leads_to_no_delay(person: Person) -> None:
    said = text(person.get())
    (welsh,) = re.findall(r'<p class="govuk-body" lang="cy">(.*?)</p>', said)
    assert "Ni fydd hynny’n arwain at unrhyw oedi" in welsh
    assert 'href="/every-type/cy/"' in welsh


def test_every_english_page_links_straight_to_the_same_page_in_welsh(person: Person) -> None:
    person.start()
    for place in ("", "apply/liable", "help-me", "leave", "paper", "return", "save"):
        page = person.get(place)
        assert f'href="/every-type/cy/{place}" hreflang="cy" lang="cy"' in text(page), place
        assert person.get(place, "cy").status_code == 200
    for place in ("", "contact", "cookies", "privacy", "accessibility", "feedback"):
        page = Client().get(f"/{place}").content.decode()
        assert f'<a href="/cy/{place}" hreflang="cy" lang="cy" rel="alternate">Cymraeg</a>' in page
        assert Client().get(f"/cy/{place}").status_code == 200


def test_the_choice_is_made_once_and_every_link_keeps_it(person: Person) -> None:
    """From a Welsh page nothing leads to an English one but the switch of language itself."""
    person.start("cy")
    for place in ("", "apply/liable", "help-me", "leave", "paper", "return", "save"):
        said = text(person.get(place, "cy"))
        switch = re.sub(r"<nav class=\"cw-language\".*?</nav>", "", said, flags=re.S)
        switch = re.sub(r'<p class="govuk-body" lang="en">.*?</p>', "", switch)
        led = re.findall(r'(?:href|action)="(/[^"]*)"', switch)
        english = [each for each in led if not re.match(r"(/every-type)?/cy/|/assets/|/static/", each)]
        assert english == [], place


def test_the_choice_is_kept_on_the_draft_and_on_the_case(person: Person) -> None:
    person.start("cy")
    person.answer_until(language="cy")
    person.send("cy")
    assert Case.objects.get().language == "cy"
    person.get("status")
    assert Case.objects.get().language == "cy"


def test_letters_and_messages_go_in_welsh_without_anybody_asking_again() -> None:
    case = apply(AWARDED | {"email": "sian@example.com"}, language="cy")
    for _ in range(5):
        round_of_work()
    assert {letter.language for letter in Letter.objects.filter(case=case)} == {"cy"}
    assert {message.language for message in Message.objects.all()} <= {"cy"}
    written = write(case, queue(case, "award").notice)
    assert written.html.index('<html lang="cy"') == written.html.index("<html")
    assert "This letter is available in English too" in written.html


def test_an_english_letter_says_in_welsh_that_it_may_be_had_in_welsh() -> None:
    written = write(apply(AWARDED), "award")
    assert '<p lang="cy">Mae’r llythyr hwn ar gael yn Gymraeg hefyd: gofynnwch i ni.</p>' in written.html


def test_the_clock_is_the_same_in_welsh() -> None:
    english, welsh = apply(REFERRED), apply(REFERRED, language="cy")
    assert welsh.due_on == english.due_on
    assert welsh.state == english.state
    user = staff()
    rows = case_rows([english, welsh], timezone.localdate(), user)
    assert rows[0].soon == rows[1].soon


def test_staff_can_take_the_cases_in_welsh_alone() -> None:
    english, welsh = apply(REFERRED), apply(REFERRED, language="cy")
    client = Client()
    client.force_login(staff())
    said = client.get("/staff/?language=cy").content.decode()
    assert welsh.shown_reference in said
    assert english.shown_reference not in said


def test_the_phone_script_offers_welsh_first_and_says_that_it_makes_no_delay() -> None:
    from commonweal.office.paper.rendering import print_script

    folder = read_service(COUNCIL_TAX_SUPPORT)
    said = print_script(folder, "a" * 64, "en").html
    assert "speak in Welsh or in English? It will make no difference to how long it takes" in said
    assert "letters follow it" in said


def test_a_welsh_service_with_a_gap_is_not_offered(tmp_path: object) -> None:
    import shutil
    from pathlib import Path

    for file, line in (
        ("journey.cy.yaml", "ask"),
        ("service.cy.yaml", "summary"),
        ("notices/award.cy.md", ""),
    ):
        folder = Path(str(tmp_path)) / file.replace("/", "-")
        shutil.copytree(COUNCIL_TAX_SUPPORT, folder)
        path = folder / file
        if line:
            lines = path.read_text(encoding="utf-8").split("\n")
            gone = next(number for number, said in enumerate(lines) if said.strip().startswith(f"{line}:"))
            lines[gone] = re.sub(rf"{line}:.*", f"{line}: ''", lines[gone])
            path.write_text("\n".join(lines), encoding="utf-8")
        else:
            path.unlink()
        read = read_service(folder)
        assert file in {fault.file for fault in read.errors}
        with pytest.raises(catalogue.FaultyService, match=re.escape(file)):
            catalogue.add(folder)
