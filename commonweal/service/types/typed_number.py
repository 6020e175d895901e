"""Numbers as people type them.

`£1,200.50`, `1 200`, `−5`; never guessed at where two readings are possible.
"""

from __future__ import annotations

import re
from decimal import Decimal

from commonweal.service.types.typed_text import plain_digits

MOST_DIGITS = 12
"""Before the decimal point. No household has more; it keeps arithmetic far from any bound."""

_NUMBER = re.compile(r"([-−–]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d*)(?:\.(\d*))?")


def typed_number(text: str) -> Decimal | None:
    """The number typed, or None where it is not plainly one.

    A comma or a space groups thousands and nothing else, so `1.200,50` and `1,5` are refused and not guessed;
    exponents, infinities and NaN are refused. `text` is one line, as `one_line` gives it.
    """
    if len(text) > 60:
        return None
    match = _NUMBER.fullmatch(plain_digits(text).replace("，", ",").replace("．", "."))
    if match is None:
        return None
    sign, whole, part = match.group(1), re.sub("[, ]", "", match.group(2)), match.group(3) or ""
    whole = whole.lstrip("0")
    if not (match.group(2) or part) or len(whole) > MOST_DIGITS or len(part) > MOST_DIGITS:
        return None
    number = Decimal(f"{whole or '0'}.{part or '0'}")
    return -number if sign and number else number


def without_currency(text: str) -> str:
    """The text of an amount without its pound sign."""
    return re.sub(r"^([-−–]?)\s*[£￡]\s*", r"\1", text)
