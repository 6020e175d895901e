"""What is done with one case, and what counts as a fault of the engine."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

from commonweal.policy import Model, PolicyFault, explain, load
from commonweal.policy.dmn.java import JAVA
from commonweal.policy.feel import (
    ANY,
    NUMBER,
    Expression,
    FeelSyntaxError,
    Run,
    Scope,
    compile_expression,
    compile_unary_tests,
    from_feel,
    parse_expression,
    print_tree,
    to_feel,
)

from .case import Case

SCOPE = Scope({"a": ANY, "b": ANY, "c": ANY, "monthly income": NUMBER, "x-y": NUMBER, "?": ANY})
GIVEN = {
    "a": to_feel([1, 2, {"name": "x", "a": [3]}, None]),
    "b": "text",
    "c": to_feel({"a": {"year": 3}, "f": datetime.date(2024, 2, 29)}),
    "monthly income": Decimal("1234.56"),
    "x-y": None,
    "?": Decimal(5),
}
NOON = datetime.datetime(2025, 4, 1, 12, tzinfo=datetime.UTC)
INPUTS: tuple[object, ...] = (
    *(
        None,
        True,
        Decimal("1.5"),
        0,
        -7,
        "",
        "single",
        datetime.date(2025, 4, 1),
        [],
        [1, None, "x"],
        {"a": 1},
    ),
    *(NOON, {"born": datetime.date(2010, 2, 28)}, [{"born": "x"}], 10**33, "a" * 2_000),
)


def clock() -> datetime.datetime:
    return NOON


def fault(case: Case) -> str:
    """What was wrong with what the engine did; empty when nothing was."""
    try:
        if case.kind == "dmn":
            return _model(case.content)
        return _text(case.text, compile_expression if case.kind == "feel" else compile_unary_tests)
    except BaseException as error:  # whatever comes out of the engine is what we are looking for
        return f"raised {type(error).__name__}: {str(error)[:200]}"


def _text(text: str, compiler: Callable[[str, Scope], Expression]) -> str:
    compiled = compiler(text, SCOPE)
    if compiled.tree is None and not compiled.problems:
        return "neither a tree nor a problem"
    with Run(clock=clock, bindings=JAVA) as run:
        value = compiled(SCOPE.frame(run, GIVEN))
    if any(each.code == "internal-fault" for each in run.problems):
        return (
            f"internal fault: {[each.message for each in run.problems if each.code == 'internal-fault'][:2]}"
        )
    from_feel(value)
    if compiled.tree is not None and compiler is compile_expression and len(text) < 5_000:
        printed = print_tree(compiled.tree)
        try:
            again = parse_expression(printed, SCOPE)
        except FeelSyntaxError as error:
            # An open-ended operand is printed in brackets, and these may nest deeper than is read.
            return "" if "nest more than" in str(error) else f"printed as what cannot be read: {error}"
        if again != compiled.tree:
            return f"printed as another expression: {printed[:200]}"
    return ""


def _model(content: bytes) -> str:
    try:
        model = load(content, name="fuzz.dmn", bindings=JAVA)
    except PolicyFault as found:
        return "" if found.diagnostics else "a PolicyFault without a diagnostic"
    seed = len(content)
    inputs = {each.name: INPUTS[(seed + 7 * at) % len(INPUTS)] for at, each in enumerate(model.inputs)}
    return _decided(model, inputs)


def _decided(model: Model, inputs: dict[str, object]) -> str:
    outcome = model.decide(inputs, clock=clock)
    codes = {each.code for each in outcome.diagnostics}
    if "internal-fault" in codes:
        said = [each.message for each in outcome.diagnostics if each.code == "internal-fault"]
        return f"internal fault: {said[:2]}"
    for step in outcome.trace:
        _ = (step.matched, step.near_misses, step.inputs)
    explain(outcome, "en", "auditor")
    explain(outcome, "cy", "letter")
    [row] = model.decide_many([inputs], clock=clock)
    if "too-many-steps" not in codes and not _alike(row, outcome.value):
        return f"rows give {str(row)[:100]}, one decision {str(outcome.value)[:100]}"
    return ""


def _alike(one: object, other: object) -> bool:
    """Whether two values are the same, but for functions, which are made anew."""
    return one == other or "Function" in repr(one)[:10_000]
