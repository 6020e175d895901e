"""What carriers say became of messages: noted once, however often and in whatever order it is told.

A carrier tells it by calling us, and is asked where it has not. What is final stays. A message that did not
arrive is put right once: the letter it told of is posted (`telling.actions.fall_back`); no message is ever
sent again because of what is told here.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from commonweal.office.messages.about import case_of
from commonweal.office.messages.delivery import FINAL, NOT_DELIVERED, Delivery
from commonweal.office.messages.models import Message
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import Facts, recording

LOGGER = logging.getLogger(__name__)
ASKED_AFTER: Final = timedelta(minutes=15)
ASKED_EVERY: Final = timedelta(hours=1)
ASKED_FOR: Final = timedelta(days=6)
"""Notify tries for three days, and forgets a message after seven."""


def note_delivery(receipt: str, delivery: Delivery) -> bool:
    """Note what became of the message that the carrier calls `receipt`; True where that is news.

    With its event, in one transaction. A receipt that is not ours, or says nothing new, changes nothing.
    """
    message = Message.objects.filter(receipt=receipt, state=Message.State.SENT).first() if receipt else None
    if message is None or message.delivery == delivery or message.delivery in FINAL:
        return False
    with _noting(message) as facts:
        news = Message.objects.filter(pk=message.pk, delivery=message.delivery).update(
            delivery=delivery, delivery_at=timezone.now()
        )
        if not news:
            raise _AlreadyNoted
        facts["message"] = message.pk
        facts["kind"] = message.kind
        facts["template"] = message.template
        facts["delivery"] = delivery.value
        if delivery in NOT_DELIVERED:
            from commonweal.office.telling.actions.fall_back import fall_back

            fall_back(message, for_good=delivery == Delivery.WRONG)
        return True
    return False


class _AlreadyNoted(Exception):
    """Another request or worker has noted the same: undo, and leave it to them."""


@contextmanager
def _noting(message: Message) -> Iterator[Facts]:
    try:
        with recording(
            "note delivery", actor=Actor.worker(), case=case_of(message), subject=f"message:{message.pk}"
        ) as facts:
            yield facts
    except _AlreadyNoted:
        pass


def ask_after(limit: int = 50, now: datetime.datetime | None = None) -> int:
    """Ask GOV.UK Notify after messages of which it has not told us the end; gives how many had news."""
    if not settings.NOTIFY["key"]:
        return 0
    now = now or timezone.now()
    open_ = Message.objects.filter(
        Q(asked_at=None) | Q(asked_at__lte=now - ASKED_EVERY),
        state=Message.State.SENT,
        finished_at__range=(now - ASKED_FOR, now - ASKED_AFTER),
        delivery__in=("", Delivery.ON_ITS_WAY),
    ).exclude(receipt="")
    found = list(open_.order_by("pk").values_list("pk", "receipt", "asked_at")[:limit])
    if not found:
        return 0
    from commonweal.office.messages.senders.govuk_notify import GovukNotify

    notify = GovukNotify.chosen()
    news = 0
    for number, receipt, asked_at in found:
        # Taken before it is asked, so that no two workers ask the same at once.
        if not Message.objects.filter(pk=number, asked_at=asked_at).update(asked_at=now):
            continue
        try:
            delivery = notify.delivery_of(receipt)
        except Exception as fault:
            # Its own words may name the address, so only its kind is logged.
            LOGGER.error("message %d could not be asked after: %s", number, type(fault).__name__)
            continue
        news += delivery is not None and note_delivery(receipt, delivery)
    return news
