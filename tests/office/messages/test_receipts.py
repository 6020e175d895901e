"""What GOV.UK Notify says became of a message: told or asked for, noted once, and put right by post."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.messages import service as messages
from commonweal.office.messages import views
from commonweal.office.messages.delivery import FINAL, Delivery
from commonweal.office.messages.models import Message
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import agree
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Event
from commonweal.office.telling.models import ContactChoice
from tests.office.applications import REFERRED, apply, staff
from tests.office.messages.notify_stand_in import StandIn, notify
from tests.office.messages.test_messages import written
from tests.office.telling.test_telling import chosen, envelope

pytestmark = pytest.mark.django_db
PLACE = "/carriers/govuk-notify/receipts"
TOKEN = "a token of some length"


@pytest.fixture
def stand_in(settings: Any) -> Iterator[StandIn]:
    with notify() as started:
        settings.NOTIFY = started.settings()
        settings.NOTIFY_RECEIPTS = TOKEN
        yield started


def told(said: object, token: str = TOKEN, **more: Any) -> int:
    """What the site answers to a receipt; with the CSRF check that a browser meets."""
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})
    content = said if isinstance(said, str | bytes) else json.dumps(said)
    return client.post(PLACE, content, content_type="application/json", **more).status_code


def emailed(way: str = "email", address: str = "sian@example.com") -> tuple[Case, Message]:
    """A case whose letter somebody was told of by a message that Notify took."""
    case = apply(REFERRED)
    chosen(case, way, address)
    agree(case, Actor.staff(staff()), case.revision)
    round_of_work()
    return case, Message.objects.get(template="letter-here")


def test_a_receipt_is_noted_on_the_message_and_shown_on_the_case(stand_in: StandIn) -> None:
    case, message = emailed()
    assert told(stand_in.receipt(message.receipt, "delivered")) == 204
    message.refresh_from_db()
    assert message.delivery == Delivery.DELIVERED
    assert message.delivery_at is not None
    desk = Client()
    desk.force_login(staff("auditor"))
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "Delivered" in page
    assert ContactChoice.objects.get().way == "email"


def test_told_twice_it_is_noted_once_and_nothing_is_sent_again(stand_in: StandIn) -> None:
    case, message = emailed()
    before = case.letters.count()
    for _ in range(3):
        assert told(stand_in.receipt(message.receipt, "permanent-failure")) == 204
        round_of_work()
    assert Event.objects.filter(action="note delivery").count() == 1
    assert Event.objects.filter(action="fall back to post").count() == 1
    assert Message.objects.filter(about=f"case:{case.pk}").count() == 1
    assert len(stand_in.asked) == 1, "one email, however often we are told of it"
    assert case.letters.count() == before


def test_an_address_that_is_wrong_means_post_from_now_on(stand_in: StandIn) -> None:
    case, message = emailed()
    assert envelope(case)["post"] is False
    told(stand_in.receipt(message.receipt, "permanent-failure"))
    choice = ContactChoice.objects.get()
    assert (choice.way, choice.address) == ("post", "")
    assert choice.failed_at is not None
    assert envelope(case)["post"] is True


def test_a_full_inbox_means_post_this_once(stand_in: StandIn) -> None:
    case, message = emailed("text", "07700900982")
    told(stand_in.receipt(message.receipt, "temporary-failure", "sms"))
    assert ContactChoice.objects.get().way == "text"
    assert envelope(case)["post"] is True


def test_an_address_given_since_is_left_alone(stand_in: StandIn) -> None:
    case, message = emailed()
    chosen(case, "email", "new@example.com")
    told(stand_in.receipt(message.receipt, "permanent-failure"))
    choice = ContactChoice.objects.get()
    assert (choice.way, choice.address) == ("email", "new@example.com")
    assert envelope(case)["post"] is True, "the letter of the lost message is posted all the same"


def test_what_is_final_stays(stand_in: StandIn) -> None:
    _, message = emailed()
    told(stand_in.receipt(message.receipt, "delivered"))
    told(stand_in.receipt(message.receipt, "sending"))
    told(stand_in.receipt(message.receipt, "permanent-failure"))
    message.refresh_from_db()
    assert message.delivery == Delivery.DELIVERED
    assert not Event.objects.filter(action="fall back to post").exists()


@pytest.mark.parametrize("token", ["", "another", f"{TOKEN} ", "ÿ"])
def test_a_wrong_token_is_refused(stand_in: StandIn, token: str) -> None:
    _, message = emailed()
    assert told(stand_in.receipt(message.receipt, "permanent-failure"), token) == 401
    message.refresh_from_db()
    assert message.delivery == ""


def test_without_a_token_set_nobody_may_tell(stand_in: StandIn, settings: Any) -> None:
    settings.NOTIFY_RECEIPTS = ""
    _, message = emailed()
    assert told(stand_in.receipt(message.receipt, "delivered"), "") == 404


@pytest.mark.parametrize(
    "said",
    [
        "", "[]", "null", "{", b"\xff\xfe", "[" * 10_000, {"id": 1, "status": "delivered"}, {"id": "x"},
        {"id": "x\n", "status": "delivered"}, {"id": "x" * 500, "status": "delivered"},
        json.dumps({"id": "x", "status": "delivered", "more": "y" * 30_000}),
    ],
)  # fmt: skip
def test_what_is_not_a_receipt_is_refused(stand_in: StandIn, said: Any) -> None:
    assert told(said) == 400


def test_what_is_not_ours_is_taken_and_changes_nothing(stand_in: StandIn) -> None:
    _, message = emailed()
    assert told(stand_in.receipt("00000000-0000-0000-0000-000000000000", "delivered")) == 204
    assert told(stand_in.receipt(message.receipt, "a word that Notify adds next year")) == 204
    message.refresh_from_db()
    assert message.delivery == ""


def test_too_many_in_a_minute_are_put_off(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    assert [told({}, "wrong") for _ in range(3)] == [401, 401, 429]


def test_neither_event_nor_log_says_to_whom(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "commonweal")
    _, message = emailed()
    told(stand_in.receipt(message.receipt, "permanent-failure"))
    told(stand_in.receipt(message.receipt, "nonsense"))
    assert "sian" not in caplog.text
    assert not Event.objects.filter(facts__icontains="sian").exists()


def test_a_message_of_no_case_is_noted_alone(stand_in: StandIn) -> None:
    written()
    messages.dispatch_waiting()
    message = Message.objects.get()
    told(stand_in.receipt(message.receipt, "permanent-failure"))
    message.refresh_from_db()
    assert message.delivery == Delivery.WRONG
    assert Event.objects.get(action="note delivery").case_id is None


def later(**more: float) -> Any:
    return timezone.now() + timedelta(**more)


def test_what_notify_does_not_tell_it_is_asked(stand_in: StandIn) -> None:
    case, message = emailed()
    assert messages.ask_after(now=later(minutes=5)) == 0
    assert stand_in.looked == [], "it is given a quarter of an hour to tell us itself"
    stand_in.status[message.receipt] = "sending"
    assert messages.ask_after(now=later(minutes=20)) == 1
    assert messages.ask_after(now=later(minutes=30)) == 0
    assert len(stand_in.looked) == 1, "and is asked once in an hour"
    stand_in.status[message.receipt] = "permanent-failure"
    assert messages.ask_after(now=later(hours=2)) == 1
    assert envelope(case)["post"] is True
    assert messages.ask_after(now=later(hours=9)) == 0
    assert len(stand_in.looked) == 2, "and not again when the end is known"


def test_a_notify_that_cannot_be_asked_is_asked_again_later(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    _, message = emailed()
    del stand_in.status[message.receipt]
    assert messages.ask_after(now=later(minutes=20)) == 0
    assert "HTTPError" in caplog.text
    stand_in.status[message.receipt] = "delivered"
    assert messages.ask_after(now=later(hours=2)) == 1


def test_messages_of_the_outbox_are_never_asked_after(settings: Any) -> None:
    emailed()
    assert messages.ask_after(now=later(hours=2)) == 0


def test_every_end_is_final() -> None:
    assert Delivery.ON_ITS_WAY not in FINAL
    assert {Delivery.DELIVERED, Delivery.WRONG, Delivery.FULL, Delivery.FAULT, Delivery.NOT_KNOWN} == FINAL
