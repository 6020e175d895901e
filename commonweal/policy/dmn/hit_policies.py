"""What a decision table makes of the rules that match (DMN 1.5, 8.2.10 and 8.2.11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from commonweal.policy.feel import ANY, Frame, Run, Scope, Value, compile_expression, feel_equal

from .rule_index import rows_of

Output = Callable[[int], Value]
"""The value of the rule in a row (from 0)."""

Ranking = Callable[[Value], tuple[int, ...]]
"""The order of outputs by the tables' lists of output values: the smallest comes first."""

Decide = Callable[[Run, int, Output], Value]
"""From the rules that match (never none) to the table's value."""

_AGGREGATES: Final = {name: f"{name.lower()}(outputs)" for name in ("SUM", "MIN", "MAX")}


def unique(run: Run, rules: int, output: Output) -> Value:
    """The one rule that matches; null when more than one does."""
    if rules & (rules - 1):
        return run.null(
            "rules-overlap",
            f"Rules {_numbers(rules)} all match, but the hit policy UNIQUE allows one.",
            remedy="Narrow the rules so that only one can match, or choose another hit policy.",
        )
    return output(rules.bit_length() - 1)


def first(run: Run, rules: int, output: Output) -> Value:  # noqa: ARG001
    """The first rule, in the order of the table, that matches."""
    return output((rules & -rules).bit_length() - 1)


def any_(run: Run, rules: int, output: Output) -> Value:
    """Any rule, for all that match must agree; null when they do not."""
    rows = rows_of(rules)
    value = output(next(rows))
    for row in rows:
        if feel_equal(value, output(row)) is not True:
            return run.null(
                "rules-disagree",
                f"Rules {_numbers(rules)} all match and do not agree, but the hit policy ANY needs them to.",
                remedy="Give the rules the same outputs, or narrow them so that they do not overlap.",
            )
    return value


def rule_order(run: Run, rules: int, output: Output) -> Value:  # noqa: ARG001
    """Every rule that matches, in the order of the table. COLLECT without an aggregation is the same."""
    return [output(row) for row in rows_of(rules)]


def priority(rank: Ranking) -> Decide:
    """The rule whose output stands highest in the list of output values; the first of equals."""

    def decide(run: Run, rules: int, output: Output) -> Value:  # noqa: ARG001
        return min((output(row) for row in rows_of(rules)), key=rank)

    return decide


def output_order(rank: Ranking) -> Decide:
    """Every rule that matches, in the order of the list of output values; equals in table order."""

    def decide(run: Run, rules: int, output: Output) -> Value:  # noqa: ARG001
        return sorted((output(row) for row in rows_of(rules)), key=rank)

    return decide


def count(run: Run, rules: int, output: Output) -> Value:  # noqa: ARG001
    """How many rules match."""
    return Decimal(rules.bit_count())


def aggregate(name: str) -> Decide:
    """COLLECT with SUM, MIN or MAX: FEEL's function of that name over the outputs."""
    scope = Scope({"outputs": ANY})
    function = compile_expression(_AGGREGATES[name], scope)

    def decide(run: Run, rules: int, output: Output) -> Value:
        frame: Frame = scope.frame(run, {"outputs": [output(row) for row in rows_of(rules)]})
        return function(frame)

    return decide


def ranking(values: Sequence[tuple[str | None, Sequence[Value]]]) -> Ranking:
    """The order that lists of output values give, the first column weighing most.

    Each pair is an output's name (None in a table with one) and its values, best first. A value that is not
    listed comes after those that are.
    """

    def place(value: Value, listed: Sequence[Value]) -> int:
        return next((at for at, each in enumerate(listed) if feel_equal(each, value) is True), len(listed))

    def rank(value: Value) -> tuple[int, ...]:
        return tuple(
            place(value.get(name) if isinstance(value, dict) and name is not None else value, listed)
            for name, listed in values
        )

    return rank


def _numbers(rules: int) -> str:
    numbers = [str(row + 1) for row in rows_of(rules)]
    if len(numbers) > 10:
        numbers = [*numbers[:9], f"{len(numbers) - 9} more"]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
