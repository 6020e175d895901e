"""Telling people the way they chose, in a form that they can read, and by post when that fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.test import Client

from commonweal.office.letters.dispatch import outbox
from commonweal.office.messages.models import Message
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import agree
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event
from commonweal.office.telling.actions.choose import BadChoice, choose
from commonweal.office.telling.forms_of_letter import to_listen_to, to_read_aloud
from commonweal.office.telling.models import ContactChoice
from commonweal.office.telling.text_alphabet import GSM, ONE_TEXT, in_gsm
from tests.office.applications import AWARDED, REFERRED, apply, staff
from tests.office.applying.person import Person, errors, text, words
from tests.office.messages.notify_stand_in import notify
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db
PLACE = "/council-tax-support/how-we-write"
SITE = "https://apply.example.gov.uk"
EMAIL = {"way": "email", "form": "standard", "email": "sian@example.com"}


def chosen(case: Case, way: str, address: str = "", form: str = "standard") -> None:
    choose(case, Actor.applicant(), way=way, form=form, address=address, site=SITE)


def envelope(case: Case) -> dict[str, Any]:
    """What the mail house reads of the case's newest letter."""
    letter = case.letters.order_by("-pk")[0]
    read: dict[str, Any] = json.loads((outbox() / f"{letter.file_name}.json").read_text())
    return read


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_person_chooses_and_changes_it(language: str) -> None:
    case, person = applied(REFERRED)
    place = PLACE if language == "en" else "/council-tax-support/cy/how-we-write"
    status = person.get(place.replace("how-we-write", "status"))
    assert place in text(status)
    assert len(errors(person.post(place, {}))) == 1
    assert len(errors(person.post(place, EMAIL | {"email": "nobody"}))) == 1
    assert 'value="nobody"' in text(person.page)
    kept = person.post(place, EMAIL)
    assert person.get(kept.headers["Location"]).status_code == 200
    assert case.contact_choice.address == "sian@example.com"
    person.post(place, {"way": "text", "form": "large", "text": "07700 900 982"})
    choice = ContactChoice.objects.get()
    assert (choice.way, choice.form, choice.address) == ("text", "large", "07700900982")
    person.post(place, {"way": "post", "form": "phone", "email": "x@example.com"})
    assert ContactChoice.objects.get().address == ""
    assert not Event.objects.filter(facts__icontains="example.com").exists()
    assert Event.objects.filter(action="choose contact").count() == 3


def test_nobody_else_changes_it() -> None:
    applied(REFERRED)
    assert Person().post(PLACE, EMAIL).headers["Location"] == "/council-tax-support/return"
    assert not ContactChoice.objects.exists()


@pytest.mark.parametrize("way", ["email", "text"])
@pytest.mark.parametrize(
    "address", ["", "a@b", "a@example.com\r\nBcc: x@example.com", "٠٧٧٠٠٩٠٠٩٨", "020 7946 0000"]
)
def test_an_address_that_is_none_is_refused(way: str, address: str) -> None:
    with pytest.raises(BadChoice):
        chosen(apply(REFERRED), way, address)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_email_says_that_there_is_a_letter_and_nothing_of_it(language: str) -> None:
    case = apply(REFERRED, language=language)
    chosen(case, "email", "sian@example.com")
    agree(case, Actor.staff(staff()), case.revision)
    message = Message.objects.get(template="letter-here")
    assert message.language == language
    middle = "cy/" if language == "cy" else ""
    assert f"{SITE}/council-tax-support/{middle}status" in message.body
    for personal in ("£", case.applicant, case.shown_reference, "Test Street"):
        assert personal not in message.body + message.title
    round_of_work()
    assert envelope(case)["post"] is False


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("template", ["letter-here", "evidence-soon"])
def test_a_text_is_one_text(language: str, template: str) -> None:
    from commonweal.office.telling.service import tell

    case = apply(REFERRED, language=language)
    chosen(case, "text", "07700900982")
    message = tell(case, template, language, by="30 Tachwedd 2026")
    assert message is not None
    assert len(message.body.strip()) <= ONE_TEXT
    assert set(message.body) <= GSM


def test_letters_that_are_not_in_a_text_s_alphabet_lose_their_accent() -> None:
    assert in_gsm("Tŷ ’r Cyngor â ŵ – é…") == "Ty 'r Cyngor a w - é..."
    assert set(in_gsm("日本😀\x00")) <= GSM


def test_without_a_choice_the_letter_is_posted_and_no_message_goes() -> None:
    case = apply(AWARDED)
    round_of_work()
    assert envelope(case)["post"] is True
    assert not Message.objects.exists()


def test_large_print_is_larger_and_still_tagged() -> None:
    case = apply(REFERRED)
    chosen(case, "post", form="large")
    agree(case, Actor.staff(staff()), case.revision)
    round_of_work()
    letter = case.letters.order_by("-pk")[0]
    made = pypdf.PdfReader(outbox() / f"{letter.file_name}.pdf")
    sizes: list[float] = []
    made.pages[0].extract_text(visitor_text=lambda said, cm, tm, font, size: sizes.append(size))
    assert max(sizes) > 20
    assert "/StructTreeRoot" in made.root_object
    assert envelope(case)["post"] is True


def test_a_letter_can_be_listened_to_and_read_aloud() -> None:
    case, person = applied(AWARDED)
    round_of_work()
    letter = case.letters.get()
    heard = to_listen_to(letter)
    assert "<table" not in heard
    place = f"/council-tax-support/status/letter/{letter.pk}"
    assert letter.title in words(person.get(f"{place}/listen"))
    assert person.get(f"{place}/large.pdf").content.startswith(b"%PDF")
    assert f"{place}/listen" in text(person.get(place))
    for part in ("listen", "large.pdf"):
        assert applied(AWARDED)[1].get(f"{place}/{part}").status_code == 404
        assert Person().get(f"{place}/{part}").status_code == 303
    lines = to_read_aloud(letter)
    assert lines
    assert not any("#" in line or "**" in line or "|" in line for line in lines)
    desk = Client()
    desk.force_login(staff())
    page: Any = desk.get(f"/staff/cases/{case.reference}/letters/{letter.pk}/read-aloud/")
    assert lines[-1][:20] in words(page)
    assert "ask for their full name" in words(page)
    other = apply(AWARDED)
    assert desk.get(f"/staff/cases/{other.reference}/letters/{letter.pk}/read-aloud/").status_code == 404


def test_an_address_that_notify_refuses_falls_back_to_post(settings: Any, tmp_path: Path) -> None:
    case = apply(REFERRED)
    chosen(case, "email", "gone@example.com")
    agree(case, Actor.staff(staff()), case.revision)
    with notify() as stand_in:
        settings.NOTIFY = settings.NOTIFY | {
            "key": f"test-{uuid4()}-{uuid4()}", "url": stand_in.url,
            "email_template": "e", "text_template": "t",
        }  # fmt: skip
        stand_in.answer = 400
        round_of_work()
        assert stand_in.asked[0][1]["email_address"] == "gone@example.com"
    choice = ContactChoice.objects.get()
    assert (choice.way, choice.address) == ("post", "")
    assert choice.failed_at is not None
    assert Event.objects.get(action="fall back to post").facts == {"changed": 1, "posted": 1}
    assert envelope(case)["post"] is True


def test_a_caseworker_changes_it_and_others_cannot(client: Client) -> None:
    case = apply(REFERRED)
    place = f"/staff/cases/{case.reference}/contact/"
    posted = {"way": "text", "form": "large", "address": "+447700900982"}
    client.force_login(staff("auditor"))
    assert client.post(place, posted).status_code == 403
    client.force_login(staff())
    assert client.get(place).status_code == 200
    assert client.post(place, posted | {"address": "1"}).status_code == 422
    assert client.post(place, posted).status_code == 302
    event = Event.objects.get(action="choose contact")
    assert event.actor.startswith("staff:")
    page = client.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "By text message, large print" in page
    assert "7700900982" not in page
