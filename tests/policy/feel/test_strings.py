from __future__ import annotations

import pytest

from tests.policy.feel.evaluating import codes_of, to_feel, value_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring("foobar", 3)', "obar"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring("foobar", 3, 3.8)', "oba"),
        (r'substring("\U01F40Eab", 2)', "ab"),
        ('string length("🐎ab")', 3),
        ('substring before("foobar", "bar")', "foo"),
        ('substring before("foobar", "xyz")', ""),
        ('substring after("foobar", "ob")', "ar"),
        ('substring after("abc", "")', "abc"),
        ('upper case("aBc4é")', "ABC4É"),
        ('contains("foobar", "of")', False),
        ('starts with("foobar", "")', True),
        ('string join(["a", null, "c"], "X")', "aXc"),
        ("string join([])", ""),
        ('string join("a")', "a"),
        ('split("John Doe", "\\s")', ["John", "Doe"]),
        ('split("a;b;c;;", ";")', ["a", "b", "c", "", ""]),
        ('split("", ";")', [""]),
        ('number("1.000.000,01", ".", ",")', "1000000.01"),
        ('number("1 000", " ", null)', "1000"),
        ('number("-1.5e3")', "-1500"),
        ("string(null)", None),
        ("string(true)", "true"),
        ('string([1, "a", {b c: null, "d!": [2..3)}])', '[1, "a", {b c: null, "d!": [2..3)}]'),
        ('string(@"P1DT2H")', "P1DT2H"),
        ('string([@"2025-04-01"])', '[@"2025-04-01"]'),
        ("string((< 5))", "(< 5)"),
        ('matches("abc", "ABC", "i")', True),
        (r'matches("\u212A", "k", "i")', True),
        ('matches("Q", "[^q]", "i")', False),
        ('matches("x", "[A-Z-[OI]]", "i")', True),
        ('matches("i", "[A-Z-[OI]]", "i")', False),
        ('matches("hello world", " hello[ ]world", "x")', True),
        (r'matches("a\nb", "a.b")', False),
        (r'matches("a\nb", "a.b", "s")', True),
        (r'matches("a\nb", "^b$", "m")', True),
        (r'matches("a\n", "a$")', False),
        ('matches("a.b", "a.b", "q")', True),
        ('matches("axb", "a.b", "q")', False),
        (r'matches("٣", "^\d$")', True),
        (r'matches("é_", "^\w$")', False),
        (r'matches("αβγ", "^\p{IsGreek}+$")', True),
        (r'matches("aa", "(a)\1")', True),
        ('replace("banana", "a", "o")', "bonono"),
        ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
        (r'replace("price", "p", "\$")', "$rice"),
        ('replace("a1", "(a)", "$12")', "a21"),
        ('replace("a.b", ".", "$1", "q")', "a$1b"),
    ],
)
def test_string_functions_give_what_the_standard_says(text: str, expected: object) -> None:
    from decimal import Decimal

    if text.startswith("number("):
        assert value_of(text) == Decimal(str(expected))
    else:
        assert value_of(text) == to_feel(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('substring("abc", 0)', "position-out-of-range"),
        ('substring("abc", 4)', "position-out-of-range"),
        ('substring("abc", 1, 0)', "length-out-of-range"),
        ('matches("a", "[")', "bad-pattern"),
        (r'matches("a", "\q")', "bad-pattern"),
        (r'matches("h", "(.)\2")', "bad-pattern"),
        ('matches("a", "a", "p")', "bad-pattern"),
        ('matches("a", "(?=a)")', "bad-pattern"),
        ('replace("a", "a", "$")', "bad-replacement"),
        ('replace("a", "a*", "b")', "empty-match"),
        ('split("a", "")', "empty-match"),
        ('number("1,000.00", ",", ",")', "bad-separator"),
        ('number("abc")', "not-a-number"),
        ('string join([1, "a"])', "argument-type"),
        ('"a" - "b"', "operand-types"),
        ("upper case(null)", "argument-type"),
        ("upper case()", "wrong-arguments"),
        ('upper case(text: "a")', "wrong-arguments"),
        ('upper case("a", "b")', "wrong-arguments"),
    ],
)
def test_what_has_no_value_is_null_and_says_why(text: str, code: str) -> None:
    assert value_of(text) is None
    assert codes_of(text) == [code]


def test_a_list_of_one_stands_for_its_item_where_an_item_is_wanted() -> None:
    assert value_of('contains(["foobar"], "oob")') is True
    assert value_of('contains(["foobar", "x"], "oob")') is None
