"""How to reach a person: email address and phone number."""

from __future__ import annotations

import re

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line, plain_digits
from commonweal.service.types.words import say

_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\.]+(\.[^\s@\"(),:;<>\[\]\\.]+)*")
_LABEL = re.compile(r"(?!-)[^\W_]([\w-]*[^\W_])?", re.UNICODE)
_PHONE = re.compile(r"\+?\d{9,15}", re.ASCII)


def is_email(text: str) -> bool:
    """Whether a text has the form of an email address (RFC 5321 lengths, no quoting)."""
    local, at, domain = text.rpartition("@")
    if not at or len(text) > 254 or len(local) > 64 or _LOCAL.fullmatch(local) is None:
        return False
    labels = domain.split(".")
    return (
        len(labels) >= 2
        and all(len(label) <= 63 and "_" not in label and _LABEL.fullmatch(label) for label in labels)
        and len(labels[-1]) >= 2
        and not labels[-1].isdigit()
    )


class Email(QuestionType):
    """Stored as typed, without spaces."""

    name = "email"
    identifies = True
    keys_allowed = frozenset({"autocomplete"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input of type email."""
        fill = self.wording.autocomplete or "email"
        return (Field("value", kind="email", autocomplete=fill, inputmode="email", spellcheck=False),)

    def nothing_entered(self, language: str) -> str:
        """Nothing entered."""
        return say(language, "email_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the address."""
        text = one_line(raw.get("value"))
        text = text.replace(" ", "") if len(text) <= 300 else text
        if not is_email(text):
            return self.error("value", say(language, "email_wrong"))
        return Parsed(text)

    def accepts(self, value: object) -> bool:
        """An address."""
        return isinstance(value, str) and is_email(value)

    def show(self, value: object, language: str) -> str:
        """The address."""
        return value if isinstance(value, str) and self.accepts(value) else ""


class Phone(QuestionType):
    """Stored as digits, with a leading + where one was typed: "07700900123"."""

    name = "phone"
    identifies = True
    keys_allowed = frozenset({"autocomplete"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input of type tel."""
        fill = self.wording.autocomplete or "tel"
        return (Field("value", kind="tel", autocomplete=fill, inputmode="tel", spellcheck=False, width="20"),)

    def nothing_entered(self, language: str) -> str:
        """Nothing entered."""
        return say(language, "phone_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the number: spaces, brackets, dots and hyphens are left out; (0) after a country code too."""
        text = plain_digits(one_line(raw.get("value"))).replace("＋", "+")
        if len(text) <= 60:
            text = re.sub(r"[\s().\-–‐‑]", "", re.sub(r"^(\+|00)(\d{1,3}) ?\(0\)", r"+\2", text))
            text = re.sub(r"^00", "+", text)
        if _PHONE.fullmatch(text) is None:
            return self.error("value", say(language, "phone_wrong"))
        return Parsed(text)

    def accepts(self, value: object) -> bool:
        """Digits, with or without a +."""
        return isinstance(value, str) and _PHONE.fullmatch(value) is not None

    def show(self, value: object, language: str) -> str:
        """In groups, as GOV.UK writes them: 07700 900 123."""
        if not isinstance(value, str) or not self.accepts(value):
            return ""
        if value.startswith("+44") and len(value) == 13:
            return f"+44 {_grouped('0' + value[3:])[1:]}"
        return _grouped(value) if value.startswith("0") and len(value) == 11 else value


def _grouped(number: str) -> str:
    """Eleven digits in Ofcom's groups: 020 7946 0000, 0808 157 0192, 07700 900 982."""
    first = {"2": 3, "1": 5, "7": 5}.get(number[1], 4)
    second = 7 if first in (3, 4) else 8
    return f"{number[:first]} {number[first:second]} {number[second:]}"
