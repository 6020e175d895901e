"""Messages: written once, sent once, forgotten when sent; whatever the carrier does."""

from __future__ import annotations

import re
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commonweal.office.messages import service as messages
from commonweal.office.messages.models import Message
from commonweal.office.messages.senders import sender
from commonweal.office.messages.templates import NoTemplate, template
from commonweal.office.messages.words import FOLDER
from commonweal.office.records.models import Event

VALUES = {
    "service": "Council Tax Support",
    "link": "https://apply.example.gov.uk/x/return/SECRET",
    "until": "1 April 2026",
    "reference": "7K3M-9TRC-X4D",
    "kept": "2 April 2026",
    "deleted": "3 April 2026",
    "phone": "01632 960 001",
    "by": "4 April 2026",
    "changed": "Your password was changed.",
}
NAMES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.txt")})


def written(kind: str = "email", **changed: Any) -> Message:
    values = {"template_name": "return-link", "to": "sian@example.com", "language": "en"}
    return messages.send(
        **(values | changed),
        kind=kind,
        about="application:1",
        values=VALUES,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_in_both_languages_with_the_same_gaps_and_kinds(name: str) -> None:
    english, welsh = template(name, "en"), template(name, "cy")
    assert english.bodies.keys() == welsh.bodies.keys()
    assert english.subject != welsh.subject
    for kind, body in english.bodies.items():
        assert set(re.findall(r"{(\w+)}", body)) == set(re.findall(r"{(\w+)}", welsh.bodies[kind]))
        assert body != welsh.bodies[kind]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_text_message_is_short(name: str, language: str) -> None:
    _, body = template(name, language).write("text", VALUES)
    assert len(body) < 459, "three parts of a text message"


def test_a_value_puts_no_line_into_a_subject() -> None:
    subject, _ = template("return-link", "en").write(
        "email", VALUES | {"service": "A\r\nBcc: everyone@example.com"}
    )
    assert "\n" not in subject
    assert "\r" not in subject


def test_a_message_that_is_not_written_is_an_error() -> None:
    with pytest.raises(NoTemplate, match=r"nothing\.en\.txt"):
        template("nothing", "en")
    with pytest.raises(NoTemplate, match="fax"):
        template("return-link", "en").write("fax", VALUES)


@pytest.mark.django_db
def test_it_is_put_in_the_outbox_for_its_owner_alone_and_forgotten(settings: Any) -> None:
    written()
    assert messages.dispatch_waiting() == 1
    (path,) = (Path(settings.OUTBOX) / "messages").glob("*.txt")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().startswith("To: sian@example.com\nSubject: Continue your application")
    sent = Message.objects.get()
    assert sent.state == Message.State.SENT
    assert (sent.to, sent.title, sent.body) == ("", "", "")
    assert messages.dispatch_waiting() == 0


@pytest.mark.django_db
def test_the_event_says_what_was_sent_and_not_to_whom(settings: Any) -> None:
    written()
    messages.dispatch_waiting()
    event = Event.objects.get(action="send message")
    assert event.facts["template"] == "return-link"
    assert "sian" not in str(event.facts)
    assert "SECRET" not in str(event.facts)


class Broken:
    """A carrier that cannot be reached."""

    def deliver(self, message: Message) -> str:
        raise ConnectionError(f"no way to {message.to}")


class Refusing:
    """A carrier that will never take it."""

    def deliver(self, message: Message) -> str:
        raise sender.Refused("wrong address")


@pytest.mark.django_db
def test_a_carrier_that_cannot_be_reached_is_tried_again_later_and_nothing_leaks(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    written()
    monkeypatch.setattr("commonweal.office.messages.dispatch.chosen_sender", Broken)
    assert messages.dispatch_waiting() == 0
    waiting = Message.objects.get()
    assert waiting.state == Message.State.WAITING
    assert waiting.problem == "ConnectionError"
    assert waiting.try_after is not None
    assert waiting.try_after > timezone.now()
    assert "sian" not in caplog.text
    assert messages.dispatch_waiting() == 0


@pytest.mark.django_db
def test_it_is_given_up_and_forgotten_after_three_days(monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    Message.objects.update(created_at=timezone.now() - timedelta(days=4))
    monkeypatch.setattr("commonweal.office.messages.dispatch.chosen_sender", Broken)
    messages.dispatch_waiting()
    given_up = Message.objects.get()
    assert given_up.state == Message.State.FAILED
    assert given_up.to == ""


@pytest.mark.django_db
def test_what_is_refused_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    monkeypatch.setattr("commonweal.office.messages.dispatch.chosen_sender", Refusing)
    messages.dispatch_waiting()
    assert Message.objects.get().state == Message.State.FAILED
    assert Event.objects.get(action="give up message").facts["problem"] == "wrong address"


@pytest.mark.django_db
def test_what_another_worker_has_taken_is_left_to_it_until_its_time_is_out() -> None:
    written()
    Message.objects.update(taken_until=timezone.now() + timedelta(minutes=1))
    assert messages.dispatch_waiting() == 0
    Message.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
    assert messages.dispatch_waiting() == 1


@pytest.mark.django_db
def test_what_waits_is_withdrawn_with_what_it_is_about() -> None:
    written()
    assert messages.withdraw("application:2") == 0
    assert messages.withdraw("application:1") == 1
