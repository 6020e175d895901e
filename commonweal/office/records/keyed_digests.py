"""Digests that only this installation can make, and what is sealed so that only it can read it.

Both are made with the signing key (`SECRET_KEY`). When that key is changed, the keys before it
(`SECRET_KEY_FALLBACKS`) are tried for what was made with them, until `commonweal rekey` has made it anew.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_SEALING: Final = "commonweal.sealing"


def digest(said: str, key: str = "") -> bytes:
    """The keyed digest of a text, 32 bytes: HMAC-SHA-256 with the signing key, or with another."""
    return hmac.new((key or settings.SECRET_KEY).encode(), said.encode(), hashlib.sha256).digest()


def digests(said: str) -> list[str]:
    """The digest in hex by the key there is, and then by each key before it: for finding what was kept."""
    return [digest(said, key).hex() for key in _keys()]


def keys_before() -> list[str]:
    """The signing keys that were before this one and are still believed."""
    return [str(each) for each in settings.SECRET_KEY_FALLBACKS]


def seal(text: str) -> str:
    """The text, encrypted and authenticated (Fernet: AES-128-CBC and HMAC-SHA-256)."""
    return _box(str(settings.SECRET_KEY)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was sealed, with this key or one before it; None for what was not, or was altered."""
    try:
        return MultiFernet([_box(key) for key in _keys()]).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _keys() -> list[str]:
    return [str(settings.SECRET_KEY), *keys_before()]


def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(digest(_SEALING, key)))
