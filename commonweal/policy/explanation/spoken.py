"""Values as people read them, in English and Welsh: money, percentages, dates, durations and lists.

The GOV.UK style is followed: £1,234.50, 75%, 1 April 2025, 10:30am.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import islice
from typing import Final, Literal

from commonweal.policy.feel import Date, DateTime, DaysTime, Function, Range, Time, Value, YearsMonths

Language = Literal["en", "cy"]
Style = Literal["money", "percentage"] | None
"""How a number is written: by the item definition called `money` or `percentage`, or plainly."""

MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip

_PENNY: Final = Decimal("0.01")
_NANOS: Final = 1_000_000_000


_MOST_ITEMS: Final = 12
_MOST_LEVELS: Final = 3


def spoken(value: Value, language: Language = "en", style: Style = None, level: int = 0) -> str:
    """A value as text for people: of a long list the first items, and what is nested deep only hinted at."""
    if level > _MOST_LEVELS and isinstance(value, list | dict):
        return "…"
    match value:
        case None:
            return {"en": "not known", "cy": "ddim yn hysbys"}[language]
        case bool():
            return {("en", True): "yes", ("en", False): "no", ("cy", True): "ie", ("cy", False): "na"}[
                language, value
            ]
        case Decimal():
            return _number(value, style)
        case str():
            return value
        case Date():
            return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"
        case Time():
            return _time(value, language)
        case DateTime():
            at = {"en": "at", "cy": "am"}[language]
            return f"{spoken(value.date, language)} {at} {_time(value.time, language)}"
        case YearsMonths() | DaysTime():
            return _duration(value, language)
        case list():
            items = [spoken(each, language, style, level + 1) for each in value[:_MOST_ITEMS]]
            if len(value) > _MOST_ITEMS:
                left_out = len(value) - _MOST_ITEMS
                items.append({"en": f"{left_out} more", "cy": f"{left_out} arall"}[language])
            return joined(items, language)
        case dict():
            shown = islice(value.items(), _MOST_ITEMS)
            entries = [f"{name}: {spoken(each, language, style, level + 1)}" for name, each in shown]
            return "; ".join([*entries, "…"] if len(value) > _MOST_ITEMS else entries)
        case Range():
            to = {"en": "to", "cy": "i"}[language]
            return f"{spoken(value.low, language, style)} {to} {spoken(value.high, language, style)}"
        case Function():
            return {"en": "a function", "cy": "swyddogaeth"}[language]
    raise TypeError(f"{type(value).__name__} is not a FEEL value")


def joined(texts: list[str], language: Language, last: Literal["and", "or"] = "and") -> str:
    """Texts as a list in a sentence: `a, b and c`."""
    if len(texts) < 2:
        return texts[0] if texts else {"en": "none", "cy": "dim"}[language]
    link: str = last
    if language == "en":
        pass
    elif last == "or":
        link = "neu"
    else:
        link = "ac" if _begins_with_vowel(texts[-1]) else "a"
    return f"{', '.join(texts[:-1])} {link} {texts[-1]}"


def _begins_with_vowel(text: str) -> bool:
    """Whether Welsh says the text with a vowel first; 1, 8, 11 to 19 and 80 to 89 are said so as numbers."""
    number = re.match(r"£?(\d+)", text)
    if number is None:
        return text[:1].lower() in tuple("aeiouwyâêîôûŵŷ")
    count = int(number[1]) if len(number[1]) < 9 else 0
    return count in (1, 8) or 11 <= count <= 19 or 80 <= count <= 89


def _number(value: Decimal, style: Style) -> str:
    if style == "money":
        amount = (
            abs(value).quantize(_PENNY, rounding=ROUND_HALF_EVEN)
            if abs(value) < Decimal("1e25")
            else abs(value)
        )
        text = (
            f"£{amount:,f}".removesuffix(".00") if amount == amount.to_integral_value() else f"£{amount:,f}"
        )
        return f"−{text}" if value < 0 else text
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    return f"{text}%" if style == "percentage" else text


def _time(time: Time, language: Language) -> str:
    hour = time.hour % 12 or 12
    half = {"en": ("am", "pm"), "cy": ("yb", "yp")}[language][time.hour // 12]
    minutes = f":{time.minute:02}" if time.minute or time.second or language == "cy" else ""
    seconds = f":{time.second:02}" if time.second else ""
    return f"{hour}{minutes}{seconds}{half}"


_ENGLISH_UNITS: Final = {
    "year": ("year", "years"),
    "month": ("month", "months"),
    "day": ("day", "days"),
    "hour": ("hour", "hours"),
    "minute": ("minute", "minutes"),
    "second": ("second", "seconds"),
}
_WELSH_YEARS: Final = {1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd"}
_WELSH_UNITS: Final = {
    "month": ("mis", "fis"),
    "day": ("diwrnod", "ddiwrnod"),
    "hour": ("awr", "awr"),
    "minute": ("munud", "funud"),
    "second": ("eiliad", "eiliad"),
}


def _duration(value: YearsMonths | DaysTime, language: Language) -> str:
    if isinstance(value, YearsMonths):
        years, months = divmod(abs(value.months), 12)
        parts = [("year", years), ("month", months)]
        negative = value.months < 0
    else:
        seconds = abs(value.nanos) // _NANOS
        parts = [
            ("day", seconds // 86_400),
            ("hour", seconds // 3600 % 24),
            ("minute", seconds // 60 % 60),
            ("second", seconds % 60),
        ]
        negative = value.nanos < 0
    said = [_counted(count, unit, language) for unit, count in parts if count]
    if not said:
        said = [_counted(0, parts[-1][0] if len(parts) == 2 else "day", language)]
    return ("−" if negative else "") + joined(said, language)


def _counted(count: int, unit: str, language: Language) -> str:
    """A number of a unit; Welsh nouns stay singular after a number and soften after two."""
    if language == "en":
        return f"{count} {_ENGLISH_UNITS[unit][count != 1]}"
    if unit == "year":
        return f"{count} {_WELSH_YEARS.get(count, 'mlynedd')}"
    return f"{count} {_WELSH_UNITS[unit][count == 2]}"
