"""What a message says: a template by name, written in every language of the house, filled with values.

`{name}` is filled with a value. A subject never takes a new line from a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.office.messages.words import SUBJECT, WORDS
from commonweal.service.right_to_left import in_order


class NoTemplate(LookupError):
    """There is no such template, or not for this kind of message."""


@dataclass(frozen=True)
class Template:
    """A message's words in one language, by kind."""

    subject: str
    bodies: Mapping[str, str]
    language: str = "en"

    def write(self, kind: str, values: Mapping[str, object]) -> tuple[str, str]:
        """The subject and the body, filled. Raises NoTemplate for a kind it is not written for."""
        if kind not in self.bodies:
            raise NoTemplate(f"this message is not written for {kind}")
        plain = {
            name: in_order(" ".join(str(value).split()), self.language) for name, value in values.items()
        }
        return self.subject.format(**plain), self.bodies[kind].format(**plain)


def template(name: str, language: str) -> Template:
    """The template of that name in a language; in English where it is not written in that one.

    Raises NoTemplate where there is none at all.
    """
    words = WORDS[language]
    parts = {
        key.removeprefix(f"{name} "): str(text) for key, text in words.items() if key.startswith(f"{name} ")
    }
    if SUBJECT not in parts:
        raise NoTemplate(f"there is no message {name}.en.txt in texts/")
    return Template(parts.pop(SUBJECT), {kind: f"{body}\n" for kind, body in parts.items()}, language)
