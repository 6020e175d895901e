"""The requirements graph of a model and its imports: who needs whom, and in which order.

Every input, decision and function of every file has a slot in one frame; an expression's scope shows it only
those that its element requires (DMN 1.5, 6.2.2 and 6.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from commonweal.policy.feel import (
    ANY,
    ContextType,
    FeelType,
    Layout,
    Scope,
    Value,
    normal_name,
)

from . import tree
from .evaluation import Program
from .imports import Unit
from .item_types import Types
from .reports import Reports, Subject

GraphElement: TypeAlias = tree.InputData | tree.Decision | tree.Knowledge | tree.DecisionService


@dataclass(slots=True, eq=False)
class Node:
    """An element of the graph, where it stands. `name` is qualified by the imports' names."""

    element: GraphElement
    unit: Unit
    name: str
    slot: int
    type: FeelType = ANY
    needs: list[Node] = field(default_factory=list)
    program: Program | None = None
    circular: bool = False

    @property
    def subject(self) -> Subject:
        """Where findings about the element belong."""
        return Subject(self.unit.definitions.file, self.name, self.element.line)

    @property
    def is_decision(self) -> bool:
        """Whether the element is a decision."""
        return isinstance(self.element, tree.Decision)


class SharedScope(Scope):
    """A scope over slots that other scopes use too."""

    __slots__ = ()

    def __init__(
        self, names: Mapping[str, tuple[int, FeelType]], layout: Layout, types: Mapping[str, FeelType]
    ) -> None:
        super().__init__(layout=layout, types=types)
        self._types = {normal_name(name): each for name, (_, each) in names.items()}
        self._slots = {normal_name(name): slot for name, (slot, _) in names.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """What an element requires of one import: a context under the import's name."""

    slot: int
    members: tuple[tuple[str, Node], ...]

    def value(self, frame: list[Value]) -> Value:
        """The context in a frame."""
        return {name: frame[node.slot] for name, node in self.members}


class Graph:
    """The nodes of a model with all it imports, and how they refer to each other."""

    def __init__(self, top: Unit, types: Mapping[Unit, Types], reports: Reports) -> None:
        self.top = top
        self.types = types
        self.reports = reports
        self.layout = Layout()
        self.nodes: list[Node] = []
        self._places: dict[tuple[Unit, str], Node] = {}
        for unit in top.all():
            self._register(unit)
        for node in self.nodes:
            node.needs = list(self._needs(node))
        self.order = self._ordered()

    def _register(self, unit: Unit) -> None:
        definitions = unit.definitions
        names: dict[str, str] = {}
        elements: tuple[GraphElement, ...] = (
            *definitions.inputs,
            *definitions.decisions,
            *definitions.knowledge,
            *definitions.services,
        )
        for element in elements:
            own = normal_name(element.variable.name)
            node = Node(element, unit, ".".join((*unit.path, own)), self.layout.allot())
            self.nodes.append(node)
            if element.name and own in names:
                message = f"There are two elements called “{own}”, a {names[own]} and another."
                self._report(node, "duplicate-name", message, "Rename one of them.")
            names.setdefault(own, _kind(element))
            if element.id is None:
                continue
            if (unit, element.id) in self._places:
                message = f"The id “{element.id}” is used twice."
                self._report(node, "duplicate-id", message, "Give each element its own id.")
            self._places.setdefault((unit, element.id), node)

    def _report(self, node: Node, code: str, message: str, remedy: str, line: int | None = None) -> None:
        self.reports.add(node.subject.diagnostic("error", code, message, remedy, line=line))

    # References

    def target(self, node: Node, requirement: tree.Requirement) -> Node | None:
        """What a reference points to; None, with a finding, when it is not there or not of the right kind."""
        namespace, _, identity = requirement.href.partition("#")
        unit: Unit | None = node.unit
        if namespace and namespace != node.unit.definitions.namespace:
            unit = next((u for each, u in node.unit.imports if each.namespace == namespace), None)
        found = self._places.get((unit, identity)) if unit is not None else None
        wanted = {
            "input": (tree.InputData,),
            "decision": (tree.Decision,),
            "knowledge": (tree.Knowledge, tree.DecisionService),
        }[requirement.kind]
        if found is not None and isinstance(found.element, wanted):
            return found
        if requirement.kind == "input" and found is not None and found.is_decision:
            return found
        message = (
            f"It requires “{requirement.href}”, which is not {'an' if requirement.kind == 'input' else 'a'} "
        )
        message += {"input": "input", "decision": "decision", "knowledge": "function"}[requirement.kind]
        remedy = "Correct the requirement, or remove it."
        self._report(node, "bad-reference", f"{message} of this model.", remedy, requirement.line)
        return None

    def targets(self, node: Node, requirements: Iterable[tree.Requirement]) -> list[Node]:
        """What several references point to, leaving out those that point nowhere."""
        found = (self.target(node, each) for each in requirements if each.kind != "authority")
        return list(dict.fromkeys(each for each in found if each is not None))

    def _needs(self, node: Node) -> Iterator[Node]:
        if isinstance(node.element, tree.Decision | tree.Knowledge):
            yield from self.targets(node, node.element.requirements)
        elif isinstance(node.element, tree.DecisionService):
            service = node.element
            yield from self.targets(node, (*service.outputs, *service.encapsulated))

    # Order

    def _ordered(self) -> list[Node]:
        """Every node after those it needs. Circles among decisions are reported and cut."""
        order: list[Node] = []
        state: dict[Node, int] = {}
        for start in self.nodes:
            path: list[tuple[Node, Iterator[Node]]] = []
            if start not in state:
                path.append((start, iter(start.needs)))
                state[start] = 1
            while path:
                node, rest = path[-1]
                below = next(rest, None)
                if below is None:
                    state[node] = 2
                    order.append(node)
                    path.pop()
                elif below not in state:
                    state[below] = 1
                    path.append((below, iter(below.needs)))
                elif state[below] == 1:
                    self._circle([each for each, _ in path], below)
        return order

    def _circle(self, path: list[Node], back_to: Node) -> None:
        circle = path[path.index(back_to) :]
        if all(isinstance(each.element, tree.Knowledge) for each in circle):
            return  # functions may call each other; the depth of calls is bounded when they run
        for each in circle:
            each.circular = True
        names = " → ".join(f"“{each.name}”" for each in [*circle, back_to])
        self._report(
            back_to,
            "circular-requirement",
            f"Decisions require each other in a circle: {names}.",
            "Remove one of the requirements.",
        )

    def plan(self, targets: Iterable[Node], given: Iterable[Node] = ()) -> tuple[list[Node], list[Node]]:
        """The decisions to evaluate for these, each once and in order, and the inputs they rest on.

        What is `given` is not evaluated and nothing below it is needed on its account.
        """
        stop = set(given)
        needed: set[Node] = set()
        waiting = [each for each in targets if each not in stop]
        while waiting:
            node = waiting.pop()
            if (
                node in needed
                or node in stop
                or isinstance(node.element, tree.Knowledge | tree.DecisionService)
            ):
                continue
            needed.add(node)
            waiting.extend(node.needs)
        decisions = [node for node in self.order if node in needed and node.is_decision]
        inputs = [node for node in self.nodes if node in needed and not node.is_decision]
        return decisions, inputs

    # Scopes

    def scope(self, node: Node) -> tuple[SharedScope, list[Group]]:
        """What an element's expression may name, in the model's own frame."""
        names: dict[str, tuple[int, FeelType]] = {}
        groups = []
        for prefix, members in self.visible(node).items():
            if not prefix:
                names |= {name: (each.slot, each.type) for name, each in members.items()}
                continue
            group = Group(self.layout.allot(), tuple(members.items()))
            names[prefix] = (group.slot, group_type(members))
            groups.append(group)
        return SharedScope(names, self.layout, self.types[node.unit].all()), groups

    def visible(self, node: Node) -> dict[str, dict[str, Node]]:
        """The required elements by the name of the import they come from ("" for the element's own file)."""
        found: dict[str, dict[str, Node]] = {}
        for each in node.needs:
            prefix = ""
            if each.unit is not node.unit:
                prefix = next(one.name for one, unit in node.unit.imports if unit is each.unit)
            found.setdefault(normal_name(prefix), {})[normal_name(each.element.variable.name)] = each
        return found


def group_type(members: Mapping[str, Node]) -> ContextType:
    """The type of what is required of one import."""
    return ContextType(tuple((name, each.type) for name, each in members.items()))


def _kind(element: tree.Element) -> str:
    kinds: dict[type, str] = {
        tree.InputData: "input",
        tree.Decision: "decision",
        tree.Knowledge: "business knowledge model",
        tree.DecisionService: "decision service",
    }
    return kinds[type(element)]
