"""Functions in a policy: written in FEEL, with a frame of their own, or supplied by the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonweal.policy.feel import (
    ANY,
    Frame,
    Function,
    FunctionType,
    Layout,
    Run,
    Scope,
    Value,
    ast,
    normal_name,
)

from . import tree
from .boxed_feel import as_tree, by_feel
from .evaluation import Box, Program, typed

if TYPE_CHECKING:
    from .boxes import Boxes


def function_box(
    boxes: Boxes, box: tree.FunctionDefinition, scope: Scope, own_name: str | None = None
) -> Box:
    """A function as a value. `own_name` is the name by which it may call itboxes."""
    if box.kind != "FEEL":
        return _external(boxes, box, scope)
    names = {name: scope.type(name) or ANY for name in scope.names()}
    outer = Scope(names, types=scope.types, layout=Layout())
    parameters = boxes.parameters(box.parameters)
    inner = outer.child({each.name: each.type or ANY for each in parameters})
    body = boxes.prepare(box.body, inner)
    captured = [(scope.slot(name) or 0, outer.slot(name) or 0) for name in names]
    slots = [inner.slot(each.name) or 0 for each in parameters]
    declared = boxes.types.of(box.type_ref, boxes.subject, box.line)
    result = body.type if declared == ANY else declared
    own = outer.slot(own_name) if own_name is not None else None
    text = tree.Text("", box.line)
    evaluate = typed(body.program, declared, "the function", text, boxes.subject)
    layout = inner.layout

    def program(frame: Frame) -> Value:
        template: Frame = [None] * layout.size
        for there, here in captured:
            template[here] = frame[there]
        function = Function(
            own_name or "function",
            parameters,
            lambda run, arguments: enter(run, template, slots, arguments, evaluate),
            result,
        )
        if own is not None:
            template[own] = function
        return function

    return Box(program, FunctionType(tuple(each.type or ANY for each in parameters), result))


def _external(boxes: Boxes, box: tree.FunctionDefinition, scope: Scope) -> Box:
    parts: dict[str, Program] = {}
    body = as_tree(boxes, box.body, scope, parts)
    mapping = ast.ContextLiteral((("java" if box.kind == "Java" else "pmml", body),))
    parameters = tuple(
        ast.FormalParameter(
            normal_name(each.name), None if each.type_ref is None else ast.NamedType(each.type_ref)
        )
        for each in box.parameters
    )
    return by_feel(boxes, ast.FunctionDefinition(parameters, mapping, external=True), scope, box, parts)


def enter(run: Run, template: Frame, slots: list[int], arguments: list[Value], body: Program) -> Value:
    """Call a function prepared over its own frame: a copy of the template with the arguments in place."""
    frame = template[:]
    frame[0] = run
    for slot, value in zip(slots, arguments, strict=False):
        frame[slot] = value
    return body(frame)
