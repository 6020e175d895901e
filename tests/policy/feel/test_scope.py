from __future__ import annotations

from decimal import Decimal

from commonweal.policy.feel import ANY, NUMBER, Layout, Run, Scope, compile_expression, to_feel
from tests.policy.feel.evaluating import value_of


def test_expressions_over_one_layout_share_a_frame() -> None:
    layout = Layout()
    outer = Scope({"a": NUMBER}, layout=layout)
    inner = outer.child({"b": NUMBER})
    first, second = compile_expression("a + 1", outer), compile_expression("a + b", inner)
    with Run() as run:
        frame = outer.frame(run, {"a": to_feel(1)})
        slot = inner.slot("b")
        assert slot is not None
        frame[slot] = first(frame)
        assert second(frame) == Decimal(3)


def test_an_inner_name_hides_an_outer_one_and_a_built_in() -> None:
    assert value_of("for a in [5] return a", a=1) == [Decimal(5)]
    assert value_of("{count: 3, r: count}.r") == Decimal(3)


def test_a_variable_called_like_a_function_does_not_take_the_function_away() -> None:
    assert value_of('date("2025-04-01").year + string length(string)', date=1, string="abc") == Decimal(2028)


def test_names_are_looked_up_whatever_their_white_space() -> None:
    scope = Scope({"monthly  income": ANY})
    assert scope.slot("monthly income") == scope.slot("monthly \n income")


def test_a_problem_recorded_at_run_time_says_where_in_the_text() -> None:
    scope = Scope({"a": ANY, "b": ANY})
    text = "a + 1 > b / 0"
    expression = compile_expression(text, scope)
    with Run() as run:
        assert expression(scope.frame(run, {"a": to_feel(1), "b": to_feel(2)})) is None
    assert [text[p.span.start : p.span.end] for p in run.problems] == ["b / 0", text]


def test_a_run_keeps_a_bounded_number_of_problems() -> None:
    scope = Scope({})
    expression = compile_expression("for i in 1..5000 return 1 / 0", scope)
    with Run() as run:
        expression(scope.frame(run))
    assert len(run.problems) == run.limits.diagnostics
