"""How somebody wants to be told: by post, email or text, and in a form that they can read.

No service writes this question: the house asks it of everybody (see `commonweal.service.telling`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar, Final

from commonweal.service.languages import words_for
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.reaching import Email, Phone, is_email
from commonweal.service.types.typed_text import one_line

WAYS: Final = ("post", "email", "text")
FORMS: Final = ("standard", "large", "audio", "phone")
UNASKED: Final = {"way": "post", "form": "standard"}
"""What holds for somebody who chose nothing."""
_MOBILE: Final = re.compile(r"(?:\+44|0)7\d{9}", re.ASCII)

WAY_WORDS: Final = {
    "post": ("By post", "Drwy’r post"),
    "email": ("By email", "Drwy e-bost"),
    "text": ("By text message", "Drwy neges destun"),
}
FORM_WORDS: Final = {
    "standard": ("Standard print", "Print safonol"),
    "large": ("Large print", "Print bras"),
    "audio": ("To be listened to, on this site", "I wrando arno, ar y wefan hon"),
    "phone": ("Read to me by phone", "Ei ddarllen i mi dros y ffôn"),
}


class HowTold(QuestionType):
    """Stored as a map of `way`, `form` and, by email or text, `address`.

    `wording.choices` are the ways that the service offers. Without a way it is post, without a form
    standard print.
    """

    name = "choice of how to be told"
    feel_type = "Any"
    identifies = True
    parts = ("way", "email", "text", "form")

    LABELS: ClassVar[dict[str, tuple[str, str]]] = {
        "way": ("How?", "Sut?"),
        "email": ("Your email address, if by email", "Eich cyfeiriad e-bost, os drwy e-bost"),
        "text": (
            "Your UK mobile number, if by text message",
            "Eich rhif ffôn symudol yn y DU, os drwy neges destun",
        ),
        "form": ("In which form?", "Ar ba ffurf?"),
    }
    HINTS: ClassVar[dict[str, tuple[str, str]]] = {
        "way": (
            "If you choose nothing, we write by post. By email or text we tell you that a letter is here to "
            "read: the message says nothing of what is in it.",
            "Os na ddewiswch ddim, byddwn yn ysgrifennu drwy’r post. Drwy e-bost neu neges destun, rydym yn "
            "dweud bod llythyr yma i’w ddarllen: nid yw’r neges yn dweud dim am ei gynnwys.",
        ),
        "form": (
            "To read a letter to you we call the phone number in your application, or you can call us.",
            "I ddarllen llythyr i chi rydym yn ffonio’r rhif yn eich cais, neu gallwch chi ein ffonio ni.",
        ),
    }

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
                label=words_for(language, *self.LABELS[part]),
                hint=self._hint(part, language),
            )
            for part in self.parts
            if part in ("way", "form") or part in self.ways
        )

    def _hint(self, part: str, language: str) -> str:
        return words_for(language, *self.HINTS[part]) if part in self.HINTS else ""

    def parse(self, raw: Raw, language: str = "en") -> Parsed:
        """Read the choice. Nothing chosen is post in standard print, unless an address was typed."""
        return self.read(raw if isinstance(raw, dict) else {}, language)

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the way, its address and the form."""
        way, form = one_line(raw.get("way")), one_line(raw.get("form"))
        if not way and any(one_line(raw.get(part)) for part in ("email", "text")):
            return self.error("way", self.no_way(language))
        way, form = way or UNASKED["way"], form or UNASKED["form"]
        if way not in self.ways and not (way == UNASKED["way"] and not one_line(raw.get("way"))):
            return self.error("way", self.no_way(language))
        if form not in FORMS:
            return self.error("form", self.no_form(language))
        if way == "post":
            return Parsed({"way": way, "form": form})
        typed = (Email if way == "email" else Phone)().read({"value": raw.get(way)}, language)
        address = str(typed.value or "")
        if not is_address(way, address):
            return self.error(way, self.no_address(way, language))
        return Parsed({"way": way, "address": address, "form": form})

    def no_way(self, language: str) -> str:
        """What is said of a way that is not offered, or not chosen where an address was typed."""
        return words_for(
            language, "Select how we should write to you", "Dewiswch sut y dylem ysgrifennu atoch"
        )

    def no_form(self, language: str) -> str:
        """What is said of a form that there is not."""
        return words_for(
            language,
            "Select in which form we should write to you",
            "Dewiswch ar ba ffurf y dylem ysgrifennu atoch",
        )

    def no_address(self, way: str, language: str) -> str:
        """What is said of an address that is missing or wrong."""
        if way == "email":
            return words_for(
                language,
                "Enter an email address in the correct format, like name@example.com",
                "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@enghraifft.com",
            )
        return words_for(
            language,
            "Enter a UK mobile number, like 07700 900 982",
            "Rhowch rif ffôn symudol yn y DU, fel 07700 900 982",
        )

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
    return words_for(language, *WAY_WORDS[way])


def form_in(form: str, language: str) -> str:
    """A form in words."""
    return words_for(language, *FORM_WORDS[form])
