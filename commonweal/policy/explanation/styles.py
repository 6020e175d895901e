"""How a FEEL expression's number is to be written, from the declared types of what it names."""

from __future__ import annotations

from typing import Any

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.graph import Graph, Node
from commonweal.policy.dmn.placeholders import Vocabulary
from commonweal.policy.feel import ast, normal_name

from .spoken import Style

_KEEPING = frozenset(
    (
        "abs",
        "ceiling",
        "decimal",
        "floor",
        "max",
        "mean",
        "median",
        "min",
        "round down",
        "round half down",
        "round half up",
        "round up",
        "sum",
    )
)
_STYLES: dict[str, Style] = {"money": "money", "percentage": "percentage"}


class Styles:
    """The styles of one decision's names."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary) -> None:
        self._graph = graph
        self._vocabulary = vocabulary

    def of(self, node: ast.Node | None) -> Style:
        """The style of an expression's value."""
        match node:
            case ast.Name() | ast.Path():
                return self._of_type(*self._type(node))
            case ast.Arithmetic(operator=("+" | "-" | "*")):
                return self.of(node.left) or self.of(node.right)
            case ast.Arithmetic(operator="/"):
                return None if self.of(node.right) else self.of(node.left)
            case ast.Negation():
                return self.of(node.operand)
            case ast.If():
                return self.of(node.consequence) or self.of(node.alternative)
            case ast.Filter() | ast.For():
                return self.of(node.source if isinstance(node, ast.Filter) else node.result)
            case ast.Invocation(function=ast.Name(name=name)) if name in _KEEPING:
                return next((style for each in node.arguments if (style := self.of(each))), None)
            case ast.ListLiteral():
                return next((style for each in node.items if (style := self.of(each))), None)
        return None

    def of_element(self, element: Node) -> Style:
        """The style of an input's or a decision's value."""
        return self._of_type(element, element.element.variable.type_ref)

    def of_name(self, element: Node, type_ref: str | None) -> Style:
        """The style of a type that an element's logic names."""
        return self._of_type(element, type_ref)

    def _of_type(self, element: Node | None, type_ref: str | None) -> Style:
        """By the name of the type, or of the type that it is made from."""
        if element is None:
            return None
        types = self._graph.types[element.unit]
        for _ in range(10):
            if type_ref is None:
                return None
            style = _STYLES.get(type_ref.rpartition(".")[2].lower())
            if style:
                return style
            item = types.item(type_ref)
            type_ref = item.type_ref if item is not None else None
        return None

    def _type(self, node: ast.Node) -> tuple[Node | None, str | None]:
        """The element whose model knows the type, and the type's name."""
        if isinstance(node, ast.Name):
            source: Any = self._vocabulary.source(node.name)
            return (source, source.element.variable.type_ref) if isinstance(source, Node) else (None, None)
        assert isinstance(node, ast.Path)
        if isinstance(node.source, ast.Name):
            group = self._vocabulary.source(node.source.name)
            if isinstance(group, dict):
                found = group.get(node.member)
                return (found, found.element.variable.type_ref) if found is not None else (None, None)
        if not isinstance(node.source, ast.Name | ast.Path | ast.Filter):
            return None, None
        inner = node.source.source if isinstance(node.source, ast.Filter) else node.source
        element, type_ref = self._type(inner) if isinstance(inner, ast.Name | ast.Path) else (None, None)
        return element, self._component(element, type_ref, node.member)

    def _component(self, element: Node | None, type_ref: str | None, member: str) -> str | None:
        item: tree.ItemDefinition | None = None
        for _ in range(10 if element is not None else 0):
            assert element is not None
            item = self._graph.types[element.unit].item(type_ref)
            if item is None or item.components:
                break
            type_ref = item.type_ref
        for each in item.components if item is not None else ():
            if normal_name(each.name) == member:
                return each.type_ref
        return None
