"""A number that may have decimals: hours a week, a percentage."""

from __future__ import annotations

import re
from decimal import Decimal

from commonweal.service.languages import number_text
from commonweal.service.types.bounds import out_of_bounds, within_bounds
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_number import typed_number
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

MOST = 999_999_999
PLACES = 6
_STORED = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{0,5}[1-9])?")


class Number(QuestionType):
    """Stored as decimal text without needless noughts ("37.5"), to six decimals."""

    name = "number"
    feel_type = "number"
    keys_allowed = frozenset({"at least", "at most"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input with a decimal keypad."""
        return (Field("value", inputmode="decimal", spellcheck=False, width="10"),)

    def nothing_entered(self, language: str) -> str:
        """Nothing entered."""
        return say(language, "number_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the number."""
        number = typed_number(one_line(raw.get("value")))
        subject = self.subject(language, "the_number")
        if number is None:
            return self.error("value", say(language, "number_wrong", subject=subject))
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > PLACES:
            return self.error("value", say(language, "number_places", subject=subject, number=PLACES))
        message = out_of_bounds(number, self.wording, subject, language, number_text, Decimal(MOST))
        return self.error("value", message) if message else Parsed(_canonical(number))

    def accepts(self, value: object) -> bool:
        """Canonical decimal text within the bounds."""
        if not isinstance(value, str) or _STORED.fullmatch(value) is None or not value.isascii():
            return False
        return value != "-0" and within_bounds(Decimal(value), self.wording, MOST)

    def show(self, value: object, language: str) -> str:
        """With thousands separators."""
        return number_text(Decimal(value)) if isinstance(value, str) and self.accepts(value) else ""

    def feel(self, value: object) -> object:
        """A FEEL number."""
        return Decimal(value) if isinstance(value, str) and self.accepts(value) else None


def _canonical(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
