"""A National Insurance number: never proof of who someone is."""

from __future__ import annotations

import re

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line, plain_digits
from commonweal.service.types.words import say

_NUMBER = re.compile(r"[A-Z]{2}\d{6}[A-D]", re.ASCII)


class NationalInsuranceNumber(QuestionType):
    """Stored in capitals without spaces: "QQ123456C"."""

    name = "national insurance number"
    identifies = True
    keys_allowed = frozenset()

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input with GOV.UK's hint."""
        hint = say(language, "national_insurance_hint")
        return (Field("value", hint=hint, spellcheck=False, width="10"),)

    def nothing_entered(self, language: str) -> str:
        """GOV.UK's sentence."""
        return say(language, "national_insurance_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the number, ignoring spaces and punctuation."""
        text = plain_digits(one_line(raw.get("value"))).upper()
        text = re.sub(r"[\s.\-–]", "", text) if len(text) <= 60 else text
        if _NUMBER.fullmatch(text) is None:
            return self.error("value", say(language, "national_insurance_wrong"))
        return Parsed(text)

    def accepts(self, value: object) -> bool:
        """Two letters, six numbers and a letter."""
        return isinstance(value, str) and _NUMBER.fullmatch(value) is not None

    def show(self, value: object, language: str) -> str:
        """QQ 12 34 56 C."""
        if not isinstance(value, str) or not self.accepts(value):
            return ""
        return " ".join((value[:2], value[2:4], value[4:6], value[6:8], value[8:]))
