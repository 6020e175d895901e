"""Reading tokens one by one, and types as they are written after `instance of` and in parameters (rule 52)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from .ast import ContextOf, FunctionOf, ListOf, NamedType, Node, RangeOf, TypeExpression
from .diagnostics import FeelSyntaxError, Problem, Span
from .lexer import Token
from .names import Names, spelled
from .scope import Scope

_STOPS = frozenset(
    {"and", "or", "then", "else", "return", "satisfies", "in", "between", "instance", "external"}
)


class TypeParser:
    """A place in a list of tokens, with the rule for types. The parser of expressions builds on it."""

    def __init__(self, tokens: list[Token], scope: Scope) -> None:
        self.tokens = tokens
        self.at = 0
        self.token = tokens[0]
        self.nesting = 0
        self.range_ends = 0
        self.types: Names = scope.type_index()

    # -- tokens

    def advance(self, count: int = 1) -> None:
        self.go_to(min(self.at + count, len(self.tokens) - 1))

    def go_to(self, at: int) -> None:
        self.at = at
        self.token = self.tokens[at]

    def peek(self) -> Token:
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def at_symbol(self, text: str) -> bool:
        return self.token.kind == "symbol" and self.token.text == text

    def at_word(self, text: str) -> bool:
        return self.token.kind == "word" and self.token.text == text

    def take(self, text: str) -> bool:
        if self.token.kind == "symbol" and self.token.text == text:
            self.advance()
            return True
        return False

    def take_word(self, text: str) -> bool:
        if self.at_word(text):
            self.advance()
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.take(text):
            self.fail(f"`{text}` is missing before {self.shown()}.", f"Add `{text}`.")

    def since(self, start: int) -> Span:
        """From `start` to the end of the token just passed."""
        return Span(start, max(start, self.tokens[self.at - 1].end if self.at else start))

    def shown(self) -> str:
        return "the end" if self.token.kind == "end" else f"`{self.token.text}`"

    def fail(self, message: str, remedy: str, code: str = "syntax") -> NoReturn:
        raise FeelSyntaxError(Problem("error", code, message, remedy, Span(self.token.start, self.token.end)))

    def nest(self) -> None:
        self.nesting += 1

    def unmarked(self, rule: Callable[[], Node]) -> Node:
        """A rule inside brackets of its own, where `[` is again a filter."""
        outer, self.range_ends = self.range_ends, 0
        tree = rule()
        self.range_ends = outer
        return tree

    # -- types

    def type(self) -> TypeExpression:
        self.nesting += 1
        if self.nesting > 60:
            self.fail("Types nest too deep.", "Declare the inner type as an item definition.", "too-deep")
        start = self.token.start
        tree = self.parametric(start) if self.peek().text == "<" else None
        if tree is None:
            tree = NamedType(self.type_name(), span=self.since(start))
        self.nesting -= 1
        return tree

    def parametric(self, start: int) -> TypeExpression | None:
        kind = self.token.text
        if kind not in ("list", "range", "context", "function"):
            return None
        self.advance(2)
        if kind == "list":
            element = self.type()
            self.close_angle()
            return ListOf(element, span=self.since(start))
        if kind == "range":
            element = self.type()
            self.close_angle()
            return RangeOf(element, span=self.since(start))
        if kind == "context":
            entries = [self.typed_entry()]
            while self.take(","):
                entries.append(self.typed_entry())
            self.close_angle()
            return ContextOf(tuple(entries), span=self.since(start))
        parameters: list[TypeExpression] = []
        while not self.at_angle():
            if parameters:
                self.expect(",")
            parameters.append(self.type())
        self.close_angle()
        self.expect("->")
        return FunctionOf(tuple(parameters), self.type(), span=self.since(start))

    def typed_entry(self) -> tuple[str, TypeExpression]:
        first = self.at
        while self.token.kind != "end" and not self.at_symbol(":"):
            self.advance()
        if self.at == first:
            self.fail("An entry's name must come before the colon.", "Write: context<name: string>.")
        name = spelled(self.tokens, first, self.at)
        self.expect(":")
        return name, self.type()

    def at_angle(self) -> bool:
        return self.token.kind == "symbol" and self.token.text.startswith(">")

    def close_angle(self) -> None:
        """A `>`, also where the lexer took it for the start of `>=`."""
        token = self.token
        if token.kind == "symbol" and token.text == ">=":
            self.tokens[self.at] = self.token = Token("symbol", "=", token.start + 1, token.end)
        else:
            self.expect(">")

    def type_name(self) -> str:
        length, name = self.types.longest(self.tokens, self.at)
        if length:
            self.advance(length)
            return name
        if self.token.kind != "word":
            self.fail("A type must follow.", "Write: number, string, list<number>…")
        first = self.at
        self.advance()
        while (self.token.kind == "word" and self.token.text not in _STOPS) or (
            self.at_symbol(".") and self.peek().kind == "word"
        ):
            self.advance()
        return spelled(self.tokens, first, self.at)
