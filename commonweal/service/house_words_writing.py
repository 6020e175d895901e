"""Writes a language's file for a translator: every key with its English above it, what is written kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from commonweal.service.house_translations import READ_BY, Translation
from commonweal.service.house_words import HouseWords
from commonweal.service.languages import LANGUAGE_NAMES

MISSING = "TO WRITE"
UNREAD = "NOT READ YET by anybody who speaks the language: see `read by` below."


def translation_file(translation: Translation, groups: Iterable[HouseWords]) -> str:
    """The whole file as text."""
    name = LANGUAGE_NAMES[translation.language]
    lines = [
        f"# The words of the house in {name} ({translation.language}).",
        *([] if translation.read_by else [f"# {UNREAD}"]),
        "#",
        "# Above each line is what it says in English. Write the same in quotes after the key, as plainly.",
        "# Leave every key, and everything in braces such as {date}, as it is; braces may stand anywhere.",
        f"# A line with nothing between its quotes, under “{MISSING}”, has not been written yet.",
        '# In a quoted text \\n begins a new line, and a quotation mark is written \\".',
        "",
        "# Who that speaks the language has read all of it, and when. Empty: nobody has.",
        f"{READ_BY}: {_quoted(translation.read_by)}",
    ]
    for group in groups:
        lines += ["", f"{group.group}:", *_group(group, translation)]
    return "\n".join(lines) + "\n"


def _group(group: HouseWords, translation: Translation) -> Iterator[str]:
    told = translation.words.get(group.group, {})
    for key, english in group.wanted(translation.language).items():
        said = told.get(key, "")
        for number, line in enumerate(english.split("\n")):
            mark = f"{MISSING}: " if not said and not number else ""
            yield f"  # {mark}{line}".rstrip()
        yield f"  {_key(key)}: {_quoted(said)}"


def _key(key: str) -> str:
    return key if key.replace("_", "").replace(" ", "").replace("-", "").isalnum() else _quoted(key)


def _quoted(text: str) -> str:
    """In double quotes, as JSON and YAML 1.2 both write it."""
    return json.dumps(text, ensure_ascii=False)
