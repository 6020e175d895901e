"""Yes or no. In Welsh the two words depend on the question's verb, so a journey may give its own."""

from __future__ import annotations

from commonweal.service.languages import yes_no
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

_YES = {"yes", "true", "1", "y", "ie", "ydw", "ydy", "oes"}
_NO = {"no", "false", "0", "n", "na", "nage"}


class YesOrNo(QuestionType):
    """Two radios. Stored as true or false."""

    name = "yes or no"
    feel_type = "boolean"
    keys_allowed = frozenset({"choices"})

    def labels(self, language: str) -> tuple[str, str]:
        """The words for yes and for no."""
        own = dict(self.wording.choices)
        yes, no = yes_no(language)
        return own.get("yes", yes), own.get("no", no)

    def fields(self, language: str) -> tuple[Field, ...]:
        """One set of two radios."""
        yes, no = self.labels(language)
        return (Field("value", kind="radios", options=(("yes", yes), ("no", no))),)

    def nothing_entered(self, language: str) -> str:
        """GOV.UK: "Select yes if…"; without the question's own words, the two options."""
        yes, no = self.labels(language)
        if (yes, no) == yes_no(language):
            return say(language, "yes_no_missing")
        return say(language, "yes_no_missing_own", yes=yes, no=no)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the value, or the words shown for it."""
        text = one_line(raw.get("value"))
        if len(text) <= 200:
            word = text.casefold()
            yes, no = self.labels(language)
            if word in _YES or word == yes.casefold():
                return Parsed(True)
            if word in _NO or word == no.casefold():
                return Parsed(False)
        return self.error("value", self.missing(language))

    def accepts(self, value: object) -> bool:
        """True or false."""
        return value is True or value is False

    def show(self, value: object, language: str) -> str:
        """Yes or No."""
        if not self.accepts(value):
            return ""
        yes, no = self.labels(language)
        return yes if value else no

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """`yes` or `no`."""
        return {"value": ("yes" if value else "no") if self.accepts(value) else ""}
