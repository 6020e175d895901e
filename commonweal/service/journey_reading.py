"""Reads journey.yaml into a journey, collecting every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from commonweal.policy.feel import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    ContextType,
    FeelType,
    Layout,
    ListType,
    Scope,
)
from commonweal.service.conditions import Condition, compile_condition
from commonweal.service.faults import Faults
from commonweal.service.inputs import HOUSE_NAMES, same_name
from commonweal.service.journey import MOST_ITEMS, Asked, Journey, Must, Question, Repeat, Section, StopIf
from commonweal.service.strict_yaml import Map, Node, Text, nearest
from commonweal.service.types import TYPES, QuestionType, question_type
from commonweal.service.wording_reading import (
    choices_at,
    otherwise_of,
    refuse_unknown_keys,
    text_at,
    whole_number_at,
    wording_of,
    words_wanted,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
RESERVED = frozenset(
    {
        "stop",
        "check",
        "submit",
        "start",
        "confirmation",
        "outcome",
        "referred",
        "refused",
        "reason",
        "reasons",
    }
    | {
        "how_we_write",
        "reference",
        "applicant",
        "owner",
        "contact",
        "channel",
        "language",
        "title",
        "list",
        "new",
        "remove",
    }
)
WORDS = ("ask", "hint", "short", "why", "missing", "evidence")
ASKED_KEYS = frozenset({*WORDS, "when", "for"})
QUESTION_KEYS = ASKED_KEYS | {"type", "optional", "must", "stop if", "otherwise"}
REPEAT_KEYS = ASKED_KEYS - {"missing"} | {"each", "at most", "questions", "choices"}


@dataclass(slots=True)
class _Reading:
    """What is known while reading: faults, the layout of answers, and the scope of those above."""

    faults: Faults
    layout: Layout
    scope: Scope
    keys: dict[str, int] = field(default_factory=dict)
    all_keys: frozenset[str] = frozenset()
    section: str = ""


def read_journey(root: Map, faults: Faults, language: str) -> Journey:
    """The journey of a file already read as text.

    Questions that cannot be asked are left out, with a fault each.
    """
    layout = Layout()
    reading = _Reading(faults, layout, Scope(dict.fromkeys(HOUSE_NAMES, ANY), layout=layout))
    reading.all_keys = frozenset(_keys(root))
    sections = []
    for title, entry in root.entries.items():
        if not isinstance(entry.value, Map):
            faults.add(
                entry.key, "not-a-section", f"`{title}` is a section and holds no questions.", "Indent them."
            )
            continue
        reading.section = title
        asked: list[Asked] = []
        for key, question in entry.value.entries.items():
            if key == "title" and isinstance(question.value, Text):
                continue
            one = _read_asked(key, question.key, question.value, reading)
            if one is not None:
                asked.append(one)
        sections.append(Section(title, text_at(entry.value, "title", faults) or title, tuple(asked)))
    if not any(section.asked for section in sections):
        faults.add(None, "no-questions", "there are no questions.", "Write a section with a question in it.")
    read = {each.key for section in sections for each in section.asked}
    unread = frozenset(reading.all_keys - read)
    return Journey(language, tuple(sections), layout, reading.scope, unread=unread)


def _keys(root: Map) -> list[str]:
    return [
        key
        for section in root.entries.values()
        if isinstance(section.value, Map)
        for key in section.value.entries
    ]


def _read_asked(key: str, place: Text, node: Node, reading: _Reading) -> Asked | None:
    faults = reading.faults
    if not isinstance(node, Map):
        faults.add(
            place, "not-a-question", f"`{key}` holds no question.", "Give it `ask` and `type`, indented."
        )
        return None
    if not _good_key(key, place, reading):
        return None
    reading.keys[key] = place.line
    if "each" in node or "questions" in node:
        return _read_repeat(key, place, node, reading)
    return _read_question(key, place, node, reading, "")


def _good_key(key: str, place: Text, reading: _Reading) -> bool:
    faults = reading.faults
    if KEY.fullmatch(key) is None:
        remedy = "Use lower-case letters, digits and underscores, beginning with a letter."
        faults.add(place, "bad-key", f"`{key}` cannot be a question's key.", remedy)
        return False
    if key in RESERVED or key in map(same_name, HOUSE_NAMES) or same_name(key) in HOUSE_NAMES:
        faults.add(
            place, "reserved-key", f"`{key}` is a name that the service uses itself.", "Choose another."
        )
        return False
    if key in reading.keys:
        first = reading.keys[key]
        message = f"the key `{key}` stands twice (first on line {first})."
        faults.add(place, "duplicate-key", message, "A key stands once in the whole journey: rename one.")
        return False
    return True


def _read_repeat(key: str, place: Text, node: Map, reading: _Reading) -> Repeat | None:
    faults = reading.faults
    refuse_unknown_keys(node, REPEAT_KEYS, f"the list `{key}`", faults)
    when = _condition(node, "when", key, reading)
    ask = words_wanted(node, "ask", f"the list `{key}`", place, faults)
    each = words_wanted(node, "each", f"the list `{key}`", place, faults)
    most = whole_number_at(node, "at most", 1, MOST_ITEMS, faults)
    inner = node.get("questions")
    if not isinstance(inner, Map) or not inner.entries:
        faults.add(
            place, "no-questions", f"the list `{key}` has no `questions`.", "Say what to ask about each."
        )
        return None
    outside, questions = reading.scope, []
    for inner_key, entry in inner.entries.items():
        if not isinstance(entry.value, Map):
            message = f"`{inner_key}` holds no question."
            faults.add(entry.key, "not-a-question", message, "Give it `ask` and `type`, indented.")
        elif "each" in entry.value or "questions" in entry.value:
            faults.add(entry.key, "nested-list", f"`{inner_key}` is a list within a list.", "Ask it outside.")
        elif inner_key in reading.all_keys:
            message = f"the key `{inner_key}` is also the key of a question outside the list."
            faults.add(entry.key, "duplicate-key", message, "Rename one.")
        elif _good_key(inner_key, entry.key, reading):
            question = _read_question(inner_key, entry.key, entry.value, reading, key, list(inner.entries))
            if question is not None:
                questions.append(question)
    reading.scope = outside
    each_type = ContextType(tuple((q.key, _feel_type(q.type)) for q in questions))
    slot = _declare(key, ListType(each_type), reading)
    words = choices_at(node, f"the list `{key}`", faults) if "choices" in node else ()
    labels = dict(words)
    return Repeat(
        key=key,
        section=reading.section,
        ask=ask,
        each=each,
        questions=tuple(questions),
        slot=slot,
        line=place.line,
        column=place.column,
        most=most or 20,
        hint=text_at(node, "hint", faults),
        short=text_at(node, "short", faults),
        why=text_at(node, "why", faults),
        evidence=text_at(node, "evidence", faults),
        used_for=text_at(node, "for", faults),
        yes=labels.get("yes", ""),
        no=labels.get("no", ""),
        when=when,
    )


def _read_question(
    key: str, place: Text, node: Map, reading: _Reading, repeat: str, siblings: Collection[str] = ()
) -> Question | None:
    faults = reading.faults
    when = _condition(node, "when", key, reading, siblings)
    ask = words_wanted(node, "ask", f"`{key}`", place, faults)
    kind = node.get("type")
    if not isinstance(kind, Text) or kind.text not in TYPES:
        said = kind.text if isinstance(kind, Text) else ""
        remedy = nearest(said, list(TYPES)) or f"The types are: {', '.join(TYPES)}."
        message = f"`{key}` has no `type`." if kind is None else f"`{said}` is not a type of question."
        faults.add(kind or place, "unknown-type", message, remedy)
        _declare(key, ANY, reading)
        return None
    allowed = TYPES[kind.text].keys_allowed
    refuse_unknown_keys(node, QUESTION_KEYS | allowed, f"`{key}` ({kind.text})", faults)
    wording = wording_of(node, f"`{key}`", kind.text, faults)
    if (kind.text in ("one of", "any of")) and not wording.choices:
        faults.add(
            place, "no-choices", f"`{key}` ({kind.text}) has no `choices`.", "Map each value to its words."
        )
    type_ = question_type(kind.text, wording)
    slot = _declare(key, _feel_type(type_), reading)
    return Question(
        key=key,
        section=reading.section,
        ask=ask,
        type=type_,
        slot=slot,
        line=place.line,
        column=place.column,
        hint=text_at(node, "hint", faults),
        short=text_at(node, "short", faults),
        why=text_at(node, "why", faults),
        evidence=text_at(node, "evidence", faults),
        used_for=text_at(node, "for", faults),
        when=when,
        musts=tuple(
            Must(condition, sentence.text)
            for condition, sentence in _conditions(node, "must", key, reading, siblings)
        ),
        stops=tuple(
            StopIf(condition, notice.text)
            for condition, notice in _conditions(node, "stop if", key, reading, siblings)
        ),
        otherwise=otherwise_of(node, key, type_, faults),
        repeat=repeat,
    )


def _declare(key: str, type_: FeelType, reading: _Reading) -> int:
    reading.scope = reading.scope.child({key: type_})
    slot = reading.scope.slot(key)
    assert slot is not None
    return slot


def _feel_type(type_: QuestionType) -> FeelType:
    if type_.feel_type == "list":
        return ListType(STRING)
    if type_.feel_type == "context":
        return ContextType(tuple((part, STRING) for part in type_.parts))
    return {"boolean": BOOLEAN, "number": NUMBER, "date": DATE, "string": STRING}.get(type_.feel_type, ANY)


def _condition(
    node: Map, name: str, key: str, reading: _Reading, siblings: Collection[str] = ()
) -> Condition | None:
    text = node.get(name)
    if text is None:
        return None
    if not isinstance(text, Text) or not text.text:
        reading.faults.add(text, "not-text", f"`{name}` of `{key}` should be one condition.", "Write FEEL.")
        return None
    later = {*reading.all_keys, *siblings}
    return compile_condition(
        text,
        reading.scope,
        reading.faults,
        what=f"`{name}` of `{key}`",
        later=later,
        missing="Use the key of a question above.",
    )


def _conditions(
    node: Map, name: str, key: str, reading: _Reading, siblings: Collection[str]
) -> list[tuple[Condition, Text]]:
    tests = node.get(name)
    if tests is None:
        return []
    if not isinstance(tests, Map):
        what = "the sentence to show" if name == "must" else "a file in notices/"
        reading.faults.add(
            tests, "not-a-map", f"`{name}` of `{key}` is a map of condition to {what}.", "Indent it."
        )
        return []
    found = []
    for entry in tests.entries.values():
        if not isinstance(entry.value, Text) or not entry.value.text:
            reading.faults.add(entry.key, "not-text", f"`{name}` of `{key}` needs words after the condition.")
            continue
        condition = compile_condition(
            entry.key,
            reading.scope,
            reading.faults,
            what=f"`{name}` of `{key}`",
            later={*reading.all_keys, *siblings},
            missing="Use the key of this question or of one above.",
        )
        if condition is not None:
            found.append((condition, entry.value))
    return found
