"""What is known of functions and calls, and what is wrong with them."""

from __future__ import annotations

from typing import Final

from . import ast
from .call_types import EMPTY_IS_NULL, MAY_BE_NULL, matching, result_type
from .checker import Checker
from .diagnostics import sentence
from .functions import BUILTINS, Builtin
from .local_names import UNKNOWN, Known, LocalNames
from .patterns import BadPattern, compile_pattern
from .typenames import resolve_type
from .types import (
    ANY,
    NULL,
    FeelType,
    FunctionType,
    ListType,
    bare,
)

_PATTERNS: Final = {"matches": 1, "replace": 1, "split": 1}


def function_definition(checker: Checker, node: ast.FunctionDefinition, names: LocalNames) -> Known:
    """A function of its declared parameters."""
    parameters: list[FeelType] = []
    inner: dict[str, Known] = {}
    for each in node.parameters:
        wanted = ANY if each.type is None else resolve_type(each.type, checker.scope)
        if wanted is None:
            assert each.type is not None
            message = f"The type of `{each.name}` is not declared."
            checker.say("error", "unknown-type", message, each.type.span)
        parameters.append(wanted or ANY)
        inner[each.name] = Known(wanted or ANY)
    result = checker.of(node.body, LocalNames(inner, names))
    return Known(FunctionType(tuple(parameters), ANY if node.external else result.type), False)


def invocation(checker: Checker, node: ast.Invocation, names: LocalNames) -> Known:
    """The result of a function; its arguments must fit."""
    given = [checker.of(each, names) for each in node.arguments]
    function = node.function
    if isinstance(function, ast.Name) and names.find(function.name) is None:
        declared = checker.scope.type(function.name)
        if declared is None or (not isinstance(bare(declared), FunctionType) and declared is not ANY):
            builtin = BUILTINS.get(function.name)
            if builtin is not None:
                return _builtin(checker, builtin, node, given)
    called = bare(checker.of(function, names).type)
    if isinstance(called, FunctionType):
        if not node.names and len(called.parameters) != len(given):
            message = f"The function takes {len(called.parameters)} arguments, not {len(given)}."
            checker.say("error", "wrong-arguments", message, node.span)
        return Known(called.result)
    if called not in (ANY, NULL):
        checker.say("error", "not-a-function", f"A {called} cannot be called.", node.span)
    return UNKNOWN


def _builtin(checker: Checker, function: Builtin, node: ast.Invocation, given: list[Known]) -> Known:
    name, remedy = function.name, f"Write {function.usage()}."
    if not function.fitting(len(given), node.names):
        checker.say(
            "error", "wrong-arguments", function.arity_fault(len(given), node.names), node.span, remedy
        )
        return UNKNOWN
    types = [each.type for each in given]
    signatures = matching(function, node.names, types)
    if not signatures:
        listed = ", ".join(str(each) for each in types)
        checker.say("error", "argument-type", f"`{name}` cannot take ({listed}).", node.span, remedy)
        return UNKNOWN
    _literal_pattern(checker, name, node)
    first = node.arguments[0] if node.arguments else None
    if name in EMPTY_IS_NULL and len(given) == 1 and isinstance(bare(types[0]), ListType):
        if not given[0].filled and first not in checker.guarded:
            _may_be_empty(checker, name, node)
        return Known(result_type(name, signatures, types, None), True)
    text = first.value if isinstance(first, ast.StringLiteral) else None
    result = result_type(name, signatures, types, text)
    nullable = name in MAY_BE_NULL or any(each.nullable for each in given)
    filled = (name == "append" and len(given) > 1) or (
        name in ("concatenate", "union") and any(each.filled for each in given)
    )
    return Known(result, nullable, filled)


def _may_be_empty(checker: Checker, name: str, node: ast.Invocation) -> None:
    instead = f"{name}(append(list, 0))" if name == "sum" else f"if count(list) = 0 then … else {name}(list)"
    message = f"`{name}` of an empty list is null, and this list may be empty."
    checker.say("warning", "may-be-empty", message, node.span, f"Say what an empty list means: {instead}.")


def _literal_pattern(checker: Checker, name: str, node: ast.Invocation) -> None:
    at = _PATTERNS.get(name)
    if at is None or node.names or len(node.arguments) <= at:
        return
    pattern = node.arguments[at]
    if isinstance(pattern, ast.StringLiteral):
        try:
            compile_pattern(pattern.value, "")
        except BadPattern as fault:
            if len(node.arguments) == 2 or (name == "replace" and len(node.arguments) == 3):
                checker.say("error", "bad-pattern", sentence(f"{fault}."), pattern.span)
