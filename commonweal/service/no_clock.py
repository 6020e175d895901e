"""Where a service folder asks what time it is. Nothing may: the same answers must lead the same way tomorrow.

The days that a rule may go by are given to it: the application date and the relevant date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final, NamedTuple

from commonweal.policy import Model
from commonweal.policy.dmn import tree
from commonweal.policy.feel import Scope, ast

IN_A_FOLDER: Final = (
    "Have the policy decide it, from an input called `relevant date` or `application date`; "
    "a date question can say `when asked: past` or `future`."
)
IN_A_POLICY: Final = "Take the day from an input called `relevant date` or `application date`."
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALL: Final = re.compile(r"\b(today|now)\s*\(\s*\)")


class ClockCall(NamedTuple):
    """An element of a model, the function of the clock that it calls, and the line."""

    element: str
    function: str
    line: int


def calls_in_expression(expression: ast.Node, scope: Scope) -> list[str]:
    """The functions of the clock that an expression calls."""
    called = (node.function for node in ast.walk(expression) if isinstance(node, ast.Invocation))
    return [
        each.name
        for each in called
        if isinstance(each, ast.Name) and each.name in ("today", "now") and scope.slot(each.name) is None
    ]


def calls_in_policy(model: Model) -> Iterator[ClockCall]:
    """Where a model asks for the time."""
    for node in model.graph.nodes:
        for text in _texts(node.element):
            found = _CALL.search(_QUOTED.sub('""', text.text))
            if found is not None:
                yield ClockCall(node.name, found[1], text.line)


def _texts(part: object) -> Iterator[tree.Text]:
    """Every FEEL text in a part of a model's file."""
    if isinstance(part, tree.Text):
        yield part
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from _texts(getattr(part, each.name))
