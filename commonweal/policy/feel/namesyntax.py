"""Names in an expression: the longest run of tokens that some name in scope spells (DMN 1.5, 10.3.1.5).

Where nothing in scope fits, adjacent words are read as one unknown name, for no grammar rule puts two words
side by side.
"""

from __future__ import annotations

from typing import Final

from .lexer import NAME_SYMBOLS, Token
from .names import Names, spelled
from .reading import KEYWORDS
from .scope import Scope
from .typesyntax import TypeParser

_PROPERTIES: Final = Names(["time offset", "start included", "end included"])


class NameParser(TypeParser):
    """Reads names. Inside a filter the entries of contexts are names too."""

    def __init__(self, tokens: list[Token], scope: Scope) -> None:
        super().__init__(tokens, scope)
        self.names: list[Names] = scope.name_index()
        self.entries: Names = scope.member_index()
        self.filters = 0

    def known_name(self) -> tuple[int, str]:
        """How many tokens from here make a name in scope, and its spelling."""
        indexes = [*self.names, self.entries] if self.filters else self.names
        return max((each.longest(self.tokens, self.at) for each in reversed(indexes)), key=_length)

    def unknown_name(self) -> str:
        """The adjacent words from here as one name."""
        first = self.at
        self.advance()
        while self.token.kind == "word" and self.token.text not in KEYWORDS:
            self.advance()
        return spelled(self.tokens, first, self.at)

    def member(self) -> str:
        """The name after a full stop."""
        if self.token.kind != "word":
            self.fail("A name must follow the full stop.", "Write: applicant.savings.")
        length, name = max(
            (each.longest(self.tokens, self.at) for each in (self.entries, _PROPERTIES)), key=_length
        )
        if length:
            self.advance(length)
            return name
        return self.unknown_name()

    def name_before(self, ending: str) -> str | None:
        """The name that tokens up to `ending` spell, gone past; None, nothing gone past, when they are no
        name.
        """
        first = here = self.at
        tokens = self.tokens
        if tokens[first].kind != "word":
            return None
        while True:
            token = tokens[here]
            if here > first and token.text == ending and token.kind != "string":
                break
            named = token.kind in ("word", "number") or (
                token.kind == "symbol" and token.text in NAME_SYMBOLS
            )
            if not named:
                return None
            here += 1
        self.go_to(here)
        return spelled(tokens, first, here)


def _length(found: tuple[int, str]) -> int:
    return found[0]
