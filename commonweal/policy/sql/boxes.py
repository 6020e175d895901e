"""Boxed expressions in SQL: each as the interpreter's `dmn.boxes` evaluates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.boxes import Boxes
from commonweal.policy.dmn.graph import Graph
from commonweal.policy.dmn.graph import Node as GraphNode
from commonweal.policy.dmn.reports import Reports
from commonweal.policy.feel import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    ConstrainedType,
    ContextType,
    FeelSyntaxError,
    FeelType,
    ListType,
    Scope,
    ast,
    normal_name,
    parse_expression,
    parse_unary_tests,
)
from commonweal.policy.feel.types import DAYS_TIME, YEARS_MONTHS

from . import lists
from .allowed import Allowances
from .doubts import Doubts
from .expressions import Expressions
from .fitting import allowed_by_choices, fit
from .merging import choose, only_where, truthy
from .parameters import Place, with_parameters
from .refusal import Refused
from .stages import Stages
from .tables import Table
from .tree import FALSE, TRUE, Node, case, op
from .types import (
    NOTHING,
    Closure,
    Day,
    Known,
    Many,
    Nothing,
    Number,
    Piece,
    Structure,
    Text,
    Truth,
    nulls,
)

Names = dict[str, Known]


class Boxed:
    """Compiles the boxed expressions of one element of a model."""

    def __init__(
        self, node: GraphNode, graph: Graph, stages: Stages, doubts: Doubts, scope: Scope,
        parameters: Mapping[Place, Known],
    ) -> None:  # fmt: skip
        self.node = node
        self.types = graph.types[node.unit]
        self.scope = scope
        self.line = node.element.line
        self._allowances = Allowances(node.unit.definitions, self.types, self._condition)
        self.expressions = Expressions(stages, doubts, scope, self._allowances)
        self._parameters = {
            place: value for place, value in parameters.items() if place.decision == node.name
        }

    def boxes(self) -> Boxes:
        """What prepares the same element for the interpreter; its findings are not wanted again."""
        return Boxes(self.types, Reports(), self.node.subject)

    def type_of(self, name: str | None, line: int) -> FeelType:
        """A declared type."""
        return self.boxes().types.of(name, self.node.subject, line)

    def fit(self, value: Known, type_: FeelType) -> Known:
        """The value converted to a type."""
        return fit(value, type_, self.expressions.stages, self._allowances)

    def allow(self, value: Known, listed: tree.Text, type_: FeelType) -> Known:
        """The value, null unless a column's list of values allows it."""
        if isinstance(value, Nothing):
            return value
        if isinstance(value, Number | Text | Truth | Day) and nulls(value) != FALSE:
            there: Known = replace(value, nullable=False)
        else:
            there = value
        within = self._allowances.of_text(listed, type_, there)
        if within == TRUE:
            return value
        return only_where(op("or", nulls(value), truthy(within)), value, self.expressions.stages)

    def _condition(self, text: tree.Text, type_: FeelType, value: Known) -> Node:
        """Where a value passes written tests."""
        scope = Scope({"?": type_}, types=self.types.all())
        kept = self.expressions.kept(value) if not isinstance(value, Many) else value
        found = self.expressions.of(parse_unary_tests(text.text, scope), {"?": kept})
        return found.node if isinstance(found, Truth) else FALSE

    # Texts

    def text(
        self, text: tree.Text, names: Names, scope: Scope, places: Mapping[int, Place] | None = None
    ) -> Known:
        """A FEEL text; empty text is null, and so is text that is not FEEL."""
        if not text.text.strip():
            return NOTHING
        self.line = text.line
        try:
            node = parse_expression(text.text, scope)
        except FeelSyntaxError:
            return NOTHING
        node, names = self._with_parameters(node, names, places or {})
        return self.expressions.of(node, names)

    def cell(
        self, text: tree.Text, subject: Known, names: Names, scope: Scope, type_: FeelType,
        places: Mapping[int, Place],
    ) -> Known:  # fmt: skip
        """Whether a value passes an input cell."""
        self.line = text.line
        written = text.text if text.text.strip() else "-"
        try:
            node: ast.Node = parse_unary_tests(written, scope.child({"?": type_}))
        except FeelSyntaxError:
            return NOTHING
        node, names = self._with_parameters(node, names, places)
        return self.expressions.of(node, {**names, "?": subject})

    def _with_parameters(
        self, node: ast.Node, names: Names, places: Mapping[int, Place]
    ) -> tuple[ast.Node, Names]:
        if not places:
            return node, names
        called = {at: place.column for at, place in places.items()}
        bound = {place.column: self._parameters[place] for place in places.values()}
        return with_parameters(node, called), {**names, **bound}

    def parameters_at(self, rule: int | None, output: int | None, input_: int | None) -> dict[int, Place]:
        """The parameters in one text, by the number (from 1) that each stands for."""
        key = (self.node.name, rule, output, input_)
        return {place.literal: place for place in self._parameters if place.text == key}

    def cells_with_parameters(self) -> set[tuple[int, int]]:
        """The input cells (rule, column, from 1) that hold parameters."""
        return {
            (place.rule, place.input)
            for place in self._parameters
            if place.rule is not None and place.input is not None
        }

    # Boxes

    def prepare(
        self, box: tree.Expression | None, names: Names, scope: Scope, wanted: FeelType = ANY
    ) -> Known:
        """Any boxed expression, converted to its declared type and then to the one wanted."""
        if box is None:
            return NOTHING
        self.line = box.line
        declared: FeelType = ANY
        if not isinstance(box, tree.FunctionDefinition):
            declared = self.type_of(box.type_ref, box.line)
        found = self._prepare(box, names, scope)
        return self.fit(self.fit(found, declared), wanted)

    def _prepare(self, box: tree.Expression, names: Names, scope: Scope) -> Known:
        match box:
            case tree.LiteralExpression():
                if box.language and "feel" not in box.language.lower():
                    return NOTHING
                return self.text(box.text, names, scope, self.parameters_at(None, None, None))
            case tree.DecisionTable():
                return Table(box, names, scope, self).value()
            case tree.Context():
                return self._context(box, names, scope)
            case tree.ListOf():
                return Many(tuple(self.prepare(each, names, scope) for each in box.items))
            case tree.Relation():
                return self._relation(box, names, scope)
            case tree.FunctionDefinition():
                return self.function("function", box, names, scope)
            case tree.Invocation():
                return self._invocation(box, names, scope)
            case tree.Conditional():
                return self._conditional(box, names, scope)
            case tree.Filter():
                return self._filter(box, names, scope)
            case tree.Iteration():
                return self._iteration(box, names, scope)

    def _context(self, box: tree.Context, names: Names, scope: Scope) -> Known:
        names = dict(names)
        entries: list[tuple[str, Known]] = []
        for entry in box.entries:
            if entry.variable is None:
                return self.prepare(entry.value, names, scope)
            name = normal_name(entry.variable.name)
            value = self.prepare(entry.value, names, scope)
            declared = self.type_of(entry.variable.type_ref, entry.line)
            value = self.expressions.kept(self.fit(value, declared))
            names[name] = value
            scope = scope.child({name: declared if declared != ANY else feel_type(value)})
            entries.append((name, value))
        return Structure(tuple(entries))

    def _relation(self, box: tree.Relation, names: Names, scope: Scope) -> Known:
        rows = []
        for row in box.rows:
            cells = []
            for column, cell in zip(box.columns, row, strict=True):
                declared = self.type_of(column.type_ref, column.line)
                value = self.fit(self.prepare(cell, names, scope), declared)
                cells.append((normal_name(column.name), value))
            rows.append(Structure(tuple(cells)))
        return Many(tuple(rows))

    def function(
        self, name: str, box: tree.FunctionDefinition, names: Names, scope: Scope
    ) -> Closure | Nothing:
        """A function that is written out where it is called."""
        if box.kind != "FEEL":
            raise Refused("A function that the host supplies has no SQL.")
        parameters = [
            (normal_name(each.name), self.type_of(each.type_ref, each.line)) for each in box.parameters
        ]
        inner = scope.child(dict(parameters))
        result = self.type_of(box.type_ref, box.line)
        captured = dict(names)

        def body(given: Names) -> Known:
            return self.prepare(box.body, {**captured, **given}, inner)

        return self.expressions.closure(name, list(parameters), result, body)

    def _invocation(self, box: tree.Invocation, names: Names, scope: Scope) -> Known:
        values = {
            f"binding {at}": self.prepare(each.value, names, scope) for at, each in enumerate(box.bindings)
        }
        called = tuple(normal_name(each.parameter.name) for each in box.bindings)
        arguments = tuple(ast.Name(each) for each in values)
        if isinstance(box.function, tree.LiteralExpression):
            function = parse_expression(box.function.text.text, scope)
            return self.expressions.of(ast.Invocation(function, arguments, called), {**names, **values})
        found = self.prepare(box.function, names, scope)
        inner = {**names, **values, "boxed function": found}
        return self.expressions.of(ast.Invocation(ast.Name("boxed function"), arguments, called), inner)

    def _conditional(self, box: tree.Conditional, names: Names, scope: Scope) -> Known:
        test = self.prepare(box.test, names, scope)
        if not isinstance(test, Truth):
            return NOTHING
        stages = self.expressions.stages
        yes, no = self.prepare(box.then, names, scope), self.prepare(box.otherwise, names, scope)
        found = choose(test.node, yes, no, stages)
        return only_where(op("is not null", test.node), found, stages) if test.nullable else found

    def _filter(self, box: tree.Filter, names: Names, scope: Scope) -> Known:
        source = self.prepare(box.source, names, scope)
        if isinstance(source, Nothing):
            return NOTHING
        item_type = feel_type(source)
        element = item_type.element if isinstance(item_type, ListType) else item_type
        inner: dict[str, FeelType] = {"item": element}
        if isinstance(element, ContextType):
            inner = dict(element.entries) | inner

        def test(item: Known) -> Node:
            given = dict(item.entries) if isinstance(item, Structure) else {}
            found = self.prepare(box.match, {**names, **given, "item": item}, scope.child(inner))
            if not isinstance(found, Truth | Nothing):
                raise Refused("It filters by what is no condition.")
            return found.node if isinstance(found, Truth) else FALSE

        return lists.filtered(lists.items_of(source), test, self.expressions.stages)

    def _iteration(self, box: tree.Iteration, names: Names, scope: Scope) -> Known:
        source = self.prepare(box.source, names, scope)
        if isinstance(source, Nothing):
            return NOTHING
        if not isinstance(source, Many) and nulls(source) != FALSE:
            raise Refused("A loop over a single value that may be null.")
        variable = normal_name(box.variable)
        item_type = feel_type(source)
        element = item_type.element if isinstance(item_type, ListType) else item_type
        inner = scope.child({variable: element})

        def body(item: Known) -> Known:
            return self.prepare(box.body, {**names, variable: item}, inner)

        items = lists.items_of(source)
        if box.kind == "for":
            return lists.over_items(items, body)
        found = lists.quantified(items, body, some=box.kind == "some")
        if isinstance(found, Truth) and found.nullable:
            # Null as soon as one condition is, wherever it stands.
            unsure = lists.absent(lists.over_items(items, body))
            return choose(unsure, NOTHING, found, self.expressions.stages)
        return found


def feel_type(value: Known) -> FeelType:
    """The type of a value, as far as names after a full stop need it."""
    match value:
        case Number():
            return {"number": NUMBER, "days": DAYS_TIME, "months": YEARS_MONTHS}[value.unit]
        case Text():
            return STRING
        case Truth():
            return BOOLEAN
        case Day():
            return DATE
        case Structure():
            return ContextType(tuple((name, feel_type(each)) for name, each in value.entries))
        case Many():
            first = value.parts[0] if value.parts else NOTHING
            return ListType(feel_type(first.body if isinstance(first, Piece) else first))
    return ANY


Condition = Callable[[tree.Text, FeelType, Known], Node]
__all__ = ["Boxed", "ConstrainedType", "allowed_by_choices", "case", "feel_type"]
