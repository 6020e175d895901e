"""A whole number of something counted."""

from __future__ import annotations

from decimal import Decimal

from commonweal.service.languages import number_text
from commonweal.service.types.bounds import out_of_bounds, within_bounds
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_number import typed_number
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

MOST = 999_999_999


class WholeNumber(QuestionType):
    """Stored as a JSON integer between −999,999,999 and 999,999,999."""

    name = "whole number"
    feel_type = "number"
    keys_allowed = frozenset({"at least", "at most"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input with a numeric keypad."""
        return (Field("value", inputmode="numeric", spellcheck=False, width="5"),)

    def nothing_entered(self, language: str) -> str:
        """Nothing entered."""
        return say(language, "number_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the number."""
        number = typed_number(one_line(raw.get("value")))
        subject = self.subject(language, "the_number")
        if number is None:
            return self.error("value", say(language, "whole_number_wrong", subject=subject))
        if number != number.to_integral_value():
            return self.error("value", say(language, "whole_number", subject=subject))
        message = out_of_bounds(number, self.wording, subject, language, number_text, Decimal(MOST))
        return self.error("value", message) if message else Parsed(int(number))

    def accepts(self, value: object) -> bool:
        """An integer within the bounds."""
        return type(value) is int and within_bounds(value, self.wording, MOST)

    def show(self, value: object, language: str) -> str:
        """With thousands separators."""
        return number_text(Decimal(value)) if isinstance(value, int) and self.accepts(value) else ""

    def feel(self, value: object) -> object:
        """A FEEL number."""
        return Decimal(value) if isinstance(value, int) and self.accepts(value) else None
