"""String functions (DMN 1.5, Table 74). Characters are Unicode code points; positions count from 1."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from ..arithmetic import Undefined
from ..diagnostics import sentence
from ..patterns import BadPattern, Pattern, compile_pattern, expand
from ..types import kind_name
from ..values import Value
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run

Texts: TypeAlias = list[str]


@builtin("substring(string: string, start position: number, length?: number?) -> string")
def substring(string: str, start_position: Decimal, length: Decimal | None = None) -> str | Undefined:
    """So many characters (or all) from a position, which counts from the end when negative."""
    start = int(start_position)
    if start == 0 or abs(start) > len(string):
        return Undefined(
            "position-out-of-range", f"There is no position {start} in a text of {len(string)} characters."
        )
    first = start - 1 if start > 0 else len(string) + start
    if length is None:
        return string[first:]
    if length < 1:
        return Undefined("length-out-of-range", "The length must be at least 1.")
    return string[first : first + int(min(length, Decimal(len(string))))]


@builtin("string length(string: string) -> number")
def string_length(string: str) -> Decimal:
    """How many characters."""
    return Decimal(len(string))


@builtin("upper case(string: string) -> string")
def upper_case(string: str) -> str:
    """In capital letters."""
    return string.upper()


@builtin("lower case(string: string) -> string")
def lower_case(string: str) -> str:
    """In small letters."""
    return string.lower()


@builtin("substring before(string: string, match: string) -> string")
def substring_before(string: str, match: str) -> str:
    """What stands before the first match; empty where there is none."""
    head, found, _ = string.partition(match) if match else ("", "", "")
    return head if found else ""


@builtin("substring after(string: string, match: string) -> string")
def substring_after(string: str, match: str) -> str:
    """What stands after the first match; empty where there is none, and all of it after an empty match."""
    if not match:
        return string
    return string.partition(match)[2]


@builtin("contains(string: string, match: string) -> boolean")
def contains(string: str, match: str) -> bool:
    """Whether the match is part of the string."""
    return match in string


@builtin("starts with(string: string, match: string) -> boolean")
def starts_with(string: str, match: str) -> bool:
    """Whether the string starts with the match."""
    return string.startswith(match)


@builtin("ends with(string: string, match: string) -> boolean")
def ends_with(string: str, match: str) -> bool:
    """Whether the string ends with the match."""
    return string.endswith(match)


def _pattern(pattern: str, flags: str | None) -> Pattern | Undefined:
    try:
        return compile_pattern(pattern, flags or "")
    except BadPattern as fault:
        return Undefined("bad-pattern", sentence(f"{fault}."))


def _too_slow() -> Undefined:
    return Undefined(
        "pattern-too-slow", "The pattern took too long. A pattern without back-references cannot."
    )


@builtin("matches(input: string, pattern: string, flags?: string?) -> boolean", cost=10, timed=True)
def matches(input: str, pattern: str, flags: str | None = None) -> bool | Undefined:
    """Whether the pattern is found anywhere in the input."""
    compiled = _pattern(pattern, flags)
    if isinstance(compiled, Undefined):
        return compiled
    try:
        return compiled.found_in(input)
    except TimeoutError:
        return _too_slow()


@builtin(
    "replace(input: string, pattern: string, replacement: string, flags?: string?) -> string",
    with_run=True,
    cost=10,
    timed=True,
)
def replace(
    run: Run, input: str, pattern: str, replacement: str, flags: str | None = None
) -> Value | Undefined:
    """The input with each match replaced; `$1` in the replacement stands for a group, `$0` for the match."""
    compiled = _pattern(pattern, flags)
    if isinstance(compiled, Undefined):
        return compiled
    try:
        if compiled.found_in(""):
            return Undefined(
                "empty-match", "The pattern matches the empty text, so there would be no end of replacing."
            )
        parts = [replacement] if "q" in (flags or "") else expand(replacement, compiled.groups)
        pieces: list[str] = []
        done = size = 0
        for found in compiled.matches(input):
            for part in [input[done : found.start()], *parts]:
                piece = part if isinstance(part, str) else found.group(part) or ""
                pieces.append(piece)
                size += len(piece)
            done = found.end()
            if size > run.limits.characters:
                return _too_long(run)
        pieces.append(input[done:])
        return within(run, "".join(pieces))
    except BadPattern as fault:
        return Undefined("bad-replacement", sentence(f"{fault}."))
    except TimeoutError:
        return _too_slow()


@builtin("split(string: string, delimiter: string) -> list<string>", with_run=True, cost=10, timed=True)
def split(run: Run, string: str, delimiter: str) -> Value | Undefined:
    """The parts between the matches of the delimiter pattern."""
    compiled = _pattern(delimiter, None)
    if isinstance(compiled, Undefined):
        return compiled
    try:
        if compiled.found_in(""):
            return Undefined("empty-match", "The delimiter matches the empty text, so it parts nothing.")
        parts: list[Value] = []
        done = 0
        for found in compiled.matches(string):
            parts.append(string[done : found.start()])
            done = found.end()
            if len(parts) >= run.limits.items:
                return Undefined("list-too-long", f"A list may have at most {run.limits.items} items.")
        return [*parts, string[done:]]
    except TimeoutError:
        return _too_slow()


@builtin("string join(list: list, delimiter?: string?) -> string", with_run=True)
def string_join(run: Run, list: list[Value], delimiter: str | None = None) -> Value | Undefined:
    """The strings one after another with the delimiter between; nulls are left out."""
    parts: Texts = []
    for each in list:
        if isinstance(each, str):
            parts.append(each)
        elif each is not None:
            return Undefined("argument-type", f"Its items must be text, not {kind_name(each)}.")
    glue = delimiter or ""
    if sum(map(len, parts)) + len(glue) * len(parts) > run.limits.characters:
        return _too_long(run)
    return glue.join(parts)


def within(run: Run, text: str) -> str | Undefined:
    """The text, unless it is longer than a run allows."""
    return text if len(text) <= run.limits.characters else _too_long(run)


def _too_long(run: Run) -> Undefined:
    return Undefined("string-too-long", f"A text may have at most {run.limits.characters} characters.")
