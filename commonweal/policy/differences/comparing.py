"""Two versions of a policy, element by element: what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ..checks.domains import is_money
from ..checks.steering import Aim
from ..dmn import tree
from ..dmn.graph import Node
from ..dmn.model import Model
from ..dmn.reading_boxes import walk
from ..explanation.spoken import Style
from ..feel import ast
from .difference import Difference, What
from .meaning import changed_parts, meaning, parsed, type_in_words
from .showing import Showing
from .tables import TableChange, TablePair

_Element = TypeVar("_Element", bound=tree.Element | tree.ItemDefinition)
_MOST_EXAMPLES = 60


def diff(
    before: Model, after: Model, decision: str | None = None, *, examples: bool = True
) -> list[Difference]:
    """How the second version of a policy differs from the first, in the order of the second file.

    Each difference that can change an outcome comes with a household whose `decision` (by default the
    award, or the one that no other requires) differs between the two, both having been run on it; or says
    that none was found. Without `examples` none is sought, which is most of the work. Lines, spacing,
    identifiers, diagrams and the order of columns are not differences.
    """
    return list(_Comparison(before, after, decision, examples).differences())


class _Comparison:
    def __init__(self, before: Model, after: Model, decision: str | None, examples: bool) -> None:
        self.before = before.definitions
        self.after = after.definitions
        self.showing = Showing(before, after, decision)
        self._examples_left = _MOST_EXAMPLES if examples else 0

    def differences(self) -> Iterator[Difference]:
        yield from self._types()
        yield from self._inputs()
        yield from self._elements(self.before.knowledge, self.after.knowledge, "function")
        yield from self._elements(self.before.decisions, self.after.decisions, "decision")

    def _types(self) -> Iterator[Difference]:
        for name, was, now in _paired(self.before.items, self.after.items):
            if was is None or now is None:
                yield _whole(name, was, now, "type")
            elif meaning(was) != meaning(now):
                message = f"now {type_in_words(now)}, was {type_in_words(was)}"
                yield self._with_example(
                    Difference("changed", "type", name, message, lines=(was.line, now.line)), []
                )

    def _inputs(self) -> Iterator[Difference]:
        for name, was, now in _paired(self.before.inputs, self.after.inputs):
            if was is None or now is None:
                yield _whole(name, was, now, "input")
                continue
            if was.variable.type_ref != now.variable.type_ref:
                message = (
                    f"now of type {now.variable.type_ref or 'any'}, was {was.variable.type_ref or 'any'}"
                )
                found = Difference("changed", "input", name, message, lines=(was.line, now.line))
                yield self._with_example(found, [])
            if was.label != now.label:
                message = f"now labelled “{now.label or ''}”, was “{was.label or ''}”"
                yield Difference("changed", "words", name, message, lines=(was.line, now.line))

    def _elements(
        self,
        before: tuple[tree.Decision | tree.Knowledge, ...],
        after: tuple[tree.Decision | tree.Knowledge, ...],
        what: What,
    ) -> Iterator[Difference]:
        for name, was, now in _paired(before, after):
            if was is None or now is None:
                yield self._with_example(_whole(name, was, now, what), [])
                continue
            if was.name != now.name:
                message = f"was called “{was.name}”"
                yield Difference("renamed", what, now.name, message, lines=(was.line, now.line))
            if was.variable.type_ref != now.variable.type_ref:
                message = (
                    f"now of type {now.variable.type_ref or 'any'}, was {was.variable.type_ref or 'any'}"
                )
                found = Difference("changed", what, name, message, lines=(was.line, now.line))
                yield self._with_example(found, [])
            yield from self._logic(name, was, now, what)
            if meaning(getattr(was, "words", ())) != meaning(getattr(now, "words", ())):
                message = "its words or their authority changed"
                yield Difference("changed", "words", name, message, lines=(was.line, now.line))

    def _logic(
        self, name: str, was: tree.Decision | tree.Knowledge, now: tree.Decision | tree.Knowledge, what: What
    ) -> Iterator[Difference]:
        if meaning(was.logic) == meaning(now.logic):
            return
        one, other = _outline(was.logic), _outline(now.logic)
        if [type(each) for each in one] != [type(each) for each in other]:
            message = f"now {_kind(now.logic)}, was {_kind(was.logic)}"
            found = Difference("changed", what, name, message, lines=(was.line, now.line))
            yield self._with_example(found, [])
            return
        told = False
        for old, new in zip(one, other, strict=True):
            if isinstance(old, tree.LiteralExpression) and isinstance(new, tree.LiteralExpression):
                found_here = (
                    [self._expression(name, old, new)] if meaning(old.text) != meaning(new.text) else []
                )
            elif isinstance(old, tree.DecisionTable) and isinstance(new, tree.DecisionTable):
                found_here = list(self._table(name, old, new, direct=old is was.logic))
            else:
                found_here = []
            told = told or bool(found_here)
            yield from found_here
        if not told and any(
            not isinstance(each, tree.LiteralExpression | tree.DecisionTable) for each in other
        ):
            found = Difference("changed", what, name, "its logic changed", lines=(was.line, now.line))
            yield self._with_example(found, [])

    def _expression(self, name: str, was: tree.LiteralExpression, now: tree.LiteralExpression) -> Difference:
        old, new = " ".join(was.text.text.split()), " ".join(now.text.text.split())
        message = f"now `{new}`, was `{old}`"
        trees = [self._parsed(name, text, side) for side, text in enumerate((old, new))]
        if trees[0] is not None and trees[1] is not None:
            parts = changed_parts(trees[0], trees[1])
            if parts and parts != [(old, new)]:
                message += f" ({', '.join(f'{right} in place of {left}' for left, right in parts)})"
        found = Difference("changed", "expression", name, message, lines=(was.text.line, now.text.line))
        return self._with_example(found, [])

    def _parsed(self, name: str, text: str, side: int) -> ast.Node | None:
        node = self.showing.nodes[side].get(name)
        if node is None:
            return None
        return parsed(text, self.showing.steerings[side].place(node).scope())

    def _table(
        self, name: str, was: tree.DecisionTable, now: tree.DecisionTable, *, direct: bool
    ) -> Iterator[Difference]:
        nodes = [self.showing.nodes[side].get(name) for side in (0, 1)]
        node = nodes[1] or nodes[0]
        if node is None:
            return
        place = self.showing.steerings[1].place(node)
        pair = TablePair(was, now, place, self._styles(now, node))
        for change in pair.changes():
            yield self._table_difference(name, change, pair, nodes, direct=direct)

    def _table_difference(
        self, name: str, change: TableChange, pair: TablePair, nodes: list[Node | None], *, direct: bool
    ) -> Difference:
        one, other = change.pair
        rules = self.numbers(change)
        lines = (
            None if one is None else pair.before.rules[one].line,
            None if other is None else pair.after.rules[other].line,
        )
        found = Difference(change.change, change.what, name, change.message, rules, lines)
        if change.what == "words" or not self._examples_left:
            return found
        searches: list[tuple[int, list[Aim]]] = []
        for side in (1, 0):
            node = nodes[side]
            if direct and node is not None and change.what == "rule":
                searches.append((side, self.showing.aims_of_rule(pair, change.pair, side, node)))
        return self._with_example(found, searches)

    def numbers(self, change: TableChange) -> tuple[int | None, int | None]:
        """The rules' numbers, from 1."""
        one, other = change.pair
        return (None if one is None else one + 1, None if other is None else other + 1)

    def _styles(self, table: tree.DecisionTable, node: Node) -> dict[str, Style]:
        place = self.showing.steerings[1].place(node)
        found: dict[str, Style] = {}
        for clause in table.inputs:
            text = " ".join(clause.expression.text.split())
            element = place.elements.get(text)
            refs = [clause.type_ref, element.element.variable.type_ref if element is not None else None]
            found[text] = self._style_of(refs, node)
        for output in table.outputs:
            found[f"output {output.name or ''}"] = self._style_of(
                [output.type_ref, table.type_ref, node.element.variable.type_ref], node
            )
        return found

    def _style_of(self, refs: list[str | None], node: Node) -> Style:
        types = self.showing.surroundings[1].types(node)
        if any(is_money(types, ref) for ref in refs if ref):
            return "money"
        return "percentage" if "percentage" in refs else None

    def _with_example(self, found: Difference, searches: list[tuple[int, list[Aim]]]) -> Difference:
        if not self._examples_left:
            return found
        self._examples_left -= 1
        example = self.showing.example(found.element, searches)
        return Difference(
            found.change,
            found.what,
            found.element,
            found.message,
            found.rows,
            found.lines,
            example,
            sought=True,
        )


def _whole(name: str, was: object, now: object, what: What) -> Difference:
    lines = (getattr(was, "line", None), getattr(now, "line", None))
    if was is None:
        return Difference("added", what, name, f"a new {what}", lines=lines)
    return Difference("removed", what, name, f"this {what} is gone", lines=lines)


def _paired(
    before: tuple[_Element, ...], after: tuple[_Element, ...]
) -> Iterator[tuple[str, _Element | None, _Element | None]]:
    """Elements of the same name, or else of the same identifier, in the order of the second version."""
    old: Mapping[str, _Element] = {each.name: each for each in before}
    names = {each.name for each in after}
    gone = {each.id: each for each in before if each.name not in names and each.id is not None}
    matched: set[str] = set()
    for each in after:
        was = old.get(each.name) or (gone.pop(each.id, None) if each.id is not None else None)
        if was is not None:
            matched.add(was.name)
        yield each.name, was, each
    for each in before:
        if each.name not in matched:
            yield each.name, each, None


def _outline(logic: tree.Expression | None) -> list[tree.Expression]:
    return list(walk(logic))


def _kind(logic: tree.Expression | None) -> str:
    if logic is None:
        return "without logic"
    names = {tree.DecisionTable: "a decision table", tree.LiteralExpression: "an expression"}
    return names.get(type(logic), f"a {type(logic).__name__.lower()}")
