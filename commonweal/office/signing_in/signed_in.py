"""Which person a browser has signed in as: a signed cookie that lasts an hour, and no session."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "__Host-person" if settings.HTTPS else "person"
LASTS: Final = 60 * 60
_signer = signing.TimestampSigner(salt="commonweal.signing_in")


def remember(response: HttpResponse, key: str) -> None:
    """Let the browser hold who signed in, as a digest."""
    response.set_cookie(
        COOKIE,
        _signer.sign(key),
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def person(request: HttpRequest) -> str:
    """The digest of who signed in; empty when nobody has, or an hour ago."""
    try:
        return str(_signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTS))
    except signing.BadSignature:
        return ""


def forget(response: HttpResponse) -> None:
    """Sign the browser out."""
    # A browser takes a cookie of this name only where it is secure, also to delete it.
    response.set_cookie(COOKIE, "", max_age=0, secure=settings.HTTPS, httponly=True, samesite="Lax")
