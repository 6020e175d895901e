"""What can come to each decision of a model: the reachable values of its inputs and of the decisions before
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..dmn import tree
from ..dmn.graph import Graph, Node
from ..dmn.item_types import Types
from ..dmn.model import Model
from ..feel import FeelSyntaxError, FeelType, Scope, ast, normal_name, parse_expression
from .cells import CellReader
from .domains import allowed_within, declared_domain, in_pence, is_money
from .reach import COUNT, reach
from .value_sets import ANYTHING, ValueSet, union

_DEEPEST_CALL = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the names it sees, each with its element, its type and the values it can
    have.
    """

    node: Node
    types: Types
    names: Mapping[str, ValueSet]
    elements: Mapping[str, Node]
    feel_types: Mapping[str, FeelType]
    functions: Mapping[str, Node]

    def scope(self) -> Scope:
        """A scope with the place's names, in a frame of its own."""
        return Scope(self.feel_types, types=self.types.all())


class Surroundings:
    """The reachable values of every element of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.graph: Graph = model.graph
        self.values: dict[Node, ValueSet] = {}
        self._depth = 0
        self._places: dict[Node, Place] = {}
        self._readers: dict[tuple[int, int], tuple[CellReader, tree.InputClause, Place]] = {}
        for node in self.graph.order:
            if isinstance(node.element, tree.InputData):
                self.values[node] = self._input(node)
            elif isinstance(node.element, tree.Decision):
                self.values[node] = self._decision(node, node.element)

    def types(self, node: Node) -> Types:
        """The types that an element's file knows."""
        return self.graph.types[node.unit]

    def place(self, node: Node) -> Place:
        """What an element's own expression sees."""
        if node not in self._places:
            self._places[node] = self._place(node)
        return self._places[node]

    def _place(self, node: Node) -> Place:
        visible = self.graph.visible(node).get("", {})
        elements = {name: each for name, each in visible.items() if each in self.values}
        functions = {name: each for name, each in visible.items() if isinstance(each.element, tree.Knowledge)}
        return Place(
            node,
            self.types(node),
            {name: self.values[each] for name, each in elements.items()},
            elements,
            {name: each.type for name, each in visible.items()},
            functions,
        )

    def _input(self, node: Node) -> ValueSet:
        types, type_ref = self.types(node), node.element.variable.type_ref
        found = declared_domain(types, type_ref)
        return replace(in_pence(found) if is_money(types, type_ref) else found, null=True)

    def _decision(self, node: Node, decision: tree.Decision) -> ValueSet:
        declared = replace(declared_domain(self.types(node), decision.variable.type_ref), null=True)
        if node.circular:
            return declared
        return within(self.box(decision.logic, self.place(node)), declared)

    def box(self, box: tree.Expression | None, place: Place) -> ValueSet:
        """Every value that a boxed expression can give."""
        declared = replace(declared_domain(place.types, None if box is None else box.type_ref), null=True)
        match box:
            case tree.LiteralExpression():
                found = self.text(box.text.text, place)
            case tree.DecisionTable():
                found = self._table(box, place)
            case tree.Conditional():
                found = self.box(box.then, place).join(self.box(box.otherwise, place))
            case _:
                found = ANYTHING
        return within(found, declared)

    def text(self, text: str, place: Place) -> ValueSet:
        """Every value that a FEEL text can give."""
        parsed = parsed_at(text, place)
        return ANYTHING if parsed is None else reach(parsed, place.names, self._functions(place))

    def _functions(self, place: Place) -> dict[str, Callable[[tuple[ValueSet, ...]], ValueSet]]:
        return {name: partial(self._call, node) for name, node in place.functions.items()}

    def _call(self, node: Node, given: tuple[ValueSet, ...]) -> ValueSet:
        """What a business knowledge model can give for arguments of these sets."""
        knowledge = node.element
        if not isinstance(knowledge, tree.Knowledge) or knowledge.logic is None:
            return ANYTHING
        logic, types = knowledge.logic, self.types(node)
        if logic.kind != "FEEL" or len(given) != len(logic.parameters) or self._depth >= _DEEPEST_CALL:
            return ANYTHING
        self._depth += 1
        try:
            return self.box(logic.body, self.function_place(node, logic, types, given))
        finally:
            self._depth -= 1

    def function_place(
        self, node: Node, logic: tree.FunctionDefinition, types: Types, given: tuple[ValueSet, ...] = ()
    ) -> Place:
        """What a function's body sees when it is called with arguments of these sets, or with any."""
        outer = self.place(node)
        names, feel_types = dict(outer.names), dict(outer.feel_types)
        for at, parameter in enumerate(logic.parameters):
            name = normal_name(parameter.name)
            declared = replace(declared_domain(types, parameter.type_ref), null=True)
            names[name] = within(given[at], declared) if given else declared
            feel_types[name] = types.named(parameter.type_ref or "Any") or outer.feel_types.get(
                name, _any(types)
            )
        return replace(outer, names=names, feel_types=feel_types)

    def reader(self, clause: tree.InputClause, place: Place) -> CellReader:
        """Reads the cells of a column, each text once however often it is asked."""
        key = (id(clause), id(place))
        if key not in self._readers:
            reader = CellReader(self.column(clause, place), place.types.all())
            self._readers[key] = reader, clause, place
        return self._readers[key][0]

    def column(self, clause: tree.InputClause, place: Place) -> ValueSet:
        """Every value that a table's column can be asked about."""
        found = self.text(clause.expression.text, place)
        if clause.type_ref is not None:
            found = within(found, replace(declared_domain(place.types, clause.type_ref), null=True))
        if clause.allowed is not None:
            found = allowed_within(found, clause.allowed.text, place.types)
        return found

    def _table(self, table: tree.DecisionTable, place: Place) -> ValueSet:
        if table.aggregation == "COUNT":
            return COUNT
        if len(table.outputs) != 1 or (
            table.hit_policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER")
            and table.aggregation not in ("MIN", "MAX")
        ):
            return ANYTHING
        columns = [self.column(clause, place) for clause in table.inputs]
        readers = [self.reader(clause, place) for clause in table.inputs]
        results: list[ValueSet] = []
        seen: set[str] = set()
        for rule in table.rules:
            text = rule.outputs[0].text
            if text in seen or any(
                cell.exact is not None and column.meet(cell.exact).empty
                for reader, column, written in zip(readers, columns, rule.inputs, strict=True)
                for cell in (reader.read(written.text),)
            ):
                continue
            seen.add(text)
            results.append(self.text(text, place))
        output = table.outputs[0]
        if output.default is not None:
            results.append(self.text(output.default.text, place))
        found = union(results)
        if output.type_ref is not None:
            found = within(found, declared_domain(place.types, output.type_ref))
        if output.allowed is not None:
            found = allowed_within(found, output.allowed.text, place.types)
        return replace(found, null=True)


def within(found: ValueSet, declared: ValueSet) -> ValueSet:
    """What is left of reachable values after conversion to a declared type.

    A list of one becomes its member and a date a date and time, so a set that may hold such is the declared
    one.
    """
    if found.rest or ("date" in found.lines and "date and time" in declared.lines):
        return declared
    return found.meet(declared)


def parsed_at(text: str, place: Place) -> ast.Node | None:
    """The tree of a text where it stands; None when it is not FEEL."""
    try:
        return parse_expression(text, place.scope())
    except FeelSyntaxError:
        return None


def _any(types: Types) -> FeelType:
    found = types.named("Any")
    assert found is not None
    return found
