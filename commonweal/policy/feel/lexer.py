"""Text to tokens, in one pass and linear time (DMN 1.5, grammar rules 25 to 37 and 61 to 65)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .diagnostics import FeelSyntaxError, Problem, Span

MAX_TEXT = 200_000
"""Characters in one expression."""

TokenKind = Literal["word", "number", "string", "symbol", "end"]


class Token(NamedTuple):
    """A word, a number, a string (its text already read) or a symbol, with its place in the text."""

    kind: TokenKind
    text: str
    start: int
    end: int


_START = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFFD\U00010000-\U000EFFFF"
)
_SPACE = r"\s\u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF"
_TOKEN = re.compile(
    rf"(?P<skip>[{_SPACE}]+|//[^\n\r]*|/\*.*?\*/)"
    rf"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<word>(?![\u1680\u180E])[{_START}](?:(?![\u1680\u180E])[{_START}0-9\u00B7\u0300-\u036F\u203F-\u2040])*)"
    r'|(?P<string>"(?:[^"\\\n\r]|\\[^\n\r])*")'
    r"|(?P<symbol>\.\.|->|\*\*|<=|>=|!=|/(?!\*)|[-+*=<>()\[\]{},:.@'’])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"'": "'", '"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, an `end` token last. Raises FeelSyntaxError for a character that starts none."""
    if len(text) > MAX_TEXT:
        message = f"The expression has {len(text)} characters; at most {MAX_TEXT} are read."
        raise _fault("too-long", message, "Split it into several decisions.", Span(MAX_TEXT, len(text)))
    tokens: list[Token] = []
    place = 0
    match = _TOKEN.match
    while place < len(text):
        found = match(text, place)
        if found is None:
            raise _unreadable(text, place)
        kind = found.lastgroup
        end = found.end()
        if kind == "string":
            tokens.append(Token("string", _unescape(found.group()[1:-1], place), place, end))
        elif kind != "skip":
            tokens.append(Token(kind, found.group(), place, end))  # type: ignore[arg-type]
        place = end
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def name_tokens(name: str) -> tuple[str, ...]:
    """A declared name as the tokens by which it is recognised; a name that is no FEEL name is one token."""
    try:
        return tuple(token.text for token in tokenize(name)[:-1]) or (name,)
    except FeelSyntaxError:
        return (name,)


def is_plain_name(name: str) -> bool:
    """Whether the name may be written as a key or parameter without quotes."""
    try:
        tokens = tokenize(name)[:-1]
    except FeelSyntaxError:
        return False
    if not tokens or tokens[0].kind != "word":
        return False
    return all(
        t.kind in ("word", "number") or (t.kind == "symbol" and t.text in NAME_SYMBOLS) for t in tokens
    )


NAME_SYMBOLS = frozenset({".", "/", "-", "'", "’", "+", "*", "**"})
"""Symbols that a name may hold after its first word (grammar rule 30)."""


def _unescape(body: str, place: int) -> str:
    if "\\" not in body and not _LONE.search(body):
        return body

    def read(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        if code is None:
            return _PLAIN_ESCAPES.get(found[3], found[0])
        number = int(code, 16)
        if number > 0x10FFFF:
            span = Span(place, place + len(body) + 2)
            raise _fault("bad-escape", f"{found[0]} is not a character.", "Unicode ends at \\U10FFFF.", span)
        return chr(number)

    plain = _ESCAPE.sub(read, body)
    joined = _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), plain)
    return _LONE.sub("\ufffd", joined)


def _unreadable(text: str, place: int) -> FeelSyntaxError:
    character = text[place]
    if character == '"':
        return _fault(
            "unclosed-string",
            "This text has no closing quotation mark.",
            'Add " on the same line.',
            Span(place, len(text)),
        )
    if text.startswith("/*", place):
        return _fault(
            "unclosed-comment",
            "This comment is never closed.",
            "Add */ where it ends.",
            Span(place, len(text)),
        )
    remedy = 'Text goes between straight quotation marks: "like this".' if character in "“”" else "Remove it."
    return _fault("bad-character", f"{character!r} has no meaning here.", remedy, Span(place, place + 1))


def _fault(code: str, message: str, remedy: str, span: Span) -> FeelSyntaxError:
    return FeelSyntaxError(Problem("error", code, message, remedy, span))
