"""Codes of six figures that an app makes anew every half minute (RFC 6238), and how they are compared."""

from __future__ import annotations

import base64
import datetime
import hmac
import io
import secrets
from typing import Final

import pyotp
import segno

from commonweal.office.accounts.models import Authenticator
from commonweal.office.records.keyed_digests import digest, keys_before, unseal

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
    return _made(salt)


def secrets_of(device: Authenticator) -> list[str]:
    """The secret of somebody's app: one, or where it was never sealed, one for each signing key believed."""
    if device.sealed:
        kept = unseal(device.sealed)
        return [] if kept is None else [kept]
    return [shown_secret(device.salt), *(_made(device.salt, key) for key in keys_before())]


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
    return _step_of([shown_secret(salt)], typed, now)


def step_of_app(device: Authenticator, typed: str, now: datetime.datetime) -> int | None:
    """As `step_of`, of an app that is in use."""
    return _step_of(secrets_of(device), typed, now)


def _step_of(secrets_there_are: list[str], typed: str, now: datetime.datetime) -> int | None:
    code = plain(typed)
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return None
    found = None
    # Every step is compared, so that the time taken says nothing.
    for totp in map(pyotp.TOTP, secrets_there_are):
        for step in range(_step(now) - DRIFT, _step(now) + DRIFT + 1):
            if hmac.compare_digest(str(totp.generate_otp(step)), code):
                found = step
    return found


def _made(salt: str, key: str = "") -> str:
    return base64.b32encode(digest(f"commonweal.accounts.authenticator\n{salt}", key)[:20]).decode()


def plain(typed: str) -> str:
    """A code without the spaces and hyphens that people type."""
    return "".join(typed[:100].split()).replace("-", "")


def _step(now: datetime.datetime) -> int:
    return int(now.timestamp()) // EVERY
