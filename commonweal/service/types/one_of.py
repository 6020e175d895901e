"""One of several choices."""

from __future__ import annotations

from functools import cached_property

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say


class OneOf(QuestionType):
    """Radios. Stored as the choice's value."""

    name = "one of"
    keys_allowed = frozenset({"choices"})

    @cached_property
    def words(self) -> dict[str, str]:
        """Value to words."""
        return dict(self.wording.choices)

    def fields(self, language: str) -> tuple[Field, ...]:
        """One set of radios."""
        return (Field("value", kind="radios", options=self.wording.choices),)

    def nothing_entered(self, language: str) -> str:
        """GOV.UK: "Select…"."""
        return say(language, "one_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the value, or the words shown for it."""
        text = one_line(raw.get("value"))
        if text in self.words:
            return Parsed(text)
        named = [value for value, words in self.wording.choices if words == text]
        if len(named) == 1:
            return Parsed(named[0])
        return self.error("value", self.missing(language))

    def accepts(self, value: object) -> bool:
        """One of the values."""
        return isinstance(value, str) and value in self.words

    def show(self, value: object, language: str) -> str:
        """The choice's words."""
        return self.words.get(value, "") if isinstance(value, str) else ""

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The value."""
        return {"value": value if self.accepts(value) else ""}
