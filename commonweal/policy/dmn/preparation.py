"""A model's graph turned into programs, once, when it is loaded."""

from __future__ import annotations

from commonweal.policy.feel import (
    ANY,
    FeelType,
    Frame,
    Function,
    FunctionType,
    Layout,
    Parameter,
    Run,
    Scope,
    Value,
    call_function,
    normal_name,
)
from commonweal.policy.feel.types import manageable

from . import tree
from .boxed_functions import enter, function_box
from .boxes import Boxes
from .evaluation import Program, placed, typed
from .graph import Graph, Group, Node, group_type
from .reports import Reports


class Preparation:
    """Gives every node of a graph its type and every decision its program.

    `template` is the model's frame before a run: the functions in their slots and everything else null.
    """

    def __init__(self, graph: Graph, reports: Reports) -> None:
        self.graph = graph
        self.reports = reports
        self.functions: dict[Node, Function] = {}
        self.outputs: dict[Node, list[str]] = {}
        self._templates: list[tuple[Frame, Scope, Node]] = []
        self.template: Frame = []
        for node in graph.order:
            if isinstance(node.element, tree.InputData):
                node.type = self._declared(node)
        for node in graph.order:
            self._prepare(node)
        self.template += [None] * graph.layout.size
        for node, function in self.functions.items():
            self.template[node.slot] = function
        for frame, scope, node in self._templates:
            self._supply(frame, scope, node)

    def _declared(self, node: Node) -> FeelType:
        variable = node.element.variable
        return self.graph.types[node.unit].of(variable.type_ref, node.subject, variable.line)

    def _boxes(self, node: Node) -> Boxes:
        return Boxes(self.graph.types[node.unit], self.reports, node.subject)

    def _prepare(self, node: Node) -> None:
        match node.element:
            case tree.Decision():
                self._decision(node, node.element)
            case tree.Knowledge():
                self._knowledge(node, node.element)
            case tree.DecisionService():
                self._service(node, node.element)

    # Decisions

    def _decision(self, node: Node, decision: tree.Decision) -> None:
        declared = self._declared(node)
        if node.circular:
            node.program, node.type = _circular(node), declared
            return
        scope, groups = self.graph.scope(node)
        box = self._boxes(node).prepare(decision.logic, scope, declared, f"“{node.name}”")
        found = box.type if manageable(box.type) else ANY
        node.type = declared if declared != ANY or decision.logic is None else found
        node.program = _with_groups(box.program, groups) if groups else box.program

    # Functions

    def _knowledge(self, node: Node, knowledge: tree.Knowledge) -> None:
        boxes = self._boxes(node)
        logic = knowledge.logic
        declared = self._declared(node)
        if logic is None:
            message = "The business knowledge model has no logic."
            self.reports.add(node.subject.diagnostic("error", "no-logic", message, "Give it an expression."))
            logic = tree.FunctionDefinition(kind="FEEL", parameters=(), body=None, line=knowledge.line)
        visible = self.graph.visible(node)
        names: dict[str, FeelType] = {}
        for prefix, members in visible.items():
            if prefix:
                names[prefix] = group_type(members)
            else:
                names |= {name: each.type for name, each in members.items()}
        types = self.graph.types[node.unit].all()
        outer = Scope(names, types=types, layout=Layout())
        parameters = boxes.parameters(logic.parameters)
        inner = outer.child({each.name: each.type or ANY for each in parameters})
        template: Frame = []
        if logic.kind == "FEEL":
            box = boxes.prepare(logic.body, inner)
            text = tree.Text("", knowledge.line)
            declared_by_logic = boxes.types.of(logic.type_ref, node.subject, logic.line)
            program = typed(box.program, declared_by_logic, f"“{node.name}”", text, node.subject)
            found = box.type if declared_by_logic == ANY else declared_by_logic
        else:
            program, found = _calling(function_box(boxes, logic, outer).program, parameters, inner), ANY
        result = _result(declared) or found
        slots = [inner.slot(each.name) or 0 for each in parameters]
        function = Function(
            node.name,
            parameters,
            lambda run, arguments: enter(run, template, slots, arguments, program),
            _result(declared),
        )
        node.type = FunctionType(tuple(each.type or ANY for each in parameters), result)
        template += [None] * inner.layout.size
        self.functions[node] = function
        self._templates.append((template, outer, node))

    def _supply(self, frame: Frame, scope: Scope, node: Node) -> None:
        """Put the functions that a business knowledge model requires into its frame."""
        for prefix, members in self.graph.visible(node).items():
            known = {name: self.functions.get(each) for name, each in members.items()}
            for name, value in ({prefix: known} if prefix else known).items():
                frame[scope.slot(name) or 0] = value

    def _service(self, node: Node, service: tree.DecisionService) -> None:
        graph = self.graph
        outputs = graph.targets(node, service.outputs)
        given = graph.targets(node, (*service.inputs, *service.input_decisions))
        steps, _ = graph.plan(outputs, given)
        parameters = tuple(
            Parameter(normal_name(each.element.variable.name), None if each.type == ANY else each.type)
            for each in given
        )
        result = _result(self._declared(node))
        names = self.outputs[node] = [normal_name(each.element.variable.name) for each in outputs]
        circular = node.circular

        def body(run: Run, arguments: list[Value]) -> Value:
            if circular:
                return run.null("circular-requirement", f"“{node.name}” requires itself.")
            frame = self.template[:]
            frame[0] = run
            for each, value in zip(given, arguments, strict=True):
                frame[each.slot] = value
            for step in steps:
                if step.program is not None:
                    frame[step.slot] = step.program(frame)
            if len(outputs) == 1:
                return frame[outputs[0].slot]  # type: ignore[no-any-return]
            return {name: frame[each.slot] for name, each in zip(names, outputs, strict=True)}

        self.functions[node] = Function(node.name, parameters, body, result)
        types = tuple(each.type or ANY for each in parameters)
        known = result or (outputs[0].type if len(outputs) == 1 else None)
        if known is None:
            known = group_type(dict(zip(names, outputs, strict=True)))
        node.type = FunctionType(types, known)


def _result(declared: FeelType) -> FeelType | None:
    """A function's result type: of its declared function type, or (DMN 1.1) the declared type itself."""
    if isinstance(declared, FunctionType):
        return None if declared.result == ANY else declared.result
    return None if declared == ANY else declared


def _with_groups(program: Program, groups: list[Group]) -> Program:
    def evaluate(frame: Frame) -> Value:
        for group in groups:
            frame[group.slot] = group.value(frame)
        return program(frame)

    return evaluate


def _calling(function: Program, parameters: tuple[Parameter, ...], scope: Scope) -> Program:
    """A program that calls the function which another program gives, with the parameters' values."""
    slots = [scope.slot(each.name) or 0 for each in parameters]

    def evaluate(frame: Frame) -> Value:
        called = function(frame)
        if not isinstance(called, Function):
            return None
        return call_function(frame[0], called, [frame[slot] for slot in slots])

    return evaluate


def _circular(node: Node) -> Program:
    def program(frame: Frame) -> Value:
        run: Run = frame[0]
        return run.null(
            "circular-requirement",
            f"“{node.name}” requires itself by way of other decisions.",
            remedy="Remove one of the requirements in the circle.",
        )

    return placed(program, tree.Text("", node.element.line), node.subject)
