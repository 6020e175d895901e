"""Notices: letters and pages in Markdown with FEEL placeholders and conditions, prepared once.

`{FEEL}` prints a value; lines `{if FEEL}`, `{else if FEEL}`, `{else}` and `{end}` keep or drop the lines
between; `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.policy.feel import Scope
from commonweal.service.conditions import Condition, compile_condition
from commonweal.service.faults import Faults
from commonweal.service.right_to_left import in_order
from commonweal.service.strict_yaml import Text

MAX_BYTES = 200_000
MAX_NESTING = 10
FORMATS = ("money", "percentage", "date", "number")
NOTICE_NAMES = (
    *(
        "outcome",
        "referred",
        "refused",
        "reason",
        "reasons",
        "evidence",
        "reference",
        "notice date",
        "applicant",
    ),
    *("service name", "owner", "contact", "how it was worked out"),
)
"""Names that a notice may use besides answers, decisions and the house's names."""

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters round a placeholder's number while the Markdown is read; no value may hold them."""

_DIRECTIVE = re.compile(r"\{(if|else if|else|end)\b(.*)\}\s*", re.DOTALL)
_FORMAT = re.compile(r"\s+as\s+(\w+)\s*$")
_MISTAKEN = re.compile(r"^\{\s*(elif|elseif|endif|end if|fi|for|unless)\b")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value to print, and the format said for it (empty: by its declared type)."""

    condition: Condition
    format: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of Markdown in which each placeholder stands as OPEN, its number, CLOSE."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Branches of which the first that holds is kept; a branch without a condition is `{else}`."""

    branches: tuple[tuple[Condition | None, tuple[Piece, ...]], ...]


Piece = Lines | Choice


@dataclass(frozen=True)
class Notice:
    """A notice in one language, ready to print. `title` is its first heading as written."""

    name: str
    language: str
    file: str
    title: str
    pieces: tuple[Piece, ...]
    placeholders: tuple[Placeholder, ...]

    def names(self) -> frozenset[str]:
        """Every name that its placeholders and conditions use."""
        used = {name for placeholder in self.placeholders for name in placeholder.condition.names}
        return frozenset(used | set(_condition_names(self.pieces)))


def _condition_names(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Choice):
            for condition, inner in piece.branches:
                if condition is not None:
                    yield from condition.names
                yield from _condition_names(inner)


def read_notice(content: bytes, name: str, language: str, scope: Scope, faults: Faults) -> Notice | None:
    """Prepare a notice. Its faults are recorded; None only where it cannot be read at all."""
    if len(content) > MAX_BYTES:
        faults.add(None, "too-large", f"the notice is over {MAX_BYTES // 1000} kB.", "Make it shorter.")
        return None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add((line, 1), "not-utf8", "this is not UTF-8 text.", "Save the file as UTF-8.")
        return None
    if OPEN in text or CLOSE in text:
        faults.add(None, "bad-character", "the notice holds private-use characters.", "Delete them.")
        return None
    reader = _Reader(scope, faults)
    lines = in_order(text, language).split("\n")
    pieces, end = reader.pieces(lines, 0, 0, 0)
    if end < len(lines):
        faults.add((end + 1, 1), "stray-end", f"`{lines[end].strip()}` belongs to no `{{if}}`.", "Delete it.")
    title = next((line[2:].strip() for line in lines if line.startswith("# ")), "")
    first = next((line for line in lines if line.strip()), "")
    if not first.startswith("# "):
        faults.add((1, 1), "no-heading", "the first line is not a heading.", "Begin with `# ` and a title.")
    return Notice(name, language, faults.file, title, pieces, tuple(reader.placeholders))


class _Reader:
    def __init__(self, scope: Scope, faults: Faults) -> None:
        self.scope = scope
        self.faults = faults
        self.placeholders: list[Placeholder] = []

    def pieces(self, lines: list[str], at: int, depth: int, opened: int) -> tuple[tuple[Piece, ...], int]:
        """Pieces from a line on, to the end or to the directive that closes this branch."""
        found: list[Piece] = []
        held: list[str] = []
        while at < len(lines):
            line = lines[at]
            stripped = line.strip()
            directive = _DIRECTIVE.fullmatch(stripped)
            if directive is None:
                self.mistaken(stripped, at)
                held.append(self.line(line, at))
                at += 1
                continue
            if directive.group(1) != "if":
                break
            if held:
                found.append(Lines("\n".join(held)))
                held = []
            choice, at = self.choice(lines, at, depth)
            found.append(choice)
        if held:
            found.append(Lines("\n".join(held)))
        if opened and at >= len(lines):
            self.faults.add((opened, 1), "open-if", "`{if}` has no `{end}`.", "Add a line `{end}`.")
        return tuple(found), at

    def mistaken(self, stripped: str, at: int) -> None:
        match = _MISTAKEN.match(stripped)
        if match:
            message = f"`{{{match.group(1)}}}` is not used here."
            remedy = "Use `{if …}`, `{else if …}`, `{else}` and `{end}`."
            self.faults.add((at + 1, 1), "unknown-directive", message, remedy)

    def choice(self, lines: list[str], at: int, depth: int) -> tuple[Choice, int]:
        opened = at + 1
        branches: list[tuple[Condition | None, tuple[Piece, ...]]] = []
        if depth >= MAX_NESTING:
            self.faults.add(
                (opened, 1), "too-deep", f"`{{if}}` more than {MAX_NESTING} deep.", "Make it flatter."
            )
            return Choice(()), len(lines)
        while True:
            directive = _DIRECTIVE.fullmatch(lines[at].strip())
            assert directive is not None
            condition = None
            if directive.group(1) != "else":
                condition = self.feel(directive.group(2).strip(), at, lines[at].find(directive.group(2)))
            inner, next_at = self.pieces(lines, at + 1, depth + 1, opened)
            if condition is not None or directive.group(1) == "else":
                branches.append((condition, inner))
            if next_at >= len(lines):
                return Choice(tuple(branches)), next_at
            closing = _DIRECTIVE.fullmatch(lines[next_at].strip())
            assert closing is not None
            if closing.group(1) == "end":
                return Choice(tuple(branches)), next_at + 1
            if directive.group(1) == "else":
                message = f"`{lines[next_at].strip()}` comes after `{{else}}`."
                self.faults.add((next_at + 1, 1), "else-last", message, "Put `{else}` last.")
            at = next_at

    def feel(self, text: str, at: int, column: int) -> Condition | None:
        place = Text(at + 1, max(0, column) + 1, text)
        return compile_condition(
            place,
            self.scope,
            self.faults,
            what="the notice",
            missing="Use an answer's key or a decision's name.",
        )

    def line(self, line: str, at: int) -> str:
        """A line with its placeholders numbered."""
        out: list[str] = []
        position = 0
        while position < len(line):
            character = line[position]
            if line.startswith(("{{", "}}"), position):
                out.append(character)
                position += 2
            elif character == "{":
                end = _closing(line, position)
                if end is None:
                    self.faults.add(
                        (at + 1, position + 1), "open-brace", "`{` is not closed.", "Close it, or `{{`."
                    )
                    return ""
                out.append(self.placeholder(line, position, end, at))
                position = end + 1
            elif character == "}":
                remedy = "Delete it, or write `}}`."
                self.faults.add((at + 1, position + 1), "stray-brace", "`}` closes nothing.", remedy)
                position += 1
            else:
                out.append(character)
                position += 1
        return "".join(out)

    def placeholder(self, line: str, start: int, end: int, at: int) -> str:
        text = line[start + 1 : end]
        if line[:start].endswith("](") or "](" in line[:start].rsplit(")", 1)[-1]:
            message = "a placeholder in a link's address."
            self.faults.add((at + 1, start + 1), "placeholder-in-link", message, "Print the address as text.")
        said = ""
        named = _FORMAT.search(text)
        if named is not None:
            if named.group(1) in FORMATS:
                said, text = named.group(1), text[: named.start()]
            else:
                message = f"`as {named.group(1)}` is not a way to print."
                remedy = f"Use {', '.join(FORMATS)}."
                self.faults.add((at + 1, start + 1), "unknown-format", message, remedy)
                return ""
        condition = self.feel(text.strip(), at, start + 1)
        if condition is None:
            return ""
        self.placeholders.append(Placeholder(condition, said))
        return f"{OPEN}{len(self.placeholders) - 1}{CLOSE}"


def _closing(line: str, start: int) -> int | None:
    """Where the brace opened at `start` is closed, past nested braces and FEEL strings."""
    depth, quoted, position = 0, False, start
    while position < len(line):
        character = line[position]
        if quoted:
            if character == "\\":
                position += 1
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return None
