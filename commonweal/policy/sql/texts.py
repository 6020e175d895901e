"""Strings: of few known values as codes, of many as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .tree import NULL, Case, Literal, Node, case, op
from .types import Text

MOST_OPTIONS = 250


def text(value: str) -> Text:
    """A constant."""
    return Text(Literal(0), False, (value,))


def text_node(value: Text) -> Node:
    """The text itself in SQL."""
    if value.options is None:
        return value.node
    if value.constant is not None:
        return Literal(value.constant)
    return mapped(value, [Literal(each) for each in value.options])


def _through(node: Node, of: Callable[[int], Node]) -> Node:
    """Codes at the ends of a case replaced; anything else by a case of its own."""
    if isinstance(node, Literal):
        return NULL if node.value is None else of(int(node.value))  # type: ignore[arg-type]
    if isinstance(node, Case) and all(isinstance(each, Literal | Case) for each in _ends(node)):
        branches = tuple((when, _through(then, of)) for when, then in node.branches)
        return Case(branches, _through(node.otherwise, of))
    raise ValueError("not a case of codes")


def _ends(node: Case) -> list[Node]:
    found: list[Node] = []
    for each in (*(then for _, then in node.branches), node.otherwise):
        found.extend(_ends(each) if isinstance(each, Case) else [each])
    return found


def alike(values: Sequence[Text]) -> list[Text]:
    """The same strings in one representation: codes among the options of all, or text."""
    options = tuple(dict.fromkeys(option for each in values for option in each.options or ()))
    if any(each.options is None for each in values) or len(options) > MOST_OPTIONS:
        return [Text(text_node(each), each.nullable) for each in values]
    return [recoded(each, options) for each in values]


def recoded(value: Text, options: tuple[str, ...]) -> Text:
    """A coded string's code among other options, which hold its own."""
    own = value.options or ()
    if own == options:
        return value
    places = [options.index(each) for each in own]
    if places == list(range(len(own))):
        return Text(value.node, value.nullable, options)
    return Text(mapped(value, [Literal(each) for each in places]), value.nullable, options)


def mapped(value: Text, results: Sequence[Node]) -> Node:
    """A node for each option of a coded string."""
    if value.constant is not None:
        return results[0]
    if isinstance(value.node, Literal):
        return NULL if value.node.value is None else results[int(value.node.value)]  # type: ignore[arg-type]
    if isinstance(value.node, Case) and all(isinstance(each, Literal) for each in _ends(value.node)):
        return _through(value.node, lambda code: results[code])
    branches = [(op("=", value.node, Literal(at)), each) for at, each in enumerate(results)]
    return case(branches, NULL)
