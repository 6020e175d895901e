"""How somebody wants to be told: by post, email or text, and in a form that they can read.

No service writes this question: the house asks it of everybody (see `commonweal.service.telling`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.reaching import Email, Phone, is_email
from commonweal.service.types.typed_text import one_line
from commonweal.service.types.words_how_told import say

WAYS: Final = ("post", "email", "text")
FORMS: Final = ("standard", "large", "audio", "phone")
UNASKED: Final = {"way": "post", "form": "standard"}
"""What holds for somebody who chose nothing."""
_MOBILE: Final = re.compile(r"(?:\+44|0)7\d{9}", re.ASCII)


class HowTold(QuestionType):
    """Stored as a map of `way`, `form` and, by email or text, `address`.

    `wording.choices` are the ways that the service offers. Without a way it is post, without a form
    standard print.
    """

    name = "choice of how to be told"
    feel_type = "Any"
    identifies = True
    parts = ("way", "email", "text", "form")

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways that the service offers."""
        return tuple(way for way, _ in self.wording.choices) or WAYS

    def fields(self, language: str) -> tuple[Field, ...]:
        """Radios, an address for each way that wants one, and radios again."""
        by_part = {
            "way": Field(
                "way", kind="radios", options=tuple((way, way_in(way, language)) for way in self.ways)
            ),
            "email": Field(
                "email",
                kind="email",
                autocomplete="email",
                inputmode="email",
                spellcheck=False,
                optional=True,
            ),
            "text": Field("text", kind="tel", autocomplete="tel", inputmode="tel", width="20", optional=True),
            "form": Field(
                "form", kind="radios", options=tuple((form, form_in(form, language)) for form in FORMS)
            ),
        }
        return tuple(
            replace(
                by_part[part],
                label=say(language, part),
                hint=say(language, f"{part}_hint") if part in ("way", "form") else "",
            )
            for part in self.parts
            if part in ("way", "form") or part in self.ways
        )

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the choice. Nothing chosen is post in standard print, unless an address was typed."""
        return self.read(raw if isinstance(raw, dict) else {}, language)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the way, its address and the form."""
        way, form = one_line(raw.get("way")), one_line(raw.get("form"))
        if not way and any(one_line(raw.get(part)) for part in ("email", "text")):
            return self.error("way", say(language, "way_wrong"))
        way, form = way or UNASKED["way"], form or UNASKED["form"]
        if way not in self.ways and not (way == UNASKED["way"] and not one_line(raw.get("way"))):
            return self.error("way", say(language, "way_wrong"))
        if form not in FORMS:
            return self.error("form", say(language, "form_wrong"))
        if way == "post":
            return Parsed({"way": way, "form": form})
        typed = (Email if way == "email" else Phone)().read({"value": raw.get(way)}, language)
        address = str(typed.value or "")
        if not is_address(way, address):
            return self.error(way, say(language, f"{way}_wrong"))
        return Parsed({"way": way, "address": address, "form": form})

    def accepts(self, value: object) -> bool:
        """A way, a form and what the way wants, and nothing else."""
        if not isinstance(value, dict) or value.get("form") not in FORMS or value.get("way") not in WAYS:
            return False
        if value["way"] == "post":
            return value.keys() == {"way", "form"}
        address = value.get("address")
        return value.keys() == {"way", "form", "address"} and is_address(value["way"], address)

    def show(self, value: object, language: str) -> str:
        """The way with its address, and the form, a line each; what holds without a choice where none is."""
        held = value if isinstance(value, dict) and self.accepts(value) else UNASKED
        way = way_in(held["way"], language)
        if held["way"] == "email":
            way = f"{way}: {held['address']}"
        elif held["way"] == "text":
            way = f"{way}: {Phone().show(held['address'], language)}"
        return f"{way}\n{form_in(held['form'], language)}"

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The four fields."""
        held = value if isinstance(value, dict) and self.accepts(value) else {}
        found: dict[str, object] = dict.fromkeys(self.parts, "")
        found |= {part: held.get(part, "") for part in ("way", "form")}
        if "address" in held:
            found[held["way"]] = held["address"]
        return found

    def feel(self, value: object) -> object:
        """Null: no rule may turn on how somebody is told."""
        return None


def is_address(way: str, address: object) -> bool:
    """Whether messages can go there: an email address, or a UK mobile number."""
    if not isinstance(address, str):
        return False
    return is_email(address) if way == "email" else _MOBILE.fullmatch(address) is not None


def way_in(way: str, language: str) -> str:
    """A way in words."""
    return say(language, f"way_{way}")


def form_in(form: str, language: str) -> str:
    """A form in words."""
    return say(language, f"form_{form}")
