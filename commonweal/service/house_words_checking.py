"""What is wrong in a file of the house's words: gaps, strays, placeholders that differ from the English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from commonweal.service.faults import Fault, Faults
from commonweal.service.house_translations import READ_BY, Translation
from commonweal.service.house_words import GROUPS, NAMES, HouseWords
from commonweal.service.languages import LANGUAGE_NAMES
from commonweal.service.strict_yaml import Map, Node, Text, nearest

GAPS: Final = frozenset({"missing-house-words"})
"""The codes of faults that are gaps only: words that are not there yet."""

_PLACEHOLDER: Final = re.compile(r"%?\{(\w*)\}")


def check_translation(translation: Translation, groups: Iterable[HouseWords] | None = None) -> list[Fault]:
    """Every fault of one language's file, in its order. `groups` are those that are wanted: all that run."""
    faults = Faults(str(translation.path))
    faults.found.extend(translation.faults)
    wanted = list(GROUPS.values()) if groups is None else list(groups)
    name = LANGUAGE_NAMES.get(translation.language, translation.language)
    if translation.root is None:
        if not translation.faults.found:
            message = f"the house has no words of its own in `{translation.language}` ({name})."
            command = f"commonweal words --language {translation.language} --out FILE"
            remedy = f"Make a file with `{command}` and have it filled in."
            faults.add(None, "missing-house-words", message, remedy)
        return list(faults)
    root = translation.root
    # A file has words for the pages too, where only the service's own room is running.
    names = {*NAMES, *(group.group for group in wanted)}
    for key, entry in root.entries.items():
        if key != READ_BY and key not in names:
            remedy = nearest(key, sorted(names)) or "Delete it."
            faults.add(entry.key, "stray-words", f"the house has no group of words `{key}`.", remedy)
    for group in wanted:
        told = root.get(group.group)
        if isinstance(told, Map):
            _group(group, told, translation.language, faults)
        else:
            count = len(group.wanted(translation.language))
            message = f"`{group.group}:` is not there: {count} words of the house have no words in {name}."
            faults.add(told or root, "missing-house-words", message, _remedy(translation.language))
    if not translation.read_by:
        message = f"nobody who reads {name} is named as having read these words."
        remedy = f"Have them read, and write who did and when after `{READ_BY}:`."
        faults.add(None, "not-read", message, remedy, "warning")
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


def _group(group: HouseWords, told: Map, language: str, faults: Faults) -> None:
    wanted = group.wanted(language)
    for key, entry in told.entries.items():
        if key not in wanted:
            remedy = nearest(key, list(wanted)) or "Delete it."
            faults.add(
                entry.key, "stray-words", f"`{key}` of `{group.group}` is not said in English.", remedy
            )
        elif not isinstance(entry.value, Text):
            faults.add(
                entry.key, "not-text", f"`{key}` of `{group.group}` should be text.", "Write its words."
            )
    for key, english in wanted.items():
        said = told.get(key)
        if not isinstance(said, Text) or not said.text:
            if said is None or isinstance(said, Text):
                place: Node = told if said is None else said
                message = f"`{key}` of `{group.group}` has no words. In English: “{_short(english)}”"
                faults.add(place, "missing-house-words", message, _remedy(language))
            continue
        expected, found = sorted(_PLACEHOLDER.findall(english)), sorted(_PLACEHOLDER.findall(said.text))
        if expected != found or said.text.count("{") != len(found) or said.text.count("}") != len(found):
            shown = ", ".join(f"{{{each}}}" for each in expected) or "none"
            message = f"`{key}` of `{group.group}` must have the same placeholders as in English: {shown}."
            faults.add(said, "placeholders", message, "Keep what is in braces as it is.")


def _remedy(language: str) -> str:
    return f"`commonweal words --language {language}` writes what is missing beside its English."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:77]}…"
