"""A decision model compiled: every decision turned into columns, or refused with the reason and its place."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.graph import Node as GraphNode
from commonweal.policy.feel import ANY, FunctionType, Scope, normal_name

from .boxes import Boxed
from .columns import Column, ResultColumn
from .doubts import Doubts
from .duckdb import DUCKDB
from .expressions import Broken
from .parameters import Place, check_place
from .printing import Dialect
from .querying import IN_DOUBT, needed, query
from .refusal import Refusal, Refused
from .results import result
from .spark import SPARK
from .stages import Stages
from .tree import FALSE, Node, op
from .types import Closure, Known

if TYPE_CHECKING:
    from commonweal.policy.dmn.model import Model

DIALECTS: Final[dict[str, Dialect]] = {"duckdb": DUCKDB, "spark": SPARK}


@dataclass(frozen=True)
class Compiled:
    """Decisions as SQL over a table of their inputs.

    `decisions` are those compiled, `refused` those that were wanted and are not, with the reason. `inputs`
    are the columns that the source must have under the policy's own names; `parameters` those that stand for
    numbers of the policy. `may_doubt` says whether some row may need the interpreter: then the query has a
    last column `in doubt`, true for those rows.
    """

    decisions: Mapping[str, ResultColumn]
    refused: Mapping[str, Refusal]
    inputs: tuple[str, ...]
    parameters: Mapping[Place, str]
    dialect: str
    nodes: Mapping[str, Node] = field(repr=False)
    _doubts: Mapping[str, tuple[Node, ...]] = field(repr=False)
    stages: Stages = field(repr=False)

    @property
    def may_doubt(self) -> bool:
        """Whether the query has the column `in doubt`."""
        return any(self._doubts.values())

    @property
    def doubt(self) -> Node:
        """A condition, never null, that is true in rows that may need the interpreter."""
        doubts = dict.fromkeys(each for some in self._doubts.values() for each in some)
        return op("coalesce", op("or", *doubts), FALSE)

    def query(self, source: str, keep: Sequence[str] = ()) -> str:
        """SELECT the columns to keep, each decision under its name, and `in doubt` where there may be doubt.

        `source` is anything that may stand after FROM: a table, a view, a subquery in brackets, a file.
        Decisions come out as `decisions` describes; a name to keep that a decision has too is not allowed.
        """
        results = dict(self.nodes)
        if self.may_doubt:
            results[IN_DOUBT] = self.doubt
        clashing = sorted(set(keep) & set(results))
        if clashing:
            raise ValueError(f"“{clashing[0]}” is both a column to keep and a decision: rename the column.")
        names = {each: each for each in (*self.inputs, *self.parameters.values())}
        return query(self.stages, results, names, source, keep, DIALECTS[self.dialect])


def compile_sql(
    model: Model,
    columns: Mapping[str, Column],
    decisions: Sequence[str] | None = None,
    dialect: Literal["duckdb", "spark"] = "duckdb",
    parameters: Mapping[Place, Column] | None = None,
) -> Compiled:
    """Decisions of a model (by default all) as SQL over columns named as its inputs.

    What each column says must hold of every row, for exactness is proved from it. `parameters` are numbers of
    the policy that the source gives in columns named `Place.column`. Raises ValueError for a decision or a
    place that the model does not have.
    """
    return compile_on(Stages(), model, columns, decisions, dialect, parameters)


def compile_on(
    stages: Stages,
    model: Model,
    columns: Mapping[str, Column],
    decisions: Sequence[str] | None,
    dialect: Literal["duckdb", "spark"],
    parameters: Mapping[Place, Column] | None = None,
) -> Compiled:
    """As `compile_sql`, onto stages that may hold other models' columns of the same source."""
    compiler = _Compiler(model, columns, parameters or {}, stages)
    wanted = [_decision(model, each) for each in decisions] if decisions is not None else [
        node for node in model.graph.order if node.is_decision
    ]  # fmt: skip
    return compiler.compiled(wanted, dialect)


def _decision(model: Model, name: str) -> GraphNode:
    node: GraphNode | None = None
    with contextlib.suppress(KeyError):
        node = model.node(name)
    if node is None or not node.is_decision:
        known = ", ".join(f"“{each.name}”" for each in model.decisions[:20])
        raise ValueError(f"The model “{model.name}” has no decision “{name}”. It has {known or 'none'}.")
    return node


class _Compiler:
    def __init__(
        self,
        model: Model,
        columns: Mapping[str, Column],
        parameters: Mapping[Place, Column],
        stages: Stages | None = None,
    ) -> None:
        self.model = model
        self.graph = model.graph
        self.columns = {normal_name(name): (name, column) for name, column in columns.items()}
        self.stages = Stages() if stages is None else stages
        self.values: dict[GraphNode, Known] = {}
        self.faults: dict[GraphNode, Refusal] = {}
        self.doubts: dict[GraphNode, list[Node]] = {}
        self.parameters = {
            place: column.read(place.column, self.stages) for place, column in parameters.items()
        }
        for place in parameters:
            check_place(model, place)

    def compiled(self, wanted: Sequence[GraphNode], dialect: str) -> Compiled:
        steps, _ = self.graph.plan(wanted)
        for node in self.graph.order:
            if isinstance(node.element, tree.InputData):
                self._try(node, lambda each: self._input(each))
        for node in steps:
            self._try(node, lambda each: self._element(each))
        results: dict[str, ResultColumn] = {}
        nodes: dict[str, Node] = {}
        refused: dict[str, Refusal] = {}
        doubts: dict[str, tuple[Node, ...]] = {}
        for node in wanted:
            if node in self.faults:
                refused[node.name] = self.faults[node]
                continue
            own = Doubts(self.stages)
            try:
                nodes[node.name], results[node.name] = result(node.name, self.values[node], own)
            except Refused as fault:
                nodes.pop(node.name, None)
                refused[node.name] = self._refusal(node, fault, node.element.line)
                continue
            found: list[Node] = list(own.found)
            for below in self._below(node):
                found += self.doubts.get(below, [])
            doubts[node.name] = tuple(dict.fromkeys(found))
        own_columns = frozenset().union(
            *(each.columns for each in nodes.values()),
            *(each.columns for some in doubts.values() for each in some),
        )
        read = own_columns.union(
            *(self.stages.columns[each].columns for each in needed(self.stages, own_columns))
        )
        inputs = tuple(given for given, _ in self.columns.values() if given in read)
        places = {place: place.column for place in self.parameters if place.column in read}
        return Compiled(results, refused, inputs, places, dialect, nodes, doubts, self.stages)

    def _below(self, node: GraphNode) -> list[GraphNode]:
        steps, _ = self.graph.plan([node])
        return [node, *steps]

    def _try(self, node: GraphNode, make: object) -> None:
        try:
            self.values[node] = make(node)  # type: ignore[operator]
        except Refused as fault:
            self.faults[node] = self._refusal(node, fault, fault.line)
        except RecursionError:
            self.faults[node] = self._refusal(node, Refused("It nests too deep."), None)

    def _refusal(self, node: GraphNode, fault: Refused, line: int | None) -> Refusal:
        file = node.unit.definitions.file
        return Refusal(node.name, fault.reason, node.name, file, line or node.element.line)

    def _input(self, node: GraphNode) -> Known:
        found = self.columns.get(normal_name(node.name)) or self.columns.get(
            normal_name(node.element.variable.name)
        )
        if found is None:
            raise Refused(f"No column gives the input “{node.name}”.")
        boxed = self._boxed(node, Scope())
        value = found[1].read(found[0], self.stages)
        return self.stages.value(boxed.fit(value, node.type))

    def _boxed(self, node: GraphNode, scope: Scope) -> Boxed:
        return Boxed(node, self.graph, self.stages, Doubts(self.stages), scope, self.parameters)

    def _element(self, node: GraphNode) -> Known:
        """A decision's value. Functions are made where they are needed."""
        assert isinstance(node.element, tree.Decision)
        if node.circular:
            raise Refused("It requires itself.")
        names, scope = self._visible(node)
        boxed = self._boxed(node, scope)
        self._current = boxed.expressions.doubts
        declared = boxed.type_of(node.element.variable.type_ref, node.element.variable.line)
        try:
            value = boxed.prepare(node.element.logic, names, scope, declared)
        except Refused as fault:
            raise Refused(fault.reason, fault.line or boxed.line) from fault
        self.doubts[node] = boxed.expressions.doubts.found
        return self.stages.value(value)

    def _visible(self, node: GraphNode) -> tuple[dict[str, Known], Scope]:
        visible = self.graph.visible(node)
        if visible.keys() - {""}:
            raise Refused("It requires something of another file, which is not turned into SQL.")
        members = visible.get("", {})
        names = {name: self._value_of(each) for name, each in members.items()}
        scope = Scope(
            {name: each.type for name, each in members.items()}, types=self.graph.types[node.unit].all()
        )
        return names, scope

    def _value_of(self, node: GraphNode) -> Known:
        if node in self.faults:
            return Broken(f"It needs “{node.name}”, which has no SQL: {self.faults[node].reason}")
        if isinstance(node.element, tree.Knowledge | tree.DecisionService):
            return self._function(node)
        return self.values[node]

    def _function(self, node: GraphNode) -> Known:
        if not isinstance(node.element, tree.Knowledge):
            return Broken(f"It calls the decision service “{node.name}”, which is not turned into SQL.")
        logic = node.element.logic
        if logic is None or logic.kind != "FEEL":
            return Broken(f"It calls “{node.name}”, a function that the host supplies.")
        home = self
        depth = [0]

        def call(arguments: list[Known], given: tuple[str, ...]) -> Known:
            depth[0] += 1
            if depth[0] > 12:
                raise Refused(f"“{node.name}” calls itself, and SQL has no end to that.")
            names, scope = home._visible(node)
            boxed = Boxed(node, home.graph, home.stages, home._current, scope, home.parameters)
            function = boxed.function(node.name, logic, names, scope)
            assert isinstance(function, Closure)
            found: Known = function.call(arguments, given)  # type: ignore[operator]
            declared = boxed.type_of(node.element.variable.type_ref, node.element.line)
            if isinstance(declared, FunctionType):
                declared = declared.result
            depth[0] -= 1
            return found if declared == ANY else boxed.fit(found, declared)

        return Closure(node.name, call)

    _current: Doubts
