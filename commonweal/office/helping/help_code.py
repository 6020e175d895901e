"""The short code that a person reads to an adviser: eight symbols that are safe to say on a telephone.

It is one of 23^8, 36 bits. It works once and for fifteen minutes, an adviser has ten tries in that time, and
it opens nothing by itself: the person must allow what it asks for.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from datetime import timedelta
from typing import Final

from django.conf import settings

from commonweal.office.records.reference import ALPHABET

LENGTH: Final = 8
WORKS_FOR: Final = timedelta(minutes=15)
_TWINS: Final = str.maketrans("BZ", "82")


def new_seed() -> str:
    """What a code is made from: 256 random bits."""
    return secrets.token_urlsafe(32)


def code_of(seed: str) -> str:
    """The code of a seed."""
    number = int.from_bytes(_digest(f"help code\n{seed}"), "big")
    symbols = []
    for _ in range(LENGTH):
        number, left = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[left])
    return "".join(symbols)


def code_key(code: str) -> str:
    """The keyed digest by which a code is found."""
    return _digest(f"help code key\n{code}").hex()


def show_code(code: str) -> str:
    """A code as people read it: 7K3M-9TRC."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """What was typed, as a code; "" when it cannot be one. B stands for 8 and Z for 2."""
    plain = unicodedata.normalize("NFKC", typed[:60]).upper().translate(_TWINS)
    symbols = [each for each in plain if each.isalnum()]
    right = len(symbols) == LENGTH and all(each in ALPHABET for each in symbols)
    return "".join(symbols) if right else ""


def _digest(said: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).digest()
