"""A message did not arrive: what it told of is posted, and all that follows where the address is wrong."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from commonweal.office.messages.about import case_of
from commonweal.office.messages.models import Message
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.telling.models import ContactChoice

TEMPLATES: Final = frozenset({"letter-here", "evidence-soon"})


def fall_back(message: Message, *, for_good: bool) -> None:
    """Post the letter that a message told of. In the caller's transaction.

    `for_good` says that the address is wrong: the case's way becomes post, unless the person has given
    another since. Else (a phone that was off, a full inbox) their choice stays theirs.
    """
    case = case_of(message) if message.template in TEMPLATES else None
    if case is None or case.forgotten_at is not None:
        return
    with recording("fall back to post", actor=Actor.worker(), case=case) as facts:
        facts["changed"] = 0
        if for_good:
            kept = ContactChoice.objects.filter(
                case=case, way=message.kind, changed_at__lte=message.created_at
            )
            facts["changed"] = kept.update(way=ContactChoice.Way.POST, address="", failed_at=timezone.now())
        facts["posted"] = _post_what_was_told_of(case, message)


def _post_what_was_told_of(case: Case, message: Message) -> int:
    from commonweal.office.letters.dispatch import post_after_all
    from commonweal.office.letters.models import Letter

    told = case.letters.filter(state=Letter.State.SENT, created_at__lte=message.created_at)
    last = told.order_by("-pk").first()
    return int(last is not None and post_after_all(last))
