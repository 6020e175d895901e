"""Boxes that say what FEEL says: invocation, conditional, filter and iteration, evaluated by FEEL itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from commonweal.policy.feel import (
    ANY,
    BOOLEAN,
    ContextType,
    FeelSyntaxError,
    FeelType,
    Frame,
    Function,
    ListType,
    Parameter,
    Run,
    Scope,
    Value,
    ast,
    check,
    conforms,
    kind_name,
    normal_name,
    parse_expression,
    prepare,
)

from . import tree
from .evaluation import Box, Program, placed

if TYPE_CHECKING:
    from .boxes import Boxes


def conditional(boxes: Boxes, box: tree.Conditional, scope: Scope) -> Box:
    """Unlike FEEL's `if`, a boxed conditional whose condition is not a boolean is null."""
    test = boxes.prepare(box.test, scope).program
    then, otherwise = boxes.prepare(box.then, scope), boxes.prepare(box.otherwise, scope)

    def program(frame: Frame) -> Value:
        condition = test(frame)
        if not isinstance(condition, bool):
            return _not_a_condition(frame, condition)
        return (then if condition else otherwise).program(frame)

    return Box(
        placed(program, tree.Text("", box.line), boxes.subject),
        then.type if conforms(otherwise.type, then.type) else ANY,
    )


def filtered(boxes: Boxes, box: tree.Filter, scope: Scope) -> Box:
    """The items for which the match is true, with `item` and the entries of an item in scope."""
    parts: dict[str, Program] = {}
    source = as_tree(boxes, box.source, scope, parts)
    element = _element(source, scope, parts)
    names: dict[str, FeelType] = {"item": element}
    if isinstance(element, ContextType):
        names = dict(element.entries) | names
    condition = as_tree(boxes, box.match, scope.child(names), parts, "item")
    return by_feel(boxes, ast.Filter(source, condition), scope, box, parts)


def iterated(boxes: Boxes, box: tree.Iteration, scope: Scope) -> Box:
    """A for, some or every over one variable."""
    parts: dict[str, Program] = {}
    variable = normal_name(box.variable)
    source = as_tree(boxes, box.source, scope, parts)
    names = {variable: _element(source, scope, parts)}
    if box.kind == "for":
        names["partial"] = ANY
    body = as_tree(boxes, box.body, scope.child(names), parts, *names)
    iterations = (ast.Iteration(variable, source),)
    found = by_feel(boxes, ast.For(iterations, body), scope, box, parts)
    return found if box.kind == "for" else _quantified(boxes, found.program, box)


def _quantified(boxes: Boxes, conditions: Program, box: tree.Iteration) -> Box:
    """A boxed some or every is null as soon as one condition is not a boolean, wherever it stands."""
    fold = any if box.kind == "some" else all

    def program(frame: Frame) -> Value:
        found = conditions(frame)
        if not isinstance(found, list):
            return None
        odd = next((each for each in found if not isinstance(each, bool)), True)
        if odd is not True:
            return _not_a_condition(frame, odd)
        return fold(each is True for each in found)

    return Box(placed(program, tree.Text("", box.line), boxes.subject), BOOLEAN)


def _element(source: ast.Node, scope: Scope, parts: Mapping[str, Program]) -> FeelType:
    found, _ = check(source, scope.child(dict.fromkeys(parts, ANY)))
    return found.element if isinstance(found, ListType) else ANY


def as_tree(
    boxes: Boxes, box: tree.Expression | None, scope: Scope, parts: dict[str, Program], *variables: str
) -> ast.Node:
    """A box as FEEL: its own tree, or a call of a function of the variables that evaluates it."""
    if box is None:
        return ast.NullLiteral()
    if isinstance(box, tree.LiteralExpression) and box.type_ref is None:
        try:
            return parse_expression(box.text.text, scope)
        except FeelSyntaxError:
            pass  # prepared below as any box, it reports the fault and is null
    program = boxes.prepare(box, scope).program
    name = f"boxed {next(boxes.numbers)}"
    parameters = tuple(Parameter(each) for each in variables)
    slots = [scope.slot(each) or 0 for each in variables]

    def part(frame: Frame) -> Value:
        def body(_: Run, arguments: list[Value]) -> Value:
            for slot, value in zip(slots, arguments, strict=True):
                frame[slot] = value
            return program(frame)

        return Function(name, parameters, body)

    parts[name] = part
    return ast.Invocation(ast.Name(name), tuple(ast.Name(each) for each in variables))


def by_feel(
    boxes: Boxes, node: ast.Node, scope: Scope, box: tree.Expression, parts: Mapping[str, Program]
) -> Box:
    """A FEEL tree as a box; `parts` are the programs it calls by name, evaluated first."""
    known = [name for name in parts if scope.slot(name) is None]
    scope = scope.child(dict.fromkeys(known, ANY))
    text = tree.Text("", box.line)
    type_, problems = check(node, scope)
    boxes.reports.problems(problems, text, boxes.subject)
    evaluate = prepare(node, scope)
    slots = [(scope.slot(name) or 0, part) for name, part in parts.items()]

    def program(frame: Frame) -> Value:
        for slot, part in slots:
            frame[slot] = part(frame)
        return evaluate(frame)

    return Box(placed(program, text, boxes.subject), type_)


def invocation(boxes: Boxes, box: tree.Invocation, scope: Scope) -> Box:
    """A call by the names of parameters; a name that the function lacks gives null."""
    parts: dict[str, Program] = {}
    function = as_tree(boxes, box.function, scope, parts)
    arguments = []
    for binding in box.bindings:
        name = f"binding {next(boxes.numbers)}"
        found = boxes.prepare(binding.value, scope)
        scope = scope.child({name: found.type})
        parts[name] = found.program
        arguments.append(ast.Name(name))
    names = tuple(normal_name(binding.parameter.name) for binding in box.bindings)
    return by_feel(boxes, ast.Invocation(function, tuple(arguments), names), scope, box, parts)


def _not_a_condition(frame: Frame, value: Value) -> Value:
    run: Run = frame[0]
    return run.null(
        "not-a-condition",
        f"The condition is {kind_name(value)}, not true or false.",
        remedy="Make it a comparison, such as `> 0` or `= true`.",
    )
