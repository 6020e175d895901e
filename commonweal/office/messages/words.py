"""The words of messages: English and Welsh from `texts/NAME.en.txt`, each part of one under a key of its own.

A file's first line is the email's subject; after a line `--- email` comes the email, after `--- text` the
text message. Their keys are `NAME subject`, `NAME email` and `NAME text`.
"""

from __future__ import annotations

import re
from pathlib import Path

from commonweal.service.house_words import HouseWords

FOLDER = Path(__file__).with_name("texts")
SUBJECT = "subject"
_PARTS = re.compile(r"^--- (\w+)\n", re.MULTILINE)


def _written(language: str) -> dict[str, str]:
    found = {}
    for path in sorted(FOLDER.glob(f"*.{language}.txt")):
        name = path.name.removesuffix(f".{language}.txt")
        subject, *parts = _PARTS.split(path.read_text(encoding="utf-8"))
        found[f"{name} {SUBJECT}"] = subject.strip()
        found |= {f"{name} {kind}": body.strip() for kind, body in zip(parts[::2], parts[1::2], strict=True)}
    return found


WORDS = HouseWords("messages", _written("en"), _written("cy"))
