"""A United Kingdom postcode, in any spacing and case."""

from __future__ import annotations

import re

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line, plain_digits
from commonweal.service.types.words import say

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR)(\d[A-Z]{2}|0AA)", re.ASCII)
_STORED = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR) (\d[A-Z]{2})", re.ASCII)


def canonical_postcode(text: str) -> str | None:
    """Capital letters with one space before the inward code, or None where it is not a postcode."""
    letters = re.sub(r"[^0-9A-Z]", "", plain_digits(text).upper())
    if len(text) > 30:
        return None
    match = _POSTCODE.fullmatch(letters)
    return f"{match.group(1)} {match.group(2)}" if match else None


class Postcode(QuestionType):
    """Stored as "M33 7ZF"."""

    name = "postcode"
    identifies = True
    keys_allowed = frozenset({"autocomplete"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One narrow input."""
        fill = self.wording.autocomplete or "postal-code"
        return (Field("value", autocomplete=fill, spellcheck=False, width="10"),)

    def nothing_entered(self, language: str) -> str:
        """GOV.UK's sentence."""
        return say(language, "postcode_only_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the postcode."""
        postcode = canonical_postcode(one_line(raw.get("value")))
        if postcode is None:
            return self.error("value", say(language, "postcode_wrong"))
        return Parsed(postcode)

    def accepts(self, value: object) -> bool:
        """A canonical postcode."""
        return isinstance(value, str) and _STORED.fullmatch(value) is not None

    def show(self, value: object, language: str) -> str:
        """The postcode."""
        return value if isinstance(value, str) and self.accepts(value) else ""
