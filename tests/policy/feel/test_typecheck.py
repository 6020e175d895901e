from __future__ import annotations

import pytest

from commonweal.policy.feel import (
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    ContextType,
    ListType,
    Problem,
    Scope,
    compile_expression,
    compile_unary_tests,
)

PERSON = ContextType((("name", STRING), ("born", DATE), ("weekly income", NUMBER)))
SCOPE = Scope(
    {
        "savings": NUMBER,
        "tenure": STRING,
        "partner": BOOLEAN,
        "applicant": PERSON,
        "children": ListType(PERSON),
        "on": DATE,
        "?": NUMBER,
    },
    types={"tPerson": PERSON},
)


def problems(text: str) -> list[Problem]:
    return list(compile_expression(text, SCOPE).problems)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("savings + 1", "number"),
        ("savings > 1", "boolean"),
        ('on + @"P1Y"', "date"),
        ("on - on", "days and time duration"),
        ("children.name", "list<string>"),
        ("children[1].born.year", "number"),
        ("children[weekly income > 5]", "list<context<name: string, born: date, weekly income: number>>"),
        ("for c in children return c.weekly income", "list<number>"),
        ("if partner then 1 else 2", "number"),
        ('if partner then 1 else "a"', "Any"),
        ("max(savings, 5)", "number"),
        ("append([1], 2)", "list<number>"),
        ('duration("P1Y")', "years and months duration"),
        ("{a: savings}.a", "number"),
        ("function(x: number) x * 2", "function<number> -> number"),
        ("[1..savings]", "range<number>"),
        ("some c in children satisfies c.weekly income > 5", "boolean"),
    ],
)
def test_every_expression_has_its_type_and_nothing_to_say(text: str, type_: str) -> None:
    found = compile_expression(text, SCOPE)
    assert (str(found.type), found.problems) == (type_, ())


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("saving > 1", "unknown-name", "Did you mean `savings`?"),
        ("aplicant.name", "unknown-name", "Did you mean `applicant`?"),
        ("applicant.nme", "no-entry", "Did you mean `name`?"),
        ("children[weekly incme > 3]", "unknown-name", "Did you mean `weekly income`?"),
        ("savings + tenure", "operand-types", "null"),
        ('savings = "5"', "not-comparable", "null"),
        ("tenure < 5", "not-comparable", "null"),
        ("if savings then 1 else 2", "not-boolean", ""),
        ("savings and partner", "not-boolean", ""),
        ("string length(savings)", "argument-type", "string length"),
        ("string length()", "wrong-arguments", "string length"),
        ("upper caes(tenure)", "unknown-name", "upper case"),
        ("savings(1)", "not-a-function", ""),
        ("savings instance of tMoney", "unknown-type", "item definition"),
        ('@"2025-13-01"', "bad-literal", "2025"),
        ("[5..1]", "range-backwards", ""),
        ("savings / 0", "divide-by-zero", ""),
        ('matches(tenure, "[")', "bad-pattern", ""),
        ("on.hour", "no-property", ""),
        ("savings < null", "null-operand", "= null"),
        ("-tenure", "operand-types", ""),
    ],
)
def test_what_cannot_be_right_is_an_error_with_a_remedy(text: str, code: str, remedy: str) -> None:
    found = problems(text)
    assert [problem.code for problem in found] == [code]
    assert found[0].severity == "error"
    assert remedy in found[0].remedy


@pytest.mark.parametrize(
    "text",
    [
        "sum(children.weekly income)",
        "max(children[weekly income > 1].weekly income)",
        "min(for c in children return 1)",
    ],
)
def test_a_summary_of_a_list_that_may_be_empty_is_a_warning(text: str) -> None:
    assert [(problem.severity, problem.code) for problem in problems(text)] == [("warning", "may-be-empty")]


@pytest.mark.parametrize(
    "text",
    [
        "sum([1, savings])",
        "sum(append(children.weekly income, 0))",
        "sum(concatenate([0], children.weekly income))",
        "if count(children.weekly income) = 0 then 0 else sum(children.weekly income)",
        "if children.weekly income = [] then 0 else sum(children.weekly income)",
        "sum(savings, 1)",
        "sum(for i in [1, 2] return i)",
    ],
)
def test_a_summary_that_has_an_item_for_sure_is_not_warned_of(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("< 5", []),
        ("[1..5], 7", []),
        ('"five"', ["not-comparable"]),
        ('< "five"', ["not-comparable"]),
        ('["a".."b"]', ["not-comparable"]),
        ('tenure = "council"', []),
        ("< savings", []),
        ("? > 5 and partner", []),
        ("null", []),
    ],
)
def test_the_tests_of_a_cell_are_checked_against_the_type_of_its_column(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in compile_unary_tests(text, SCOPE).problems] == codes


def test_a_problem_points_at_its_part_of_the_text() -> None:
    text = "savings > 1 and saving < 5"
    (problem,) = problems(text)
    assert text[problem.span.start : problem.span.end] == "saving"


@pytest.mark.parametrize(
    ("text", "nullable"),
    [
        ("1 + 1", False),
        ("savings", True),
        ("savings = null", False),
        ("[1][1]", True),
        ('"a"', False),
        ("1 / savings", True),
    ],
)
def test_whether_a_value_may_be_null_is_known_where_it_can_be(text: str, nullable: bool) -> None:
    assert compile_expression(text, SCOPE).nullable is nullable
