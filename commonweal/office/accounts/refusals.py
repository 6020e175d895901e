"""Refusals as events: who was refused what, so that an auditor sees somebody trying doors."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest

from commonweal.office.accounts.models import User
from commonweal.office.limiting.service import Limit, allow
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording

LOGGER = logging.getLogger(__name__)
MOST: Final = 100
WITHIN: Final = timedelta(hours=1)


def note_refusal(request: HttpRequest, case: Case | None = None) -> None:
    """Write down that a page was refused to the member of staff who asked for it.

    The event names the page by its pattern, which holds nothing of a person. A hundred in an hour for one
    member of staff are written down; what comes after stands in the log alone. A refusal is a refusal even
    where the database cannot take its event.
    """
    user = getattr(request, "user", None)
    match = request.resolver_match
    if not isinstance(user, User) or match is None:
        return
    page = f"/{match.route}"
    try:
        if not allow(Limit("refusals written", str(user.pk), MOST, WITHIN)):
            return
        with recording("refuse access", actor=Actor.staff(user), subject=f"staff:{user.pk}") as facts:
            facts["page"] = page
            facts["method"] = str(request.method)
            if case is not None:
                facts["case"] = case.pk
    except DatabaseError as error:
        LOGGER.error("the refusal of %s could not be written down: %s", page, type(error).__name__)


def note_refused_sign_in(username: str, why: str) -> None:
    """Write down that a sign-in was refused: for whom, where there is one, and never what was typed.

    The same is done whether or not there is one, so that the time taken says nothing.
    """
    number = User.objects.filter(username=username).values_list("pk", flat=True).first()
    subject = f"staff:{number}" if number is not None else "staff"
    with recording("refuse sign in", actor=Actor("stranger"), subject=subject, why=why):
        pass
