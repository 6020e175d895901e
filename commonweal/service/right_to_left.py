"""Languages that are written from right to left, and what must keep its order within them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

# Unicode's isolates (UAX #9): what stands between them runs from left to right and moves nothing else.
_ISOLATE, _END = "\u2066", "\u2069"
# Groups of digits with spaces between (a telephone number, a sort code), and amounts: after an Arabic letter
# a pound sign would otherwise go to the other end of its number.
_IN_ORDER = re.compile(r"(?<![\w\u2066])(?:\+?\d+(?:[ \u00a0]\d+)+|[−-]?£\d[\d,]*(?:\.\d+)?)")


def direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`: what HTML's `dir` takes."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def in_order(text: str, language: str) -> str:
    """A text in which groups of digits and amounts keep their order in the language."""
    if direction(language) == "ltr" or not text:
        return text
    return _IN_ORDER.sub(lambda found: f"{_ISOLATE}{found[0]}{_END}", text)


def direction_of(text: str, otherwise: str) -> str:
    """The direction of a text by its first letter, as HTML's `dir=auto` has it; `otherwise` without one."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return otherwise
