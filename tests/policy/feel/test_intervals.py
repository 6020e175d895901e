from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.feel.evaluating import codes_of, value_of

TRUE = [
    "before(1, 10)",
    "before(1, (1..10])",
    "before([1..10), 10)",
    "before([1..10), [10..20])",
    "after(10, 5)",
    "after(10, [1..10))",
    "after([11..20], [1..11))",
    "meets([1..5], [5..10])",
    "met by([5..10], [1..5])",
    "overlaps([1..5], [3..8])",
    "overlaps([1..5], [5..8])",
    "overlaps before([1..5), (1..5])",
    "overlaps after((1..5], [1..5))",
    "finishes(10, [1..10])",
    "finishes((1..10], [1..10])",
    "finished by([1..10], (1..10])",
    "includes([1..10], 1)",
    "includes([1..10], (1..10))",
    "during(5, [1..10])",
    "during([1..10), [1..10])",
    "starts(1, [1..10])",
    "starts([1..10), [1..10])",
    "started by([1..10], [1..10))",
    "coincides(5, 5)",
    "coincides([1..5], [1..5])",
    "includes((>= 1), 5)",
    "before((< 5), (> 5))",
    "overlaps((< 5), (> 4))",
    "during(3, (< 5))",
]
FALSE = [
    "before(10, 1)",
    "before(1, [1..10])",
    "before([1..10], [10..20])",
    "after([11..20], 12)",
    "after([11..20], 11)",
    "meets([1..5), [5..10])",
    "met by((5..10], [1..5])",
    "overlaps([1..5], (5..8])",
    "overlaps before([1..5], [1..5])",
    "overlaps before([1..5), [1..5])",
    "finishes(10, [1..10))",
    "includes((1..10], 1)",
    "during(10, [1..10))",
    "starts(1, (1..10])",
    "starts((1..5], [1..10])",
    "coincides((1..5), [1..5])",
    "includes((>= 1), 0)",
]


@pytest.mark.parametrize("text", TRUE)
def test_relations_that_hold(text: str) -> None:
    assert value_of(text) is True


@pytest.mark.parametrize("text", FALSE)
def test_relations_that_do_not_hold(text: str) -> None:
    assert value_of(text) is False


@pytest.mark.parametrize(
    "text", ["before(1, null)", 'before(1, ["a".."b"])', "meets(1, 2)", "coincides(1, [1..1])"]
)
def test_what_cannot_be_related_is_null_and_says_why(text: str) -> None:
    assert value_of(text) is None
    assert codes_of(text)


ends = st.integers(0, 6)


@st.composite
def ranges(draw: st.DrawFn) -> str:
    low = draw(ends)
    high = draw(st.integers(low + 1, 8))
    return f"{draw(st.sampled_from('[('))}{low}..{high}{draw(st.sampled_from('])'))}"


@given(ranges(), ranges())
def test_each_relation_is_the_other_way_round_of_its_partner(one: str, other: str) -> None:
    for name, partner in [
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps before", "overlaps after"),
        ("finishes", "finished by"),
        ("includes", "during"),
        ("starts", "started by"),
        ("coincides", "coincides"),
        ("overlaps", "overlaps"),
    ]:
        assert value_of(f"{name}({one}, {other})") is value_of(f"{partner}({other}, {one})")


@given(ranges(), st.integers(-1, 18))
def test_a_point_is_during_a_range_exactly_when_it_is_in_it(range_: str, doubled: int) -> None:
    point = doubled / 2
    text = f"{point}".replace("-", "0 - ")
    assert value_of(f"during({text}, {range_})") is value_of(f"({text}) in {range_}")
