"""Somebody whose password was right and of whom more is asked: known to their session, signed in to nothing.

It lasts ten minutes, and ends with the first change of the person's password, app or account.
"""

from __future__ import annotations

import hmac
import time
from dataclasses import asdict, dataclass
from typing import Final

from django.http import HttpRequest

from commonweal.office.accounts.models import User

LASTS: Final = 10 * 60
_IN_SESSION: Final = "half signed in"


@dataclass
class HalfSignedIn:
    """Who, since when, where they were going, and by what way they came (`password`, `openid connect`)."""

    user: int
    proof: str
    at: float
    back: str = ""
    held: str = ""
    way: str = "password"


def begin(request: HttpRequest, user: User, *, back: str, held: str, way: str) -> None:
    """Note who it is, in a session that is new: one planted before is worth nothing after, and nothing of
    whoever began here before, such as the key of an app that they were shown, is this person's.
    """
    half = HalfSignedIn(user.pk, user.get_session_auth_hash(), time.time(), back, held, way)
    request.session.flush()
    request.session[_IN_SESSION] = asdict(half)


def half_signed_in(request: HttpRequest) -> tuple[User, HalfSignedIn] | None:
    """Who is half signed in; None when nobody is, or too long ago."""
    kept = request.session.get(_IN_SESSION)
    if kept is None:
        return None
    half = HalfSignedIn(**kept)
    user = User.objects.filter(pk=half.user, is_active=True).first()
    fresh = 0 <= time.time() - half.at <= LASTS
    if user is None or not fresh or not hmac.compare_digest(half.proof, user.get_session_auth_hash()):
        del request.session[_IN_SESSION]
        return None
    return user, half


def renew(request: HttpRequest, user: User) -> None:
    """The same person, after their password changed."""
    request.session[_IN_SESSION]["proof"] = user.get_session_auth_hash()
    request.session.modified = True
