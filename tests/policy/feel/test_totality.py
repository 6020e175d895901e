"""Evaluation never raises and always ends, whatever the policy file says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.policy.feel import (
    Limits,
    Run,
    ast,
    check,
    compile_expression,
    compile_unary_tests,
    evaluate,
    open_scope,
    prepare,
    to_feel,
)
from tests.policy.feel.trees import DECLARED, trees

SMALL = Limits(steps=5_000, items=500, characters=2_000)
SCOPE = open_scope([*DECLARED, "?"])
GIVEN = {"a": to_feel([1, 2, {"name": "x", "first name": 3}]), "b": to_feel("text"), "?": to_feel(5)}


@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees)
def test_any_tree_has_a_value_or_null_with_a_reason_of_its_own(tree: ast.Node) -> None:
    check(tree, SCOPE)
    program = prepare(tree, SCOPE)
    with Run(limits=SMALL) as run:
        value = program(SCOPE.frame(run, GIVEN))
    assert "internal-fault" not in {problem.code for problem in run.problems}
    to_feel(value)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="0123456789.abif()[]{}<>=!+-*/,:;\"@ ?\\\n'’\u00a0é🐎notrange..for in return", max_size=60
    )
)
def test_any_text_is_an_expression_or_has_a_syntax_problem(text: str) -> None:
    for compiled in (compile_expression(text, SCOPE), compile_unary_tests(text, SCOPE)):
        with Run(limits=SMALL) as run:
            compiled(SCOPE.frame(run, GIVEN))
        assert compiled.tree is not None or compiled.problems
        assert "internal-fault" not in {problem.code for problem in run.problems}


BOMBS = {
    "endless recursion": "{f: function(n) f(n + 1), r: f(0)}.r",
    "deep recursion": "{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(100000)}.r",
    "self application": "(function(f) f(f))(function(f) f(f))",
    "a long count": "for i in 1..1000000000000 return i",
    "a product of loops": "for i in 1..100000, j in 1..100000 return i + j",
    "a count of nothing kept": "some i in 1..1000000000000 satisfies i < 0",
    "a doubling string": 'for i in 1..100 return if i = 1 then "ab" else partial[-1] + partial[-1]',
    "a doubling list": "for i in 1..99 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
    "a shared tower": "for i in 1..90 return if i = 1 then [1] else [partial[-1], partial[-1]]",
    "a deep tower": "for i in 1..5000 return [partial[-1]]",
    "two towers compared": "{t: for i in 1..60 return if i = 1 then 1 else [partial[-1], partial[-1]], r: t}",
    "a tower as text": "string(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])",
    "a great power": "9 ** 9 ** 9",
    "a great exponential": "exp(100000000)",
    "a great literal": "1e999999",
    "a great scale": "decimal(1, 6176)",
    "a replacement that grows": 'replace("aaaaaaaa", "a", string join(for i in 1..9999 return "aaaaaaaa"))',
    "a pattern that backtracks": 'matches(string join(for i in 1..5000 return "a"), "(a+)+$b")',
    "back-references that backtrack": 'matches(string join(for i in 1..40 return "a"), "(a*)*\\1b")',
    "a sort that contradicts itself": "sort([3, 1, 2, 5, 4], function(x, y) true)",
    "a great duration": 'duration("P9999999999999999999999999999999999999Y")',
    "dates without end": 'for i in @"-999999999-01-01"..@"999999999-12-31" return i',
    "all lists summed again": "for i in 1..100000 return sum(for j in 1..1000 return j)",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_nothing_written_in_a_policy_can_hang_or_exhaust_the_machine(text: str) -> None:
    found = evaluate(text, limits=Limits(steps=200_000))
    assert "internal-fault" not in {problem.code for problem in found.problems}
    to_feel(found.value)


def test_a_run_that_takes_too_many_steps_is_null_and_says_so() -> None:
    found = evaluate("for i in 1..1000000000 return i", limits=Limits(steps=1000))
    assert found.value is None
    assert [problem.code for problem in found.problems] == ["too-many-steps"]


def test_a_list_may_not_grow_beyond_its_limit() -> None:
    found = evaluate("for i in 1..1000 return i", limits=Limits(items=100))
    assert found.value is None
    assert [problem.code for problem in found.problems] == ["list-too-long"]


def test_recursion_beyond_its_limit_is_null_at_that_call_and_says_so() -> None:
    found = evaluate("{f: function(n) f(n + 1), r: f(0)}.r")
    assert found.value is None
    assert "too-deep" in [problem.code for problem in found.problems]


def test_recursion_within_its_limit_has_a_value() -> None:
    found = evaluate("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(25)}.r")
    assert str(found.value) == "15511210043330985984000000"


def test_brackets_that_nest_too_deep_are_a_syntax_problem() -> None:
    found = compile_expression("(" * 5000 + "1" + ")" * 5000, SCOPE)
    assert [problem.code for problem in found.problems] == ["too-deep"]


def test_a_chain_of_operators_that_is_too_long_is_a_syntax_problem() -> None:
    found = compile_expression("+".join(["1"] * 20_000), SCOPE)
    assert [problem.code for problem in found.problems] == ["too-deep"]


def test_a_long_chain_of_or_is_no_problem() -> None:
    text = " or ".join(f"a = {number}" for number in range(2000))
    assert evaluate(text, {"a": 1999}).value is True


def test_the_decimal_context_of_the_host_is_left_as_it_was() -> None:
    from decimal import getcontext

    before = getcontext().prec
    evaluate("1 / 3")
    assert getcontext().prec == before


def test_everything_that_the_parser_takes_can_be_checked_printed_and_evaluated() -> None:
    from commonweal.policy.feel import print_tree

    texts = [
        "+".join(["1"] * 149),
        "(" * 58 + "1" + ")" * 58,
        "[" * 58 + "]" * 58,
        "if true then " * 58 + "1" + " else 0" * 58,
        "abs(" * 58 + "1" + ")" * 58,
        "for i in [1] return " * 58 + "i",
        "{a: " * 58 + "1" + "}" * 58,
        "function(x) " * 58 + "x",
        "-" * 140 + "1",
    ]
    for text in texts:
        found = compile_expression(text, SCOPE)
        assert found.problems == ()
        assert found.tree is not None
        assert compile_expression(print_tree(found.tree), SCOPE).tree == found.tree
        with Run() as run:
            found(SCOPE.frame(run, GIVEN))
        assert run.problems == []


def test_a_host_that_is_deep_in_its_own_stack_gets_a_problem_and_no_crash() -> None:
    def deeper(levels: int) -> object:
        if levels:
            return deeper(levels - 1)
        return evaluate("{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(60)}.r")

    for levels in range(500, 900, 20):
        deeper(levels)
