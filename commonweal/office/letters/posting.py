"""Letters that GOV.UK Notify prints and posts, and what it says became of them.

Off unless NOTIFY_LETTERS is "on". A letter is in the outbox first; then its PDF, as it stands there, goes to
Notify. It is marked before Notify is called and after; one that was marked before and not after is asked for
by its reference before it is sent again, so that nobody gets a letter twice. What Notify cannot print is left
to the outbox, whose `.json` then says so.
"""

from __future__ import annotations

import datetime
import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from commonweal.office.letters.dispatch import FIRST_WAIT, LONGEST_WAIT, outbox, post_after_all
from commonweal.office.letters.models import Letter
from commonweal.office.messages.delivery import FINAL, NOT_DELIVERED, Delivery
from commonweal.office.messages.senders.sender import Refused
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LOGGER = logging.getLogger(__name__)
TAKEN_FOR: Final = timedelta(minutes=5)
ASKED_AFTER: Final = timedelta(minutes=15)
ASKED_EVERY: Final = timedelta(hours=6)
ASKED_FOR: Final = timedelta(days=6)
"""Notify forgets a letter after seven days, and prints on the next working day."""


def post_waiting(limit: int = 50) -> int:
    """Give up to `limit` letters to Notify, the oldest first; gives how many it took by this call."""
    if not settings.NOTIFY_LETTERS:
        return 0
    now = timezone.now()
    free = Q(try_after=None) | Q(try_after__lte=now)
    open_ = Letter.objects.filter(free, posting__in=(Letter.Posting.WAITING, Letter.Posting.TRYING))
    return sum(
        _post(number, now) for number in list(open_.order_by("pk").values_list("pk", flat=True)[:limit])
    )


def _post(number: int, now: datetime.datetime) -> bool:
    from commonweal.office.messages.senders.govuk_notify import GovukNotify

    letter = Letter.objects.select_related("case").filter(pk=number).first()
    if letter is None:
        return False
    again = letter.posting == Letter.Posting.TRYING
    mine = Letter.objects.filter(pk=number, posting=letter.posting, try_after=letter.try_after)
    if not mine.update(posting=Letter.Posting.TRYING, try_after=now + TAKEN_FOR):
        return False
    letter.posting = Letter.Posting.TRYING
    try:
        pdf = (outbox() / letter.path).read_bytes()
        receipt = GovukNotify.chosen().post(f"letter-{letter.pk}", pdf, again=again)
    except Refused as fault:
        _refuse(letter, fault.code)
        return False
    except Exception as fault:
        # Its own words may quote the letter, so only its kind is logged and kept.
        LOGGER.error("letter %d could not be posted: %s", number, type(fault).__name__)
        wait = min(FIRST_WAIT * 2 ** min(letter.attempts, 12), LONGEST_WAIT)
        Letter.objects.filter(pk=number).update(
            attempts=F("attempts") + 1, try_after=timezone.now() + wait, problem=type(fault).__name__
        )
        return False
    with recording("post letter", actor=Actor.worker(), case=letter.case) as facts:
        Letter.objects.filter(pk=number).update(
            posting=Letter.Posting.POSTED,
            posted_at=timezone.now(),
            receipt=receipt[:80],
            delivery=Delivery.ON_ITS_WAY,
            try_after=None,
            problem="",
        )
        facts["letter"] = letter.pk
        facts["language"] = letter.language
    return True


def note_posting(receipt: str, delivery: Delivery) -> bool:
    """Note what became of the letter that Notify calls `receipt`; True where that is news.

    One that was not printed after all is left to the outbox.
    """
    letter = Letter.objects.select_related("case").filter(receipt=receipt).first() if receipt else None
    if letter is None or letter.delivery == delivery or letter.delivery in FINAL:
        return False
    if delivery in NOT_DELIVERED:
        _refuse(letter, delivery.value, delivery)
        return True
    with recording("note posting", actor=Actor.worker(), case=letter.case) as facts:
        Letter.objects.filter(pk=letter.pk).update(delivery=delivery)
        facts["letter"] = letter.pk
        facts["delivery"] = delivery.value
    return True


def ask_after_posted(limit: int = 50, now: datetime.datetime | None = None) -> int:
    """Ask Notify after letters of which it has not told us the end; gives how many had news."""
    if not settings.NOTIFY_LETTERS:
        return 0
    now = now or timezone.now()
    open_ = Letter.objects.filter(
        Q(asked_at=None) | Q(asked_at__lte=now - ASKED_EVERY),
        posting=Letter.Posting.POSTED,
        posted_at__range=(now - ASKED_FOR, now - ASKED_AFTER),
        delivery=Delivery.ON_ITS_WAY,
    )
    found = list(open_.order_by("pk").values_list("pk", "receipt", "asked_at")[:limit])
    if not found:
        return 0
    from commonweal.office.messages.senders.govuk_notify import GovukNotify

    notify = GovukNotify.chosen()
    news = 0
    for number, receipt, asked_at in found:
        if not Letter.objects.filter(pk=number, asked_at=asked_at).update(asked_at=now):
            continue
        try:
            delivery = notify.delivery_of(receipt, letter=True)
        except Exception as fault:
            LOGGER.error("letter %d could not be asked after: %s", number, type(fault).__name__)
            continue
        news += delivery is not None and note_posting(receipt, delivery)
    return news


def _refuse(letter: Letter, problem: str, delivery: Delivery = Delivery.FAULT) -> None:
    """The carrier will not print it: whoever empties the outbox posts it, and the case says so."""
    with recording("refuse posting", actor=Actor.worker(), case=letter.case) as facts:
        letter.posting = Letter.Posting.REFUSED
        Letter.objects.filter(pk=letter.pk).update(
            posting=letter.posting, delivery=delivery, try_after=None, problem=problem[:200]
        )
        facts["letter"] = letter.pk
        facts["problem"] = problem
        facts["in outbox"] = post_after_all(letter)
