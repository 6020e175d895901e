"""Sending evidence from a browser: what arrives stays, and nobody reaches what is another's."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commonweal.office.evidence import checking, folder
from commonweal.office.evidence.actions.add import MOST_FILES
from commonweal.office.evidence.link import WORKS_FOR, secret_for
from commonweal.office.evidence.models import ComingAnotherWay, Evidence
from commonweal.office.process import service as process
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event
from tests.office.applications import REFERRED, staff
from tests.office.applying.person import Person, errors, text, words
from tests.office.evidence.files import HTML, photo
from tests.office.status.test_status import applied

pytestmark = pytest.mark.django_db
PLACE = "/council-tax-support/evidence"
PAYSLIPS = "Last 2 payslips"


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    settings.CLAMD = ""


@pytest.fixture
def asked() -> tuple[Case, Person]:
    """A case that waits for payslips, and the browser that sent it."""
    case, person = applied(REFERRED)
    ask_for_evidence(case, Actor.staff(staff()), case.revision, [PAYSLIPS, "A bank statement"])
    return case, person


def send(
    person: Person, content: bytes, *, name: str = "photo.jpg", kind: str = "0", place: str = PLACE
) -> Any:
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return person.post(place, {"kind": kind, "file": file})


def test_a_photo_is_kept_under_a_random_name_for_what_was_asked(asked: tuple[Case, Person]) -> None:
    case, person = asked
    page = person.get(PLACE)
    assert PAYSLIPS in words(page)
    assert 'enctype="multipart/form-data"' in text(page)
    response = send(person, photo(exif=True), name="My private payslip.jpg")
    assert response.status_code == 303
    kept = case.evidence.get()
    assert (kept.kind, kept.state, kept.content_type) == (PAYSLIPS, "kept", "image/jpeg")
    place = folder.folder() / kept.name
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.folder().stat().st_mode) == 0o700
    assert b"Secret" not in place.read_bytes()
    assert "private" not in str(list(folder.folder().iterdir()))
    shown = person.get(response.headers["Location"])
    assert "Your file has arrived" in words(shown)
    assert shown.headers["Cache-Control"] == "no-store"


def test_the_event_says_that_it_came_and_nothing_of_what(asked: tuple[Case, Person]) -> None:
    case, person = asked
    send(person, photo(), name="Sian.jpg")
    event = Event.objects.get(action="add evidence")
    assert (event.actor, event.case_id) == ("applicant", case.pk)
    assert "payslips" not in str(event.facts)
    assert "Sian" not in str(event.facts)


def test_the_same_file_sent_again_after_the_line_dropped_is_kept_once(asked: tuple[Case, Person]) -> None:
    case, person = asked
    sent = photo()
    first = send(person, sent)
    assert send(person, sent).headers["Location"] == first.headers["Location"]
    assert case.evidence.count() == 1
    assert len(list(folder.folder().iterdir())) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd.jpg",
        "..\\..\\x.jpg",
        "a\r\nSet-Cookie: x=1\r\n.jpg",
        "x.jpg\0.html",
        "<script>.jpg",
        "a" * 5000 + ".jpg",
        ".htaccess",
        "x.svg",
    ],
)
def test_the_name_that_a_file_came_with_is_used_nowhere(asked: tuple[Case, Person], name: str) -> None:
    case, person = asked
    # As a browser or an attacker would write it on the wire, with nothing tidied on the way.
    body = (
        b'--B\r\nContent-Disposition: form-data; name="kind"\r\n\r\n0\r\n--B\r\n'
        b'Content-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n'
        b"Content-Type: text/html\r\n\r\n" + photo() + b"\r\n--B--\r\n"
    )
    response = person.client.post(PLACE, body, content_type="multipart/form-data; boundary=B")
    # A name with a line in it may spoil the whole form; then nothing is kept.
    assert response.status_code in {303, 400, 422}
    assert "x=1" not in str(response.headers)
    for path in folder.folder().iterdir():
        assert len(path.name) == 32
    assert case.evidence.count() == len(list(folder.folder().iterdir()))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_not_taken_is_said_in_words_and_the_choice_stays(
    asked: tuple[Case, Person], language: str
) -> None:
    case, person = asked
    place = PLACE if language == "en" else "/council-tax-support/cy/evidence"
    page = send(person, HTML, place=place, kind="1", name="payslip.jpg")
    assert page.status_code == 422
    assert len(errors(page)) == 1
    assert 'value="1" checked' in text(page)
    assert not case.evidence.exists()
    assert not list(folder.folder().iterdir())


def test_nothing_chosen_is_said(asked: tuple[Case, Person]) -> None:
    _, person = asked
    assert errors(person.post(PLACE, {"kind": "0"})) == ["Choose a photo or a PDF"]
    for kind in ("", "7", "-1", "x", "²", "9" * 400):
        assert errors(send(person, photo(), kind=kind)) == ["Select what you are sending"]


def test_a_body_that_is_too_large_is_answered_in_words_and_not_kept(asked: tuple[Case, Person]) -> None:
    case, person = asked
    page = send(person, b"\xff\xd8\xff" + os.urandom(checking.LARGEST + 200_000))
    assert page.status_code == 413
    assert errors(page) == ["The file must be smaller than 10 MB"]
    assert not case.evidence.exists()


def test_a_body_far_too_large_is_refused_on_every_other_page(asked: tuple[Case, Person]) -> None:
    _, person = asked
    big = SimpleUploadedFile("x", b"x" * (33 * 1024 * 1024))
    assert person.post(f"{PLACE}/otherwise", {"file": big}).status_code == 413


def test_a_case_takes_so_many_files_and_no_more(asked: tuple[Case, Person]) -> None:
    case, person = asked
    for number in range(MOST_FILES):
        Evidence.objects.create(
            case=case, kind="x", name=f"{number:032x}", content_type="image/jpeg", given=str(number),
            sha256="x", size=1, state="kept", received_at=timezone.now(),
        )  # fmt: skip
    assert "as many files" in errors(send(person, photo()))[0]


def test_a_form_without_its_token_does_nothing(asked: tuple[Case, Person]) -> None:
    case, person = asked
    strict = Person(csrf=True)
    strict.client.cookies = person.client.cookies
    assert send(strict, photo()).status_code == 403
    assert strict.post(f"{PLACE}/done").status_code == 403
    assert not case.evidence.exists()


def test_nobody_else_sees_or_sends_anything(asked: tuple[Case, Person]) -> None:
    case, _ = asked
    for stranger in (Person(), applied(REFERRED)[1]):
        page = stranger.get(PLACE)
        assert page.status_code == 303 or PAYSLIPS not in words(page)
        send(stranger, photo())
    assert not case.evidence.exists()
    assert Person().get(PLACE).headers["Location"] == "/council-tax-support/return"


def test_a_link_opens_it_on_another_device_and_nothing_else(asked: tuple[Case, Person]) -> None:
    case, person = asked
    secret = secret_for(case)
    assert secret in text(person.get(PLACE))
    phone = Person()
    page = phone.get(f"{PLACE}/{secret}")
    assert PAYSLIPS in words(page)
    assert case.applicant not in text(page)
    assert send(phone, photo(), place=f"{PLACE}/{secret}").status_code == 303
    assert case.evidence.count() == 1
    assert phone.get("/council-tax-support/status").status_code == 303


@pytest.mark.parametrize("way", ["changed", "another", "old", "service", "forgotten"])
def test_a_link_that_is_not_whole_or_not_fresh_opens_nothing(
    asked: tuple[Case, Person], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = asked
    secret = secret_for(case)
    if way == "changed":
        secret = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    elif way == "another":
        secret = f"{case.pk + 1}~" + secret.partition("~")[2]
    elif way == "old":
        later = timezone.now().timestamp() + WORKS_FOR.total_seconds() + 60
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    elif way == "service":
        Case.objects.filter(pk=case.pk).update(service="other")
    else:
        Case.objects.filter(pk=case.pk).update(forgotten_at=timezone.now())
    phone = Person()
    assert phone.get(f"{PLACE}/{secret}").status_code == 410
    assert send(phone, photo(), place=f"{PLACE}/{secret}").status_code == 410
    assert phone.post(f"{PLACE}/{secret}/done").status_code == 410
    assert not case.evidence.exists()


def test_all_sent_puts_the_case_back_to_work_once(asked: tuple[Case, Person]) -> None:
    case, person = asked
    assert errors(person.post(f"{PLACE}/done")) == ["Send a photo or a PDF first"]
    send(person, photo())
    assert process.waits_for(case, process.EVIDENCE_RECEIVED)
    for _ in range(2):
        assert person.post(f"{PLACE}/done").status_code == 303
    case.refresh_from_db()
    assert not process.waits_for(case, process.EVIDENCE_RECEIVED)
    assert not case.evidence_requests.filter(received_at=None).exists()
    assert case.needs_person
    assert Event.objects.filter(action="receive evidence").count() == 1


def test_it_can_be_brought_or_posted(asked: tuple[Case, Person]) -> None:
    case, person = asked
    assert errors(person.post(f"{PLACE}/otherwise", {"way": "fax"})) == ["Select how you will get it to us"]
    assert person.post(f"{PLACE}/otherwise", {"way": "bring"}).status_code == 303
    assert person.post(f"{PLACE}/otherwise", {"way": "post"}).status_code == 303
    assert ComingAnotherWay.objects.get(case=case).way == "post"
    assert Event.objects.filter(action="evidence comes another way").count() == 2


def test_it_is_in_welsh_and_light(asked: tuple[Case, Person]) -> None:
    _, person = asked
    send(person, photo())
    for place in (PLACE, "/council-tax-support/cy/evidence"):
        page = person.get(place, **{"Accept-Encoding": "br"})
        assert len(page.content) <= 4 * 1024
    assert "Beth ydych chi’n ei anfon?" in words(person.get("/council-tax-support/cy/evidence"))


def test_files_that_no_row_knows_are_cleared_away(asked: tuple[Case, Person]) -> None:
    case, person = asked
    send(person, photo())
    orphan, fresh = folder.keep(b"x"), folder.keep(b"y")
    old = timezone.now().timestamp() - 7200
    for path in folder.folder().iterdir():
        if path.name != fresh:
            os.utime(path, (old, old))
    assert folder.left_over({case.evidence.get().name}) == 1
    assert not (folder.folder() / orphan).exists()
    assert (folder.folder() / fresh).exists()


def test_a_name_that_is_not_ours_reads_nothing() -> None:
    for name in ("../secret-key", "/etc/passwd", "x" * 32, "", "A" * 32, "0" * 32 + "\n"):
        with pytest.raises(FileNotFoundError):
            folder.read(name)


def test_it_goes_with_its_case(asked: tuple[Case, Person]) -> None:
    from commonweal.office.accounts.models import User
    from commonweal.office.process.worker import round_of_work
    from commonweal.office.records.actions.close import close
    from commonweal.office.records.actions.forget import forget

    case, person = asked
    send(person, photo())
    person.post(f"{PLACE}/otherwise", {"way": "post"})
    case.refresh_from_db()
    close(case, Actor.staff(User.objects.get(username="caseworker")), case.revision, "withdrawn")
    round_of_work()
    case.refresh_from_db()
    forget(case, Actor.worker(), timezone.now() + timedelta(days=366 * 8))
    assert not Evidence.objects.exists()
    assert not ComingAnotherWay.objects.exists()
    assert not list(folder.folder().iterdir())
    assert Client().get(f"{PLACE}/{secret_for(case)}").status_code == 410
