"""Text to tree: precedence climbing over the grammar of DMN 1.5, 10.3.1.2, in linear time and bounded depth.

Lowest first: `or`, `and`, comparison (`=` `<` `between` `in`), `+ -`, `* /`, `**`, unary minus, `instance
of`, then paths, filters and invocations. Infix operators associate to the left. A name is the longest run of
tokens that some name in scope spells; where nothing in scope fits, adjacent words are read as one unknown
name, for no grammar rule puts two words side by side.
"""

from __future__ import annotations

from typing import Final, cast

from .ast import (
    Arithmetic,
    ArithmeticOperator,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    ComparisonOperator,
    Conjunction,
    Disjunction,
    Filter,
    In,
    InstanceOf,
    Invocation,
    ListLiteral,
    Name,
    Negation,
    Node,
    NullLiteral,
    NumberLiteral,
    Path,
    RangeLiteral,
    StringLiteral,
    TypeExpression,
    UnaryComparison,
    UnaryTests,
    children,
)
from .constructs import ConstructParser
from .diagnostics import FeelSyntaxError, Problem, Span
from .lexer import tokenize
from .numbers import number_from_text
from .reading import KEYWORDS
from .scope import Scope

MAX_HEIGHT: Final = 150
"""How many operators may stand one on another, a long chain of `+` included (`and` and `or` count once)."""

_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER = range(1, 7)


def parse_expression(text: str, scope: Scope) -> Node:
    """The tree of an expression, its names read by the scope. Raises FeelSyntaxError."""
    return _Parser(text, scope).whole(_Parser.expression)


def parse_unary_tests(text: str, scope: Scope) -> UnaryTests:
    """The tests of a decision table's cell; an empty cell and `-` pass any value. Raises FeelSyntaxError."""
    return cast(UnaryTests, _Parser(text, scope).whole(_Parser.unary_tests))


def parse_type(text: str, scope: Scope) -> TypeExpression:
    """A type such as `list<number>`. Raises FeelSyntaxError."""
    return cast(TypeExpression, _Parser(text, scope).whole(_Parser.type))


class _Parser(ConstructParser):
    def __init__(self, text: str, scope: Scope) -> None:
        super().__init__(tokenize(text), scope)

    def whole(self, rule: object) -> Node:
        tree: Node = rule(self)  # type: ignore[operator]
        if self.token.kind != "end":
            self.fail(f"{self.shown()} was not expected here.", "An operator may be missing before it.")
        if height(tree) > MAX_HEIGHT:
            raise FeelSyntaxError(
                Problem(
                    "error",
                    "too-deep",
                    f"More than {MAX_HEIGHT} operations stand one on another.",
                    "Name the parts: give them decisions or context entries of their own.",
                    tree.span,
                )
            )
        return tree

    def unary_tests(self) -> UnaryTests:
        start = self.token.start
        if self.token.kind == "end":
            return UnaryTests((), span=self.since(start))
        if self.token.text == "-" and self.peek().kind == "end":
            self.advance()
            return UnaryTests((), span=self.since(start))
        if self.at_word("not") and self.peek().text == "(":
            again = self.at
            self.advance(2)
            tests = self.tests()
            if self.token.text == ")" and self.peek().kind == "end":
                self.advance()
                return UnaryTests(tests, negated=True, span=self.since(start))
            self.go_to(again)
        return UnaryTests(self.tests(), span=self.since(start))

    def tests(self) -> tuple[Node, ...]:
        tests = [self.expression()]
        while self.take(","):
            tests.append(self.expression())
        return tuple(tests)

    def expression(self) -> Node:
        self.enter()
        tree = self.climb(_OR)
        self.leave()
        return tree

    def climb(self, lowest: int) -> Node:
        return self.continue_from(self.operand(), lowest)

    def continue_from(self, left: Node, lowest: int) -> Node:
        """Every operator of at least this precedence that follows the left side."""
        while True:
            token = self.token
            text = token.text if token.kind in ("symbol", "word") else ""
            if text in ("**",) and lowest <= _POWER:
                self.advance()
                left = self.arithmetic("**", left, self.operand())
            elif text in ("*", "/") and lowest <= _MULTIPLY:
                self.advance()
                left = self.arithmetic(text, left, self.climb(_POWER))
            elif text in ("+", "-") and lowest <= _ADD:
                self.advance()
                left = self.arithmetic(text, left, self.climb(_MULTIPLY))
            elif text in _COMPARISONS and lowest <= _COMPARE:
                self.advance()
                right = self.climb(_ADD)
                operator = cast(ComparisonOperator, text)
                left = Comparison(operator, left, right, span=Span(left.span.start, right.span.end))
            elif text == "between" and lowest <= _COMPARE:
                left = self.between(left)
            elif text == "in" and lowest <= _COMPARE:
                left = self.membership(left)
            elif text == "and" and lowest <= _AND:
                left = self.joined(left, "and", _COMPARE)
            elif text == "or" and lowest <= _OR:
                left = self.joined(left, "or", _AND)
            else:
                return left

    def arithmetic(self, operator: str, left: Node, right: Node) -> Node:
        span = Span(left.span.start, right.span.end)
        return Arithmetic(cast(ArithmeticOperator, operator), left, right, span=span)

    def joined(self, left: Node, word: str, tighter: int) -> Node:
        terms = [left]
        while self.take_word(word):
            terms.append(self.climb(tighter))
        kind = Conjunction if word == "and" else Disjunction
        return kind(tuple(terms), span=Span(left.span.start, terms[-1].span.end))

    def between(self, value: Node) -> Node:
        self.advance()
        low = self.climb(_ADD)
        if not self.take_word("and"):
            self.fail("`between` needs `and` before its upper value.", "Write: x between 1 and 10.")
        high = self.climb(_ADD)
        return Between(value, low, high, span=Span(value.span.start, high.span.end))

    def membership(self, value: Node) -> Node:
        self.advance()
        start = self.token.start
        if self.token.text == "(" and self.token.kind == "symbol":
            self.enter()
            self.advance()
            first = self.expression()
            if self.at_symbol(".."):
                tests: tuple[Node, ...] = (self.postfix(self.range_from(first, False, start)),)
            else:
                several = [first]
                while self.take(","):
                    several.append(self.expression())
                self.expect(")")
                tests = tuple(several)
                if len(several) == 1:
                    tests = (self.continue_from(self.instance(self.postfix(first)), _ADD),)
            self.leave()
        elif self.token.kind == "symbol" and self.token.text in _COMPARISONS:
            tests = (self.unary_comparison(),)
        else:
            tests = (self.climb(_ADD),)
        return In(value, tests, span=self.since(value.span.start))

    def operand(self) -> Node:
        """Unary minus, and what binds tighter than any infix operator."""
        minuses = []
        while self.at_symbol("-"):
            minuses.append(self.token.start)
            self.advance()
        if minuses and self.token.kind == "number":
            number = self.number()
            signed = Negation(number, span=Span(minuses.pop(), number.span.end))
            tree = self.instance(self.postfix(signed))
        else:
            tree = self.instance(self.postfix(self.primary()))
        for start in reversed(minuses):
            tree = Negation(tree, span=Span(start, tree.span.end))
        return tree

    def instance(self, value: Node) -> Node:
        while self.at_word("instance") and self.peek().text == "of":
            self.advance(2)
            value = InstanceOf(value, self.type(), span=self.since(value.span.start))
        return value

    def postfix(self, tree: Node) -> Node:
        while self.token.kind == "symbol":
            text = self.token.text
            start = tree.span.start
            if text == ".":
                self.advance()
                tree = Path(tree, self.member(), span=self.since(start))
            elif text == "[" and not self.closes_range():
                self.advance()
                self.filters += 1
                condition = self.unmarked(self.expression)
                self.filters -= 1
                self.expect("]")
                tree = Filter(tree, condition, span=self.since(start))
            elif text == "(":
                self.advance()
                names, arguments = self.arguments()
                tree = Invocation(tree, arguments, names, span=self.since(start))
            else:
                break
        return tree

    def closes_range(self) -> bool:
        """Whether this `[` ends a range such as `]1..5[`: nothing that could be a filter follows it."""
        if not self.range_ends:
            return False
        after = self.peek()
        if after.kind in ("number", "string"):
            return False
        if after.kind == "word":
            return after.text in (
                "and",
                "or",
                "in",
                "between",
                "instance",
                "then",
                "else",
                "return",
                "satisfies",
            )
        return after.text not in ("(", "{", "@", "[", "-", "<", ">", "<=", ">=")

    def primary(self) -> Node:
        token = self.token
        if token.kind == "number":
            return self.number()
        if token.kind == "string":
            self.advance()
            return StringLiteral(token.text, span=self.since(token.start))
        if token.kind == "word":
            return self.word()
        if token.text == "(":
            return self.parenthesised()
        if token.text == "[":
            return self.list_or_range()
        if token.text == "]":
            self.advance()
            return self.range_from(self.expression(), False, token.start)
        if token.text == "{":
            return self.context()
        if token.text == "@":
            return self.at_literal()
        if token.kind == "symbol" and token.text in _COMPARISONS:
            return self.unary_comparison()
        if token.kind == "end":
            self.fail("The expression ends too soon.", "A value is missing at its end.")
        return self.fail(f"{self.shown()} was not expected here.", "A value is missing before it.")

    def number(self) -> Node:
        token = self.token
        self.advance()
        value = number_from_text(token.text)
        if value is None:
            self.at -= 1
            self.token = token
            self.fail(
                f"{token.text} is too large for a number.", "Numbers stay below 10 to the power of 6145."
            )
        return NumberLiteral(value, span=self.since(token.start))

    def unary_comparison(self) -> Node:
        token = self.token
        self.advance()
        endpoint = self.climb(_ADD)
        operator = cast(ComparisonOperator, token.text)
        return UnaryComparison(operator, endpoint, span=self.since(token.start))

    def at_literal(self) -> Node:
        start = self.token.start
        self.advance()
        text = self.token
        if text.kind != "string":
            self.fail("A date, time or duration in quotation marks must follow @.", 'Write: @"2025-04-01".')
        self.advance()
        return AtLiteral(text.text, span=self.since(start))

    def parenthesised(self) -> Node:
        start = self.token.start
        self.advance()
        inner = self.unmarked(self.expression)
        if self.at_symbol(".."):
            return self.range_from(inner, False, start)
        self.expect(")")
        return inner

    def list_or_range(self) -> Node:
        start = self.token.start
        self.advance()
        if self.take("]"):
            return ListLiteral((), span=self.since(start))
        items = [self.unmarked(self.expression)]
        if self.at_symbol(".."):
            return self.range_from(items[0], True, start)
        while self.take(","):
            items.append(self.unmarked(self.expression))
        self.expect("]")
        return ListLiteral(tuple(items), span=self.since(start))

    def range_from(self, low: Node, low_included: bool, start: int) -> Node:
        if not self.take(".."):
            self.fail("A range needs `..` between its ends.", "Write: [1..10].")
        self.range_ends += 1
        high = self.expression()
        self.range_ends -= 1
        closing = self.token
        if closing.kind != "symbol" or closing.text not in (")", "]", "["):
            self.fail("A range must end with `]` or `)`.", "Write: [1..10] or [1..10).")
        self.advance()
        return RangeLiteral(low, low_included, high, closing.text == "]", span=self.since(start))

    def word(self) -> Node:
        token = self.token
        length, name = self.known_name()
        if length > 1 or (length == 1 and token.text not in KEYWORDS):
            self.advance(length)
            return Name(name, span=self.since(token.start))
        match token.text:
            case "null":
                self.advance()
                return NullLiteral(span=self.since(token.start))
            case "true" | "false":
                self.advance()
                return BooleanLiteral(token.text == "true", span=self.since(token.start))
            case "if":
                return self.conditional()
            case "for":
                return self.loop()
            case "some" | "every" as quantifier:
                return self.quantified(quantifier)
            case "function" if self.peek().text == "(":
                return self.function()
        if token.text in KEYWORDS:
            self.fail(f"{self.shown()} was not expected here.", "A value is missing before it.")
        return Name(self.unknown_name(), span=self.since(token.start))


def height(tree: Node) -> int:
    """How many nodes the longest way down passes, found without recursion."""
    deepest = 0
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((each, depth + 1) for each in children(node))
    return deepest
