"""Functions that a policy declares and the host supplies (DMN 1.5, 10.3.2.13.3)."""

from __future__ import annotations

from .diagnostics import Span
from .run import Run
from .types import kind_name
from .values import Function, Parameter, Value, to_feel

KINDS = ("java", "pmml")


def external_function(
    run: Run, name: str, parameters: tuple[Parameter, ...], mapping: Value, span: Span
) -> Value:
    """The function that the run's bindings give for a mapping such as `{java: {class: …, method signature:
    …}}`.

    Null with the reason where the mapping is not of that form or the host supplies nothing for it. A call
    hands the host FEEL values and takes back what `to_feel` accepts, floats included; what it raises becomes
    null.
    """
    if not isinstance(mapping, dict):
        return run.null("bad-mapping", f"The mapping must be a context, not {kind_name(mapping)}.", span)
    kind = next((each for each in KINDS if each in mapping), None)
    details = mapping.get(kind) if kind else None
    if kind is None or not isinstance(details, dict):
        return run.null("bad-mapping", "The mapping must hold `java` or `pmml`.", span)
    texts = {key: value for key, value in details.items() if isinstance(value, str)}
    supplied = run.bindings.resolve(kind, texts)
    if supplied is None:
        wanted = " ".join(texts.values())
        return run.null(
            "no-binding", f"The host supplies no function for {wanted[:200]}.", span, "Bind it, or use FEEL."
        )

    def call(run: Run, arguments: list[Value]) -> Value:
        try:
            return to_feel(supplied(*arguments), floats=True)
        except Exception as fault:  # The host's function is not ours to trust.
            return run.null("external-failed", f"`{name}` failed: {type(fault).__name__}.", span)

    return Function(name, parameters, call)
