"""Names that hold spaces and symbols, found in a run of tokens: the longest name in scope wins (10.3.1.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from .lexer import Token, name_tokens

_Branch: TypeAlias = dict[str | None, Any]


class Names:
    """A set of names, each matched token by token: white space between tokens does not matter."""

    __slots__ = ("_root",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._root: _Branch = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Let a name be known, by its own spelling."""
        branch = self._root
        for token in name_tokens(name):
            branch = branch.setdefault(token, {})
        branch.setdefault(None, name)

    def longest(self, tokens: list[Token], at: int) -> tuple[int, str]:
        """How many tokens from `at` make the longest name, and its spelling; 0 when none does."""
        branch = self._root
        length, found, here = 0, "", at
        while True:
            token = tokens[here]
            if token.kind == "string" or token.text not in branch:
                return length, found
            branch = branch[token.text]
            here += 1
            if None in branch:
                length, found = here - at, branch[None]


def spelled(tokens: list[Token], start: int, end: int) -> str:
    """Tokens as a name: adjacent ones joined, others parted by one space."""
    text = tokens[start].text
    for here in range(start + 1, end):
        text += (" " if tokens[here].start > tokens[here - 1].end else "") + tokens[here].text
    return text
