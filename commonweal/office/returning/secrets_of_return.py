"""The secrets that open an application again: links that are sent, and words that are remembered.

A link's secret is 128 random bits. Four words of 256 are 32 bits more than the reference's own 45, and there
are five tries. Words are for writing down and saying, so case, accents and what stands between are ignored.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import check_password, make_password

from commonweal.office.records.keyed_digests import digests
from commonweal.service.languages import Borrowed

HOW_MANY: Final = 4
LONGEST: Final = 100
_LISTS = Path(__file__).with_name("word_lists")


def new_link_secret() -> str:
    """A link's secret: 128 random bits, 22 characters that stand in an address."""
    return secrets.token_urlsafe(16)


def link_hash(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 256 words of a language; the English ones for a language that has none."""
    path = _LISTS / f"{language}.txt"
    return tuple((path if path.exists() else _LISTS / "en.txt").read_text(encoding="utf-8").split())


def new_words(language: str) -> tuple[str, ...]:
    """Four words, drawn at random, each only once."""
    drawn: list[str] = []
    while len(drawn) < HOW_MANY:
        word = secrets.choice(word_list(language))
        if word not in drawn:
            drawn.append(word)
    return tuple(drawn)


def words_shown(words: tuple[str, ...], language: str) -> str:
    """The words in a line; marked as English in a language that has no list of its own."""
    line = " ".join(words)
    return line if (_LISTS / f"{language}.txt").exists() else Borrowed(line)


def plain(typed: str) -> str:
    """Words as they are compared: lower case, no accents, one space between."""
    folded = unicodedata.normalize("NFKD", typed[:LONGEST]).casefold()
    letters = "".join(c if c.isalpha() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(letters.split())


def words_hash(words: tuple[str, ...]) -> str:
    """What is kept of the words: Django's slow hash, with a salt of its own."""
    return make_password(plain(" ".join(words)))


def words_are(typed: str, kept: str) -> bool:
    """Whether these are the words. The same slow work is done where there are none to compare with."""
    right = check_password(plain(typed), kept or _nobody())
    return right and bool(kept)


@cache
def _nobody() -> str:
    return make_password(secrets.token_urlsafe(16))


def address_key(kind: str, address: str) -> str:
    """The keyed digest by which an email address or a phone number is found."""
    return address_keys(kind, address)[0]


def address_keys(kind: str, address: str) -> list[str]:
    """That digest, and those that were made with a signing key before this one."""
    # A number is the same with its country's code and without.
    same = re.sub(r"^\+44", "0", address.strip().casefold())
    return digests(f"return address\n{kind}\n{same}")
