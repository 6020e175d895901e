"""A policy ready to decide: loaded once, used from any number of threads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from commonweal.policy.feel import (
    Bindings,
    Clock,
    Function,
    Limits,
    Problem,
    Value,
    call_function,
    normal_name,
    to_feel,
)
from commonweal.policy.feel.run import StepsSpent

from . import tree
from .description import DecisionInfo, InputData, described_decision, described_input
from .evaluation import PolicyRun
from .graph import Graph, Node
from .host_inputs import InputReader
from .imports import Resolver, Unit, link
from .item_types import Types
from .lint import lint
from .outcome import Outcome
from .placeholders import Vocabulary, check_sentences
from .preparation import Preparation
from .reading import read
from .reports import Reports

if TYPE_CHECKING:
    from commonweal.policy.rows import Rows


@dataclass(frozen=True, slots=True)
class _Plan:
    decision: str | None
    answer: int | None
    steps: list[Node]
    readers: list[InputReader]
    inputs: list[Node]


class Model:
    """A loaded policy. It holds no state of any run."""

    def __init__(
        self,
        content: bytes,
        file: str | None,
        resolver: Resolver | None,
        bindings: Bindings | None,
        limits: Limits,
    ) -> None:
        """Read, link and prepare. Raises PolicyFault when the bytes are not a DMN model that can be read."""
        self._made_from = (content, file, resolver, bindings, limits)
        self.file = file
        self.definitions, faults = read(content, file)
        reports = Reports()
        reports.extend(faults)
        unit, imported = link(self.definitions, resolver, reports)
        own = hashlib.sha256(content)
        for digest in imported:
            own.update(digest.encode())
        self.content_hash: Final = own.hexdigest()
        types: dict[Unit, Types] = {}
        for each in unit.all():
            known = {imported_as.name: types[below] for imported_as, below in each.imports}
            types[each] = Types(each.definitions, known, reports)
        self._graph = Graph(unit, types, reports)
        self._prepared = Preparation(self._graph, reports)
        self._types = types[unit]
        lint(self._graph, reports)
        self._vocabularies: dict[Node, Vocabulary] = {}
        for node in self._graph.order:
            if node.is_decision:
                check_sentences(self.vocabulary(node), reports)
        self._bindings = bindings
        self._limits = limits
        self._by_name: dict[str, Node] = {}
        for node in sorted(self._graph.nodes, key=lambda each: not each.is_decision):
            self._by_name.setdefault(node.name, node)
        self._plans: dict[str | None, _Plan] = {}
        self._rows: dict[str | None, Rows] = {}
        self.diagnostics: Final = reports.all()

    def __reduce__(self) -> tuple[type[Model], tuple[object, ...]]:
        """A model is sent to another process as what it was made from, and made there again."""
        return Model, self._made_from

    # What the model is

    @property
    def name(self) -> str:
        """The model's name."""
        return self.definitions.name

    @cached_property
    def inputs(self) -> tuple[InputData, ...]:
        """What it is given, in the order of the file; inputs of imported models carry the imports' names."""
        return tuple(
            described_input(node, self._graph.types[node.unit])
            for node in self._graph.nodes
            if isinstance(node.element, tree.InputData)
        )

    @cached_property
    def decisions(self) -> tuple[DecisionInfo, ...]:
        """Its decisions, each after those it requires."""
        return tuple(described_decision(node) for node in self._graph.order if node.is_decision)

    @property
    def assumptions(self) -> tuple[tree.Assumption, ...]:
        """What the file says it assumes."""
        return self.definitions.assumptions

    @property
    def sources(self) -> tuple[tree.KnowledgeSource, ...]:
        """The authorities it names."""
        return self.definitions.sources

    @cached_property
    def top_decisions(self) -> tuple[str, ...]:
        """The decisions of the file itself that no other decision requires."""
        required = {below for node in self._graph.nodes for below in node.needs if node.is_decision}
        return tuple(
            node.name
            for node in self._graph.order
            if node.is_decision and node not in required and node.unit is self._graph.top
        )

    @property
    def graph(self) -> Graph:
        """The requirements graph."""
        return self._graph

    @property
    def functions(self) -> Mapping[Node, Function]:
        """The functions that its business knowledge models and decision services are."""
        return self._prepared.functions

    def node(self, name: str) -> Node:
        """An element of the graph by its name. Raises KeyError."""
        return self._by_name[normal_name(name)]

    def vocabulary(self, node: Node) -> Vocabulary:
        """What the sentences about a decision may name."""
        known = self._vocabularies.get(node)
        if known is None:
            known = self._vocabularies[node] = Vocabulary(self._graph, node)
        return known

    # Deciding

    def decide(
        self,
        inputs: Mapping[str, object],
        decision: str | None = None,
        *,
        trace: bool = True,
        clock: Clock | None = None,
    ) -> Outcome:
        """Decide on these inputs, by name.

        `decision` is a decision, decision service or business knowledge model; by default the one decision
        that no other requires, or the one called “award”. Where there is no such one, every decision is taken
        and the value is null. Whatever goes wrong inside gives null and a diagnostic.

        Raises ValueError for a name that the model does not have, TypeError for a value that FEEL lacks.
        """
        plan = self._plans.get(decision)
        if plan is None:
            found = self._by_name.get(normal_name(decision)) if decision is not None else None
            if found in self._prepared.functions:
                return self._call(found, inputs, trace, clock)
            plan = self._plans[decision] = self._plan(decision)
        run = PolicyRun(clock=clock, limits=self._limits, bindings=self._bindings, trace=trace)
        frame = self._prepared.template[:]
        frame[0] = run
        tables = run.tables
        marks: list[int] | None = None if tables is None else []
        with run:
            for reader in plan.readers:
                frame[reader.slot] = reader.read(inputs, run)
            if len(inputs) > len(plan.readers):
                self._unknown_inputs(inputs, run)
            for step in plan.steps:
                frame[step.slot] = step.program(frame)  # type: ignore[misc]
                if marks is not None:
                    marks.append(len(tables))  # type: ignore[arg-type]
        value = None if plan.answer is None else frame[plan.answer]
        return Outcome(self, plan.decision, frame, run, plan.steps, plan.inputs, marks, value)

    def decide_many(
        self,
        rows: Iterable[Mapping[str, object]],
        decision: str | None = None,
        *,
        clock: Clock | None = None,
    ) -> Iterator[Value]:
        """The decision's value for each row of inputs, in order: untraced, and without the reasons for nulls.

        For simulations over many households. `decision` must be a decision; rows are read as they are needed,
        some hundreds at a time. Raises as `decide` does.
        """
        return self.rows(decision).decide(rows, clock=clock)

    def rows(self, decision: str | None = None) -> Rows:
        """A decision made ready for many rows, such as those of a CSV file. Made once and kept.

        Raises ValueError for a name that is no decision of the model.
        """
        from commonweal.policy.rows import Rows

        made = self._rows.get(decision)
        if made is None:
            plan = self._plan(decision)
            made = self._rows[decision] = Rows(
                self._graph,
                plan.steps,
                plan.inputs,
                self._asked(decision),
                lambda: self._prepared.template[:],
                lambda clock: PolicyRun(
                    clock=clock, limits=self._limits, bindings=self._bindings, trace=False
                ),
            )
        return made

    def _plan(self, decision: str | None) -> _Plan:
        node = self._asked(decision)
        graph = self._graph
        targets = [node] if node is not None else [each for each in graph.nodes if each.is_decision]
        steps, inputs = graph.plan(targets)
        readers = [InputReader(each) for each in inputs]
        answer = None if node is None else node.slot
        return _Plan(node.name if node else None, answer, steps, readers, inputs)

    def _asked(self, decision: str | None) -> Node | None:
        if decision is not None:
            node = self._by_name.get(normal_name(decision))
            if node is not None and node.is_decision:
                return node
            known = ", ".join(f"“{each.name}”" for each in self.decisions[:20])
            raise ValueError(
                f"The model “{self.name}” has no decision “{decision}”. It has {known or 'none'}."
            )
        top = self.top_decisions
        if len(top) == 1:
            return self._by_name[top[0]]
        return next((self._by_name[name] for name in self._by_name if name.lower() == "award"), None)

    def _unknown_inputs(self, inputs: Mapping[str, object], run: PolicyRun) -> None:
        for name in inputs:
            if normal_name(name) not in self._input_names:
                message = f"The model has no input “{name}”."
                remedy = "Correct its name, or leave it out."
                run.problems.append(Problem("warning", "unknown-input", message, remedy))

    @cached_property
    def _input_names(self) -> frozenset[str]:
        """Every name under which an input may be given."""
        nodes = (node for node in self._graph.nodes if isinstance(node.element, tree.InputData))
        return frozenset(name for node in nodes for name in InputReader(node).keys)

    def _call(self, node: Node, inputs: Mapping[str, object], trace: bool, clock: Clock | None) -> Outcome:
        """Call a decision service or a business knowledge model with the inputs as its named arguments."""
        function: Function = self._prepared.functions[node]
        run = PolicyRun(clock=clock, limits=self._limits, bindings=self._bindings, trace=trace)
        frame = self._prepared.template[:]
        frame[0] = run
        given = {normal_name(name): value for name, value in inputs.items()}
        with run:
            arguments: list[Value] = []
            for parameter in function.parameters:
                if parameter.name not in given:
                    message = f"The argument “{parameter.name}” was not given."
                    run.problems.append(
                        Problem("warning", "missing-input", message, "Give it, if only as null.")
                    )
                arguments.append(to_feel(given.get(parameter.name)))
            try:
                value = call_function(run, function, arguments)
            except StepsSpent:
                value = run.null("too-much-work", "The decision took more steps than a run may.")
        values: dict[str, Value] = {}
        if isinstance(node.element, tree.DecisionService):
            outputs = self._prepared.outputs[node]
            values = (
                {outputs[0]: value} if len(outputs) == 1 else dict(value) if isinstance(value, dict) else {}
            )
        return Outcome(self, node.name, frame, run, [], [], None, value, values)
