"""A step is about a microsecond's work, whatever the work is: nothing cheap to write is dear to run."""

from __future__ import annotations

import pytest

from commonweal.policy.feel import DEFAULT_LIMITS, Limits, Run, Scope, compile_expression, evaluate
from commonweal.policy.feel.run import StepsSpent

STEPS = Limits(steps=100_000)

DEAR = {
    "wide lists made again and again": f"for i in 1..9000 return [{', '.join(['1'] * 100)}]",
    "a loop with a large body": f"for i in 1..9000 return {' + '.join(['i'] * 100)}",
    "a filter with a large condition": f"(for i in 1..9000 return i)[{' + '.join(['item'] * 100)} > 0]",
    "a function with a large body": "{f: function(n) "
    + "+".join(["n"] * 100)
    + ", r: for i in 1..9000 return f(i)}",
    "long lists compared again and again": "{l: for i in 1..5000 return i, r: for i in 1..500 return l = l}",
    "long lists sought in a list": "{l: for i in 1..5000 return i, m: [l, l, l, l, l, l, l, l], "
    "r: for i in 1..50 return [index of(m, l), list contains(m, [])]}",
    "long lists' types asked": "{l: for i in 1..5000 return i, "
    "r: for i in 1..500 return l instance of list<number>}",
    "long lists converted": "{l: for i in 1..5000 return i, f: function(x: list<number>) 1, "
    "r: for i in 1..500 return f(l)}",
    "roots": "for i in 1..9000 return i ** 0.5",
    "logarithms": "for i in 1..9000 return log(i)",
    "ranges read": 'for i in 1..9000 return range("[1..2]")',
    "clocks with zones": 'for i in 1..90000 return @"2024-06-01T00:00:00@Europe/London" + @"P1D" * i',
    "distinct lists with moments": 'distinct values(for i in 1..5000 return [i, @"10:00:00"])',
}


@pytest.mark.parametrize("text", DEAR.values(), ids=DEAR)
def test_work_is_counted_by_what_it_takes(text: str) -> None:
    found = evaluate(text, limits=STEPS)
    assert found.value is None
    assert "too-many-steps" in [each.code for each in found.problems]


TOWER = "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]"
DEEP_TYPE = "list<" * 50 + "Any" + ">" * 50


@pytest.mark.parametrize(
    "text",
    [
        f"({{t: {TOWER}, r: t[-1] instance of {DEEP_TYPE}}}).r",
        f"({{t: {TOWER}, r: (function(x: {DEEP_TYPE}) 1)(t[-1])}}).r",
        f"({{t: {TOWER}, u: {TOWER}, r: is(t[-1], u[-1])}}).r",
        f"({{t: {TOWER}, r: count(distinct values([t[-1], t[-2]]))}}).r",
    ],
)
def test_parts_that_a_value_shares_are_looked_at_once_or_counted(text: str) -> None:
    found = evaluate(text, limits=DEFAULT_LIMITS)
    assert found.value in (True, 1) or "too-many-steps" in [each.code for each in found.problems]


def test_distinct_values_of_many_contexts_are_found_within_the_steps() -> None:
    found = evaluate("count(distinct values(for i in 1..20000 return {v: modulo(i, 5000), w: [i < 0]}))")
    assert found.value == 5000


def test_distinct_values_keep_the_first_of_equals_in_order() -> None:
    found = evaluate(
        'string(distinct values([2.0, 1, {a: 2}, null, 2, {a: 2.00}, @"P1D", @"PT24H", true, null, 1.0]))'
    )
    assert found.value == '[2, 1, {a: 2}, null, @"P1D", true]'


def test_a_date_and_its_midnight_are_one_distinct_value() -> None:
    text = 'count(distinct values([@"2024-01-01", @"2024-01-01T00:00:00Z", @"2024-01-02", @"2024-01-02"]))'
    assert evaluate(text).value == 2


def test_work_owed_ends_the_next_program() -> None:
    scope = Scope()
    with Run(limits=Limits(steps=10)) as run:
        run.owe(11)
        assert compile_expression("1", scope)(scope.frame(run)) is None
        with pytest.raises(StepsSpent):
            run.spend()
    assert run.problems[0].code == "too-many-steps"


def test_numbers_of_more_digits_than_feel_has_cannot_be_counted() -> None:
    for text in (
        "for i in 9e6144..0 return i",
        "for i in 1e34..1e34 + 5 return i",
        "some i in -1e40..1 satisfies i > 0",
    ):
        found = evaluate(text)
        assert (found.value, found.problems[0].code) == (None, "out-of-range")
    assert evaluate("count(for i in 1e33..1e33 + 5 return i)").value == 6
