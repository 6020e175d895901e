"""Where to pay: bank or building society account. Never given to policy."""

from __future__ import annotations

import re

from commonweal.service.types.question_type import Field, FieldError, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import is_kept_text, one_line, plain_digits
from commonweal.service.types.words import say

LONGEST_NAME = 200
_ROLL = re.compile(r"[A-Za-z0-9 ./\-]{1,18}", re.ASCII)
_FORMS = {
    "sort_code": re.compile(r"\d{6}", re.ASCII),
    "account": re.compile(r"\d{6,8}", re.ASCII),
    "roll": _ROLL,
}


class BankDetails(QuestionType):
    """Stored as a map of name, sort_code, account and (building societies) roll."""

    name = "bank details"
    feel_type = "Any"
    identifies = True
    parts = ("name", "sort_code", "account", "roll")

    REQUIRED = frozenset({"name", "sort_code", "account"})
    HINTED = frozenset({"sort_code", "account", "roll"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """The four inputs; browsers are asked not to correct them."""
        return tuple(
            Field(
                part,
                label=self.label(part, language),
                hint=say(language, f"{part}_hint") if part in self.HINTED else "",
                autocomplete="name" if part == "name" else "",
                inputmode="numeric" if part in ("sort_code", "account") else "",
                spellcheck=False,
                width={"sort_code": "5", "account": "10", "roll": "10"}.get(part, ""),
                optional=part == "roll",
            )
            for part in self.parts
        )

    def label(self, part: str, language: str) -> str:
        """What a field is called, and whether everyone has one."""
        said = say(language, _key(part))
        return say(language, "if_any", label=said) if part == "roll" else said

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the four fields; each that is missing has its own sentence."""
        if isinstance(raw, dict) and self.blank(raw) and not self.wording.optional:
            return self.read(raw, language)
        return super().parse(raw, language)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the four fields."""
        value: dict[str, str] = {}
        errors: list[FieldError] = []
        for part in self.parts:
            text = one_line(raw.get(part))
            if part in ("sort_code", "account") and len(text) <= 60:
                text = re.sub(r"[\s.\-–]", "", plain_digits(text))
            form = _FORMS.get(part)
            if not text:
                if part in self.REQUIRED:
                    errors.append(FieldError(part, say(language, f"{_key(part)}_missing")))
            elif form is not None and form.fullmatch(text) is None:
                errors.append(FieldError(part, say(language, f"{part}_wrong")))
            elif len(text) > LONGEST_NAME:
                errors.append(FieldError(part, say(language, "on_account_long", number=LONGEST_NAME)))
            else:
                value[part] = text
        return Parsed(None, tuple(errors)) if errors else Parsed(value)

    def accepts(self, value: object) -> bool:
        """The required parts, each in its form."""
        return (
            isinstance(value, dict)
            and value.keys() <= set(self.parts)
            and value.keys() >= self.REQUIRED
            and all(is_kept_text(text, LONGEST_NAME) for text in value.values())
            and all(form.fullmatch(value[part]) for part, form in _FORMS.items() if part in value)
        )

    def show(self, value: object, language: str) -> str:
        """Name, sort code in pairs, account and roll, a line each."""
        if not isinstance(value, dict) or not self.accepts(value):
            return ""
        code = value["sort_code"]
        lines = [value["name"], f"{code[:2]} {code[2:4]} {code[4:]}", value["account"]]
        return "\n".join([*lines, value["roll"]] if "roll" in value else lines)

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The four fields."""
        held = value if isinstance(value, dict) and self.accepts(value) else {}
        return {part: held.get(part, "") for part in self.parts}

    def feel(self, value: object) -> object:
        """Null: no rule may turn on where someone banks."""
        return None


def _key(part: str) -> str:
    """What the words call a part: a name here is the account holder's."""
    return "on_account" if part == "name" else part
