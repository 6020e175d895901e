"""A policy ready to decide: loaded once, used from any number of threads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from commonweal.policy.diagnostics import Diagnostic, PolicyFault
from commonweal.policy.feel import (
    DEFAULT_LIMITS,
    Bindings,
    Clock,
    FeelType,
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
from .evaluation import PolicyRun
from .graph import Graph, Node
from .host_inputs import InputReader
from .imports import Folder, Resolver, Unit, link
from .item_types import Types, written_values
from .lint import lint
from .outcome import Outcome
from .placeholders import Vocabulary, check_sentences
from .preparation import Preparation
from .reading import read
from .reports import Reports
from .safe_xml import LARGEST_FILE
from .trace import Kind, kind_of


@dataclass(frozen=True, slots=True)
class InputData:
    """A fact that a model is given. `type_name` is its declared type as written; `allowed` are FEEL texts."""

    name: str
    type: FeelType
    type_name: str | None
    allowed: tuple[str, ...]
    label: str | None
    description: str | None
    id: str | None
    line: int


@dataclass(frozen=True, slots=True)
class DecisionInfo:
    """A decision of a model. `requires` names the inputs and decisions it needs; `logic` is as written."""

    name: str
    type: FeelType
    type_name: str | None
    kind: Kind
    label: str | None
    question: str | None
    description: str | None
    requires: tuple[str, ...]
    id: str | None
    line: int
    logic: tree.Expression | None


@dataclass(frozen=True, slots=True)
class _Plan:
    decision: str | None
    answer: int | None
    steps: list[Node]
    readers: list[InputReader]
    inputs: list[Node]
    names: frozenset[str]


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
        for node in self._graph.nodes:
            self._by_name.setdefault(node.name, node)
        self._plans: dict[str | None, _Plan] = {}
        self.diagnostics: Final = reports.all()

    # What the model is

    @property
    def name(self) -> str:
        """The model's name."""
        return self.definitions.name

    @cached_property
    def inputs(self) -> tuple[InputData, ...]:
        """What it is given, in the order of the file; inputs of imported models carry the imports' names."""
        return tuple(
            self._input(node) for node in self._graph.nodes if isinstance(node.element, tree.InputData)
        )

    def _input(self, node: Node) -> InputData:
        element, types = node.element, self._graph.types[node.unit]
        item = types.item(element.variable.type_ref)
        allowed = tuple(written_values(item.allowed if item else None, types.all()))
        return InputData(
            node.name,
            node.type,
            element.variable.type_ref,
            allowed,
            element.label,
            element.description,
            element.id,
            element.line,
        )

    @cached_property
    def decisions(self) -> tuple[DecisionInfo, ...]:
        """Its decisions, each after those it requires."""
        return tuple(self._decision(node) for node in self._graph.order if node.is_decision)

    def _decision(self, node: Node) -> DecisionInfo:
        element = node.element
        assert isinstance(element, tree.Decision)
        needs = (each.name for each in node.needs if isinstance(each.element, tree.InputData | tree.Decision))
        return DecisionInfo(
            node.name,
            node.type,
            element.variable.type_ref,
            kind_of(element.logic),
            element.label,
            element.question,
            element.description,
            tuple(needs),
            element.id,
            element.line,
            element.logic,
        )

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
            if found is not None and not found.is_decision:
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

    def _plan(self, decision: str | None) -> _Plan:
        node = self._asked(decision)
        graph = self._graph
        targets = [node] if node is not None else [each for each in graph.nodes if each.is_decision]
        steps, inputs = graph.plan(targets)
        readers = [InputReader(each) for each in inputs]
        names = frozenset(name for reader in readers for name in reader.keys)
        answer = None if node is None else node.slot
        return _Plan(node.name if node else None, answer, steps, readers, inputs, names)

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
        known = {name for each in self._graph.nodes for name in InputReader(each).keys}
        for name in inputs:
            if normal_name(name) not in known:
                message = f"The model has no input “{name}”."
                run.problems.append(
                    Problem("warning", "unknown-input", message, "Correct its name, or leave it out.")
                )

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


def load(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    imports: Resolver | None = None,
    bindings: Bindings | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Model:
    """Read a DMN model from a file's path, or from its bytes.

    `name` is what to call the file in diagnostics. `imports` finds the files that it imports; by default they
    are sought in the folder of the file, and bytes import nothing. `bindings` supplies external functions.

    Raises PolicyFault when the file is missing, too large, unsafe or not DMN; other faults are in the model's
    `diagnostics`.
    """
    if isinstance(source, bytes):
        return Model(source, name, imports, bindings, limits)
    path = Path(source)
    called = name or path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"The file is larger than the {LARGEST_FILE:,} bytes that are read."
            remedy = "Split the model into several files and import them."
            raise PolicyFault([Diagnostic("error", "xml-too-large", message, remedy, called)])
        content = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise PolicyFault(
            [Diagnostic("error", "no-file", message, "Check its name and place.", called)]
        ) from None
    return Model(content, called, imports or Folder(path.parent), bindings, limits)
