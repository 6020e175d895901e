"""What people type, made safe to keep: Unicode NFC, no control characters, no stray space."""

from __future__ import annotations

import re
import unicodedata

TOO_LONG = 20_000
"""Longer than any field allows; anything beyond is cut before it is examined, and still reads as too long."""

_DROPPED = dict.fromkeys(
    [c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)]
    + [*range(0x7F, 0x85), *range(0x86, 0xA0)]
    + [0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [*range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF]
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")


def _cleaned(raw: object) -> str:
    if isinstance(raw, list | tuple):
        raw = raw[0] if raw else ""
    if not isinstance(raw, str):
        return ""
    text = _SURROGATES.sub("", raw[:TOO_LONG])
    return unicodedata.normalize("NFC", text).translate(_DROPPED)


def one_line(raw: object) -> str:
    """Text of one line: spaces of every kind become one space. Anything but text reads as blank."""
    return _SPACES.sub(" ", _cleaned(raw)).strip()


def many_lines(raw: object) -> str:
    """Text with its line breaks (at most two together)."""
    text = _cleaned(raw).replace("\r\n", "\n").replace("\r", "\n")
    lines = [_SPACES_IN_LINE.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_kept_text(value: object, most: int, lines: bool = False) -> bool:
    """Whether a stored text is one that parsing could have produced."""
    if not isinstance(value, str) or not value or len(value) > most:
        return False
    return (many_lines(value) if lines else one_line(value)) == value


def plain_digits(text: str) -> str:
    """Digits of any script (full-width, Arabic-Indic) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, -1) >= 0 else c for c in text
    )
