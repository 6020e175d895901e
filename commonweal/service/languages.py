"""The languages people are served in, and how values are worded in each: money, dates, numbers, lists.

Numbers and money are written in every language as they are on payslips and bills in the United Kingdom, so
that people can compare them, and type them as they see them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from commonweal.service.house_words import Borrowed, HouseWords
from commonweal.service.plural_forms import UNITS, plural_form
from commonweal.service.right_to_left import direction
from commonweal.service.words_of_values import CY, EN

__all__ = [
    "IN_ENGLISH",
    "LANGUAGE_NAMES",
    "Borrowed",
    "count_text",
    "date_text",
    "direction",
    "joined",
    "joined_or",
    "moment_text",
    "money_text",
    "month_names",
    "not_provided",
    "number_text",
    "percentage_text",
    "yes_no",
]

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

IN_ENGLISH: Final = {
    "en": "English",
    "cy": "Welsh",
    "ar": "Arabic",
    "bn": "Bengali",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gu": "Gujarati",
    "hi": "Hindi",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "so": "Somali",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
"""The same languages as staff, who work in English, call them."""

WORDS: Final = HouseWords("values", EN, CY, counted=UNITS)

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_VOWELS: Final = "aeiouwyâêîôûŵŷ"
_EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)


def yes_no(language: str) -> tuple[str, str]:
    """Yes and no."""
    return WORDS.say(language, "yes"), WORDS.say(language, "no")


def not_provided(language: str) -> str:
    """What stands where nothing was answered."""
    return WORDS.say(language, "not_provided")


def month_names() -> list[list[str]]:
    """The twelve months, in each language that dates may be typed in: all that the house speaks."""
    return [[str(WORDS[language][month]) for month in _MONTHS] for language in WORDS]


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
    month = WORDS.say(language, _MONTHS[date.month - 1])
    return WORDS.say(language, "date", day=date.day, month=month, year=date.year)


def moment_text(moment: datetime.datetime, language: str) -> str:
    """1 April 2025 at 3:05pm, 1 Ebrill 2025 am 3:05yp. The moment is in the zone that it is to be told in."""
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02}"
    time = WORDS.say(language, "morning" if moment.hour < 12 else "afternoon", time=clock)
    return WORDS.say(language, "moment", date=date_text(moment.date(), language), time=time)


def count_text(number: int, unit: str, language: str) -> str:
    """28 days, 28 diwrnod: a number of days, weeks, months or years in the form that the number wants."""
    return WORDS.say(language, f"{unit}_{plural_form(number, language)}", number=number)


def joined(words: Sequence[str], language: str) -> str:
    """A, B and C; A, B a C (Welsh `a` becomes `ac` before a vowel)."""
    vowel = bool(words) and words[-1][:1].lower() in tuple(_VOWELS)
    return _listed(words, language, "list_and_vowel" if vowel else "list_and")


def joined_or(words: Sequence[str], language: str) -> str:
    """A, B or C; A, B neu C."""
    return _listed(words, language, "list_or")


def _listed(words: Sequence[str], language: str, last: str) -> str:
    if len(words) < 2:
        return words[0] if words else ""
    before = words[0]
    for each in words[1:-1]:
        before = WORDS.say(language, "list_comma", before=before, next=each)
    return WORDS.say(language, last, before=before, last=words[-1])
