"""Passwords: chosen by their person, or made by an administrator for one sign-in."""

from __future__ import annotations

import datetime
import secrets
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.accounts.telling import tell
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

LONGEST: Final = 4_096
GOOD_FOR: Final = datetime.timedelta(days=7)
# Nothing that is misread aloud or on a screen: 20 of these 28 are 96 bits.
_LETTERS: Final = "abcdefghjkmnpqrstwxyz2346789"


def set_password(user: User, chosen: str) -> None:
    """Give the person the password they chose; every other session of theirs ends.

    Raises ValidationError, whose messages are for the person, when it is too short, too common, too like
    their name, or the one they have.
    """
    if len(chosen) > LONGEST or "\0" in chosen:
        raise ValidationError(f"The password must be {LONGEST:,} characters or less")
    if user.check_password(chosen):
        raise ValidationError("Choose a password that is not the one you have")
    validate_password(chosen, user)
    with recording("change password", actor=Actor.staff(user), subject=f"staff:{user.pk}"):
        user.set_password(chosen)
        user.one_time_until = None
        user.save(update_fields=["password", "one_time_until"])
        tell(user, "change password")


def make_one_time_password(user: User) -> str:
    """A password for one sign-in within seven days. It is set and not saved, and cannot be read again."""
    made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    user.set_password(made)
    user.one_time_until = timezone.now() + GOOD_FOR
    return made
