"""A condition of the journey in words that people can follow on paper, each question by its number.

Made from the FEEL tree and the questions' own words: `partner` is "you answered ‘Yes’ to question 13". What
has no words gives None: the form then says so plainly, and the linter reports it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal

from commonweal.policy.feel import ast
from commonweal.service.journey import Asked, Journey, Question, Repeat
from commonweal.service.languages import date_text, joined, money_text, number_text, yes_no
from commonweal.service.lengths_of_time import LengthOfTime
from commonweal.service.paper.numbering import numbers
from commonweal.service.paper.words import say
from commonweal.service.types.money import MoneyPer
from commonweal.service.types.yes_or_no import YesOrNo

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TESTS = {">": "more", ">=": "or_more", "<": "less", "<=": "or_less", "=": "equal", "!=": "not_equal"}
_DATE_TESTS = {
    ">": "after",
    ">=": "on_or_after",
    "<": "before",
    "<=": "on_or_before",
    "=": "equal",
    "!=": "not_equal",
}
_SOME = {(">", Decimal(0)), (">=", Decimal(1)), ("!=", Decimal(0))}
_NONE = {("=", Decimal(0)), ("<", Decimal(1)), ("<=", Decimal(0))}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


class Teller:
    """Puts conditions of one journey into words, in its language."""

    def __init__(self, journey: Journey) -> None:
        self.language = journey.language
        number = numbers(journey)
        self._known: dict[str, tuple[str, Asked]] = {}
        for asked in journey.asked:
            self._known[asked.key] = (number[asked.key], asked)
            if isinstance(asked, Repeat):
                for question in asked.questions:
                    self._known.setdefault(question.key, (number[f"{asked.key}/{question.key}"], question))

    def tell(self, tree: ast.Node, *, holds: bool = True) -> str | None:
        """The condition, or its opposite, as a clause that follows "if"; None where there are no words."""
        match tree:
            case ast.Conjunction(terms):
                return self._joined(terms, holds, "and" if holds else "or")
            case ast.Disjunction(terms):
                return self._joined(terms, holds, "or" if holds else "and")
            case ast.Invocation(ast.Name("not"), (inner,)):
                return self.tell(inner, holds=not holds)
            case ast.Name(name):
                return self._truth(name, holds)
            case ast.Comparison(operator, left, right):
                return self._comparison(operator if holds else _OPPOSITE[operator], left, right)
            case ast.Between(value, low, high) if holds:
                return self._between(value, low, high)
            case ast.In(value, tests):
                return self._membership(value, tests, holds)
            case ast.Invocation(ast.Name("list contains"), (ast.Name(name), ast.StringLiteral(choice))):
                return self._choice(name, choice, "ticked" if holds else "not_ticked")
            case ast.Quantified(quantifier, iterations, condition) if len(iterations) == 1:
                return self._quantified(quantifier, iterations[0], condition, holds)
        return None

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def _joined(self, terms: tuple[ast.Node, ...], holds: bool, word: str) -> str | None:
        told = []
        for term in terms:
            clause = self.tell(term, holds=holds)
            if clause is None:
                return None
            mixed = isinstance(term, ast.Conjunction | ast.Disjunction)
            told.append(self._say("either", conditions=clause) if mixed and word == "and" else clause)
        between = f" {self._say(word)} "
        comma = "," if any(isinstance(term, ast.Conjunction | ast.Disjunction) for term in terms) else ""
        return f"{comma}{between}".join(told)

    def _truth(self, name: str, holds: bool) -> str | None:
        known = self._known.get(name)
        if known is None or not isinstance(known[1], Question) or not isinstance(known[1].type, YesOrNo):
            return None
        yes, no = known[1].type.labels(self.language)
        return self._say("choice", choice=yes if holds else no, number=known[0])

    def _comparison(self, operator: str, left: ast.Node, right: ast.Node) -> str | None:
        if not self._is_answer(left) and self._is_answer(right):
            operator, left, right = _TURNED[operator], right, left
        match left, right:
            case ast.Name(name), ast.NullLiteral() if name in self._known and operator in ("=", "!="):
                return self._say("blank" if operator == "=" else "not_blank", number=self._known[name][0])
            case ast.Name(name), ast.BooleanLiteral(value) if operator in ("=", "!="):
                return self._truth(name, value == (operator == "="))
            case ast.Name(name), ast.StringLiteral(text) if operator in ("=", "!="):
                return self._text(name, text, operator)
            case ast.Invocation(ast.Name("count"), (ast.Name(name),)), ast.NumberLiteral(number):
                return self._count(name, operator, number)
        return self._measured(operator, left, right)

    def _text(self, name: str, text: str, operator: str) -> str | None:
        known = self._known.get(name)
        if known is None or not isinstance(known[1], Question):
            return None
        if dict(known[1].type.wording.choices).get(text) is not None:
            return self._choice(name, text, "choice" if operator == "=" else "not_choice")
        said = self._say("text_is", text=text)
        test = self._say("equal" if operator == "=" else "not_equal", value=said)
        return self._say("compare", number=known[0], test=test)

    def _choice(self, name: str, value: str, key: str) -> str | None:
        known = self._known.get(name)
        if known is None or not isinstance(known[1], Question):
            return None
        choice = dict(known[1].type.wording.choices).get(value)
        return None if choice is None else self._say(key, choice=choice, number=known[0])

    def _count(self, name: str, operator: str, number: Decimal) -> str | None:
        known = self._known.get(name)
        if known is None:
            return None
        some = (operator, number) in _SOME
        none = (operator, number) in _NONE
        test = self._say(_TESTS[operator], value=number_text(number))
        if isinstance(known[1], Repeat):
            yes, no = yes_and_no(known[1], self.language)
            if some:
                return self._say("some_items", yes=yes, number=known[0])
            return (
                self._say("no_items", no=no, number=known[0])
                if none
                else self._say("count_items", number=known[0], test=test)
            )
        if known[1].type.name != "any of":
            return None
        left_out = known[1].type.wording.none
        if some:
            key = "some_ticked_but" if left_out else "some_ticked"
            return self._say(key, none=left_out, number=known[0])
        if none:
            key = "ticked" if left_out else "none_ticked"
            return self._say(key, choice=left_out, number=known[0])
        return self._say("count_ticked", number=known[0], test=test)

    def _between(self, value: ast.Node, low: ast.Node, high: ast.Node) -> str | None:
        kind = self._kind(value)
        first, last = self._value(low, kind), self._value(high, kind)
        if first is None or last is None:
            return None
        return self._compared(value, self._say("between", low=first, high=last))

    def _membership(self, value: ast.Node, tests: tuple[ast.Node, ...], holds: bool) -> str | None:
        told = []
        flat: list[ast.Node] = []
        for test in tests:
            flat.extend(test.items if isinstance(test, ast.ListLiteral) else (test,))
        for test in flat:
            match test:
                case ast.UnaryComparison(operator, endpoint):
                    clause = self._comparison(operator if holds else _OPPOSITE[operator], value, endpoint)
                case ast.RangeLiteral(low, True, high, True) if holds:
                    clause = self._between(value, low, high)
                case ast.StringLiteral() | ast.NumberLiteral() | ast.BooleanLiteral() | ast.AtLiteral():
                    clause = self._comparison("=" if holds else "!=", value, test)
                case _:
                    clause = None
            if clause is None:
                return None
            told.append(clause)
        return f" {self._say('or' if holds else 'and')} ".join(told) if told else None

    def _quantified(
        self, quantifier: str, iteration: ast.Iteration, condition: ast.Node, holds: bool
    ) -> str | None:
        if iteration.end is not None or not isinstance(iteration.source, ast.Name):
            return None
        known = self._known.get(iteration.source.name)
        if known is None or not isinstance(known[1], Repeat):
            return None
        clause = self.tell(_without_item(condition, iteration.name), holds=holds)
        if clause is None:
            return None
        some = (quantifier == "some") == holds
        return self._say("some_item_has" if some else "every_item_has", number=known[0], condition=clause)

    def _measured(self, operator: str, left: ast.Node, right: ast.Node) -> str | None:
        kind = self._kind(left)
        value = self._value(right, kind)
        if value is None:
            return None
        tests = _DATE_TESTS if kind == "date" else _TESTS
        return self._compared(left, self._say(tests[operator], value=value))

    def _compared(self, value: ast.Node, test: str) -> str | None:
        if isinstance(value, ast.Name) and value.name in self._known:
            number, asked = self._known[value.name]
            if isinstance(asked, Question) and isinstance(asked.type, MoneyPer):
                return self._say("compare_week", number=number, test=test)
            if isinstance(asked, Question) and asked.type.name == "date":
                return self._say("date_in", number=number, test=test)
            return self._say("compare", number=number, test=test)
        total = self._sum(value)
        return None if total is None else self._say("compare_sum", sum=total, test=test)

    def _sum(self, node: ast.Node) -> str | None:
        match node:
            case ast.Name(name) if name in self._known and self._kind(node) in ("money", "number"):
                return self._say("answer_to", number=self._known[name][0])
            case ast.Arithmetic("+" | "-" as operator, left, right):
                first, second = self._sum(left), self._sum(right)
                if first is None or second is None:
                    return None
                key = "sum_plus" if operator == "+" else "sum_minus"
                return self._say(key, left=first, right=second)
        return None

    def _is_answer(self, node: ast.Node) -> bool:
        return any(isinstance(each, ast.Name) and each.name in self._known for each in ast.walk(node))

    def _kind(self, node: ast.Node) -> str:
        """money, date or number: how a value beside it is written."""
        for each in ast.walk(node):
            if isinstance(each, ast.Name) and each.name in self._known:
                asked = self._known[each.name][1]
                if isinstance(asked, Question):
                    name = asked.type.name
                    return name if name in ("money", "date") else "number"
        return "number"

    def _value(self, node: ast.Node, kind: str) -> str | None:
        match node:
            case ast.NumberLiteral(number):
                return _plain_money(number) if kind == "money" else number_text(number)
            case ast.Negation(ast.NumberLiteral(number)):
                return _plain_money(-number) if kind == "money" else number_text(-number)
            case ast.Name(name) if name in self._known:
                return self._say("answer_to", number=self._known[name][0])
            case ast.AtLiteral(text) | ast.Invocation(ast.Name("date"), (ast.StringLiteral(text),)):
                return self._day(text)
            case ast.Invocation(ast.Name("today"), ()):
                return self._say("today")
            case ast.Arithmetic("+" | "-" as operator, left, right):
                day, length = self._value(left, "date"), self._length(right)
                if day is None or length is None or kind != "date":
                    return None
                return self._say("the_day" if operator == "-" else "the_day_after", duration=length, date=day)
        return None

    def _day(self, text: str) -> str | None:
        try:
            return date_text(datetime.date.fromisoformat(text), self.language)
        except ValueError:
            return None

    def _length(self, node: ast.Node) -> str | None:
        match node:
            case ast.AtLiteral(text) | ast.Invocation(ast.Name("duration"), (ast.StringLiteral(text),)):
                found = _DURATION.fullmatch(text)
            case _:
                return None
        if found is None:
            return None
        parts = [
            LengthOfTime(int(number), unit).text(self.language)
            for number, unit in zip(found.groups(), ("year", "month", "day"), strict=True)
            if number is not None
        ]
        return joined(parts, self.language) or None


def yes_and_no(repeat: Repeat, language: str) -> tuple[str, str]:
    """The words for yes and no of a list's question."""
    yes, no = yes_no(language)
    return repeat.yes or yes, repeat.no or no


def _without_item(node: ast.Node, item: str) -> ast.Node:
    """`c.born` as `born`: within a list's own words the item need not be named."""
    if isinstance(node, ast.Path) and node.source == ast.Name(item):
        return ast.Name(node.member)
    changes: Mapping[str, object] = {
        name: _replaced(getattr(node, name), item) for name in node.__dataclass_fields__ if name != "span"
    }
    return type(node)(**changes)  # type: ignore[arg-type]


def _replaced(part: object, item: str) -> object:
    if isinstance(part, ast.Node):
        return _without_item(part, item)
    if isinstance(part, tuple):
        return tuple(_replaced(each, item) for each in part)
    return part


def _plain_money(amount: Decimal) -> str:
    return money_text(amount).removesuffix(".00")
