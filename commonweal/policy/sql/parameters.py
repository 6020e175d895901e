"""Numbers of a policy that are columns of the source instead, so that it can be run again with other ones."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from commonweal.policy.dmn import tree
from commonweal.policy.feel import ANY, FeelSyntaxError, ast, parse_expression, parse_unary_tests

if TYPE_CHECKING:
    from commonweal.policy.dmn.model import Model


@dataclass(frozen=True, order=True)
class Place:
    """Where a number stands in a policy: the `literal`-th number (from 1) of one text of a decision.

    The text is the decision's own expression, or in a table the cell of a `rule` (from 1) in the `output` or
    the `input` column (from 1). A minus sign before the number stays where it is.
    """

    decision: str
    rule: int | None = None
    output: int | None = None
    input: int | None = None
    literal: int = 1

    @property
    def column(self) -> str:
        """The name of the source's column that gives the number."""
        if self.rule is None:
            return f"{self.decision}: number {self.literal}"
        cell = f"input {self.input}" if self.input is not None else f"output {self.output or 1}"
        number = "" if self.literal == 1 else f", number {self.literal}"
        return f"{self.decision}: rule {self.rule}, {cell}{number}"

    @property
    def text(self) -> tuple[str, int | None, int | None, int | None]:
        """Which text it stands in."""
        output = None if self.rule is None or self.input is not None else self.output or 1
        return self.decision, self.rule, output, self.input


def with_parameters(text: ast.Node, places: dict[int, str]) -> ast.Node:
    """A text's tree with its n-th number replaced by a name, for each n given."""
    numbers = sorted(
        (each for each in ast.walk(text) if isinstance(each, ast.NumberLiteral)),
        key=lambda each: each.span.start,
    )
    chosen = {id(numbers[at - 1]): name for at, name in places.items() if 0 < at <= len(numbers)}
    return _replaced(text, chosen)


def check_place(model: Model, place: Place) -> None:
    """Raise ValueError unless the policy has a number there."""
    try:
        node = model.node(place.decision)
    except KeyError:
        node = None
    if node is None or not isinstance(node.element, tree.Decision):
        raise ValueError(
            f"The model has no decision “{place.decision}”, so there is no parameter “{place.column}”."
        )
    text = _text_at(node.element.logic, place)
    scope = model.graph.scope(node)[0]
    numbers = 0
    if text is not None:
        parse = parse_unary_tests if place.input is not None else parse_expression
        try:
            found = parse(text.text, scope.child({"?": ANY}))
            numbers = sum(isinstance(each, ast.NumberLiteral) for each in ast.walk(found))
        except FeelSyntaxError:
            numbers = 0
    if not 0 < place.literal <= numbers:
        where = "there is no such text" if text is None else f"“{text.text.strip()[:60]}” has {numbers}"
        raise ValueError(f"There is no number for the parameter “{place.column}”: {where}.")


def _text_at(logic: tree.Expression | None, place: Place) -> tree.Text | None:
    if place.rule is None:
        return logic.text if isinstance(logic, tree.LiteralExpression) else None
    if not isinstance(logic, tree.DecisionTable) or not 0 < place.rule <= len(logic.rules):
        return None
    rule = logic.rules[place.rule - 1]
    texts, at = (rule.inputs, place.input) if place.input is not None else (rule.outputs, place.output or 1)
    return texts[at - 1] if 0 < at <= len(texts) else None


def _replaced(node: ast.Node, chosen: dict[int, str]) -> ast.Node:
    name = chosen.get(id(node))
    if name is not None:
        return ast.Name(name, span=node.span)
    changed = {}
    for each in fields(node):
        part = getattr(node, each.name)
        if isinstance(part, ast.Node):
            new: object = _replaced(part, chosen)
        elif isinstance(part, tuple) and each.name != "span":
            new = tuple(_part(one, chosen) for one in part)
        else:
            continue
        if new != part or any(id(one) in chosen for one in ast.walk(node)):
            changed[each.name] = new
    if not changed:
        return node
    kept = {each.name: getattr(node, each.name) for each in fields(node)}
    return node.__class__(**{**kept, **changed})


def _part(part: object, chosen: dict[int, str]) -> object:
    if isinstance(part, ast.Node):
        return _replaced(part, chosen)
    if isinstance(part, tuple):
        return tuple(_part(each, chosen) for each in part)
    return part
