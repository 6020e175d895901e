"""What every type of question carries: its fields, how it reads what people type, and how it shows an answer.

A type is a pure value object. Parsing never raises, whatever it is given; it returns the answer in the form
in which it is stored (JSON) or plain sentences, each with the field it is about.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words import say

Raw = Mapping[str, object]
"""What a form sent for one question: part of the field ("value", "day"…) to text, or to a list of texts."""

TOO_LONG_TO_READ = 20_000


@dataclass(frozen=True, slots=True)
class FieldError:
    """A sentence about one field, and any other fields to mark with it."""

    field: str
    message: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer as stored (None where left blank), or the errors that kept it from being one."""

    value: object
    errors: tuple[FieldError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is nothing to put right."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Field:
    """One control on the page, in GOV.UK's terms. `part` is "value" for a type of one field."""

    part: str
    kind: str = "input"
    label: str = ""
    hint: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: bool | None = None
    width: str = ""
    prefix: str = ""
    suffix: str = ""
    rows: int = 5
    options: tuple[tuple[str, str], ...] = ()
    exclusive: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What the journey says about one question, which its type needs to speak of it.

    `subject` is what error sentences call the answer; `missing` replaces the sentence for nothing entered.
    `least` and `most` are bounds as written in journey.yaml, already checked to be numbers.
    """

    subject: str = ""
    missing: str = ""
    optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    none: str = ""
    least: str = ""
    most: str = ""
    per: tuple[str, ...] = ()
    when_asked: str = "any"
    autocomplete: str = ""


@dataclass(frozen=True)
class QuestionType(ABC):
    """A type of answer with its whole GOV.UK pattern."""

    wording: Wording = field(default_factory=Wording)

    name: ClassVar[str]
    feel_type: ClassVar[str] = "string"
    parts: ClassVar[tuple[str, ...]] = ("value",)
    keys_allowed: ClassVar[frozenset[str]] = frozenset()
    identifies: ClassVar[bool] = False
    """Whether the service itself needs it, to know or reach the person."""

    @abstractmethod
    def fields(self, language: str) -> tuple[Field, ...]:
        """The controls, in order."""

    @abstractmethod
    def read(self, raw: Raw, language: str) -> Parsed:
        """Read what was typed, when something was."""

    @abstractmethod
    def accepts(self, value: object) -> bool:
        """Whether a stored answer has this type's form. Quick: it is asked of every answer on every page."""

    @abstractmethod
    def show(self, value: object, language: str) -> str:
        """The answer as people read it."""

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read what a form sent. Never raises; unknown fields are ignored; an optional blank gives None."""
        if not isinstance(raw, Mapping):
            raw = {}
        if self.blank(raw):
            if self.wording.optional:
                return Parsed(None)
            return Parsed(None, (FieldError(self.parts[0], self.missing(language), self.parts[1:]),))
        return self.read(raw, language)

    def blank(self, raw: Raw) -> bool:
        """Whether nothing was entered in any field."""
        return not any(one_line(raw.get(part)) for part in self.parts)

    def missing(self, language: str) -> str:
        """The sentence for nothing entered."""
        return self.wording.missing or self.nothing_entered(language)

    def nothing_entered(self, language: str) -> str:
        """This type's own sentence for nothing entered."""
        return say(language, "missing")

    def subject(self, language: str, key: str) -> str:
        """What error sentences call the answer: the journey's words, else this type's."""
        return self.wording.subject or say(language, key)

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """What the form's fields hold for a stored answer, so that it can be changed."""
        return {"value": "" if value is None else self.show(value, language)}

    def feel(self, value: object) -> object:
        """The answer for FEEL; None (null) where it is blank or has not this type's form."""
        return value if self.accepts(value) else None

    def error(self, part: str, message: str, *also: str) -> Parsed:
        """A parse that failed."""
        return Parsed(None, (FieldError(part, message, also),))
