"""Invoking a function value: arity, implicit conversion of arguments and result, depth and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .diagnostics import NOWHERE, Span
from .types import ANY, MISFIT, convert, kind_name
from .values import Function, Value

if TYPE_CHECKING:
    from .run import Run


def call_function(
    run: Run, function: Function, arguments: list[Value], names: tuple[str, ...] = (), span: Span = NOWHERE
) -> Value:
    """The function's value for positional arguments, or for named ones where `names` has one a argument.

    Arguments are converted to the parameters' types (10.3.2.9.4). Wrong arguments give null with the reason,
    as does a call nested beyond the run's depth.
    """
    from .functions.registry import Builtin

    run.spend()
    if isinstance(function, Builtin):
        return function.call(run, arguments, names, span)
    parameters = function.parameters
    if names:
        known = {each.name for each in parameters}
        unknown = [each for each in names if each not in known]
        if unknown or len(set(names)) != len(names):
            odd = unknown[0] if unknown else names[0]
            return run.null(
                "wrong-arguments", f"`{function.name}` has no parameter `{odd}`.", span, usage(function)
            )
        given = dict(zip(names, arguments, strict=True))
        arguments = [given.get(each.name) for each in parameters]
    elif len(arguments) != len(parameters):
        message = f"`{function.name}` takes {len(parameters)} arguments, not {len(arguments)}."
        return run.null("wrong-arguments", message, span, usage(function))
    converted: list[Value] = []
    for parameter, value in zip(parameters, arguments, strict=True):
        wanted = parameter.type
        if wanted is None or wanted is ANY:
            converted.append(value)
            continue
        fitted = convert(value, wanted, run)
        if fitted is MISFIT:
            message = (
                f"`{function.name}` needs a {wanted.text} as `{parameter.name}`, not {kind_name(value)}."
            )
            return run.null("argument-type", message, span, usage(function))
        converted.append(fitted)  # type: ignore[arg-type]
    run.depth += function.weight
    if run.depth > run.limits.depth:
        run.depth -= function.weight
        return run.null(
            "too-deep", f"Calls nest too deep in `{function.name}`.", span, "Does it call itself without end?"
        )
    result = function.body(run, converted)
    run.depth -= function.weight
    if function.result is not None:
        fitted = convert(result, function.result, run)
        if fitted is MISFIT:
            message = f"`{function.name}` should give a {function.result.text} but gave {kind_name(result)}."
            return run.null("result-type", message, span)
        return fitted  # type: ignore[return-value]
    return result


def usage(function: Function) -> str:
    """How to write the invocation."""
    return f"Write {function.name}({', '.join(each.name for each in function.parameters)})."
