"""What a part of a policy says, whatever line it stands on, however it is spaced and whatever its
identifiers.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from ..dmn import tree
from ..feel import FeelSyntaxError, Scope, ast, parse_expression, print_tree

_BESIDE_THE_POINT = frozenset({"line", "id", "label", "span", "description"})


def meaning(part: object) -> object:
    """A value that is equal for parts that say the same."""
    if isinstance(part, tree.Text):
        return " ".join(part.text.split())
    if is_dataclass(part):
        told = tuple(
            meaning(getattr(part, each.name)) for each in fields(part) if each.name not in _BESIDE_THE_POINT
        )
        return type(part).__name__, told
    if isinstance(part, tuple):
        return tuple(meaning(each) for each in part)
    return part


def parsed(text: str, scope: Scope) -> ast.Node | None:
    """The tree of a text; None when it is not FEEL."""
    try:
        return parse_expression(text, scope)
    except FeelSyntaxError:
        return None


def changed_parts(before: ast.Node, after: ast.Node) -> list[tuple[str, str]]:
    """The smallest parts of an expression that were replaced, each as it was and as it is."""
    if before == after:
        return []
    left, right = list(ast.children(before)), list(ast.children(after))
    same_kind = type(before) is type(after) and len(left) == len(right)
    if same_kind and left and _own(before) == _own(after):
        return [pair for one, other in zip(left, right, strict=True) for pair in changed_parts(one, other)]
    return [(print_tree(before), print_tree(after))]


def _own(node: ast.Node) -> tuple[object, ...]:
    """What a node says itself, its parts left aside."""
    found = []
    for name in node.__dataclass_fields__:
        part = getattr(node, name)
        if name != "span" and not isinstance(part, ast.Node):
            found.append(part if not isinstance(part, tuple) else _names(part))
    return tuple(found)


def _names(parts: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(each for each in parts if isinstance(each, str | bool))


def type_in_words(item: tree.ItemDefinition) -> str:
    """A type, its allowed values and its parts."""
    if item.components:
        return "{" + ", ".join(f"{each.name}: {type_in_words(each)}" for each in item.components) + "}"
    text = f"{'list of ' if item.collection else ''}{item.type_ref or 'any'}"
    for allowed in (item.allowed, item.constraint):
        if allowed is not None:
            text += f", allowed {' '.join(allowed.text.split())}"
    return text
