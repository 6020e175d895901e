"""The hash chain: each event's digest covers the event and the digest before it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from commonweal.office.records.models import ChainHead, Event

FIRST = "0" * 64


class ChainBroken(RuntimeError):
    """The chain's head is gone though events exist: nothing may be written until it is looked into."""


@dataclass
class Happening:
    """An event that is not in the chain yet."""

    at: datetime
    action: str
    actor: str
    subject: str
    on_behalf_of: str = ""
    case_id: int | None = None
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def canonical(value: object) -> bytes:
    """JSON with one spelling: keys sorted, no spaces, ASCII only.

    Raises TypeError for a float (its spelling differs between engines) or anything JSON cannot hold.
    """
    _refuse_what_has_two_spellings(value, "facts")
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def _refuse_what_has_two_spellings(value: object, where: str) -> None:
    if value is None or isinstance(value, bool | int):
        return
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise TypeError(f"{where} holds a character that a database cannot keep")
        return
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{where} has the key {key!r}: keys are strings")
            _refuse_what_has_two_spellings(part, f"{where}.{key}")
        return
    if isinstance(value, list | tuple):
        for index, part in enumerate(value):
            _refuse_what_has_two_spellings(part, f"{where}[{index}]")
        return
    raise TypeError(
        f"{where} is a {type(value).__name__}: give a string, a whole number, true, false or null"
    )


def fingerprint(value: object) -> str:
    """The sha256 (hex) of a value's canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_of(event: Event) -> str:
    """The digest an event ought to have, from everything stored in it."""
    return fingerprint(
        {
            "sequence": event.sequence,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "action": event.action,
            "actor": event.actor,
            "on_behalf_of": event.on_behalf_of,
            "subject": event.subject,
            "case": event.case_id,
            "why": event.why,
            "facts": event.facts,
            "previous": event.previous,
        }
    )


def append(happenings: Sequence[Happening]) -> list[Event]:
    """Add events to the end of the chain. Locks the head until the caller's transaction ends.

    Must be called inside a transaction, as its last writes: whoever waits for the head holds nothing
    that the holder could want.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "an event is written in the transaction that it describes"
        )
    head = _locked_head()
    events = []
    for happening in happenings:
        event = Event(
            sequence=head.sequence + 1,
            at=happening.at,
            action=happening.action,
            actor=happening.actor,
            on_behalf_of=happening.on_behalf_of,
            subject=happening.subject,
            case_id=happening.case_id,
            why=happening.why,
            facts=happening.facts,
            previous=head.digest,
        )
        event.digest = digest_of(event)
        head.sequence, head.digest = event.sequence, event.digest
        events.append(event)
    Event.objects.bulk_create(events)
    head.save(force_update=True)
    return events


def _locked_head() -> ChainHead:
    locked = ChainHead.objects.select_for_update()
    head = locked.filter(pk=1).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(id=1, sequence=0, digest=FIRST)], ignore_conflicts=True)
        head = locked.get(pk=1)
        if head.sequence == 0 and Event.objects.exists():
            raise ChainBroken("events exist but the chain's head does not: run `commonweal audit`")
    return head
