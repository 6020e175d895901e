"""Letters that GOV.UK Notify prints and posts: each once, and from the outbox what it cannot print."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.letters import service as letters
from commonweal.office.letters.dispatch import outbox
from commonweal.office.letters.models import Letter
from commonweal.office.messages.delivery import Delivery
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Event
from tests.office.applications import AWARDED, apply, staff
from tests.office.messages.notify_stand_in import StandIn, notify
from tests.office.messages.test_receipts import TOKEN, told
from tests.office.telling.test_telling import chosen, envelope

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand_in(settings: Any) -> Iterator[StandIn]:
    with notify() as started:
        settings.NOTIFY = started.settings()
        settings.NOTIFY_RECEIPTS = TOKEN
        settings.NOTIFY_LETTERS = True
        yield started


def test_the_pdf_of_the_outbox_is_what_goes(stand_in: StandIn) -> None:
    case = apply(AWARDED)
    round_of_work()
    ((path, body, _),) = stand_in.asked
    letter = case.letters.get()
    assert path == "/v2/notifications/letter"
    assert body["reference"] == f"letter-{letter.pk}"
    assert base64.b64decode(body["content"]) == (outbox() / letter.path).read_bytes()
    assert (letter.posting, letter.delivery) == ("posted", Delivery.ON_ITS_WAY)
    assert envelope(case)["post"] is False, "whoever empties the outbox does not post it a second time"
    assert envelope(case)["carrier"] == "GOV.UK Notify"
    for _ in range(3):
        round_of_work()
    assert len(stand_in.asked) == 1


def test_without_the_setting_letters_stay_in_the_outbox(stand_in: StandIn, settings: Any) -> None:
    settings.NOTIFY_LETTERS = False
    case = apply(AWARDED)
    round_of_work()
    assert stand_in.asked == []
    assert envelope(case)["post"] is True
    assert envelope(case)["carrier"] is None


def test_who_chose_email_gets_no_letter_by_post(stand_in: StandIn) -> None:
    case = apply(AWARDED)
    chosen(case, "email", "sian@example.com")
    round_of_work()
    assert [path for path, _, _ in stand_in.asked if "letter" in path] == []


def test_what_notify_refuses_is_posted_from_the_outbox(stand_in: StandIn) -> None:
    stand_in.answer = 400
    case = apply(AWARDED)
    round_of_work()
    round_of_work()
    assert len(stand_in.asked) == 1
    assert case.letters.get().posting == Letter.Posting.REFUSED
    assert envelope(case)["post"] is True
    assert Event.objects.get(action="refuse posting").facts["in outbox"] is True


def test_what_it_cannot_print_after_all_is_posted_from_the_outbox(stand_in: StandIn) -> None:
    case = apply(AWARDED)
    round_of_work()
    letter = case.letters.get()
    for _ in range(2):
        assert told(stand_in.receipt(letter.receipt, "validation-failed", "letter")) == 204
    assert envelope(case)["post"] is True
    assert Event.objects.filter(action="refuse posting").count() == 1
    round_of_work()
    assert len(stand_in.asked) == 1
    desk = Client()
    desk.force_login(staff())
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "did not print a letter: post it from the outbox" in page


@pytest.mark.parametrize("answer", [403, 429, 500])
def test_what_can_be_put_right_is_tried_again_once(stand_in: StandIn, answer: int) -> None:
    stand_in.answer = answer
    case = apply(AWARDED)
    round_of_work()
    stand_in.answer = 201
    assert letters.post_waiting() == 0, "not at once"
    Letter.objects.update(try_after=None)
    assert letters.post_waiting() == 1
    assert case.letters.get().posting == Letter.Posting.POSTED
    assert envelope(case)["post"] is False


def test_a_worker_killed_after_notify_took_it_posts_it_once(stand_in: StandIn) -> None:
    case = apply(AWARDED)
    round_of_work()
    receipt = case.letters.get().receipt
    # As the row stands when the worker is killed between Notify's answer and its own record.
    Letter.objects.update(posting=Letter.Posting.TRYING, receipt="", delivery="", try_after=None)
    assert letters.post_waiting() == 1
    assert case.letters.get().receipt == receipt
    assert len(stand_in.asked) == 1


def test_notify_is_asked_what_became_of_it(stand_in: StandIn) -> None:
    case = apply(AWARDED)
    round_of_work()
    letter = case.letters.get()
    stand_in.status[letter.receipt] = "received"
    soon = timezone.now() + timedelta(minutes=20)
    assert letters.ask_after_posted(now=soon) == 1
    assert letters.ask_after_posted(now=soon) == 0
    assert case.letters.get().delivery == Delivery.DELIVERED
    assert json.loads(json.dumps(Event.objects.get(action="note posting").facts))["delivery"] == "delivered"
