"""Telling people that their sign-in was changed: by email where one is known, and on their own page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.messages import service as messages
from commonweal.office.pages.showing import instant
from commonweal.office.pages.words import say
from commonweal.office.records.models import Event

LATELY: Final = datetime.timedelta(days=90)
MOST: Final = 20
CHANGES: Final = {
    "change password": "Your password was changed.",
    "make one-time password": "An administrator made you a password for one sign-in.",
    "set up second step": "An app for codes was set up.",
    "reset second step": "Your app for codes and your recovery codes were taken away.",
    "make recovery codes": "New recovery codes were made.",
    "change role": "Your role was changed.",
    "change address": "The email address for messages like this was changed.",
    "reactivate person": "Your account was opened again.",
}


@dataclass(frozen=True)
class Change:
    """One change of somebody's sign-in: what, when, and whether they did it themselves."""

    what: str
    at: datetime.datetime
    own: bool


def tell(user: User, action: str, *, to: str = "") -> None:
    """Send the person a message that their sign-in was changed. In the transaction of the change.

    Nothing is sent to somebody of whom no address is known: they see it on their own page.
    """
    address = to or user.email
    if not address:
        return
    messages.send(
        "account-changed",
        kind="email",
        to=address,
        language="en",
        about=f"staff:{user.pk}",
        values={
            "service": say("en", "site"),
            "changed": CHANGES[action],
            "until": instant(timezone.now(), "en"),
        },
    )


def changes(user: User) -> list[Change]:
    """What was changed of somebody's sign-in lately, the newest first."""
    name = f"staff:{user.pk}"
    found = Event.objects.filter(subject=name, action__in=CHANGES, at__gt=timezone.now() - LATELY)
    return [
        Change(CHANGES[each.action], each.at, each.actor == name)
        for each in found.order_by("-sequence")[:MOST]
    ]
