"""Codes of six figures that an app makes anew every half minute (RFC 6238), and how they are compared."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import io
import secrets
from typing import Final

import pyotp
import segno
from django.conf import settings

EVERY: Final = 30
"""Seconds for which a code is the present one."""
DRIFT: Final = 1
"""How many steps a person's clock may be before or behind ours."""
_ISSUER: Final = "Commonweal"


def new_salt() -> str:
    """What a new app's secret is made from: 256 random bits."""
    return secrets.token_hex(32)


def shown_secret(salt: str) -> str:
    """The app's secret as it is typed: 160 bits in base 32, 32 letters and figures."""
    said = f"commonweal.accounts.authenticator\n{salt}"
    made = hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode()


def in_fours(secret: str) -> str:
    """A secret as it is read: `ABCD EFGH …`."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def picture(salt: str, username: str) -> str:
    """The QR code that an app scans, as SVG for a page."""
    address = pyotp.TOTP(shown_secret(salt)).provisioning_uri(name=username, issuer_name=_ISSUER)
    held = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        held, kind="svg", scale=5, border=4, light="#fff", xmldecl=False, svgns=False, title=None
    )
    return held.getvalue().decode()


def code_at(salt: str, now: datetime.datetime) -> str:
    """The code that the app shows at a moment."""
    return str(pyotp.TOTP(shown_secret(salt)).generate_otp(_step(now)))


def step_of(salt: str, typed: str, now: datetime.datetime) -> int | None:
    """The half minute whose code this is, if it is near enough to now; None when it is no code of now."""
    code = plain(typed)
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return None
    totp = pyotp.TOTP(shown_secret(salt))
    found = None
    # Every step is compared, so that the time taken says nothing.
    for step in range(_step(now) - DRIFT, _step(now) + DRIFT + 1):
        if hmac.compare_digest(str(totp.generate_otp(step)), code):
            found = step
    return found


def plain(typed: str) -> str:
    """A code without the spaces and hyphens that people type."""
    return "".join(typed[:100].split()).replace("-", "")


def _step(now: datetime.datetime) -> int:
    return int(now.timestamp()) // EVERY
