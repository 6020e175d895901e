from __future__ import annotations

import pytest

from commonweal.policy.feel import ANY, Run, Scope, compile_unary_tests, to_feel
from tests.policy.feel.evaluating import codes_of, value_of


def cell(text: str, subject: object, **values: object) -> object:
    scope = Scope({"?": ANY, **dict.fromkeys(values, ANY)})
    tests = compile_unary_tests(text, scope)
    with Run() as run:
        given = {"?": to_feel(subject), **{name: to_feel(each) for name, each in values.items()}}
        return tests(scope.frame(run, given))


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("-", None, True),
        ("", 5, True),
        ("5", 5, True),
        ("< 5", 4, True),
        ("< 5", 5, False),
        ("[1..5)", 5, False),
        ("(1..5]", 5, True),
        ("1, 3, 5", 3, True),
        ("1, 3, 5", 4, False),
        ("not(1, 3)", 4, True),
        ("not(1, 3)", 3, False),
        ('"a", "b"', "b", True),
        ('not("a")', None, True),
        ("null", None, True),
        ("null", 1, False),
        ("not(null)", 1, True),
        ("< 5", None, None),
        ("not(< 5)", None, None),
        ("? > 2 and ? < 4", 3, True),
        ('starts with(?, "a")', "abc", True),
        ("[1, 2, 3]", 2, True),
        ("[[1..3], [7..9]]", 8, True),
        ("= 5", 5, True),
        ("!= 5", 5, False),
        ("true", True, True),
        ("false", True, False),
        ("[1, 2]", [1, 2], True),
        ("< 5", "text", None),
    ],
)
def test_a_cell_passes_what_it_says(text: str, subject: object, expected: object) -> None:
    assert cell(text, subject) is expected


def test_a_cell_may_name_other_variables() -> None:
    assert cell("< limit", 4, limit=5) is True
    assert cell("[lower..upper]", 4, lower=1, upper=3) is False
    assert cell("allowed", 4, allowed=[3, 4]) is True


def test_a_condition_that_does_not_speak_of_the_value_stands_for_itself() -> None:
    assert cell("limit > 3", "anything", limit=5) is True
    assert cell("limit > 3", "anything", limit=2) is False


def test_a_null_value_in_a_cell_is_no_failure() -> None:
    assert codes_of("null in (1, 2)") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 in (1..5]", True),
        ("5 in < 5", False),
        ("1 in [2, 3]", False),
        ("true in [false, 2, 3]", False),
        ("1 in [[2..4], [1..3]]", True),
        ("[1, 2] in [[1, 2], [3]]", True),
        ("1 in (!= 1)", False),
        ("3 in (? > 2)", True),
        ("(1 + 2) in (1 + 1, 3)", True),
        ("3 in (1) + 2", True),
        ("[1..3] in [1..3]", True),
        ("5 in [10..1]", None),
    ],
)
def test_in_means_what_the_table_of_the_standard_says(text: str, expected: object) -> None:
    assert value_of(text) is expected


def test_a_range_written_with_an_operator_is_not_the_one_written_with_ends() -> None:
    assert value_of("(= 10) = [10..10]") is False
    assert value_of("(= 10) = (= 10)") is True
    assert value_of("(>= 10).start included") is True
    assert value_of("(>= 10).end") is None
