from __future__ import annotations

import pytest

from commonweal.policy.feel import (
    ANY,
    DATE,
    DATE_TIME,
    MISFIT,
    NULL,
    NUMBER,
    STRING,
    ConstrainedType,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    conforms,
    convert,
    equivalent,
    evaluate,
    to_feel,
    type_of,
)

EMPLOYEE = ContextType((("id", NUMBER), ("name", STRING)))
TURNED = ContextType((("name", STRING), ("id", NUMBER)))
OLDER = ContextType((("id", NUMBER), ("name", STRING), ("age", NUMBER)))


@pytest.mark.parametrize(
    ("left", "right", "same", "fits"),
    [
        (NUMBER, NUMBER, True, True),
        (STRING, DATE, False, False),
        (DATE, DATE_TIME, False, False),
        (EMPLOYEE, TURNED, True, True),
        (EMPLOYEE, OLDER, False, False),
        (OLDER, EMPLOYEE, False, True),
        (NULL, NUMBER, False, True),
        (NUMBER, ANY, False, True),
        (ListType(OLDER), ListType(EMPLOYEE), False, True),
        (RangeType(NUMBER), RangeType(STRING), False, False),
        (FunctionType((EMPLOYEE,), OLDER), FunctionType((EMPLOYEE,), EMPLOYEE), False, True),
        (FunctionType((OLDER,), NUMBER), FunctionType((EMPLOYEE,), NUMBER), False, False),
        (FunctionType((EMPLOYEE,), NUMBER), FunctionType((OLDER,), NUMBER), False, True),
    ],
)
def test_types_conform_and_are_equivalent_as_the_standard_says(
    left: object, right: object, same: bool, fits: bool
) -> None:
    assert equivalent(left, right) is same  # type: ignore[arg-type]
    assert conforms(left, right) is fits  # type: ignore[arg-type]


def test_a_list_of_one_becomes_its_element_and_an_element_a_list_of_one() -> None:
    assert convert(to_feel([5]), NUMBER) == 5
    assert convert(to_feel(5), ListType(NUMBER)) == [5]
    assert convert(to_feel([5, 6]), NUMBER) is MISFIT
    assert convert(to_feel([[5]]), NUMBER) is MISFIT
    assert convert(to_feel("5"), NUMBER) is MISFIT


def test_a_date_becomes_midnight_utc_where_a_date_and_time_is_wanted() -> None:
    found = evaluate('[date("2025-04-01"), date and time("2025-04-01T00:00:00Z")]').value
    assert isinstance(found, list)
    assert convert(found[0], DATE_TIME) == found[1]


def test_null_fits_every_type() -> None:
    assert convert(None, NUMBER) is None


def test_a_constrained_type_holds_only_what_it_allows() -> None:
    colour = ConstrainedType("tColour", STRING, lambda value: value in ("red", "green"))
    assert convert("red", colour) == "red"
    assert convert("blue", colour) is MISFIT
    assert convert(to_feel(["red"]), colour) == "red"
    assert evaluate('"blue" instance of tColour', types={"tColour": colour}).value is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("[] instance of list<number>", True),
        ("null instance of Any", False),
        ("null instance of Null", True),
        ('{a: 1, b: "x"} instance of context<a: number>', True),
        ("{a: null} instance of context<a: number>", True),
        ("{} instance of context<a: number>", False),
        ("[1..3] instance of range<number>", True),
        ("[1..3] instance of range<string>", False),
        ("(function(a: number) a + 1) instance of function<number> -> number", True),
        ('(function() "foo") instance of function<> -> number', False),
        ("1 instance of list", None),
        ("1 instance of tNothing", None),
    ],
)
def test_instance_of_says_what_a_value_is(text: str, expected: bool | None) -> None:
    assert evaluate(text).value is expected


def test_the_type_of_a_value_is_the_narrowest() -> None:
    assert str(type_of(to_feel({"a": [1, "x"], "b": None}))) == "context<a: list<Any>, b: Null>"
