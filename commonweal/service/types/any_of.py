"""Any of several choices, with "None of these" where the journey offers it."""

from __future__ import annotations

from functools import cached_property

from commonweal.service.languages import joined
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

NONE = "none"


class AnyOf(QuestionType):
    """Checkboxes. Stored as the list of values, in the journey's order; an empty list for none of them."""

    name = "any of"
    feel_type = "list"
    keys_allowed = frozenset({"choices", "none", "at least", "at most"})

    @cached_property
    def words(self) -> dict[str, str]:
        """Value to words."""
        return dict(self.wording.choices)

    def fields(self, language: str) -> tuple[Field, ...]:
        """One set of checkboxes; `exclusive` is the words of the choice that unticks the others."""
        return (Field("value", kind="checkboxes", options=self.wording.choices, exclusive=self.wording.none),)

    def chosen(self, raw: Raw) -> list[str]:
        """The distinct values sent."""
        sent = raw.get("value")
        values = sent if isinstance(sent, list | tuple) else [sent]
        return list(dict.fromkeys(text for value in values[:200] if (text := one_line(value))))

    def blank(self, raw: Raw) -> bool:
        """Whether no box is ticked."""
        return not self.chosen(raw)

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the boxes; none ticked is an empty list where the question is optional."""
        parsed = super().parse(raw, language)
        return Parsed([]) if parsed.ok and parsed.value is None else parsed

    def nothing_entered(self, language: str) -> str:
        """GOV.UK: "Select…, or select ‘None of these’"."""
        none = self.wording.none
        if none:
            return say(language, "any_missing_none", none=none)
        return say(language, "any_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the boxes."""
        chosen = self.chosen(raw)
        none = self.wording.none
        if none and NONE in chosen and NONE not in self.words:
            if len(chosen) == 1:
                return Parsed([])
            return self.error("value", say(language, "all_or_none", none=none))
        if any(value not in self.words for value in chosen):
            return self.error("value", self.missing(language))
        values = [value for value in self.words if value in chosen]
        if self.wording.least and len(values) < int(self.wording.least):
            return self.error("value", say(language, "at_least_options", number=self.wording.least))
        if self.wording.most and len(values) > int(self.wording.most):
            return self.error("value", say(language, "at_most_options", number=self.wording.most))
        return Parsed(values)

    def accepts(self, value: object) -> bool:
        """A list of the values."""
        return isinstance(value, list) and all(isinstance(v, str) and v in self.words for v in value)

    def show(self, value: object, language: str) -> str:
        """The words of each, joined."""
        if not isinstance(value, list) or not self.accepts(value):
            return ""
        if not value:
            return self.wording.none or say(language, "none")
        return joined([self.words[v] for v in value], language)

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The values, or `none`."""
        if not isinstance(value, list) or not self.accepts(value):
            return {"value": []}
        return {"value": list(value) or ([NONE] if self.wording.none else [])}
