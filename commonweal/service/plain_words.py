"""How plainly a service speaks: reading age and long sentences, as advice and never as a fault.

Reading age is the Flesch–Kincaid grade level plus five, the age at which that grade is begun: 0.39 × words
a sentence + 11.8 × syllables a word − 15.59 (J. P. Kincaid and others, "Derivation of new readability
formulas for Navy enlisted personnel", 1975). It is made for English; for other languages sentences alone are
measured. Long is more than 25 words, as GOV.UK's style guide has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commonweal.service.strict_yaml import Map, Text, read_yaml

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

LONGEST: Final = 25
LEAST_WORDS: Final = 60
"""A shorter text has too few words for a reading age to mean anything."""
LEAST_IN_PASSAGE: Final = 25
"""The same for one paragraph, question or hint."""
OLDEST: Final = 14.0
"""Beyond this age a text is called hard. GOV.UK asks for about 9; rules have long words of their own."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ANY_WORD = re.compile(r"[\w£]+(?:[’'.,-]\w+)*")
_SENTENCE = re.compile(r"(?<=[.!?؟۔:])\s+|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TEXT_KEYS: Final = frozenset({"ask", "hint", "why", "missing", "evidence", "none"})
_SERVICE_KEYS: Final = frozenset({"summary", "demonstration"})
_MAPS_OF_TEXTS: Final = frozenset({"choices", "must", "refer when"})


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that could be said more plainly, and where. `line` is 0 for a whole file."""

    file: str
    line: int
    message: str
    age: float = 0
    """The reading age of a whole file that is plain enough, so that it may be told in passing."""


@dataclass(frozen=True, slots=True)
class _Passage:
    file: str
    line: int
    text: str


def plain_words(folder: ServiceFolder) -> list[Advice]:
    """Advice on every text that the public reads, file by file; a file's reading age comes first."""
    found: list[Advice] = []
    first = folder.service.languages[0]
    for language in folder.service.languages:
        ending = "" if language == first else f".{language}"
        for passages in _files(folder.path, language, ending, first):
            if not passages:
                continue
            if language == "en":
                found.extend(_age(passages))
            for passage in passages:
                found.extend(_long(passage))
                if language == "en":
                    found.extend(_hard(passage))
    return found


def sentences(text: str) -> list[str]:
    """A text's sentences; a colon and a new line end one too."""
    return _SENTENCE.split(text)


def words_in(sentence: str) -> int:
    """How many words a sentence has, in any language; an amount is one."""
    return len(_ANY_WORD.findall(sentence))


def reading_age(text: str) -> float | None:
    """The age at which a text in English can be read; None where there are no words."""
    sentences = [each for each in _SENTENCE.split(text) if _WORD.search(each)]
    words = _WORD.findall(text)
    if not words:
        return None
    syllable_count = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllable_count / len(words) - 15.59
    return max(grade + 5, 5.0)


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, less a silent e."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1:
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def _age(passages: list[_Passage]) -> Iterator[Advice]:
    text = "\n".join(passage.text for passage in passages)
    age = reading_age(text)
    if age is None or len(_WORD.findall(text)) < LEAST_WORDS:
        return
    hard = " Shorter sentences and shorter words make it lower." if age > OLDEST else ""
    yield Advice(passages[0].file, 0, f"reading age {age:.0f}.{hard}", 0 if hard else age)


def _hard(passage: _Passage) -> Iterator[Advice]:
    age = reading_age(passage.text)
    if age is not None and age > OLDEST and len(_WORD.findall(passage.text)) >= LEAST_IN_PASSAGE:
        begins = " ".join(passage.text.split()[:6])
        yield Advice(passage.file, passage.line, f"reading age {age:.0f}: “{begins} …”")


def _long(passage: _Passage) -> Iterator[Advice]:
    for sentence in sentences(passage.text):
        count = words_in(sentence)
        if count > LONGEST:
            begins = " ".join(sentence.split()[:6])
            yield Advice(passage.file, passage.line, f"a sentence of {count} words: “{begins} …”")


def _files(folder: Path, language: str, ending: str, first: str) -> Iterator[list[_Passage]]:
    yield list(_yaml(folder / f"service{ending}.yaml", _SERVICE_KEYS))
    yield list(_yaml(folder / f"journey{ending}.yaml", _TEXT_KEYS))
    for path in sorted((folder / "notices").glob("*.md")):
        if (path.stem.partition(".")[2] or first) == language:
            yield list(_notice(path))


def _yaml(path: Path, keys: frozenset[str]) -> Iterator[_Passage]:
    """Each text that the public reads: at one of the keys, or in a map of choices or sentences."""
    from commonweal.service.faults import Faults

    if not path.is_file():
        return
    root = read_yaml(path.read_bytes(), Faults(path.name))
    waiting: list[tuple[Map, bool]] = [(root, False)] if root is not None else []
    while waiting:
        node, all_read = waiting.pop(0)
        for name, entry in node.entries.items():
            if isinstance(entry.value, Map):
                waiting.append((entry.value, name in _MAPS_OF_TEXTS))
            elif isinstance(entry.value, Text) and (all_read or name in keys):
                yield _Passage(path.name, entry.value.line, entry.value.text)


def _notice(path: Path) -> Iterator[_Passage]:
    """Each paragraph, item and heading of a notice; what is worked out stands as a word."""
    file = f"notices/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return
    held: list[str] = []
    began = 0
    for number, line in enumerate([*lines, ""], 1):
        tidy = line.strip()
        starts = tidy.startswith(("#", "- ", "* ", "|", "{if", "{else", "{end", ">")) or not tidy
        if starts and held:
            yield _Passage(file, began, " ".join(held))
            held = []
        if tidy.startswith(("{if", "{else", "{end", "|--", "| --")) or not tidy:
            continue
        tidy = _LINK.sub(r"\1", _PLACEHOLDER.sub("this", tidy)).strip("#*->| ")
        if not held:
            began = number
        held.append(tidy)
