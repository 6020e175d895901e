"""What an action would send, before it is done: the action is tried, its letters read, and all undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from commonweal.office.letters.models import Letter
from commonweal.office.letters.writing import body_of, write
from commonweal.office.records.models import Case

STAFF_LANGUAGE = "en"


@dataclass(frozen=True)
class LetterPreview:
    """A letter as it would go, as the inside of a page; and in English, for staff, when it is not."""

    title: str
    language: str
    body: str
    english: str = ""


class _Undo(Exception):
    """Raised to undo what was only tried."""


def letters_from(case: Case, act: Callable[[Case], object]) -> list[LetterPreview]:
    """The letters that `act` would queue for the case. Nothing of it stays.

    Whatever `act` raises is raised here, so that a preview also says what would stop the action.
    """
    found: list[LetterPreview] = []
    tried = Case.objects.select_related("version", "assigned_to", "keyed_by").get(pk=case.pk)
    newest = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        with transaction.atomic():
            act(tried)
            for letter in Letter.objects.filter(case=case, pk__gt=newest).order_by("pk"):
                english = ""
                if letter.language != STAFF_LANGUAGE:
                    english = body_of(write(tried, letter.notice, language=STAFF_LANGUAGE).html)
                found.append(LetterPreview(letter.title, letter.language, body_of(letter.html), english))
            raise _Undo
    except _Undo:
        return found
