"""Boxed expressions and the model's own functions over possibles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from ..dmn import tree
from ..dmn.boxes import Boxes
from ..dmn.graph import Node
from ..dmn.item_types import Types
from ..dmn.model import Model
from ..dmn.reports import Reports
from ..feel import ANY, FeelType, Frame, Function, Run, Scope, call_function, normal_name
from .calls import Call, ModelScope, own_call
from .columns import parsed
from .conditions import chosen
from .fitting import fitter
from .possible import Anything, Possible, Unsure, listed, put_together, resting
from .readers import Reader
from .tables import TableReader

_CLOCK: Final = re.compile(r"\b(now|today)\b")
_DEEPEST: Final = 6


class Logic:
    """How the logic of a decision is read: its scope, and what it comes to in a frame of that scope."""

    def __init__(self, model: Model, node: Node, functions: Functions) -> None:
        visible = model.graph.visible(node)
        self.needs = [each for each in node.needs if isinstance(each.element, tree.InputData | tree.Decision)]
        self.read: Callable[[Run, Callable[[Node], Possible]], Possible]
        element = node.element
        assert isinstance(element, tree.Decision)
        if node.circular or any(visible.keys() - {""}):
            self.read = self._anything
            return
        own = visible.get("", {})
        types = model.graph.types[node.unit]
        calls = {name: functions.call(each) for name, each in own.items() if each not in self.needs}
        scope = ModelScope({name: each.type for name, each in own.items()}, types.all(), calls)
        read = box_reader(element.logic, scope, Boxes(types, Reports(), node.subject))
        declared = types.of(element.variable.type_ref, node.subject, element.variable.line)
        fit = fitter(types, element.variable.type_ref, declared)
        slots = [(scope.slot(name) or 0, each) for name, each in own.items()]

        def run_logic(run: Run, value_of: Callable[[Node], Possible]) -> Possible:
            frame = scope.layout.frame(run)
            for slot, each in slots:
                frame[slot] = value_of(each)
            return fit(read(frame))

        self.read = run_logic

    def _anything(self, _: Run, value_of: Callable[[Node], Possible]) -> Possible:
        return Anything(resting(value_of(each) for each in self.needs))


class Functions:
    """The model's own functions, read when they are first called."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._bodies: dict[
            Node, tuple[ModelScope, Reader, list[int], list[Callable[[Possible], Possible]]] | None
        ] = {}
        self._pure: dict[Node, bool] = {}
        self._depth = 0

    def call(self, node: Node) -> Call:
        """How calls of a business knowledge model or a decision service are read."""

        def read(run: Run, arguments: list[Possible]) -> Possible:
            function = self._model.functions.get(node)
            unsure = any(isinstance(each, Unsure) for each in arguments)
            if function is not None and not unsure and self.is_pure(node):
                return call_function(run, function, arguments)  # type: ignore[arg-type]
            return self._read(node, run, arguments)

        return read

    def _read(self, node: Node, run: Run, arguments: list[Possible]) -> Possible:
        if node not in self._bodies:
            self._bodies[node] = self._body(node)
        body = self._bodies[node]
        if body is None or len(arguments) != len(body[2]) or self._depth >= _DEEPEST:
            return Anything(resting(arguments))
        scope, read, slots, fits = body
        frame = scope.layout.frame(run)
        for name in scope.calls:
            frame[scope.slot(name) or 0] = self._model.functions.get(
                self._model.graph.visible(node)[""][name]
            )
        for slot, fit, value in zip(slots, fits, arguments, strict=True):
            frame[slot] = fit(value)
        self._depth += 1
        try:
            return read(frame)
        finally:
            self._depth -= 1

    def _body(
        self, node: Node
    ) -> tuple[ModelScope, Reader, list[int], list[Callable[[Possible], Possible]]] | None:
        knowledge = node.element
        visible = self._model.graph.visible(node)
        if (
            not isinstance(knowledge, tree.Knowledge)
            or knowledge.logic is None
            or knowledge.logic.kind != "FEEL"
        ):
            return None
        if any(visible.keys() - {""}):
            return None
        logic, types = knowledge.logic, self._model.graph.types[node.unit]
        own = visible.get("", {})
        boxes = Boxes(types, Reports(), node.subject)
        names: dict[str, FeelType] = {name: each.type for name, each in own.items()}
        calls = {name: self.call(each) for name, each in own.items()}
        outer = ModelScope(names, types.all(), calls)
        parameters = boxes.parameters(logic.parameters)
        inner = outer.child({each.name: each.type or ANY for each in parameters})
        read = box_reader(logic.body, inner, boxes)
        declared = types.of(logic.type_ref, node.subject, logic.line)
        result = self._model.functions[node].result
        fit = fitter(types, logic.type_ref, declared)
        of_result = fitter(types, knowledge.variable.type_ref, result) if result is not None else None
        fits = [
            fitter(types, each.type_ref, parameter.type or ANY)
            for each, parameter in zip(logic.parameters, parameters, strict=True)
        ]

        def whole_body(frame: Frame) -> Possible:
            found = fit(read(frame))
            return found if of_result is None else of_result(found)

        def whole(frame: Frame) -> Possible:
            return whole_body(frame)

        return outer, whole, [inner.slot(each.name) or 0 for each in parameters], fits

    def is_pure(self, node: Node) -> bool:
        """Whether an element's value rests on nothing but what it is given: not on the clock or the host."""
        if node not in self._pure:
            self._pure[node] = True
            texts = " ".join(text for text in _texts(node.element))
            below = [each for each in node.needs if not isinstance(each.element, tree.InputData)]
            external = any(box.kind != "FEEL" for box in _functions(node.element)) or "external" in texts
            self._pure[node] = (
                not external
                and _CLOCK.search(texts) is None
                and all(self._is_pure_below(each) for each in below)
            )
        return self._pure[node]

    def _is_pure_below(self, node: Node) -> bool:
        return isinstance(node.element, tree.Decision) or self.is_pure(node)


def _parts(of: object) -> Iterator[object]:
    waiting = [of]
    while waiting:
        each = waiting.pop()
        yield each
        if isinstance(each, tuple | list):
            waiting.extend(each)
        elif is_dataclass(each):
            waiting.extend(getattr(each, field.name) for field in fields(each))


def _texts(of: object) -> Iterator[str]:
    return (each.text for each in _parts(of) if isinstance(each, tree.Text))


def _functions(of: object) -> Iterator[tree.FunctionDefinition]:
    return (each for each in _parts(of) if isinstance(each, tree.FunctionDefinition))


# Boxes


def box_reader(box: tree.Expression | None, scope: Scope, boxes: Boxes) -> Reader:
    """Any boxed expression; null for none."""
    if box is None:
        return lambda _: None
    read = _box(box, scope, boxes)
    if isinstance(box, tree.FunctionDefinition) or box.type_ref is None:
        return read
    fit = fitter(boxes.types, box.type_ref, boxes.types.of(box.type_ref, boxes.subject, box.line))
    return lambda frame: fit(read(frame))


def _box(box: tree.Expression, scope: Scope, boxes: Boxes) -> Reader:
    match box:
        case tree.LiteralExpression() if not box.language or "feel" in box.language.lower():
            return parsed(box.text, scope)
        case tree.DecisionTable():
            return TableReader(box, scope, boxes)
        case tree.Conditional():
            test, then, otherwise = (
                box_reader(each, scope, boxes) for each in (box.test, box.then, box.otherwise)
            )
            return lambda frame: chosen(test(frame), lambda: then(frame), lambda: otherwise(frame))
        case tree.ListOf():
            items = [box_reader(each, scope, boxes) for each in box.items]
            return lambda frame: listed([item(frame) for item in items])
        case tree.Context() if not any(
            isinstance(each.value, tree.FunctionDefinition) for each in box.entries
        ):
            return _context(box, scope, boxes)
        case tree.Invocation():
            found = _invocation(box, scope, boxes)
            if found is not None:
                return found
    return _whole(box, scope, boxes)


def _whole(box: tree.Expression, scope: Scope, boxes: Boxes) -> Reader:
    """The interpreter's value where everything in scope is certain; otherwise anything."""
    program = boxes.prepare(box, scope).program
    slots = [slot for slot in (scope.slot(name) for name in scope.names()) if slot is not None]
    of_the_clock = any(_CLOCK.search(text) for text in _texts(box)) or any(
        each.kind != "FEEL" for each in _functions(box)
    )

    def read(frame: Frame) -> Possible:
        rests_on = [frame[slot] for slot in slots]
        if of_the_clock or any(isinstance(each, Unsure) for each in rests_on):
            return Anything(resting(rests_on))
        return program(frame)

    return read


def _context(box: tree.Context, scope: Scope, boxes: Boxes) -> Reader:
    entries: list[tuple[str, int, Reader]] = []
    result: Reader | None = None
    for each in box.entries:
        if each.variable is None:
            result = box_reader(each.value, scope, boxes)
            continue
        name, type_ref = normal_name(each.variable.name), each.variable.type_ref
        declared = boxes.types.of(type_ref, boxes.subject, each.line)
        read = _typed(box_reader(each.value, scope, boxes), boxes.types, type_ref, declared)
        # Its inferred type, where it declares none, matters only to the checks made on loading.
        scope = scope.child({name: declared})
        entries.append((name, scope.slot(name) or 0, read))

    def build(frame: Frame) -> Possible:
        parts: dict[str, Possible] = {}
        for name, slot, read in entries:
            parts[name] = frame[slot] = read(frame)
        return put_together(parts) if result is None else result(frame)

    return build


def _typed(read: Reader, types: Types, type_ref: str | None, declared: FeelType) -> Reader:
    fit = fitter(types, type_ref, declared)
    return lambda frame: fit(read(frame))


def _invocation(box: tree.Invocation, scope: Scope, boxes: Boxes) -> Reader | None:
    """A call of one of the model's own functions, its arguments put in the order of the parameters."""
    if not isinstance(box.function, tree.LiteralExpression):
        return None
    name = normal_name(box.function.text.text)
    call = own_call(name, scope)
    slot = scope.slot(name)
    if call is None or slot is None:
        return None
    given: Mapping[str, Reader] = {
        normal_name(each.parameter.name): box_reader(each.value, scope, boxes) for each in box.bindings
    }

    def read(frame: Frame) -> Possible:
        function = frame[slot]
        values = {key: each(frame) for key, each in given.items()}
        if not isinstance(function, Function):
            return Anything(resting(values.values()))
        names = [parameter.name for parameter in function.parameters]
        if values.keys() - set(names):
            return None
        return call(frame[0], [values.get(each) for each in names])

    return read
