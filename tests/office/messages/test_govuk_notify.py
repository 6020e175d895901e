"""GOV.UK Notify's own client, against a server that answers as Notify does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from commonweal.office.messages import service as messages
from commonweal.office.messages.models import Message
from tests.office.messages.notify_stand_in import StandIn, notify
from tests.office.messages.test_messages import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand_in(settings: Any) -> Iterator[StandIn]:
    with notify() as started:
        settings.NOTIFY = settings.NOTIFY | {
            "key": f"test-{uuid4()}-{uuid4()}",
            "url": started.url,
            "email_template": "email-template",
            "text_template": "text-template",
        }
        yield started


def test_an_email_goes_with_its_words_and_our_number(stand_in: StandIn) -> None:
    number = written().pk
    assert messages.dispatch_waiting() == 1
    ((path, body, authorisation),) = stand_in.asked
    assert path == "/v2/notifications/email"
    assert body["email_address"] == "sian@example.com"
    assert body["template_id"] == "email-template"
    assert body["reference"] == str(number)
    assert body["personalisation"]["subject"].startswith("Continue your application")
    assert "SECRET" in body["personalisation"]["body"]
    assert authorisation.startswith("Bearer ")
    assert Message.objects.get().receipt


def test_a_text_goes_to_the_phone(stand_in: StandIn) -> None:
    written("text", to="07700900982")
    messages.dispatch_waiting()
    ((path, body, _),) = stand_in.asked
    assert path == "/v2/notifications/sms"
    assert body["phone_number"] == "07700900982"
    assert body["template_id"] == "text-template"


def test_a_wrong_address_is_given_up(stand_in: StandIn) -> None:
    stand_in.answer = 400
    written()
    messages.dispatch_waiting()
    assert Message.objects.get().state == Message.State.FAILED


@pytest.mark.parametrize("answer", [403, 429, 500, 503])
def test_what_can_be_put_right_waits(stand_in: StandIn, answer: int) -> None:
    stand_in.answer = answer
    written()
    messages.dispatch_waiting()
    assert Message.objects.get().state == Message.State.WAITING
    stand_in.answer = 201
    Message.objects.update(try_after=None)
    assert messages.dispatch_waiting() == 1
