"""YAML 1.2 read strictly, as text, with the place of every key and value.

No value is anything but text, so `no` is never false and `01234` keeps its nought. Duplicate keys, anchors,
aliases, tags, further documents, tabs in the indentation and anything too large or too deep are faults.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from commonweal.service.faults import Faults, Placed

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_VALUES = 20_000

IN_QUOTES = "put the text in quotes"


@dataclass(frozen=True, slots=True)
class Text(Placed):
    """A value: always text, stripped of surrounding space."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a map, each with its own place."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Map(Placed):
    """Keys and values in the order written; no key twice."""

    entries: dict[str, Entry]

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> Node | None:
        """The value at a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class Items(Placed):
    """A list of values in the order written."""

    items: tuple[Node, ...]


Node = Text | Map | Items


class _Stop(Exception):
    """Reading cannot go on; the fault is already recorded."""


def read_yaml(content: bytes, faults: Faults) -> Map | None:
    """The map that a YAML file holds, or None with its faults recorded when it cannot be read at all."""
    if len(content) > MAX_BYTES:
        faults.add(None, "too-large", f"the file is over {MAX_BYTES // 1_000_000} MB.", "Make it smaller.")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add((line, 1), "not-utf8", "this is not UTF-8 text.", "Save the file as UTF-8.")
        return None
    lines = text.split("\n")
    tabs = [n for n, line in enumerate(lines, 1) if "\t" in line[: len(line) - len(line.lstrip())]]
    if tabs:
        message = f"a tab in the indentation of `{lines[tabs[0] - 1].strip()[:100]}`."
        faults.add((tabs[0], 1), "tab", message, "Indent with spaces.")
        return None
    try:
        node = _Builder(faults).build(_events(text))
    except _Stop:
        return None
    except MarkedYAMLError as error:
        _explain(error, lines, faults)
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        faults.add(
            (line, 1), "bad-character", "a control character, which YAML does not allow.", "Delete it."
        )
        return None
    if node is None or isinstance(node, Map):
        if node is None:
            faults.add(None, "empty", "the file is empty.")
        return node
    faults.add(node, "not-a-map", "the file should be keys and values.", "Begin with `key: value`.")
    return None


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


class _Builder:
    """Builds the tree from parser events, so that size and depth are bounded while reading."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.values = 0

    def build(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.stop(
                        event, "documents", "a second document.", "Keep one document in a file: delete `---`."
                    )
            elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                root = self.node(event, events, 1)
            elif isinstance(event, AliasEvent):
                self.refuse_alias(event)
        return None if isinstance(root, Text) and root.text == "" else root

    def stop(self, event: Event, code: str, message: str, remedy: str) -> None:
        self.faults.add(_place(event), code, message, remedy)
        raise _Stop

    def refuse_alias(self, event: Event) -> None:
        self.stop(event, "alias", "`*` refers to an anchor.", f"Write the value out, or {IN_QUOTES}.")

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.stop(event, "too-deep", f"more than {MAX_DEPTH} levels deep.", "Make it flatter.")
        self.values += 1
        if self.values > MAX_VALUES:
            self.stop(event, "too-many", f"more than {MAX_VALUES} values.", "Make the file smaller.")
        if isinstance(event, AliasEvent):
            self.refuse_alias(event)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            message = f"`&{anchor}` marks an anchor."
            self.stop(event, "anchor", message, f"Write values out, or {IN_QUOTES}.")
        if tag:
            message = f"`{tag}` marks a type, and every value is text."
            self.stop(event, "tag", message, f"Delete it, or {IN_QUOTES}.")
        line, column = _place(event)
        if isinstance(event, ScalarEvent):
            return Text(line, column, str(event.value).strip())
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Items(line, column, tuple(items))
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Text):
                self.faults.add(key, "bad-key", "a key must be text.", IN_QUOTES.capitalize() + ".")
            elif key.text in entries:
                first = entries[key.text].key.line
                self.faults.add(
                    key,
                    "duplicate-key",
                    f"`{key.text}` stands twice (first on line {first}).",
                    "Rename or delete one.",
                )
            else:
                entries[key.text] = Entry(key, value)
        return Map(line, column, entries)


def _explain(error: MarkedYAMLError, lines: list[str], faults: Faults) -> None:
    """A syntax error in the words of someone who writes services, with the offending text."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    if line > len(lines) or (line == len(lines) and not lines[-1].strip() and line > 1):
        line, column = max(1, len("\n".join(lines).rstrip().split("\n"))), 1
    words = lines[line - 1].strip()
    quoted = f"`{words[:100]}`"
    problem = error.problem or ""
    context = error.context or ""
    if "mapping values are not allowed" in problem or "but got ':'" in problem:
        previous = lines[line - 2] if line > 1 else ""
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        if previous.strip() and ":" not in previous and not previous.lstrip().startswith(("-", "#")):
            message = f"`{previous.strip()[:100]}` has no colon."
            faults.add((line - 1, 1), "no-colon", message, "Write `key: value`.")
            return
        deeper = (
            indent > len(previous) - len(previous.lstrip()) and ": " in previous and words.count(":") == 1
        )
        if deeper and not previous.rstrip().endswith(":"):
            faults.add(
                (line, column),
                "bad-indent",
                f"{quoted} is indented under a key that already has a value.",
                "Line it up with the key above, or take the value away.",
            )
            return
        faults.add(
            (line, column), "colon-in-text", f"{quoted} has `: ` inside a text.", f"{IN_QUOTES.capitalize()}."
        )
    elif "cannot start any token" in problem:
        character = lines[line - 1][column - 1 : column]
        message = f"{quoted} has a text that begins with `{character}`."
        faults.add((line, column), "bad-start", message, f"{IN_QUOTES.capitalize()}.")
    elif "quoted scalar" in context:
        start = error.context_mark.line + 1 if error.context_mark else line
        message = f"a quotation mark is opened and never closed: `{lines[start - 1].strip()[:100]}`."
        faults.add((start, 1), "open-quote", message, "Close it.")
    elif "flow" in context:
        start = error.context_mark.line + 1 if error.context_mark else line
        message = f"`{lines[start - 1].strip()[:100]}` has a comma, bracket or brace out of place."
        faults.add(
            (line, column),
            "bad-brackets",
            message,
            f"Close every bracket; {IN_QUOTES} that holds , [ ] {{ or }}.",
        )
    elif "block" in context or "block" in problem:
        message = f"{quoted} is not lined up with the lines above it."
        faults.add(
            (line, column),
            "bad-indent",
            message,
            "Indent keys of the same level by the same number of spaces.",
        )
    elif "could not find expected ':'" in problem:
        start = error.context_mark.line + 1 if error.context_mark else line
        message = f"`{lines[start - 1].strip()[:100]}` has no colon."
        faults.add((start, 1), "no-colon", message, "Write `key: value`.")
    elif "%" in words[:1] or "directive" in context:
        faults.add((line, column), "directive", f"{quoted} is a directive.", f"Delete it, or {IN_QUOTES}.")
    else:
        faults.add(
            (line, column), "bad-yaml", f"{quoted} cannot be read: {problem}.", f"If it is text, {IN_QUOTES}."
        )


def nearest(word: str, words: list[str]) -> str:
    """A remedy naming the nearest known word, or the empty string."""
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else ""
