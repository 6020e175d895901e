"""Languages that are written from right to left, and what must keep its order within them."""

from __future__ import annotations

import re
from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

# Unicode's isolates (UAX #9): what stands between them runs from left to right and moves nothing around it.
_ISOLATE, _END = "\u2066", "\u2069"
# Groups of digits with spaces between (a telephone number, a sort code), or a minus before an amount.
_IN_ORDER = re.compile(r"(?<![\w\u2066])(?:\+?\d+(?:[ \u00a0]\d+)+|[−-]£[\d,.]*\d)")


def direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`: what HTML's `dir` takes."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def in_order(text: str, language: str) -> str:
    """A text in which groups of digits, and amounts below nought, keep their order in the language."""
    if direction(language) == "ltr" or not text:
        return text
    return _IN_ORDER.sub(lambda found: f"{_ISOLATE}{found[0]}{_END}", text)
