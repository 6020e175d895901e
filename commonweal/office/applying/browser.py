"""Which application a browser holds: a signed cookie, one for each service, readable by the server alone.

There is no session to keep. The cookie holds nothing but the draft's random key, goes when the browser is
closed, and is sent only to its own service's pages.
"""

from __future__ import annotations

import secrets
from enum import Enum

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "application"
_signer = signing.Signer(salt="commonweal.applying")


class Held(Enum):
    """Why a browser holds no application."""

    NOTHING = "no cookie"
    FORGED = "a cookie that we did not sign"


def new_key() -> str:
    """A draft's key: 256 random bits."""
    return secrets.token_urlsafe(32)


def held_key(request: HttpRequest) -> str | Held:
    """The key of the draft that this browser holds, or why it holds none."""
    signed = request.COOKIES.get(COOKIE)
    if not signed:
        return Held.NOTHING
    try:
        return _signer.unsign(signed)
    except signing.BadSignature:
        return Held.FORGED


def hold(response: HttpResponse, service: str, key: str) -> None:
    """Give the browser a draft to hold, in place of any other of the same service."""
    response.set_cookie(
        COOKIE,
        _signer.sign(key),
        path=f"/{service}/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def let_go(response: HttpResponse, service: str) -> None:
    """Take the draft from the browser."""
    response.delete_cookie(COOKIE, path=f"/{service}/", samesite="Lax")
