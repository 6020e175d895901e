"""XPath's regular expressions, run so that none can take for ever (DMN 1.5, Table 74; XPath functions 7.6).

A pattern is read and checked as XPath, then run by RE2, whose time is linear in the text. What RE2 has not,
which is back-references, is run by `regex` under a time limit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

import re2
import regex
from elementpath.regex import RegexError, translate_pattern

MAX_PATTERN: Final = 2_000
"""Characters in a pattern."""

TIME_LIMIT: Final = 0.5
"""Seconds that a pattern with back-references may take before its result is null."""

_CLASSES: Final = {
    r"\d": r"\p{Nd}",
    r"\D": r"\P{Nd}",
    r"\w": r"[^\p{P}\p{Z}\p{C}]",
    r"\W": r"[\p{P}\p{Z}\p{C}]",
    r"\s": r"[ \t\n\r]",
    r"\S": r"[^ \t\n\r]",
}
_ESCAPABLE: Final = frozenset("nrt\\|.?*+(){}-[]^$dDwWsSiIcCpP123456789")
_PIECE: Final = re.compile(r"\\(?:[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\$\(\?!\\n\\Z\)|.", re.DOTALL)
_BACK_REFERENCE: Final = re.compile(r"\\([1-9][0-9]*)")


class BadPattern(ValueError):
    """The pattern or its flags are not XPath's; the message says what is wrong."""


class Pattern:
    """A compiled pattern. Its methods raise TimeoutError when a search takes too long."""

    __slots__ = ("_compiled", "_options", "groups")

    def __init__(self, compiled: Any, options: dict[str, float]) -> None:
        self._compiled = compiled
        self._options = options
        self.groups: int = compiled.groups

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere."""
        return self._compiled.search(text, **self._options) is not None

    def matches(self, text: str) -> Any:
        """Every match from left to right, none overlapping."""
        return self._compiled.finditer(text, **self._options)


@lru_cache(maxsize=512)
def compile_pattern(pattern: str, flags: str) -> Pattern:
    """The pattern under flags out of `s`, `m`, `i`, `x` and `q`. Raises BadPattern."""
    odd = set(flags) - set("smixq")
    if odd:
        raise BadPattern(f"there is no flag {min(odd)!r}; the flags are s, m, i, x and q")
    if len(pattern) > MAX_PATTERN:
        raise BadPattern(f"a pattern may have at most {MAX_PATTERN} characters")
    dialect = "".join(each for each in "ims" if each in flags)
    if "q" in flags:
        return _linear(re.escape(pattern), "".join(each for each in dialect if each == "i"))
    if "x" in flags:
        pattern = _without_space(pattern)
    for escape in re.findall(r"\\(.)", pattern, re.DOTALL):
        if escape not in _ESCAPABLE:
            raise BadPattern(f"\\{escape} has no meaning in a pattern")
    try:
        translated = translate_pattern(pattern, re.DOTALL if "s" in flags else 0)
    except (RegexError, re.error, ValueError, IndexError, KeyError) as fault:
        raise BadPattern(f"the pattern cannot be read: {fault}") from None
    end = "$" if "m" in flags else r"\z"
    back_references = False

    def piece(found: re.Match[str]) -> str:
        nonlocal back_references
        part = found[0]
        if part == "$" or part.startswith("$("):
            return end
        back_references = back_references or bool(_BACK_REFERENCE.fullmatch(part))
        return _CLASSES.get(part, part)

    adapted = _PIECE.sub(piece, translated)
    if not back_references:
        return _linear(adapted, dialect)
    _check_references(pattern)
    try:
        prefix = f"(?{dialect})" if dialect else ""
        compiled = regex.compile(prefix + adapted.replace(r"\z", r"\Z"))
    except (regex.error, ValueError) as fault:
        raise BadPattern(f"the pattern cannot be read: {fault}") from None
    return Pattern(compiled, {"timeout": TIME_LIMIT})


def _linear(pattern: str, dialect: str) -> Pattern:
    options = re2.Options()
    options.log_errors = False
    try:
        return Pattern(re2.compile((f"(?{dialect})" if dialect else "") + pattern, options), {})
    except re2.error as fault:
        detail = fault.args[0] if fault.args else "it is not regular"
        text = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else str(detail)
        raise BadPattern(f"the pattern cannot be read: {text}") from None


def _without_space(pattern: str) -> str:
    """The pattern under flag x: white space outside character classes has no meaning."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for character in pattern:
        if not escaped:
            if character == "[":
                depth += 1
            elif character == "]":
                depth = max(0, depth - 1)
        if depth == 0 and character in " \t\n\r":
            continue
        escaped = character == "\\" and not escaped
        kept.append(character)
    return "".join(kept)


def _check_references(pattern: str) -> None:
    """A back-reference may only name a group that has been closed before it."""
    opened: list[int] = []
    closed: set[int] = set()
    count = 0
    for found in re.finditer(r"\\([1-9])|\\.|\[(?:\\.|[^\]\\])*\]|\((\?)?|\)", pattern, re.DOTALL):
        part = found[0]
        if part.startswith("("):
            if found[2] is None:
                count += 1
            opened.append(count if found[2] is None else 0)
        elif part == ")":
            if opened:
                closed.add(opened.pop())
        elif found[1] and int(found[1]) not in closed:
            raise BadPattern(f"{part} refers to a group that is not closed before it")


def expand(replacement: str, groups: int) -> list[str | int]:
    """A replacement as text and group numbers in turn (XPath functions 7.6.3). Raises BadPattern."""
    parts: list[str | int] = []
    here = 0
    while here < len(replacement):
        character = replacement[here]
        if character == "\\":
            follow = replacement[here + 1 : here + 2]
            if follow not in ("\\", "$"):
                raise BadPattern(r"in a replacement \ must stand before \ or $")
            parts.append(follow)
            here += 2
        elif character == "$":
            digits = re.compile("[0-9]+").match(replacement, here + 1)
            if digits is None:
                raise BadPattern(r"in a replacement $ must stand before a digit; write \$ for a dollar sign")
            text = digits[0]
            # As many digits as name a group; what is left over is text.
            while len(text) > 1 and int(text) > groups:
                text = text[:-1]
            if int(text) <= groups:
                parts.append(int(text))
            here += 1 + len(text)
        else:
            parts.append(character)
            here += 1
    return parts
