"""Compiling function definitions and invocations (DMN 1.5, 10.3.2.13 and Table 63)."""

from __future__ import annotations

from .ast import FunctionDefinition, Invocation, Name, size, walk
from .calling import call_function
from .compiling import Code, compile_node, compiles, failing, place
from .diagnostics import sentence
from .external import external_function
from .functions import BUILTINS, Builtin
from .run import Run
from .scope import Frame, Scope
from .typecheck import check
from .typenames import resolve_type
from .types import ANY, FeelType, FunctionType, bare, kind_name
from .values import Function, Parameter, Value


@compiles(FunctionDefinition)
def definition(node: FunctionDefinition, scope: Scope) -> Code:
    """A function value that remembers where it was defined."""
    return define_function(node, scope)


def define_function(
    node: FunctionDefinition, scope: Scope, *, name: str = "function", own_slot: int | None = None
) -> Code:
    """The closure that makes the function. `own_slot` lets a context's entry call itself."""
    types: dict[str, FeelType] = {}
    parameters: list[Parameter] = []
    for each in node.parameters:
        wanted = None if each.type is None else resolve_type(each.type, scope)
        if each.type is not None and wanted is None:
            return failing("unknown-type", f"The type of `{each.name}` is not declared.", each.type.span)
        types[each.name] = wanted or ANY
        parameters.append(Parameter(each.name, wanted))
    formal = tuple(parameters)
    if node.external:
        mapping, span = compile_node(node.body, scope), node.span
        return lambda frame: external_function(frame[0], name, formal, mapping(frame), span)
    inner = scope.child(types)
    slots = [slot for slot in (inner.own_slot(each.name) for each in node.parameters) if slot is not None]
    body = compile_node(node.body, inner)
    weight, inferred, cost = _height_of(node), check(node.body, inner)[0], size(node.body)

    def define(frame: Frame) -> Value:
        captured = frame[:]

        def call(run: Run, arguments: list[Value]) -> Value:
            run.spend(cost)
            local = captured[:]
            if len(local) < inner.layout.size:
                local.extend([None] * (inner.layout.size - len(local)))
            local[0] = run
            if own_slot is not None:
                local[own_slot] = function
            for slot, value in zip(slots, arguments, strict=True):
                local[slot] = value
            return body(local)  # type: ignore[no-any-return]

        function = Function(name, formal, call, inferred=inferred, weight=weight)
        return function

    return define


def _height_of(node: FunctionDefinition) -> int:
    from .parser import height

    return height(node.body) + 2


@compiles(Invocation)
def invocation(node: Invocation, scope: Scope) -> Code:
    """A call by position or by name; a built-in that nothing in scope hides is found once."""
    arguments = [compile_node(each, scope) for each in node.arguments]
    names, span = node.names, node.span
    known = _builtin(node, scope)
    if known is not None:
        return _call_builtin(known, arguments, names, node)
    fallback = BUILTINS.get(node.function.name) if isinstance(node.function, Name) else None
    function = compile_node(node.function, scope)

    def call(frame: Frame) -> Value:
        found = function(frame)
        if not isinstance(found, Function):
            if fallback is None:
                run: Run = frame[0]
                return run.null("not-a-function", sentence(f"{kind_name(found)} cannot be called."), span)
            found = fallback
        return call_function(frame[0], found, [code(frame) for code in arguments], names, span)

    return call


def _builtin(node: Invocation, scope: Scope) -> Builtin | None:
    if not isinstance(node.function, Name):
        return None
    name = node.function.name
    found = place(name, scope)
    if found.items:
        return None
    if found.slot is not None:
        declared = scope.type(name)
        hides = declared is None or isinstance(bare(declared), FunctionType) or declared is ANY
        return None if hides else BUILTINS.get(name)
    return BUILTINS.get(name)


def _call_builtin(function: Builtin, arguments: list[Code], names: tuple[str, ...], node: Invocation) -> Code:
    span = node.span
    fitting = function.fitting(len(arguments), names)
    if len(fitting) != 1 or names or any(isinstance(each, FunctionDefinition) for each in walk(node)):
        return lambda frame: _charged(frame[0], function, [code(frame) for code in arguments], names, node)
    signature = fitting[0]
    plan = [(code, signature.formal(index).python) for index, code in enumerate(arguments)]

    def call(frame: Frame) -> Value:
        run: Run = frame[0]
        values = []
        exact = True
        for code, kind in plan:
            value = code(frame)
            values.append(value)
            if value.__class__ is not kind and kind is not None:
                exact = False
        if exact:
            run.spend()
            return function.run_code(run, signature, values, {}, span)
        return function.call(run, values, (), span)

    return call


def _charged(
    run: Run, function: Builtin, values: list[Value], names: tuple[str, ...], node: Invocation
) -> Value:
    run.spend()
    return function.call(run, values, names, node.span)
