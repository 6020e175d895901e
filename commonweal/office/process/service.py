"""A case's process: start it, move it on, and see what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case

EVIDENCE_RECEIVED = "evidence received"


class NotOpen(Exception):
    """The process does not wait for this: somebody or something has already moved it on."""


@dataclass(frozen=True)
class Task:
    """Work that waits for a person."""

    key: str
    name: str
    since: datetime
    due: datetime | None = None


def start(case: Case) -> None:
    """Begin the process of a case, and run it until it waits or ends. In the caller's transaction."""
    raise NotImplementedError


def complete(case: Case, task_key: str | None, outcome: str, *, actor: Actor) -> None:
    """Complete a person's task with what they chose, and run on. In the caller's transaction.

    `task_key` may be None when only one task is open. Raises NotOpen.
    """
    raise NotImplementedError


def open_tasks(case: Case) -> list[Task]:
    """What waits for a person in this case, the oldest first."""
    raise NotImplementedError


def deliver_message(case: Case, name: str, *, actor: Actor) -> None:
    """Tell the process that something came, such as EVIDENCE_RECEIVED. Raises NotOpen if nothing waits."""
    raise NotImplementedError
