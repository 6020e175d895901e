from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from commonweal.policy.feel import ast, open_scope, parse_expression, parse_unary_tests, print_tree
from tests.policy.feel.trees import DECLARED, MEMBERS, PARAMETERS, trees

SCOPE = open_scope([*DECLARED, *MEMBERS, *PARAMETERS, "i", "each child", "nothing here"])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees)
def test_parsing_what_was_printed_gives_the_same_tree(tree: ast.Node) -> None:
    assert parse_expression(print_tree(tree), SCOPE) == tree


@pytest.mark.parametrize(
    "text",
    [
        "1 - (2 - 3)",
        "(1 + 2) * 3",
        "-2 ** 2",
        "2 ** -1",
        "a in (1, 2, [3..4))",
        "a in < 5",
        "(if a then b else 1) + 1",
        "for i in 1..3, j in [1, 2] return i * j",
        'some x in a satisfies x.name = "b"',
        "function(x: number, y) x + y",
        '{name: 1, "a b!": 2}',
        "a[item > 3][1].name",
        "string length(string: a)",
        "a instance of list<context<name: string>>",
        "a instance of function<number, string> -> boolean",
        'not(a) and @"2025-04-01" > b',
        "]1..5[",
        "a between 1 and 2 and b",
    ],
)
def test_a_printed_expression_reads_as_it_was_meant(text: str) -> None:
    tree = parse_expression(text, SCOPE)
    assert parse_expression(print_tree(tree), SCOPE) == tree


@pytest.mark.parametrize(
    "text", ["-", "", "1, 2", "not(< 5, [7..9])", '"a"', "? > 5 and ? < 9", "not(a) or b"]
)
def test_a_printed_cell_reads_as_it_was_meant(text: str) -> None:
    tree = parse_unary_tests(text, SCOPE)
    assert parse_unary_tests(print_tree(tree), SCOPE) == tree


def test_brackets_are_printed_only_where_they_are_needed() -> None:
    assert print_tree(parse_expression("((a) + (b * (2)))", SCOPE)) == "a + b * 2"
