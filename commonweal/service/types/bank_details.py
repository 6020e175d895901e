"""Where to pay: bank or building society account. Never given to policy."""

from __future__ import annotations

import re
from typing import ClassVar

from commonweal.service.languages import words_for
from commonweal.service.types.question_type import Field, FieldError, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import is_kept_text, one_line, plain_digits

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
    WORDS: ClassVar[dict[str, tuple[str, str]]] = {
        "name": ("Name on the account", "Yr enw ar y cyfrif"),
        "sort_code": ("Sort code", "Cod didoli"),
        "account": ("Account number", "Rhif y cyfrif"),
        "roll": (
            "Building society roll number (if you have one)",
            "Rhif rôl y gymdeithas adeiladu (os oes un)",
        ),
    }
    HINTS: ClassVar[dict[str, tuple[str, str]]] = {
        "sort_code": ("Must be 6 digits long", "Rhaid iddo fod yn 6 digid o hyd"),
        "account": ("Must be between 6 and 8 digits long", "Rhaid iddo fod rhwng 6 ac 8 digid o hyd"),
        "roll": (
            "You can find it on your card, statement or passbook",
            "Mae ar eich cerdyn, eich datganiad neu eich paslyfr",
        ),
    }
    MISSING: ClassVar[dict[str, tuple[str, str]]] = {
        "name": ("Enter the name on the account", "Rhowch yr enw ar y cyfrif"),
        "sort_code": ("Enter a sort code", "Rhowch god didoli"),
        "account": ("Enter an account number", "Rhowch rif cyfrif"),
    }
    WRONG: ClassVar[dict[str, tuple[str, str]]] = {
        "sort_code": ("Enter a valid sort code like 309430", "Rhowch god didoli dilys, fel 309430"),
        "account": (
            "Account number must be between 6 and 8 digits",
            "Rhaid i rif y cyfrif fod rhwng 6 ac 8 digid",
        ),
        "roll": (
            "Roll number must be between 1 and 18 characters, using only letters a to z, numbers, hyphens, "
            "spaces, forward slashes and full stops",
            "Rhaid i’r rhif rôl fod rhwng 1 a 18 nod, gan ddefnyddio llythrennau a i z, rhifau, "
            "cysylltnodau, bylchau, blaenslaesau ac atalnodau llawn yn unig",
        ),
    }

    def fields(self, language: str) -> tuple[Field, ...]:
        """The four inputs; browsers are asked not to correct them."""
        return tuple(
            Field(
                part,
                label=words_for(language, *self.WORDS[part]),
                hint=words_for(language, *self.HINTS[part]) if part in self.HINTS else "",
                autocomplete="name" if part == "name" else "",
                inputmode="numeric" if part in ("sort_code", "account") else "",
                spellcheck=False,
                width={"sort_code": "5", "account": "10", "roll": "10"}.get(part, ""),
                optional=part == "roll",
            )
            for part in self.parts
        )

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
                    errors.append(FieldError(part, words_for(language, *self.MISSING[part])))
            elif form is not None and form.fullmatch(text) is None:
                errors.append(FieldError(part, words_for(language, *self.WRONG[part])))
            elif len(text) > LONGEST_NAME:
                message = words_for(
                    language,
                    f"Name on the account must be {LONGEST_NAME} characters or less",
                    f"Rhaid i’r enw ar y cyfrif fod yn {LONGEST_NAME} nod neu lai",
                )
                errors.append(FieldError(part, message))
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
