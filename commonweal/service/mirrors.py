"""Mirrors: the words of journey.yaml and service.yaml in another language, under the same keys.

When a service declares a language, every gap in its mirror is a fault: nobody meets a page in two languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from commonweal.service.definition import CONTACT_WORDS
from commonweal.service.definition import WORDS as SERVICE_WORDS
from commonweal.service.faults import Faults
from commonweal.service.journey import Asked, Journey, Must, Question, Repeat
from commonweal.service.right_to_left import direction, in_order
from commonweal.service.strict_yaml import Entry, Map, Node, Text, nearest
from commonweal.service.types import question_type

TEXTS = ("ask", "hint", "short", "why", "missing", "evidence", "none", "each")
MAPS = ("choices", "must")


class _Mirroring:
    """Compares a mirror with its original, key by key."""

    def __init__(self, original_file: str, faults: Faults) -> None:
        self.original_file = original_file
        self.faults = faults

    def journey(self, original: Map, mirror: Map) -> None:
        """Sections, questions, and questions within lists."""
        self.strays(original, mirror, "")
        for title, entry in original.entries.items():
            if not isinstance(entry.value, Map):
                continue
            told = self.inside(mirror, title, entry.key, f"the section `{title}`")
            if told is None:
                continue
            if not isinstance(told.get("title"), Text):
                self.missing(told, "title", f"the section `{title}`", entry.key)
            self.strays(entry.value, told, f" in the section `{title}`", ("title",))
            for key, question in entry.value.entries.items():
                if isinstance(question.value, Map):
                    self.question(key, question.key, question.value, told)

    def question(self, key: str, place: Text, original: Map, mirror: Map) -> None:
        """The words of one question."""
        told = self.inside(mirror, key, place, f"`{key}`")
        if told is None:
            return
        kind = original.get("type")
        own_yes_no = "questions" in original or (isinstance(kind, Text) and kind.text == "yes or no")
        for name, entry in told.entries.items():
            if name in TEXTS or name in MAPS or name == "questions":
                if name not in original and not (own_yes_no and name == "choices"):
                    message = f"`{name}` of `{key}` is not in {self.original_file}."
                    self.faults.add(entry.key, "stray-words", message, "Delete it, or add it there.")
            else:
                remedy = nearest(name, [*TEXTS, *MAPS, "questions"]) or "Delete it."
                self.faults.add(entry.key, "not-words", f"a mirror holds words only, not `{name}`.", remedy)
        for name in TEXTS:
            if name in original and not _has_text(told.get(name)):
                self.missing(told, name, f"`{key}`", original.entries[name].key)
        for name in MAPS:
            self.words_map(name, f"`{key}`", original.get(name), told)
        inner, inner_told = original.get("questions"), told.get("questions")
        if isinstance(inner, Map):
            if not isinstance(inner_told, Map):
                self.missing(told, "questions", f"`{key}`", original.entries["questions"].key)
                return
            self.strays(inner, inner_told, f" in the list `{key}`")
            for inner_key, entry in inner.entries.items():
                if isinstance(entry.value, Map):
                    self.question(inner_key, entry.key, entry.value, inner_told)

    def service(self, original: Map, mirror: Map) -> None:
        """The words of service.yaml."""
        for name, entry in mirror.entries.items():
            if name not in (*SERVICE_WORDS, "contact", "refer when", "assumed"):
                remedy = nearest(name, list(SERVICE_WORDS)) or "Delete it."
                self.faults.add(entry.key, "not-words", f"a mirror holds words only, not `{name}`.", remedy)
            elif name not in original:
                message = f"`{name}` is not in {self.original_file}."
                self.faults.add(entry.key, "stray-words", message, "Delete it, or add it there.")
        for name in SERVICE_WORDS:
            if name in original and not _has_text(mirror.get(name)):
                self.missing(mirror, name, "the service", original.entries[name].key)
        for name in ("refer when", "assumed"):
            self.words_map(name, "the service", original.get(name), mirror)
        contact = original.get("contact")
        if isinstance(contact, Map):
            wanted = {key: entry for key, entry in contact.entries.items() if key in CONTACT_WORDS}
            told = mirror.get("contact")
            for key, entry in wanted.items():
                if not isinstance(told, Map) or not _has_text(told.get(key)):
                    self.missing(told or mirror, key, "`contact`", entry.key)

    def words_map(self, name: str, what: str, original: Node | None, told: Map) -> None:
        """A map whose values are words: choices, must, refer when, assumed."""
        if not isinstance(original, Map):
            return
        mirrored = told.get(name)
        if not isinstance(mirrored, Map):
            self.missing(told, name, what, original)
            return
        self.strays(original, mirrored, f" in `{name}` of {what}")
        for key, entry in original.entries.items():
            if not _has_text(mirrored.get(key)):
                self.missing(mirrored, key, f"`{name}` of {what}", entry.key)

    def inside(self, mirror: Map, key: str, place: Text, what: str) -> Map | None:
        """The mirrored map at a key; a fault where there is none."""
        told = mirror.get(key)
        if isinstance(told, Map):
            return told
        message = f"{what} ({self.original_file} line {place.line}) has no words in this language."
        self.faults.add(told or mirror, "missing-words", message, f"Add `{key}:` with its words.")
        return None

    def missing(self, place: Node, name: str, what: str, original: Node) -> None:
        """A word that is not mirrored."""
        message = (
            f"`{name}` of {what} ({self.original_file} line {original.line}) has no words in this language."
        )
        self.faults.add(place, "missing-words", message, f"Add `{name}:`.")

    def strays(self, original: Map, mirror: Map, where: str, but: tuple[str, ...] = ()) -> None:
        """Keys of the mirror that the original does not have."""
        for key, entry in mirror.entries.items():
            if key not in original and key not in but:
                message = f"`{key}`{where} is not in {self.original_file}."
                remedy = nearest(key, list(original.entries)) or "Delete it, or add it there."
                self.faults.add(entry.key, "stray-words", message, remedy)


def check_journey_mirror(original: Map, mirror: Map, original_file: str, faults: Faults) -> None:
    """Record every gap and every stray key of a journey's mirror."""
    _Mirroring(original_file, faults).journey(original, mirror)


def check_service_mirror(original: Map, mirror: Map, original_file: str, faults: Faults) -> None:
    """Record every gap and every stray key of service.yaml's mirror."""
    _Mirroring(original_file, faults).service(original, mirror)


def in_order_throughout(mirror: Map, language: str) -> Map:
    """A mirror in which amounts and telephone numbers keep their order in a language from right to left."""
    if direction(language) == "ltr":
        return mirror
    return Map(
        mirror.line,
        mirror.column,
        {key: Entry(entry.key, _in_order(entry.value, language)) for key, entry in mirror.entries.items()},
    )


def _in_order(node: Node, language: str) -> Node:
    if isinstance(node, Text):
        return Text(node.line, node.column, in_order(node.text, language))
    return in_order_throughout(node, language) if isinstance(node, Map) else node


def _has_text(node: Node | None) -> bool:
    return isinstance(node, Text) and bool(node.text)


def journey_in(journey: Journey, mirror: Map, language: str) -> Journey:
    """The same journey in another language's words.

    Where a word is missing (a fault), the first language's.
    """
    sections = []
    for section in journey.sections:
        told = mirror.get(section.key)
        held = told if isinstance(told, Map) else Map(0, 0, {})
        title = _said(held, "title") or section.title
        asked = tuple(_asked_in(each, held) for each in section.asked)
        sections.append(replace(section, title=title, asked=asked))
    return replace(journey, language=language, sections=tuple(sections))


def _asked_in(asked: Asked, section: Map) -> Asked:
    told = section.get(asked.key)
    held = told if isinstance(told, Map) else Map(0, 0, {})
    return _repeat_in(asked, held) if isinstance(asked, Repeat) else _question_in(asked, held)


def _repeat_in(repeat: Repeat, told: Map) -> Repeat:
    inner = told.get("questions")
    held = inner if isinstance(inner, Map) else Map(0, 0, {})
    labels = _said_map(told, "choices")
    return replace(
        repeat,
        ask=_said(told, "ask") or repeat.ask,
        each=_said(told, "each") or repeat.each,
        hint=_said(told, "hint") or repeat.hint,
        short=_said(told, "short") or repeat.short,
        why=_said(told, "why") or repeat.why,
        evidence=_said(told, "evidence") or repeat.evidence,
        yes=labels.get("yes", ""),
        no=labels.get("no", ""),
        questions=tuple(_question_in(question, _map_at(held, question.key)) for question in repeat.questions),
    )


def _question_in(question: Question, told: Map) -> Question:
    wording = question.type.wording
    choices, musts = _said_map(told, "choices"), _said_map(told, "must")
    if question.type.name == "yes or no":
        own_choices = tuple(choices.items())
    else:
        own_choices = tuple((value, choices.get(value, words)) for value, words in wording.choices)
    short = _said(told, "short") or question.short
    own_wording = replace(
        wording,
        subject=short,
        missing=_said(told, "missing") or wording.missing,
        choices=own_choices,
        none=_said(told, "none") or wording.none,
    )
    return replace(
        question,
        ask=_said(told, "ask") or question.ask,
        type=question_type(question.type.name, own_wording),
        hint=_said(told, "hint") or question.hint,
        short=short,
        why=_said(told, "why") or question.why,
        evidence=_said(told, "evidence") or question.evidence,
        musts=tuple(
            Must(must.condition, musts.get(must.condition.text, must.sentence)) for must in question.musts
        ),
    )


def _map_at(told: Map, key: str) -> Map:
    held = told.get(key)
    return held if isinstance(held, Map) else Map(0, 0, {})


def _said(told: Map, name: str) -> str:
    value = told.get(name)
    return value.text if isinstance(value, Text) else ""


def _said_map(told: Map, name: str) -> Mapping[str, str]:
    return {
        key: entry.value.text
        for key, entry in _map_at(told, name).entries.items()
        if isinstance(entry.value, Text) and entry.value.text
    }
