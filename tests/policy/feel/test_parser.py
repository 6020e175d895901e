from __future__ import annotations

from decimal import Decimal

import pytest

from commonweal.policy.feel import (
    ANY,
    NUMBER,
    STRING,
    ContextType,
    FeelSyntaxError,
    ListType,
    Scope,
    ast,
    line_and_column,
    open_scope,
    parse_expression,
    parse_type,
    parse_unary_tests,
)
from tests.policy.feel.evaluating import value_of


def parsed(text: str, *names: str) -> ast.Node:
    return parse_expression(text, open_scope(list(names)))


def test_the_longest_name_in_scope_is_the_name() -> None:
    assert parsed("a-b", "a", "b", "a-b") == ast.Name("a-b")
    assert parsed("a - b", "a", "b", "a-b") == ast.Name("a-b")
    assert parsed("a-b", "a", "b") == ast.Arithmetic("-", ast.Name("a"), ast.Name("b"))
    assert parsed("(a)-(b)", "a", "b", "a-b") == ast.Arithmetic("-", ast.Name("a"), ast.Name("b"))


def test_white_space_inside_a_name_does_not_matter() -> None:
    assert parsed("monthly \n\t income", "monthly income") == ast.Name("monthly income")


def test_a_name_may_hold_a_keyword_a_digit_and_a_symbol() -> None:
    for name in (
        "days in weekend",
        "Profit and loss",
        "what if?",
        "Phone 2",
        "O'Neill's rate",
        "a/b",
        "tax*2",
    ):
        assert parsed(f"{name} = 1", name) == ast.Comparison(
            "=", ast.Name(name), ast.NumberLiteral(Decimal(1))
        )


def test_built_in_names_with_spaces_are_names() -> None:
    assert parsed('string length("a")') == ast.Invocation(
        ast.Name("string length"), (ast.StringLiteral("a"),)
    )


def test_words_side_by_side_that_nobody_declared_are_one_unknown_name() -> None:
    assert parsed("total income + 1") == ast.Arithmetic(
        "+", ast.Name("total income"), ast.NumberLiteral(Decimal(1))
    )


def test_entries_of_a_declared_type_are_names_after_a_full_stop_and_inside_a_filter() -> None:
    person = ContextType((("date-of birth", ANY), ("age", NUMBER)))
    scope = Scope({"people": ListType(person), "birth": ANY, "date": ANY})
    assert parse_expression("people.date-of birth", scope) == ast.Path(ast.Name("people"), "date-of birth")
    found = parse_expression("people[date-of birth = null]", scope)
    assert isinstance(found, ast.Filter)
    assert found.condition == ast.Comparison("=", ast.Name("date-of birth"), ast.NullLiteral())


def test_entries_of_a_context_are_names_for_the_entries_after_them() -> None:
    assert value_of("{net pay: 10, gross pay: net pay * 2}.gross pay") == Decimal(20)


def test_multiplication_binds_tighter_than_addition_and_and_tighter_than_or() -> None:
    assert value_of("1 + 2 * 3") == Decimal(7)
    assert value_of("true or false and false") is True


def test_infix_operators_associate_to_the_left() -> None:
    assert value_of("10 - 3 - 2") == Decimal(5)
    assert value_of("2 ** 3 ** 2") == Decimal(64)


def test_unary_minus_binds_tighter_than_a_power() -> None:
    assert value_of("-2 ** 2") == Decimal(4)


def test_instance_of_binds_tighter_than_arithmetic() -> None:
    assert value_of("-1 instance of number") is True


def test_a_range_may_be_open_in_either_spelling() -> None:
    assert parsed("(1..5)") == parsed("]1..5[")
    assert value_of("[1, 2][2] in ]1..3[ and true") is True


def test_comments_are_skipped() -> None:
    assert value_of("1 /* one\n more */ + 2 // and no more") == Decimal(3)


def test_escapes_in_strings_are_read() -> None:
    assert value_of(r'"\"\\\n\t\u00e9\U01F40E\ud83d\udca9"') == '"\\\n\té🐎💩'


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert value_of(r'"\ud83d"') == "\ufffd"


def test_arguments_may_be_named_with_names_of_several_words() -> None:
    assert value_of('substring(string: "foobar", start position: 4)') == "bar"


def test_a_cell_that_starts_with_not_may_still_be_an_expression() -> None:
    scope = open_scope(["a", "b", "?"])
    assert isinstance(parse_unary_tests("not(a) or b", scope).tests[0], ast.Disjunction)
    assert parse_unary_tests("not(1, 2)", scope).negated


def test_an_empty_cell_and_a_dash_pass_everything() -> None:
    assert parse_unary_tests("  ", open_scope(["?"])) == parse_unary_tests("-", open_scope(["?"]))


def test_types_are_read_with_their_parts() -> None:
    scope = Scope(types={"tPerson": ContextType((("name", STRING),))})
    assert parse_type("list<list<number>>", scope) == ast.ListOf(ast.ListOf(ast.NamedType("number")))
    assert parse_type(
        "function<tPerson, date and time> -> years and months duration", scope
    ) == ast.FunctionOf(
        (ast.NamedType("tPerson"), ast.NamedType("date and time")), ast.NamedType("years and months duration")
    )


def test_a_type_that_ends_before_an_equals_sign_is_read() -> None:
    assert value_of("[1] instance of list<number>=true") is True


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("1 +", "syntax", 4),
        ("1 + * 2", "syntax", 5),
        ("if a then 1", "syntax", 12),
        ('"abc', "unclosed-string", 1),
        ("1 /* never", "unclosed-comment", 3),
        ("a ; b", "bad-character", 3),
        ("“a”", "bad-character", 1),
        ("{a: 1, a: 2}", "duplicate-entry", 8),
        ("f(a: 1, 2)", "mixed-arguments", 11),
        ("[1, 2", "syntax", 6),
        ("1 2", "syntax", 3),
        ("x between 1", "syntax", 12),
        (r'"\UFFFFFF"', "bad-escape", 1),
    ],
)
def test_a_syntax_problem_says_where_it_is(text: str, code: str, column: int) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parsed(text, "a", "f", "x")
    problem = caught.value.problem
    assert (problem.code, line_and_column(text, problem.span.start)) == (code, (1, column))
    assert problem.message
    assert problem.remedy


def test_spans_point_at_the_text_of_a_node() -> None:
    tree = parsed("1 + foo(2)", "foo")
    assert isinstance(tree, ast.Arithmetic)
    assert tree.right.span == (4, 10)
