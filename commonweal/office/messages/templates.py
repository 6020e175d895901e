"""What a message says: a file for each template and language, `texts/NAME.en.txt`.

The file's first line is the email's subject; after a line `--- email` comes the email, after `--- text` the
text message. `{name}` is filled with a value. A subject never takes a new line from a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("texts")
_PARTS = re.compile(r"^--- (\w+)\n", re.MULTILINE)


class NoTemplate(LookupError):
    """There is no such template, or not for this kind of message."""


@dataclass(frozen=True)
class Template:
    """A message's words in one language, by kind."""

    subject: str
    bodies: Mapping[str, str]

    def write(self, kind: str, values: Mapping[str, object]) -> tuple[str, str]:
        """The subject and the body, filled. Raises NoTemplate for a kind it is not written for."""
        if kind not in self.bodies:
            raise NoTemplate(f"this message is not written for {kind}")
        plain = {name: " ".join(str(value).split()) for name, value in values.items()}
        return self.subject.format(**plain), self.bodies[kind].format(**plain)


@cache
def template(name: str, language: str) -> Template:
    """The template of that name in a language; in English where it is not written in that one.

    Raises NoTemplate where there is none at all.
    """
    path = FOLDER / f"{name}.{language}.txt"
    try:
        written = (path if path.exists() else FOLDER / f"{name}.en.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoTemplate(f"there is no message {name}.en.txt in {FOLDER.name}/") from None
    subject, *parts = _PARTS.split(written)
    bodies = {kind: body.strip() + "\n" for kind, body in zip(parts[::2], parts[1::2], strict=True)}
    return Template(subject.strip(), bodies)
