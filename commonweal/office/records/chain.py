"""The hash chain: each event's digest covers the event and the digest before it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

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
    events = []
    with connection.cursor() as cursor:
        sequence, digest = _locked_head(cursor)
        for happening in happenings:
            event = Event(
                sequence=sequence + 1,
                at=happening.at,
                action=happening.action,
                actor=happening.actor,
                on_behalf_of=happening.on_behalf_of,
                subject=happening.subject,
                case_id=happening.case_id,
                why=happening.why,
                facts=happening.facts,
                previous=digest,
            )
            sequence, digest = event.sequence, digest_of(event)
            event.digest = digest
            events.append(event)
        # Written by hand: every action of every person ends here, and the ORM's own way takes several
        # times as long, most of it for a savepoint that this transaction does not need.
        cursor.executemany(_sql().insert, [_row(event) for event in events])
        _move_head(cursor, sequence, digest)
    return events


@dataclass(frozen=True)
class _Sql:
    """The three statements of an append, for one database engine."""

    read_head: str
    insert: str
    move_head: str


@cache
def _sql_for(locks: bool) -> _Sql:
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in Event._meta.concrete_fields]
    head = quote(ChainHead._meta.db_table)
    # Names come from the models, never from a request.
    return _Sql(
        f"SELECT sequence, digest FROM {head} WHERE id = 1{' FOR UPDATE' if locks else ''}",  # noqa: S608
        f"INSERT INTO {quote(Event._meta.db_table)} ({', '.join(columns)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(columns))})",
        f"UPDATE {head} SET sequence = %s, digest = %s WHERE id = 1",  # noqa: S608
    )


def _sql() -> _Sql:
    return _sql_for(connection.features.has_select_for_update)


def _row(event: Event) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(event, field.attname), connection)
        for field in Event._meta.concrete_fields
    ]


def _move_head(cursor: CursorWrapper, sequence: int, digest: str) -> None:
    cursor.execute(_sql().move_head, [sequence, digest])


def _locked_head(cursor: CursorWrapper) -> tuple[int, str]:
    cursor.execute(_sql().read_head)
    found = cursor.fetchone()
    if found is None:
        ChainHead.objects.bulk_create([ChainHead(id=1, sequence=0, digest=FIRST)], ignore_conflicts=True)
        cursor.execute(_sql().read_head)
        found = cursor.fetchone()
        if found[0] == 0 and Event.objects.exists():
            raise ChainBroken("events exist but the chain's head does not: run `commonweal audit`")
    sequence, digest = found
    return sequence, digest
