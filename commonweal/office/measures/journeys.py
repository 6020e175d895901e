"""Where people go wrong and where they give up, from events alone: they hold no answer.

A question is counted by its key: every child's date of birth is one question, `children/born`. A language is
the one in which the person last did something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from commonweal.office.measures.small_numbers import WITHHELD, withheld
from commonweal.office.records.models import Event

STILL_AT_IT: Final = timedelta(days=1)
_ACTIONS: Final = (
    "start application",
    "answer",
    "refuse answer",
    "receive application",
    "delete application",
)
_DRAFT: Final = "applying.application:"


@dataclass
class Going:
    """One application's way, as far as events tell it."""

    service: str
    channel: str
    language: str
    answered: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    last: str = ""
    last_at: datetime | None = None
    sent: bool = False
    deleted: bool = False

    def given_up(self, now: datetime) -> bool:
        """Whether nobody goes on with it: not sent, and left alone for a day or deleted."""
        left = self.last_at is not None and now - self.last_at > STILL_AT_IT
        return not self.sent and (self.deleted or left)


def ways(service: str = "") -> dict[str, Going]:
    """Every application that was started, for one service or all, by its draft's number."""
    found: dict[str, Going] = {}
    events = Event.objects.filter(action__in=_ACTIONS).order_by("sequence")
    for action, subject, at, facts in events.values_list("action", "subject", "at", "facts").iterator():
        if action == "start application":
            if not service or facts.get("service") == service:
                found[subject] = Going(
                    facts.get("service", ""), facts.get("channel", ""), facts.get("language", ""), last_at=at
                )
            continue
        if action == "receive application":
            subject = str(facts.get("application") or "").replace(_DRAFT, "application:")
        going = found.get(subject)
        if going is not None:
            _note(going, action, at, facts)
    return found


def _note(going: Going, action: str, at: datetime, facts: dict[str, Any]) -> None:
    going.last_at = at
    if action == "receive application":
        going.sent = True
    elif action == "delete application":
        going.deleted = True
    else:
        going.language = str(facts.get("language") or going.language)
        going.last = _question(str(facts.get("question", "")))
        if action == "answer":
            going.answered.add(going.last)
        else:
            going.refused[going.last] += 1


def _question(address: str) -> str:
    return "/".join(part for part in address.split("/") if not part.isdigit())


QUESTION_COLUMNS: Final = (
    "service",
    "question",
    "channel",
    "language",
    "people who came to it",
    "people who answered",
    "people with an error",
    "errors",
    "people who stopped here",
)


def by_question(service: str = "", now: datetime | None = None) -> Iterator[tuple[str, ...]]:
    """A row for each question, channel and language; small numbers withheld."""
    now = now or timezone.now()
    rows: dict[tuple[str, str, str, str], list[int]] = {}
    for going in ways(service).values():
        for question in going.answered | set(going.refused):
            row = rows.setdefault((going.service, question, going.channel, going.language), [0] * 5)
            row[0] += 1
            row[1] += question in going.answered
            row[2] += question in going.refused
            row[3] += going.refused[question]
            row[4] += question == going.last and going.given_up(now)
    for key, (came, answered, with_errors, errors, stopped) in sorted(rows.items()):
        people = withheld(with_errors)
        yield (
            *key,
            withheld(came),
            withheld(answered),
            people,
            WITHHELD if people == WITHHELD else str(errors),
            withheld(stopped),
        )


JOURNEY_COLUMNS: Final = ("service", "channel", "language", "started", "sent", "given up")


def by_journey(service: str = "", now: datetime | None = None) -> Iterator[tuple[str, ...]]:
    """A row for each channel and language: how many started, sent and gave up; small numbers withheld."""
    now = now or timezone.now()
    rows: dict[tuple[str, str, str], list[int]] = {}
    for going in ways(service).values():
        row = rows.setdefault((going.service, going.channel, going.language), [0] * 3)
        row[0] += 1
        row[1] += going.sent
        row[2] += going.given_up(now)
    for key, numbers in sorted(rows.items()):
        yield (*key, *map(withheld, numbers))
