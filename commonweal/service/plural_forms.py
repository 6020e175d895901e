"""Which form a counted noun takes after a whole number, by language.

The forms and rules are those of the Unicode CLDR's cardinal plurals, for whole numbers: cldr.unicode.org,
"Language Plural Rules". A language that is not named takes `one` for 1 and `other` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

UNITS: Final = ("day", "week", "month", "year")
FORMS: Final = ("zero", "one", "two", "few", "many", "other")


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"


def _welsh(n: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(n, "other")


def _irish(n: int) -> str:
    return (
        "one"
        if n == 1
        else "two"
        if n == 2
        else "few"
        if 3 <= n <= 6
        else "many"
        if 7 <= n <= 10
        else "other"
    )


def _gaelic(n: int) -> str:
    if n in (1, 11):
        return "one"
    return "two" if n in (2, 12) else "few" if 3 <= n <= 19 else "other"


def _lithuanian(n: int) -> str:
    if 11 <= n % 100 <= 19 or n % 10 == 0:
        return "other"
    return "one" if n % 10 == 1 else "few"


def _polish(n: int) -> str:
    return "one" if n == 1 else "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


def _ukrainian(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


def _romanian(n: int) -> str:
    return "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _one_or_none(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _one_form(n: int) -> str:  # noqa: ARG001 (one form for every number)
    return "other"


def _one_or_more(n: int) -> str:
    return "one" if n == 1 else "other"


_RULES: Final[dict[str, tuple[Callable[[int], str], tuple[str, ...]]]] = {
    "ar": (_arabic, FORMS),
    "cy": (_welsh, FORMS),
    "ga": (_irish, ("one", "two", "few", "many", "other")),
    "gd": (_gaelic, ("one", "two", "few", "other")),
    "lt": (_lithuanian, ("one", "few", "other")),
    "pl": (_polish, ("one", "few", "many", "other")),
    "uk": (_ukrainian, ("one", "few", "many", "other")),
    "ro": (_romanian, ("one", "few", "other")),
    "zh": (_one_form, ("other",)),
    **dict.fromkeys(("bn", "fa", "fr", "gu", "hi", "pa", "pt"), (_one_or_none, ("one", "other"))),
}


def plural_form(number: int, language: str) -> str:
    """`zero`, `one`, `two`, `few`, `many` or `other`, for a number that is not negative."""
    return _RULES.get(language, (_one_or_more, ()))[0](number)


def forms_of(language: str) -> tuple[str, ...]:
    """The forms that a language uses."""
    return _RULES.get(language, (_one_or_more, ("one", "other")))[1]
