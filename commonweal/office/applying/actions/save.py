"""Save a change to a draft's answers, with its event: which question was answered, never what was said.

A save never overwrites another: it goes through only if the draft stands where it was read, and otherwise
the draft is read again and the same change is made to what it holds now. Two tabs keep both their answers.
A database that is busy is asked once more before the person is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import OperationalError
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.draft_row import overwrite_draft
from commonweal.office.applying.models import Application
from commonweal.office.records.actor import Actor
from commonweal.office.records.busy import is_busy
from commonweal.office.records.recording import recording

MOST_TRIES = 25
MOST_WAITS = 2
"""How often the database's busy timeout may run out."""

T = TypeVar("T")


class Gone(Exception):
    """The draft was sent or deleted while it was being changed."""


class Busy(Exception):
    """Others kept changing the draft, or holding the database; nothing was saved."""


class _Overtaken(Exception):
    """Another save came between."""


def save(
    application: Application,
    change: Callable[[Application], tuple[dict[str, Any] | None, T]],
    *,
    reached: str,
    language: str,
    by: User | None = None,
) -> T:
    """Make a change to the answers and keep it; gives what the change gave beside.

    `by` is an adviser who keys with the person, where that is not the person. `change` is given the draft
    as it stands and gives the new answers, or None for no change. It may be called again when another save
    came between. Raises Gone and Busy.
    """
    waits = 0
    for _ in range(MOST_TRIES):
        if application.case_id is not None:
            raise Gone
        answers, given = change(application)
        if answers is None:
            return given
        try:
            _write(application, answers, reached, language, by)
        except _Overtaken:
            pass
        except OperationalError as error:
            waits += 1
            if not is_busy(error):
                raise
            if waits == MOST_WAITS:
                raise Busy from None
        else:
            application.answers = answers
            application.language = language
            application.revision += 1
            return given
        application_now = Application.objects.filter(pk=application.pk).first()
        if application_now is None:
            raise Gone
        application = application_now
    raise Busy


def _write(
    application: Application, answers: dict[str, Any], reached: str, language: str, helper: User | None
) -> None:
    by = helper.pk if helper else application.keyed_by_id
    actor = Actor.applicant() if by is None else Actor(f"staff:{by}", on_behalf_of="applicant")
    with recording("answer", actor=actor, subject=f"application:{application.pk}") as facts:
        saved = overwrite_draft(
            application, answers=answers, reached=reached, language=language, changed_at=timezone.now()
        )
        if not saved:
            raise _Overtaken
        if application.helped:
            _note_keyed(application, answers, by)
        facts["question"] = reached
        facts["language"] = language
        facts["revision"] = application.revision + 1


def _note_keyed(application: Application, answers: dict[str, Any], by: int | None) -> None:
    from commonweal.office.helping.who_keyed import note_keyed

    note_keyed(application, answers, by)
