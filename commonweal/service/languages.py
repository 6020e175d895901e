"""The languages people are served in, and how values are worded in each: money, dates, numbers, lists."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from html import escape
from typing import Literal

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("en", "cy")
"""The languages in which the house itself has words: buttons, errors, headings."""

LANGUAGE_NAMES = {
    "en": "English",
    "cy": "Cymraeg",
    "ar": "العربية",
    "bn": "বাংলা",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "ga": "Gaeilge",
    "gd": "Gàidhlig",
    "gu": "ગુજરાતી",
    "hi": "हिन्दी",
    "it": "Italiano",
    "ku": "Kurdî",
    "lt": "Lietuvių",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ro": "Română",
    "so": "Soomaali",
    "ta": "தமிழ்",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "zh": "中文",
}
"""Every language that a service may be offered in (ISO 639-1), as its readers call it."""


class Borrowed(str):
    """Words in English that stand in where the house has none in the reader's language.

    On a page they are marked as English, so that a screen reader reads them as English and everybody sees
    which way they run. `str()` gives them unmarked, for attributes and titles.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return f'<span lang="en" dir="ltr">{escape(str(self))}</span>'

    def __str__(self) -> str:
        return "".join(self)

    def __add__(self, other: str) -> Borrowed:
        return Borrowed(str(self) + str(other))

    def format(self, *args: object, **values: object) -> Borrowed:
        """Filled, and still marked."""
        return Borrowed(str(self).format(*args, **values))


MONTHS = {
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
    "cy": (
        [
            "Ionawr",
            "Chwefror",
            "Mawrth",
            "Ebrill",
            "Mai",
            "Mehefin",
            "Gorffennaf",
            "Awst",
            "Medi",
            "Hydref",
            "Tachwedd",
            "Rhagfyr",
        ]
    ),
}
YES_NO = {"en": ("Yes", "No"), "cy": ("Ie", "Na")}
NOT_PROVIDED = {"en": "Not provided", "cy": "Heb ei roi"}

_EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)


def words_for(language: str, english: str, welsh: str) -> str:
    """The words of one language; in English, marked as that, for a language the house has no words in."""
    if language == "cy":
        return welsh
    return english if language == "en" else Borrowed(english)


def money_text(pounds: Decimal) -> str:
    """Pounds with pence: £1,234.50, −£3.00. Rounded half-even to the penny."""
    rounded = _EXACT.quantize(pounds, Decimal("0.01")) if abs(pounds) < Decimal("1e30") else pounds
    sign = "−" if rounded < 0 else ""
    return f"{sign}£{abs(rounded):,.2f}"


def number_text(number: Decimal) -> str:
    """A number with thousands separators and no needless noughts: 1,234.5."""
    if not number.is_finite():
        return str(number)
    if number == number.to_integral_value() and abs(number) < Decimal("1e34"):
        return f"{int(number):,}".replace("-", "−")
    return f"{number.normalize(_EXACT):,f}".replace("-", "−")


def percentage_text(number: Decimal) -> str:
    """A percentage whose number is already out of a hundred: 75%."""
    return number_text(number) + "%"


def date_text(date: datetime.date, language: str) -> str:
    """1 April 2025, 1 Ebrill 2025."""
    month = MONTHS.get(language, MONTHS["en"])[date.month - 1]
    return f"{date.day} {month} {date.year}"


def joined(words: Sequence[str], language: str) -> str:
    """A, B and C; A, B a C (Welsh `a` becomes `ac` before a vowel)."""
    if len(words) < 2:
        return words[0] if words else ""
    last = words[-1]
    conjunction = "and"
    if language == "cy":
        conjunction = "ac" if last[:1].lower() in "aeiouwyâêîôûŵŷ" else "a"
    return f"{', '.join(words[:-1])} {conjunction} {last}"


def joined_or(words: Sequence[str], language: str) -> str:
    """A, B or C; A, B neu C."""
    if len(words) < 2:
        return words[0] if words else ""
    return f"{', '.join(words[:-1])} {words_for(language, 'or', 'neu')} {words[-1]}"


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`: what HTML's `dir` takes."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
