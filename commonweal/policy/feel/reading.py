"""Going through the tokens of an expression one by one, and failing where they do not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from .ast import Node
from .diagnostics import FeelSyntaxError, Problem, Span
from .lexer import Token

MAX_NESTING: Final = 60
"""How deep brackets, keywords and types may nest."""

KEYWORDS: Final = frozenset(
    {
        "and",
        "or",
        "in",
        "between",
        "instance",
        "of",
        "then",
        "else",
        "return",
        "satisfies",
        "if",
        "for",
        "some",
    }
    | {"every", "function", "external", "null", "true", "false"}
)
"""Words that are not read as part of an unknown name."""


class TokenReader:
    """A place in a list of tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.token = tokens[0]
        self.nesting = 0
        self.range_ends = 0

    def enter(self) -> None:
        """Go one level deeper, or fail at the limit."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            self.fail(f"Brackets nest more than {MAX_NESTING} deep.", "Name the inner parts.", "too-deep")

    def leave(self) -> None:
        """Come back from one level."""
        self.nesting -= 1

    def advance(self, count: int = 1) -> None:
        """Go on by so many tokens, at most to the end."""
        self.go_to(min(self.at + count, len(self.tokens) - 1))

    def go_to(self, at: int) -> None:
        """Go to a token by its number."""
        self.at = at
        self.token = self.tokens[at]

    def peek(self) -> Token:
        """The token after this one."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def at_symbol(self, text: str) -> bool:
        """Whether this token is the symbol."""
        return self.token.kind == "symbol" and self.token.text == text

    def at_word(self, text: str) -> bool:
        """Whether this token is the word."""
        return self.token.kind == "word" and self.token.text == text

    def take(self, text: str) -> bool:
        """Go past the symbol if it is here."""
        if self.token.kind == "symbol" and self.token.text == text:
            self.advance()
            return True
        return False

    def take_word(self, text: str) -> bool:
        """Go past the word if it is here."""
        if self.at_word(text):
            self.advance()
            return True
        return False

    def expect(self, text: str) -> None:
        """Go past the symbol, or fail."""
        if not self.take(text):
            self.fail(f"`{text}` is missing before {self.shown()}.", f"Add `{text}`.")

    def since(self, start: int) -> Span:
        """From `start` to the end of the token just passed."""
        return Span(start, max(start, self.tokens[self.at - 1].end if self.at else start))

    def shown(self) -> str:
        """This token, as a message shows it."""
        return "the end" if self.token.kind == "end" else f"`{self.token.text}`"

    def fail(self, message: str, remedy: str, code: str = "syntax") -> NoReturn:
        """Raise FeelSyntaxError at this token."""
        raise FeelSyntaxError(Problem("error", code, message, remedy, Span(self.token.start, self.token.end)))

    def unmarked(self, rule: Callable[[], Node]) -> Node:
        """A rule inside brackets of its own, where `[` is again a filter."""
        outer, self.range_ends = self.range_ends, 0
        tree = rule()
        self.range_ends = outer
        return tree
