"""A United Kingdom address in GOV.UK's five fields."""

from __future__ import annotations

from typing import ClassVar

from commonweal.service.types.postcode import canonical_postcode
from commonweal.service.types.question_type import Field, FieldError, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import is_kept_text, one_line
from commonweal.service.types.words import say

LONGEST_LINE = 100


class Address(QuestionType):
    """Stored as a map of line1, line2, town, county and postcode; blank parts are left out."""

    name = "address"
    feel_type = "context"
    identifies = True
    parts = ("line1", "line2", "town", "county", "postcode")
    keys_allowed = frozenset({"autocomplete"})

    REQUIRED = frozenset({"line1", "town", "postcode"})
    FILL: ClassVar[dict[str, str]] = {
        "line1": "address-line1",
        "line2": "address-line2",
        "town": "address-level2",
        "county": "",
        "postcode": "postal-code",
    }

    def fields(self, language: str) -> tuple[Field, ...]:
        """The five inputs."""
        widths = {"town": "two-thirds", "county": "two-thirds", "postcode": "10"}
        return tuple(
            Field(
                part,
                label=self.label(part, language),
                autocomplete="off" if self.wording.autocomplete == "off" else self.FILL[part],
                width=widths.get(part, ""),
                optional=part not in self.REQUIRED,
            )
            for part in self.parts
        )

    def label(self, part: str, language: str) -> str:
        """What a field is called, and that it may be left blank."""
        said = say(language, part)
        return said if part in self.REQUIRED else say(language, "optional", label=said)

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the five fields; each that is missing has its own sentence."""
        if isinstance(raw, dict) and self.blank(raw) and not self.wording.optional:
            return self.read(raw, language)
        return super().parse(raw, language)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the five fields."""
        value: dict[str, str] = {}
        errors: list[FieldError] = []
        for part in self.parts:
            text = one_line(raw.get(part))
            if not text:
                if part in self.REQUIRED:
                    errors.append(FieldError(part, say(language, f"{part}_missing")))
            elif part == "postcode":
                postcode = canonical_postcode(text)
                if postcode is None:
                    errors.append(FieldError(part, say(language, "postcode_wrong")))
                else:
                    value[part] = postcode
            elif len(text) > LONGEST_LINE:
                message = say(language, "line_long", label=say(language, part), number=LONGEST_LINE)
                errors.append(FieldError(part, message))
            else:
                value[part] = text
        return Parsed(None, tuple(errors)) if errors else Parsed(value)

    def accepts(self, value: object) -> bool:
        """The required parts, and no others than the five."""
        return (
            isinstance(value, dict)
            and value.keys() <= set(self.parts)
            and value.keys() >= self.REQUIRED
            and all(is_kept_text(text, LONGEST_LINE) for text in value.values())
            and canonical_postcode(value["postcode"]) == value["postcode"]
        )

    def lines(self, value: object) -> list[str]:
        """The address as lines, for an envelope."""
        if not isinstance(value, dict) or not self.accepts(value):
            return []
        return [value[part] for part in self.parts if part in value]

    def show(self, value: object, language: str) -> str:
        """The parts that are there, a line each."""
        return "\n".join(self.lines(value))

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The five fields."""
        held = value if isinstance(value, dict) and self.accepts(value) else {}
        return {part: held.get(part, "") for part in self.parts}

    def feel(self, value: object) -> object:
        """A context with all five parts, null where blank."""
        if not isinstance(value, dict) or not self.accepts(value):
            return None
        return {part: value.get(part) for part in self.parts}
