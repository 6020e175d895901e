"""The alphabet of text messages (GSM 03.38): with any other letter a text holds 70 characters, not 160."""

from __future__ import annotations

import unicodedata
from typing import Final

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
ONE_TEXT: Final = 160
_MARKS: Final = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}


def in_gsm(text: str) -> str:
    """The text in that alphabet: letters that are not in it lose their accent, and all else is a space."""
    return "".join(_one(letter) for letter in text)


def _one(letter: str) -> str:
    letter = _MARKS.get(letter, letter)
    if all(each in GSM for each in letter):
        return letter
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if each in GSM)
    return plain or " "
