"""What list functions do with null and empty lists: the decisions of docs/reference/feel.md."""

from __future__ import annotations

import pytest

from commonweal.policy.feel import to_feel
from tests.policy.feel.evaluating import codes_of, value_of


@pytest.mark.parametrize("name", ["sum", "min", "max", "mean", "product", "median", "stddev"])
def test_a_summary_of_an_empty_list_is_null(name: str) -> None:
    assert value_of(f"{name}([])") is None


@pytest.mark.parametrize("name", ["sum", "min", "max", "mean", "product", "median", "stddev", "mode"])
def test_a_null_among_the_numbers_makes_their_summary_null_with_a_reason(name: str) -> None:
    for text in (f"{name}([1, null, 3])", f"{name}([null, 1])", f"{name}(1, null)"):
        assert value_of(text) is None
        assert len(codes_of(text)) == 1


@pytest.mark.parametrize(
    "name", ["sum", "min", "max", "mean", "count", "reverse", "flatten", "distinct values"]
)
def test_a_null_in_place_of_a_list_gives_null_with_a_reason(name: str) -> None:
    assert value_of(f"{name}(null)") is None
    assert codes_of(f"{name}(null)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mode([])", []),
        ("count([])", 0),
        ("count([null])", 1),
        ("count(5)", 1),
        ("all([])", True),
        ("any([])", False),
        ("all([true, null])", None),
        ("all([false, null])", False),
        ("any([true, null])", True),
        ("min(3, 1, 2)", 1),
        ('max(["a", "c", "b"])', "c"),
        ("sum(1, 2, 3)", 6),
        ("mean([1, 2, 6])", 3),
        ("median([6, 1, 2, 3])", "2.5"),
        ("mode([6, 1, 9, 6, 1])", [1, 6]),
        ("list contains([1, null], null)", True),
        ('list contains([1], "1")', False),
        ("index of([1, null, 1], null)", [2]),
        ('distinct values([1, null, 1.0, null, "1"])', [1, None, "1"]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ("concatenate([1], [[2]], [])", [1, [2]]),
        ("append([1], null)", [1, None]),
        ("append(1, 2)", [1, 2]),
        ("flatten([[1, [2]], [], 3])", [1, 2, 3]),
        ("sublist([4, 5, 6], -2)", [5, 6]),
        ("sublist([4, 5, 6], 2, 1)", [5]),
        ("insert before([1, 3], -1, 2)", [1, 2, 3]),
        ("remove([1, 2, 3], -1)", [1, 2]),
        ("list replace([1, 2, 3], 2.5, 9)", [1, 9, 3]),
        ("list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", [5, 5, 7]),
        ("reverse([1, 2])", [2, 1]),
        ("sort([3, 1, 2])", [1, 2, 3]),
        ("sort([3, 1, 2], function(x, y) x > y)", [3, 2, 1]),
        ("sort([], function(x, y) x > y)", []),
        ("[1, 2, 3][-1]", 3),
        ("[1, 2, 3][4]", None),
        ("[1, 2, 3][0]", None),
        ("[][item > 1]", []),
        ("5[item > 1]", [5]),
        ("[{a: 1}, {b: 2}][a = 1]", [{"a": 1}]),
        ("[{item: 1}, {item: 2}][item = 2]", [{"item": 2}]),
        ("[1, 2, 3, 4][item > 2][1]", 3),
        ("[{a: 1}, {}].a", [1, None]),
        ("for i in [1, 2], j in [3, 4] return i * j", [3, 4, 6, 8]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1..3) return i", [1, 2]),
        ("for i in (1..2) return i", []),
        ("for i in 1..3 return partial", [[], [[]], [[], [[]]]]),
    ],
)
def test_list_functions_give_what_is_documented(text: str, expected: object) -> None:
    from decimal import Decimal

    wanted = Decimal(expected) if isinstance(expected, str) and expected[0].isdigit() else to_feel(expected)
    assert value_of(text) == wanted


def test_a_sort_keeps_the_order_of_equals() -> None:
    text = "sort([{k: 2, n: 1}, {k: 1, n: 2}, {k: 2, n: 3}, {k: 1, n: 4}], function(x, y) x.k < y.k).n"
    assert value_of(text) == to_feel([2, 4, 1, 3])


def test_a_filter_leaves_no_complaint_about_the_items_it_left_out() -> None:
    assert codes_of("[{x: 1}, {x: null}, {}][x < 2]") == []


@pytest.mark.parametrize(
    "text", ['for i in "a".."c" return i', "for i in 1.5..3 return i", 'for i in ["a".."z"] return i']
)
def test_only_whole_numbers_and_dates_can_be_counted(text: str) -> None:
    assert value_of(text) is None
    assert codes_of(text) == ["operand-types"]


def test_a_function_made_in_a_loop_remembers_its_own_turn() -> None:
    assert value_of("{fs: for i in 1..3 return function(x) x + i, r: for f in fs return f(10)}.r") == to_feel(
        [11, 12, 13]
    )


def test_a_function_shared_by_two_calls_keeps_each_call_apart() -> None:
    text = "{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(12)}.r"
    assert value_of(text) == 144
