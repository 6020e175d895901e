"""The constructs that a keyword or a brace starts: `if`, `for`, `some`, `every`, functions and contexts."""

from __future__ import annotations

from typing import Literal

from .ast import (
    ContextLiteral,
    For,
    FormalParameter,
    FunctionDefinition,
    If,
    Iteration,
    Node,
    Quantified,
)
from .names import Names, spelled
from .namesyntax import NameParser


class ConstructParser(NameParser):
    """Reads constructs; the parser of operators reads what stands inside them."""

    def expression(self) -> Node:
        """Any expression."""
        raise NotImplementedError

    def arguments(self) -> tuple[tuple[str, ...], tuple[Node, ...]]:
        """What stands between the brackets of an invocation, the closing one included."""
        names: list[str] = []
        arguments: list[Node] = []
        if self.take(")"):
            return (), ()
        while True:
            name = self.name_before(":")
            if name is not None:
                self.advance()
                names.append(name)
            arguments.append(self.unmarked(self.expression))
            if not self.take(","):
                break
        self.expect(")")
        if names and len(names) != len(arguments):
            self.fail(
                "Either every argument has a name or none has.", "Name them all, or none.", "mixed-arguments"
            )
        return tuple(names), tuple(arguments)

    def conditional(self) -> Node:
        """`if`."""
        start = self.token.start
        self.advance()
        condition = self.expression()
        if not self.take_word("then"):
            self.fail("`if` needs `then`.", "Write: if a then b else c.")
        consequence = self.expression()
        if not self.take_word("else"):
            self.fail("`if` needs `else`.", "Write: if a then b else c.")
        alternative = self.expression()
        return If(condition, consequence, alternative, span=self.since(start))

    def loop(self) -> Node:
        """`for`."""
        start = self.token.start
        iterations = self.iterations(ranges=True)
        if not self.take_word("return"):
            self.fail("`for` needs `return`.", "Write: for x in list return x + 1.")
        self.names.append(Names(["partial"]))
        result = self.expression()
        del self.names[-len(iterations) - 1 :]
        return For(iterations, result, span=self.since(start))

    def quantified(self, quantifier: Literal["some", "every"]) -> Node:
        """`some` or `every`."""
        start = self.token.start
        iterations = self.iterations(ranges=True)
        if not self.take_word("satisfies"):
            self.fail(f"`{quantifier}` needs `satisfies`.", f"Write: {quantifier} x in list satisfies x > 1.")
        condition = self.expression()
        del self.names[-len(iterations) :]
        return Quantified(quantifier, iterations, condition, span=self.since(start))

    def iterations(self, *, ranges: bool) -> tuple[Iteration, ...]:
        """Each `name in source`; the names stay in force until the caller takes them back."""
        found: list[Iteration] = []
        while True:
            self.advance()
            start = self.token.start
            name = self.name_before("in")
            if name is None:
                self.fail("A name and `in` must follow.", "Write: for x in list return x + 1.")
            self.advance()
            source = self.expression()
            end = self.expression() if ranges and self.take("..") else None
            found.append(Iteration(name, source, end, span=self.since(start)))
            self.names.append(Names([name]))
            if not self.at_symbol(","):
                return tuple(found)

    def function(self) -> Node:
        """A function definition."""
        start = self.token.start
        self.advance(2)
        parameters: list[FormalParameter] = []
        while not self.take(")"):
            if parameters and not self.take(","):
                self.fail("A comma or `)` must follow a parameter.", "Write: function(a, b) a + b.")
            parameters.append(self.formal_parameter())
        external = self.take_word("external")
        self.names.append(Names(each.name for each in parameters))
        body = self.expression()
        self.names.pop()
        return FunctionDefinition(tuple(parameters), body, external, span=self.since(start))

    def formal_parameter(self) -> FormalParameter:
        """A parameter of a function definition."""
        start = self.token.start
        name = self.name_before(":")
        if name is not None:
            self.advance()
            return FormalParameter(name, self.type(), span=self.since(start))
        if self.token.kind != "word":
            self.fail("A parameter's name must follow.", "Write: function(a, b) a + b.")
        first = self.at
        while self.at < len(self.tokens) - 1 and self.token.text not in (",", ")"):
            self.advance()
        return FormalParameter(spelled(self.tokens, first, self.at), span=self.since(start))

    def context(self) -> Node:
        """A context."""
        start = self.token.start
        self.advance()
        entries: dict[str, Node] = {}
        known = Names()
        self.names.append(known)
        while not self.take("}"):
            if entries and not self.take(","):
                self.fail("A comma or `}` must follow an entry.", "Write: {a: 1, b: 2}.")
            place = self.at
            key = self.key()
            if key in entries:
                self.go_to(place)
                self.fail(
                    f"The entry `{key}` stands twice.", "Give each entry its own name.", "duplicate-entry"
                )
            if self.at_word("function"):
                known.add(key)
            entries[key] = self.unmarked(self.expression)
            known.add(key)
            self.entries.add(key)
        self.names.pop()
        return ContextLiteral(tuple(entries.items()), span=self.since(start))

    def key(self) -> str:
        """The key of an entry, and its colon."""
        token = self.token
        if token.kind == "string":
            self.advance()
            self.expect(":")
            return token.text
        name = self.name_before(":")
        if name is None:
            self.fail("An entry's name and a colon must follow.", "Write: {a: 1, b: 2}.")
        self.advance()
        return name
