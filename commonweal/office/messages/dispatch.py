"""Hands waiting messages to their carrier, and forgets whom they were to and what they said.

A message is first taken for a while in a short transaction of its own, so that no lock is held while the
network is slow; then it is handed over; then the row and its event are written together. A worker killed
between the last two hands it over again: a person may get a message twice, and never not at all.
"""

from __future__ import annotations

import datetime
import logging
from datetime import timedelta
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from commonweal.office.messages.about import case_of
from commonweal.office.messages.models import Message
from commonweal.office.messages.senders.sender import Refused, Sender, chosen_sender
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LOGGER = logging.getLogger(__name__)
TAKEN_FOR: Final = timedelta(minutes=5)
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=2)
GIVEN_UP_AFTER: Final = timedelta(days=3)


def dispatch_waiting(limit: int = 50) -> int:
    """Hand over up to `limit` waiting messages, the oldest first; give how many were sent by this call."""
    now = timezone.now()
    free = Q(try_after=None) | Q(try_after__lte=now)
    waiting = Message.objects.filter(free, state=Message.State.WAITING)
    waiting = waiting.filter(Q(taken_until=None) | Q(taken_until__lte=now)).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True)[:limit])
    if not numbers:
        return 0
    sender = chosen_sender()
    return sum(_hand_over(sender, number, now) for number in numbers)


def _hand_over(sender: Sender, number: int, now: datetime.datetime) -> bool:
    mine = Message.objects.filter(pk=number, state=Message.State.WAITING)
    taken = mine.filter(Q(taken_until=None) | Q(taken_until__lte=now)).update(taken_until=now + TAKEN_FOR)
    message = mine.first() if taken else None
    if message is None:
        return False
    try:
        receipt = sender.deliver(message)
    except Refused as fault:
        _finish(message, Message.State.FAILED, problem=fault.code)
        return False
    except Exception as fault:
        # Its own words may quote the message, so only its kind is logged and kept.
        LOGGER.error("message %d could not be sent: %s", number, type(fault).__name__)
        if timezone.now() - message.created_at > GIVEN_UP_AFTER:
            _finish(message, Message.State.FAILED, problem=type(fault).__name__)
        else:
            _try_later(message, type(fault).__name__)
        return False
    _finish(message, Message.State.SENT, receipt=receipt)
    return True


def _finish(message: Message, state: Message.State, *, receipt: str = "", problem: str = "") -> None:
    from commonweal.office.telling.actions.fall_back import fall_back

    action = "send message" if state == Message.State.SENT else "give up message"
    subject = f"message:{message.pk}"
    with recording(action, actor=Actor.worker(), case=case_of(message), subject=subject) as facts:
        Message.objects.filter(pk=message.pk).update(
            state=state,
            finished_at=timezone.now(),
            taken_until=None,
            to="",
            title="",
            body="",
            receipt=receipt[:80],
            problem=problem[:80],
        )
        facts["kind"] = message.kind
        facts["template"] = message.template
        facts["language"] = message.language
        facts["about"] = message.about
        facts["problem"] = problem
        if state == Message.State.FAILED:
            fall_back(message, for_good=True)


def _try_later(message: Message, problem: str) -> None:
    wait = min(FIRST_WAIT * 2 ** min(message.attempts, 12), LONGEST_WAIT)
    Message.objects.filter(pk=message.pk, state=Message.State.WAITING).update(
        attempts=F("attempts") + 1, try_after=timezone.now() + wait, taken_until=None, problem=problem[:80]
    )
