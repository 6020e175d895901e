"""Short ways to evaluate FEEL in tests."""

from __future__ import annotations

from commonweal.policy.feel import Value, evaluate, to_feel


def value_of(text: str, **values: object) -> Value:
    """The value of an expression, names given with underscores for spaces."""
    return evaluate(text, {name.replace("_", " "): each for name, each in values.items()}).value


def codes_of(text: str, **values: object) -> list[str]:
    """The codes of the reasons that evaluating an expression records."""
    found = evaluate(text, {name.replace("_", " "): each for name, each in values.items()})
    return [problem.code for problem in found.problems]


def holds(text: str, **values: object) -> bool:
    """Whether the expression is true."""
    return value_of(text, **values) is True


__all__ = ["codes_of", "holds", "to_feel", "value_of"]
