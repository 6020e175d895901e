"""Amounts, percentages and income bounds as councils print them: 93, "£93 or less", "£1,300 a month"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

WEEKS = {
    "week": Decimal(1),
    "fortnight": Decimal(2),
    "four weeks": Decimal(4),
    "month": Decimal(52) / 12,
    "year": Decimal(52),
}
"""Weeks in each period (Housing Benefit Regulations 2006, regulation 33)."""

_PERIOD_WORDS = (
    ("four weeks", r"(every |per |/ ?)?(four|4) weeks|four-weekly|4-weekly"),
    ("fortnight", r"(a |per |every |/ ?)?fortnight|fortnightly"),
    ("week", r"(a |per |each |every |/ ?)?week|weekly|pw|p\.w\."),
    ("month", r"(a |per |each |every |/ ?)?(calendar )?month|monthly|pcm|pm"),
    ("year", r"(a |per |each |every |/ ?)?(year|annum)|annual|annually|yearly|pa|p\.a\."),
)
_PERIODS = tuple((name, re.compile(rf"\s*({words})\s*$")) for name, words in _PERIOD_WORDS)
_MONEY = r"£?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_PLAIN = re.compile(_MONEY)
_INCLUSIVE = re.compile(
    rf"(?:up to|to|not more than|no more than|at most|<=|≤)\s*{_MONEY}"
    rf"|{_MONEY}\s*(?:or|and)\s*(?:less|below|under)"
)
_STRICT = re.compile(rf"(?:under|less than|below|<)\s*{_MONEY}")
_BETWEEN = re.compile(
    rf"(?:between |from )?{_MONEY}\s*(?:to|-|–|—|and|up to)\s*(under |less than |below )?{_MONEY}"
)
_OPEN = re.compile(
    rf"(?:over|above|more than|greater than|>=?|≥)\s*{_MONEY}"
    rf"|{_MONEY}\s*(?:\+|or more|or over|or above|and over|and above)"
)
_NOTHING = frozenset({"", "-", "–", "above", "over", "more", "none", "no limit"})


@dataclass(frozen=True, slots=True)
class Bound:
    """The end of an income band. `strict`: the figure itself is in the next. `lower`: where it begins."""

    value: Decimal
    strict: bool = False
    lower: Decimal | None = None
    open: bool = False
    per: str | None = None


def period_named(text: str) -> str | None:
    """The period that a text names (`week`, `month`…), or None."""
    for name, pattern in _PERIODS:
        if pattern.fullmatch(text.strip().lower()):
            return name
    return None


def read_amount(value: object) -> tuple[Decimal, str | None]:
    """Pounds, and the period if it is written with one. Raises ValueError with what is wrong."""
    text, per = _text(value)
    found = _PLAIN.fullmatch(text)
    if found is None:
        raise ValueError(f"`{value}` is not an amount of money.")
    return _pounds(found.group(1), value), per


def read_percentage(value: object) -> Decimal:
    """A percentage from 0 to 100. Raises ValueError with what is wrong."""
    text = str(value).strip().removesuffix("%").strip()
    if isinstance(value, bool) or re.fullmatch(r"\d+(\.\d+)?", text) is None:
        raise ValueError(f"`{value}` is not a percentage.")
    number = Decimal(text)
    if number > 100:
        raise ValueError(f"`{value}` is more than 100%.")
    return number


def read_bound(value: object) -> Bound | None:
    """The end of a band; None where nothing is given. Raises ValueError with what is wrong."""
    if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return None
    text, per = _text(value)
    if found := _PLAIN.fullmatch(text):
        return Bound(_pounds(found.group(1), value), per=per)
    if found := _INCLUSIVE.fullmatch(text):
        return Bound(_pounds(found.group(1) or found.group(2), value), per=per)
    if found := _STRICT.fullmatch(text):
        return Bound(_pounds(found.group(1), value), strict=True, per=per)
    if found := _BETWEEN.fullmatch(text):
        lower = _pounds(found.group(1), value)
        return Bound(_pounds(found.group(3), value), bool(found.group(2)), lower, per=per)
    if found := _OPEN.fullmatch(text):
        return Bound(_pounds(found.group(1) or found.group(2), value), open=True, per=per)
    raise ValueError(f"`{value}` is not the end of an income band.")


def plain(number: Decimal) -> str:
    """A number as FEEL writes it: no exponent, no trailing nought."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def pounds(number: Decimal) -> str:
    """An amount for people: £93, £121.85, £16,000."""
    whole = number == number.to_integral_value()
    return f"£{number:,.0f}" if whole else f"£{number:,.2f}"


def _text(value: object) -> tuple[str, str | None]:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError(f"`{value}` is not an amount of money.")
    if not isinstance(value, str):
        return format(Decimal(value), "f"), None
    text = " ".join(value.lower().split())
    for name, pattern in _PERIODS:
        if found := pattern.search(text):
            return text[: found.start()].strip(), name
    return text, None


def _pounds(digits: str, value: object) -> Decimal:
    number = Decimal(digits.replace(",", ""))
    if number > 10_000_000:
        raise ValueError(f"`{value}` is more than £10 million.")
    if number != number.quantize(Decimal("0.01")):
        raise ValueError(f"`{value}` has a part of a penny.")
    return number
