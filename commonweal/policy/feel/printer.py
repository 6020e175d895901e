"""Tree to text, such that parsing the text in the same scope gives the same tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from . import ast
from .lexer import is_plain_name
from .writing import key_text, quoted

_WHOLE, _OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER, _UNARY, _INSTANCE, _POSTFIX, _PRIMARY = range(-1, 10)
_ARITHMETIC: Final = {"+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "**": _POWER}


def print_tree(tree: ast.Node) -> str:
    """The tree in FEEL, on one line."""
    if isinstance(tree, ast.TypeExpression):
        return _type(tree)
    if isinstance(tree, ast.UnaryTests):
        if not tree.tests:
            return "-"
        tests = ", ".join(_at(each, _WHOLE) for each in tree.tests)
        return f"not({tests})" if tree.negated else tests
    return _at(tree, _WHOLE)


def _at(node: ast.Node, least: int) -> str:
    """The node where something of at least this precedence must stand, in brackets if it binds less."""
    precedence, write = _WRITERS[node.__class__]
    text = write(node)
    if isinstance(node, ast.Arithmetic):
        precedence = _ARITHMETIC[node.operator]
    return f"({text})" if precedence < least else text


def _arithmetic(node: ast.Arithmetic) -> str:
    precedence = _ARITHMETIC[node.operator]
    return f"{_at(node.left, precedence)} {node.operator} {_at(node.right, precedence + 1)}"


def _negation(node: ast.Negation) -> str:
    operand = _at(node.operand, _UNARY)
    # A minus before digits belongs to the number, so that -1.x would be (-1).x.
    apart = operand[0] in "0123456789." and not isinstance(node.operand, ast.NumberLiteral)
    return f"-({operand})" if apart else f"-{operand}"


def _comparison(node: ast.Comparison) -> str:
    return f"{_at(node.left, _COMPARE)} {node.operator} {_at(node.right, _ADD)}"


def _between(node: ast.Between) -> str:
    return f"{_at(node.value, _COMPARE)} between {_at(node.low, _ADD)} and {_at(node.high, _ADD)}"


def _membership(node: ast.In) -> str:
    tests = node.tests
    only = tests[0] if len(tests) == 1 else None
    if isinstance(only, ast.RangeLiteral | ast.UnaryComparison):
        written = _at(only, _COMPARE)
    elif only is not None and not isinstance(only, ast.Negation):
        written = f"({_at(only, _WHOLE)})"
    else:
        written = f"({', '.join(_at(each, _WHOLE) for each in tests)})"
    return f"{_at(node.value, _COMPARE)} in {written}"


def _iterations(iterations: tuple[ast.Iteration, ...]) -> str:
    written = []
    for each in iterations:
        end = f"..{_at(each.end, _COMPARE)}" if each.end is not None else ""
        written.append(f"{each.name} in {_at(each.source, _COMPARE if end else _WHOLE)}{end}")
    return ", ".join(written)


def _if(node: ast.If) -> str:
    condition, yes, no = (_at(each, _WHOLE) for each in (node.condition, node.consequence, node.alternative))
    return f"if {condition} then {yes} else {no}"


def _invocation(node: ast.Invocation) -> str:
    names = [f"{name}: " for name in node.names] or [""] * len(node.arguments)
    written = ", ".join(name + _at(each, _WHOLE) for name, each in zip(names, node.arguments, strict=True))
    return f"{_at(node.function, _POSTFIX)}({written})"


def _range(node: ast.RangeLiteral) -> str:
    opening, closing = "[" if node.low_included else "(", "]" if node.high_included else ")"
    return f"{opening}{_at(node.low, _ADD)}..{_at(node.high, _ADD)}{closing}"


def _function(node: ast.FunctionDefinition) -> str:
    parameters = ", ".join(
        each.name + (f": {_type(each.type)}" if each.type else "") for each in node.parameters
    )
    return f"function({parameters}) {'external ' if node.external else ''}{_at(node.body, _WHOLE)}"


def _context(node: ast.ContextLiteral) -> str:
    return "{" + ", ".join(f"{key_text(key)}: {_at(value, _WHOLE)}" for key, value in node.entries) + "}"


def _type(node: ast.TypeExpression) -> str:
    if isinstance(node, ast.ListOf):
        return f"list<{_type(node.element)}>"
    if isinstance(node, ast.RangeOf):
        return f"range<{_type(node.element)}>"
    if isinstance(node, ast.ContextOf):
        return f"context<{', '.join(f'{name}: {_type(each)}' for name, each in node.entries)}>"
    if isinstance(node, ast.FunctionOf):
        return f"function<{', '.join(_type(each) for each in node.parameters)}> -> {_type(node.result)}"
    assert isinstance(node, ast.NamedType)
    return node.name


def _path_member(node: ast.Path) -> str:
    if not is_plain_name(node.member):
        return f"get value({_at(node.source, _WHOLE)}, {quoted(node.member)})"
    return f"{_at(node.source, _POSTFIX)}.{node.member}"


# An open-ended construct (`if`, `for`, a function…) reaches as far to the right as it can, so as an operand
# it always stands in brackets.
_WRITERS: Final[dict[type[ast.Node], tuple[int, Callable[[Any], str]]]] = {
    ast.NullLiteral: (_PRIMARY, lambda _: "null"),
    ast.BooleanLiteral: (_PRIMARY, lambda n: "true" if n.value else "false"),
    ast.NumberLiteral: (_PRIMARY, lambda n: str(n.value).replace("E+", "e").replace("E", "e")),
    ast.StringLiteral: (_PRIMARY, lambda n: quoted(n.value)),
    ast.AtLiteral: (_PRIMARY, lambda n: f"@{quoted(n.text)}"),
    ast.Name: (_PRIMARY, lambda n: n.name),
    ast.Path: (_POSTFIX, _path_member),
    ast.Filter: (_POSTFIX, lambda n: f"{_at(n.source, _POSTFIX)}[{_at(n.condition, _WHOLE)}]"),
    ast.Invocation: (_POSTFIX, _invocation),
    ast.Negation: (_UNARY, _negation),
    ast.Arithmetic: (_ADD, _arithmetic),
    ast.Comparison: (_COMPARE, _comparison),
    ast.Between: (_COMPARE, _between),
    ast.In: (_COMPARE, _membership),
    ast.Conjunction: (_AND, lambda n: " and ".join(_at(each, _COMPARE) for each in n.terms)),
    ast.Disjunction: (_OR, lambda n: " or ".join(_at(each, _AND) for each in n.terms)),
    ast.InstanceOf: (_INSTANCE, lambda n: f"{_at(n.value, _INSTANCE)} instance of {_type(n.type)}"),
    ast.If: (_WHOLE, _if),
    ast.For: (_WHOLE, lambda n: f"for {_iterations(n.iterations)} return {_at(n.result, _WHOLE)}"),
    ast.Quantified: (
        _WHOLE,
        lambda n: f"{n.quantifier} {_iterations(n.iterations)} satisfies {_at(n.condition, _WHOLE)}",
    ),
    ast.RangeLiteral: (_PRIMARY, _range),
    ast.UnaryComparison: (_WHOLE, lambda n: f"{n.operator} {_at(n.endpoint, _ADD)}"),
    ast.ListLiteral: (_PRIMARY, lambda n: f"[{', '.join(_at(each, _WHOLE) for each in n.items)}]"),
    ast.ContextLiteral: (_PRIMARY, _context),
    ast.FunctionDefinition: (_WHOLE, _function),
}
