"""Types as they are written after `instance of` and in parameters (DMN 1.5, grammar rule 52)."""

from __future__ import annotations

from .ast import ContextOf, FunctionOf, ListOf, NamedType, RangeOf, TypeExpression
from .lexer import Token
from .names import Names, spelled
from .reading import KEYWORDS, TokenReader
from .scope import Scope


class TypeParser(TokenReader):
    """Reads a type."""

    def __init__(self, tokens: list[Token], scope: Scope) -> None:
        super().__init__(tokens)
        self.types: Names = scope.type_index()

    def type(self) -> TypeExpression:
        """A type."""
        self.enter()
        start = self.token.start
        tree = self.parametric(start) if self.peek().text == "<" else None
        if tree is None:
            tree = NamedType(self.type_name(), span=self.since(start))
        self.leave()
        return tree

    def parametric(self, start: int) -> TypeExpression | None:
        """A type with parts between angle brackets; None for any other."""
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
        """An entry of a context's type."""
        first = self.at
        while self.token.kind != "end" and not self.at_symbol(":"):
            self.advance()
        if self.at == first:
            self.fail("An entry's name must come before the colon.", "Write: context<name: string>.")
        name = spelled(self.tokens, first, self.at)
        self.expect(":")
        return name, self.type()

    def at_angle(self) -> bool:
        """Whether this token starts with `>`."""
        return self.token.kind == "symbol" and self.token.text.startswith(">")

    def close_angle(self) -> None:
        """A `>`, also where the lexer took it for the start of `>=`."""
        token = self.token
        if token.kind == "symbol" and token.text == ">=":
            self.tokens[self.at] = self.token = Token("symbol", "=", token.start + 1, token.end)
        else:
            self.expect(">")

    def type_name(self) -> str:
        """The name of a type."""
        length, name = self.types.longest(self.tokens, self.at)
        if length:
            self.advance(length)
            return name
        if self.token.kind != "word":
            self.fail("A type must follow.", "Write: number, string, list<number>…")
        first = self.at
        self.advance()
        while (self.token.kind == "word" and self.token.text not in KEYWORDS) or (
            self.at_symbol(".") and self.peek().kind == "word"
        ):
            self.advance()
        return spelled(self.tokens, first, self.at)
