"""What type each expression has, whether it may be null, and what cannot be right about it.

A finding is an error when no input could make the expression mean what it says, and a warning when some input
makes it null. Where a type is not known nothing is said: an unknown is never an error.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any, Final, NamedTuple

from . import ast
from .arithmetic import Undefined
from .call_types import EMPTY_IS_NULL, MAY_BE_NULL, matching, result_type
from .compiling import constant, place
from .diagnostics import Problem, Severity, Span, sentence
from .functions import BUILTINS, Builtin
from .local_names import UNKNOWN, Known, LocalNames
from .nearest import did_you_mean
from .operator_types import arithmetic_type, can_equal, can_order, is_condition, negation_type
from .patterns import BadPattern, compile_pattern
from .properties import property_type
from .ranges import make_range
from .scope import Scope
from .typenames import resolve_type
from .types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    NULL,
    NUMBER,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    bare,
    join,
    manageable,
    type_of,
)


class Inferred(NamedTuple):
    """What is known of an expression, and the findings about it."""

    type: FeelType
    nullable: bool
    problems: tuple[Problem, ...]


_PATTERNS: Final = {"matches": 1, "replace": 1, "split": 1}


def infer(tree: ast.Node, scope: Scope) -> Inferred:
    """The type of an expression, whether it may be null, and the findings about it. Never raises."""
    checker = _Checker(scope)
    known = checker.of(tree, LocalNames({}))
    return Inferred(known.type, known.nullable, tuple(checker.problems))


def check(tree: ast.Node, scope: Scope) -> tuple[FeelType, tuple[Problem, ...]]:
    """The type of an expression and the findings about it. Never raises."""
    found = infer(tree, scope)
    return found.type, found.problems


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []
        self.guarded: list[ast.Node] = []

    def of(self, node: ast.Node, names: LocalNames) -> Known:
        rule = _RULES.get(node.__class__)
        return rule(self, node, names) if rule is not None else UNKNOWN

    def say(self, severity: Severity, code: str, message: str, span: Span, remedy: str = "") -> None:
        self.problems.append(Problem(severity, code, message, remedy, span))

    # -- names and structures

    def literal(self, node: ast.Node, _names: LocalNames) -> Known:
        value = constant(node)
        if value is None:
            self.say(
                "error",
                "bad-literal",
                "This is no date, time or duration.",
                node.span,
                'Write it like @"2025-04-01".',
            )
            return UNKNOWN
        return Known(type_of(value.value), value.value is None)

    def name(self, node: ast.Name, names: LocalNames) -> Known:
        local = names.find(node.name)
        if local is not None:
            return local
        declared = self.scope.type(node.name)
        if declared is not None:
            return UNKNOWN if place(node.name, self.scope).items else Known(declared)
        if node.name in BUILTINS or place(node.name, self.scope).items:
            return UNKNOWN
        candidates = chain(BUILTINS, names.all(), self.scope.names())
        remedy = did_you_mean(node.name, candidates, "Declare it, or check its spelling.")
        self.say("error", "unknown-name", f"There is no `{node.name}` here.", node.span, remedy)
        return UNKNOWN

    def list_literal(self, node: ast.ListLiteral, names: LocalNames) -> Known:
        element: FeelType = NULL
        for each in node.items:
            element = join(element, bare(self.of(each, names).type))
        listed = ListType(ANY if element == NULL or not manageable(element) else element)
        return Known(listed, False, bool(node.items))

    def context(self, node: ast.ContextLiteral, names: LocalNames) -> Known:
        entries: list[tuple[str, FeelType]] = []
        for key, value in node.entries:
            if isinstance(value, ast.FunctionDefinition):
                names = LocalNames({key: UNKNOWN}, names)
            known = self.of(value, names)
            entries.append((key, known.type))
            names = LocalNames({key: known}, names)
        found = ContextType(tuple(entries))
        return Known(found if manageable(found) else CONTEXT, False)

    def path(self, node: ast.Path, names: LocalNames) -> Known:
        return Known(self.member(bare(self.of(node.source, names).type), node))

    def member(self, of: FeelType, node: ast.Path) -> FeelType:
        if of in (ANY, NULL):
            return ANY
        if isinstance(of, ListType):
            return ListType(self.member(bare(of.element), node))
        if isinstance(of, ContextType):
            if not of.entries:
                return ANY
            entry = of.entry(node.member)
            if entry is not None:
                return entry
            entries = [name for name, _ in of.entries]
            remedy = did_you_mean(node.member, entries, f"Its entries are {', '.join(entries[:12])}.")
            self.say("error", "no-entry", f"There is no entry `{node.member}`.", node.span, remedy)
            return ANY
        found = property_type(of, node.member)
        if found is None:
            self.say("error", "no-property", f"A {of.text} has no `{node.member}`.", node.span)
            return ANY
        return found

    def range_literal(self, node: ast.RangeLiteral, names: LocalNames) -> Known:
        low, high = self.of(node.low, names).type, self.of(node.high, names).type
        ends = constant(node.low), constant(node.high)
        if ends[0] is not None and ends[1] is not None:
            made = make_range(ends[0].value, node.low_included, ends[1].value, node.high_included)
            if isinstance(made, Undefined):
                self.say("error", made.code, made.message, node.span)
        elif not can_order(low, high):
            self.say("error", "operand-types", f"No range runs from a {low} to a {high}.", node.span)
        return Known(RangeType(join(bare(low), bare(high))), False)

    def unary_comparison(self, node: ast.UnaryComparison, names: LocalNames) -> Known:
        endpoint = self.of(node.endpoint, names).type
        subject = names.find("?") or (Known(self.scope.type("?") or ANY) if self.scope.type("?") else None)
        if subject is None:
            return Known(RangeType(endpoint), False)
        self.compared(node.operator, subject.type, endpoint, node.span)
        return Known(BOOLEAN)

    # -- operators

    def arithmetic(self, node: ast.Arithmetic, names: LocalNames) -> Known:
        left, right = self.of(node.left, names), self.of(node.right, names)
        found = arithmetic_type(node.operator, left.type, right.type)
        if found is None:
            message = f"`{node.operator}` is not defined between a {left.type} and a {right.type}."
            self.say("error", "operand-types", message, node.span, "The result would always be null.")
            return UNKNOWN
        divisor = constant(node.right)
        if node.operator == "/":
            if divisor is not None and divisor.value == 0:
                self.say("error", "divide-by-zero", "Division by zero has no value.", node.span)
            return Known(found, left.nullable or divisor is None)
        return Known(found, left.nullable or right.nullable or found != NUMBER)

    def negation(self, node: ast.Negation, names: LocalNames) -> Known:
        operand = self.of(node.operand, names)
        found = negation_type(operand.type)
        if found is None:
            self.say("error", "operand-types", f"A {operand.type} has no negative.", node.span)
        return Known(found or ANY, operand.nullable)

    def compared(self, symbol: str, left: FeelType, right: FeelType, span: Span) -> None:
        fits = can_equal(left, right) if symbol in ("=", "!=") else can_order(left, right)
        if not fits:
            message = f"A {left} and a {right} cannot be compared with `{symbol}`."
            self.say("error", "not-comparable", message, span, "The result would always be null.")

    def comparison(self, node: ast.Comparison, names: LocalNames) -> Known:
        left, right = self.of(node.left, names), self.of(node.right, names)
        self.compared(node.operator, left.type, right.type, node.span)
        with_null = isinstance(node.left, ast.NullLiteral) or isinstance(node.right, ast.NullLiteral)
        equality = node.operator in ("=", "!=")
        if with_null and not equality:
            self.say(
                "error",
                "null-operand",
                "Nothing is less or more than null.",
                node.span,
                "Use = null or != null.",
            )
        sure = equality and (with_null or (left.type == right.type and left.type != ANY))
        return Known(BOOLEAN, not (sure or not (left.nullable or right.nullable)))

    def between(self, node: ast.Between, names: LocalNames) -> Known:
        value, low, high = (self.of(each, names) for each in (node.value, node.low, node.high))
        self.compared("<", value.type, low.type, node.span)
        self.compared("<", value.type, high.type, node.span)
        return Known(BOOLEAN, value.nullable or low.nullable or high.nullable)

    def logic(self, node: ast.Conjunction | ast.Disjunction, names: LocalNames) -> Known:
        known = [self.condition(each, names) for each in node.terms]
        return Known(BOOLEAN, any(each.nullable for each in known))

    def condition(self, node: ast.Node, names: LocalNames) -> Known:
        known = self.of(node, names)
        if not is_condition(known.type):
            self.say("error", "not-boolean", f"A condition is wanted here, not a {known.type}.", node.span)
        return known

    def membership(self, node: ast.In, names: LocalNames) -> Known:
        subject = self.of(node.value, names)
        self.tests(node.tests, subject.type, LocalNames({"?": subject}, names))
        return Known(BOOLEAN)

    def unary_tests(self, node: ast.UnaryTests, names: LocalNames) -> Known:
        self.tests(node.tests, self.scope.type("?") or ANY, names)
        return Known(BOOLEAN)

    def tests(self, tests: tuple[ast.Node, ...], subject: FeelType, names: LocalNames) -> None:
        plain = bare(subject)
        for each in tests:
            known = self.of(each, names)
            found = bare(known.type)
            if isinstance(each, ast.UnaryComparison) or found == BOOLEAN or isinstance(plain, ListType):
                continue
            if isinstance(found, ListType):
                found = bare(found.element)
            if isinstance(found, RangeType):
                if not isinstance(plain, RangeType):
                    self.compared("<", subject, found.element, each.span)
            elif not isinstance(found, ListType):
                self.compared("=", subject, found, each.span)

    def instance(self, node: ast.InstanceOf, names: LocalNames) -> Known:
        self.of(node.value, names)
        if resolve_type(node.type, self.scope) is None:
            self.say(
                "error",
                "unknown-type",
                "There is no such type.",
                node.type.span,
                "Declare it as an item definition.",
            )
        return Known(BOOLEAN, False)

    # -- conditionals and iterations

    def conditional(self, node: ast.If, names: LocalNames) -> Known:
        self.condition(node.condition, names)
        guards = [
            each.arguments[0]
            for each in ast.walk(node.condition)
            if isinstance(each, ast.Invocation)
            and each.function == ast.Name("count")
            and len(each.arguments) == 1
        ]
        guards += [
            side
            for each in ast.walk(node.condition)
            if isinstance(each, ast.Comparison) and ast.ListLiteral(()) in (each.left, each.right)
            for side in (each.left, each.right)
        ]
        self.guarded.extend(guards)
        yes, no = self.of(node.consequence, names), self.of(node.alternative, names)
        del self.guarded[len(self.guarded) - len(guards) :]
        return Known(
            join(bare(yes.type), bare(no.type)), yes.nullable or no.nullable, yes.filled and no.filled
        )

    def iterations(self, iterations: tuple[ast.Iteration, ...], names: LocalNames) -> tuple[LocalNames, bool]:
        filled = True
        for each in iterations:
            source = self.of(each.source, names)
            element: FeelType = ANY
            plain = bare(source.type)
            if each.end is not None:
                end = self.of(each.end, names)
                element = join(plain, bare(end.type))
            elif isinstance(plain, ListType | RangeType):
                element, filled = plain.element, filled and source.filled
            else:
                element, filled = plain, False
            names = LocalNames({each.name: Known(element)}, names)
        return names, filled

    def loop(self, node: ast.For, names: LocalNames) -> Known:
        inner, filled = self.iterations(node.iterations, names)
        result = self.of(node.result, LocalNames({"partial": Known(ListType(ANY))}, inner))
        return Known(ListType(result.type), False, filled)

    def quantified(self, node: ast.Quantified, names: LocalNames) -> Known:
        inner, _ = self.iterations(node.iterations, names)
        self.condition(node.condition, inner)
        return Known(BOOLEAN)

    def filtered(self, node: ast.Filter, names: LocalNames) -> Known:
        source = self.of(node.source, names)
        plain = bare(source.type)
        element = plain.element if isinstance(plain, ListType) else plain
        condition = self.of(node.condition, LocalNames({"item": Known(element)}, names, item=element))
        found = bare(condition.type)
        if found == NUMBER:
            return Known(element)
        if found == BOOLEAN:
            return Known(ListType(element), source.nullable)
        if found not in (ANY, NULL):
            message = f"A filter wants a condition or a position, not a {found}."
            self.say("error", "not-boolean", message, node.condition.span)
        return UNKNOWN

    # -- functions

    def function(self, node: ast.FunctionDefinition, names: LocalNames) -> Known:
        parameters: list[FeelType] = []
        inner: dict[str, Known] = {}
        for each in node.parameters:
            wanted = ANY if each.type is None else resolve_type(each.type, self.scope)
            if wanted is None:
                assert each.type is not None
                message = f"The type of `{each.name}` is not declared."
                self.say("error", "unknown-type", message, each.type.span)
            parameters.append(wanted or ANY)
            inner[each.name] = Known(wanted or ANY)
        result = self.of(node.body, LocalNames(inner, names))
        return Known(FunctionType(tuple(parameters), ANY if node.external else result.type), False)

    def invocation(self, node: ast.Invocation, names: LocalNames) -> Known:
        given = [self.of(each, names) for each in node.arguments]
        function = node.function
        if isinstance(function, ast.Name) and names.find(function.name) is None:
            declared = self.scope.type(function.name)
            if declared is None or (not isinstance(bare(declared), FunctionType) and declared is not ANY):
                builtin = BUILTINS.get(function.name)
                if builtin is not None:
                    return self.builtin(builtin, node, given)
        called = bare(self.of(function, names).type)
        if isinstance(called, FunctionType):
            if not node.names and len(called.parameters) != len(given):
                message = f"The function takes {len(called.parameters)} arguments, not {len(given)}."
                self.say("error", "wrong-arguments", message, node.span)
            return Known(called.result)
        if called not in (ANY, NULL):
            self.say("error", "not-a-function", f"A {called} cannot be called.", node.span)
        return UNKNOWN

    def builtin(self, function: Builtin, node: ast.Invocation, given: list[Known]) -> Known:
        name, remedy = function.name, f"Write {function.usage()}."
        if not function.fitting(len(given), node.names):
            self.say(
                "error", "wrong-arguments", function.arity_fault(len(given), node.names), node.span, remedy
            )
            return UNKNOWN
        types = [each.type for each in given]
        signatures = matching(function, node.names, types)
        if not signatures:
            listed = ", ".join(str(each) for each in types)
            self.say("error", "argument-type", f"`{name}` cannot take ({listed}).", node.span, remedy)
            return UNKNOWN
        self.literal_pattern(name, node)
        first = node.arguments[0] if node.arguments else None
        if name in EMPTY_IS_NULL and len(given) == 1 and isinstance(bare(types[0]), ListType):
            if not given[0].filled and first not in self.guarded:
                self.may_be_empty(name, node)
            return Known(result_type(name, signatures, types, None), True)
        text = first.value if isinstance(first, ast.StringLiteral) else None
        result = result_type(name, signatures, types, text)
        nullable = name in MAY_BE_NULL or any(each.nullable for each in given)
        filled = (name == "append" and len(given) > 1) or (
            name in ("concatenate", "union") and any(each.filled for each in given)
        )
        return Known(result, nullable, filled)

    def may_be_empty(self, name: str, node: ast.Invocation) -> None:
        instead = (
            f"{name}(append(list, 0))" if name == "sum" else f"if count(list) = 0 then … else {name}(list)"
        )
        message = f"`{name}` of an empty list is null, and this list may be empty."
        self.say("warning", "may-be-empty", message, node.span, f"Say what an empty list means: {instead}.")

    def literal_pattern(self, name: str, node: ast.Invocation) -> None:
        at = _PATTERNS.get(name)
        if at is None or node.names or len(node.arguments) <= at:
            return
        pattern = node.arguments[at]
        if isinstance(pattern, ast.StringLiteral):
            try:
                compile_pattern(pattern.value, "")
            except BadPattern as fault:
                if len(node.arguments) == 2 or (name == "replace" and len(node.arguments) == 3):
                    self.say("error", "bad-pattern", sentence(f"{fault}."), pattern.span)


_RULES: Final[dict[type[ast.Node], Callable[[_Checker, Any, LocalNames], Known]]] = {
    ast.NullLiteral: _Checker.literal,
    ast.BooleanLiteral: _Checker.literal,
    ast.NumberLiteral: _Checker.literal,
    ast.StringLiteral: _Checker.literal,
    ast.AtLiteral: _Checker.literal,
    ast.Name: _Checker.name,
    ast.Path: _Checker.path,
    ast.Filter: _Checker.filtered,
    ast.Invocation: _Checker.invocation,
    ast.Negation: _Checker.negation,
    ast.Arithmetic: _Checker.arithmetic,
    ast.Comparison: _Checker.comparison,
    ast.Between: _Checker.between,
    ast.In: _Checker.membership,
    ast.Conjunction: _Checker.logic,
    ast.Disjunction: _Checker.logic,
    ast.InstanceOf: _Checker.instance,
    ast.If: _Checker.conditional,
    ast.For: _Checker.loop,
    ast.Quantified: _Checker.quantified,
    ast.RangeLiteral: _Checker.range_literal,
    ast.UnaryComparison: _Checker.unary_comparison,
    ast.ListLiteral: _Checker.list_literal,
    ast.ContextLiteral: _Checker.context,
    ast.FunctionDefinition: _Checker.function,
    ast.UnaryTests: _Checker.unary_tests,
}
