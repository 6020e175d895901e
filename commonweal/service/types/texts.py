"""Free text: a person's name, a line, several lines."""

from __future__ import annotations

from typing import ClassVar

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import is_kept_text, many_lines, one_line
from commonweal.service.types.words import say


class OneLine(QuestionType):
    """A line of text. Stored as typed, in Unicode NFC without control characters."""

    name = "text"
    keys_allowed = frozenset({"at least", "at most", "autocomplete"})
    longest: ClassVar[int] = 200
    lines: ClassVar[bool] = False

    @property
    def most(self) -> int:
        """The most characters."""
        return int(self.wording.most) if self.wording.most else self.longest

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input."""
        return (Field("value", autocomplete=self.wording.autocomplete),)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Clean the text and check its length."""
        text = many_lines(raw.get("value")) if self.lines else one_line(raw.get("value"))
        subject = self.subject(language, "your_answer")
        if len(text) > self.most:
            message = say(language, "at_most_characters", subject=subject, number=f"{self.most:,}")
            return self.error("value", message)
        if self.wording.least and len(text) < int(self.wording.least):
            message = say(language, "at_least_characters", subject=subject, number=self.wording.least)
            return self.error("value", message)
        return Parsed(text)

    def accepts(self, value: object) -> bool:
        """Clean text within the bound."""
        return is_kept_text(value, self.most, self.lines)

    def show(self, value: object, language: str) -> str:
        """The text itself."""
        return value if isinstance(value, str) else ""


class LongText(OneLine):
    """Several lines of text, up to 4,000 characters."""

    name = "long text"
    longest = 4_000
    lines = True

    def fields(self, language: str) -> tuple[Field, ...]:
        """One text area."""
        return (Field("value", kind="textarea", rows=5),)


class Name(OneLine):
    """A person's whole name in one field: any script, any length a name has, no title asked."""

    name = "name"
    identifies = True

    def fields(self, language: str) -> tuple[Field, ...]:
        """One input; the browser may fill it and may not correct it."""
        return (Field("value", autocomplete=self.wording.autocomplete or "name", spellcheck=False),)

    def nothing_entered(self, language: str) -> str:
        """GOV.UK's sentence."""
        return say(language, "name_missing")
