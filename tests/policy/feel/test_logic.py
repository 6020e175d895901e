"""FEEL's three-valued logic: true, false and null."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.feel.evaluating import codes_of, value_of

truths = st.sampled_from([True, False, None])
anything = st.one_of(truths, st.integers(-5, 5), st.text(max_size=2), st.just([1]))


@given(anything, anything)
def test_and_is_false_if_either_is_false_and_true_only_if_both_are_true(left: object, right: object) -> None:
    found = value_of("a and b", a=left, b=right)
    if left is False or right is False:
        assert found is False
    else:
        assert found is (True if left is True and right is True else None)


@given(anything, anything)
def test_or_is_true_if_either_is_true_and_false_only_if_both_are_false(left: object, right: object) -> None:
    found = value_of("a or b", a=left, b=right)
    if left is True or right is True:
        assert found is True
    else:
        assert found is (False if left is False and right is False else None)


@given(truths, truths)
def test_de_morgan_holds_in_three_values(left: bool | None, right: bool | None) -> None:
    one = value_of("not(a and b)", a=left, b=right)
    assert one is value_of("not(a) or not(b)", a=left, b=right)


@given(st.integers(-3, 3) | st.none(), st.integers(-3, 3) | st.none())
def test_an_order_with_null_is_null_and_equality_with_null_is_not(
    left: int | None, right: int | None
) -> None:
    assert value_of("a = b", a=left, b=right) is (left == right)
    assert value_of("a != b", a=left, b=right) is (left != right)
    expected = None if left is None or right is None else left < right
    assert value_of("a < b", a=left, b=right) is expected
    assert value_of("b > a", a=left, b=right) is expected


@given(st.lists(truths, max_size=5))
def test_all_and_any_agree_with_every_and_some(items: list[bool | None]) -> None:
    assert value_of("all(x)", x=items) is value_of("every i in x satisfies i", x=items)
    assert value_of("any(x)", x=items) is value_of("some i in x satisfies i", x=items)


@pytest.mark.parametrize("text", ['1 = "1"', "[] = 0", "{} = []", '@"P1Y" = @"P365D"', "true = 1"])
def test_values_of_different_kinds_are_neither_equal_nor_unequal(text: str) -> None:
    assert value_of(text) is None
    assert codes_of(text) == ["not-comparable"]


def test_if_takes_else_for_false_and_null_and_is_null_for_what_is_no_condition() -> None:
    assert value_of("if null then 1 else 2") == 2
    assert value_of('if "yes" then 1 else 2') is None
    assert codes_of('if "yes" then 1 else 2') == ["not-boolean"]


def test_a_condition_that_is_no_truth_value_makes_a_quantifier_null_in_any_order() -> None:
    assert value_of('some x in [1, 2] satisfies if x = 1 then true else "no"') is None
    assert value_of('some x in [2, 1] satisfies if x = 1 then true else "no"') is None


def test_between_is_false_when_one_end_already_says_so() -> None:
    assert value_of("5 between 6 and null") is False
    assert value_of("5 between 1 and null") is None
