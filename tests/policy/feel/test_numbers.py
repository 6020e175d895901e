from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.feel.evaluating import codes_of, holds, value_of

pence = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(pence, st.integers(min_value=0, max_value=3))
def test_decimal_rounds_every_tie_to_the_even_neighbour(number: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    expected = number.quantize(unit, rounding=ROUND_HALF_EVEN)
    found = value_of("decimal(n, places)", n=number, places=places)
    assert found == expected
    assert isinstance(found, Decimal)
    if abs(number - found) * 2 == unit:
        assert int(found / unit) % 2 == 0


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_a_tie_at_half_a_penny_goes_to_the_even_penny(whole: int) -> None:
    tie = Decimal(whole) / 100 + Decimal("0.005")
    found = value_of("decimal(n, 2)", n=tie)
    assert isinstance(found, Decimal)
    assert int(found * 100) % 2 == 0


@given(pence, pence)
def test_arithmetic_is_exact_to_34_digits(left: Decimal, right: Decimal) -> None:
    context = Context(prec=34, rounding=ROUND_HALF_EVEN)
    assert value_of("a + b", a=left, b=right) == context.add(left, right)
    assert value_of("a * b", a=left, b=right) == context.multiply(left, right)
    if right:
        assert value_of("a / b", a=left, b=right) == context.divide(left, right)


def test_a_tenth_and_a_fifth_are_three_tenths() -> None:
    assert holds("0.1 + 0.2 = 0.3")


def test_the_35th_digit_is_rounded_half_to_even() -> None:
    assert value_of("1234567890123456789012345678901234.5 + 0") == Decimal(
        "1234567890123456789012345678901234"
    )
    assert value_of("1234567890123456789012345678901233.5 + 0") == Decimal(
        "1234567890123456789012345678901234"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("round up(5.5, 0)", "6"),
        ("round up(-1.126, 2)", "-1.13"),
        ("round down(-1.126, 2)", "-1.12"),
        ("round half up(5.5, 0)", "6"),
        ("round half up(-5.5, 0)", "-6"),
        ("round half down(5.5, 0)", "5"),
        ("round half down(-1.126, 2)", "-1.13"),
        ("floor(-1.56, 1)", "-1.6"),
        ("ceiling(-1.56, 1)", "-1.5"),
        ("floor(-1.5)", "-2"),
        ("decimal(1234567, -3)", "1235000"),
        ("decimal(4, -6000)", "0"),
        ("round up(4, -3)", "1000"),
        ("decimal(1e-6000, 6176)", "1e-6000"),
        ("modulo(-12, 5)", "3"),
        ("modulo(10.1, -4.5)", "-3.4"),
        ("modulo(1e30, 7)", "1"),
        ("sqrt(16)", "4"),
        ("abs(-3.5)", "3.5"),
        ("2 ** -1", "0.5"),
        ("0 ** 0", "1"),
    ],
)
def test_numeric_functions_give_what_the_standard_says(text: str, expected: str) -> None:
    assert value_of(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 / 0", "divide-by-zero"),
        ("0 / 0", "divide-by-zero"),
        ("modulo(1, 0)", "divide-by-zero"),
        ("10 ** 6145", "out-of-range"),
        ("9e6144 * 10", "out-of-range"),
        ("0 ** -1", "divide-by-zero"),
        ("2 ** 1000000000", "number-out-of-range"),
        ("(-8) ** 0.5", "out-of-range"),
        ("sqrt(-1)", "negative-number"),
        ("log(0)", "not-positive"),
        ("exp(1e10)", "out-of-range"),
        ("even(1.5)", "not-whole"),
        ("decimal(1, 6177)", "scale-out-of-range"),
        ('1 + "1"', "operand-types"),
        ("1 + null", "null-operand"),
        ("-null", "null-operand"),
    ],
)
def test_what_has_no_value_is_null_and_says_why(text: str, code: str) -> None:
    assert value_of(text) is None
    assert code in codes_of(text)


def test_there_is_no_negative_zero() -> None:
    assert value_of("string(-0)") == "0"
    assert value_of("string(0 * -1)") == "0"


def test_a_number_as_text_has_no_exponent_and_no_zeros_at_its_end() -> None:
    assert value_of("string(1.500)") == "1.5"
    assert value_of("string(1e3)") == "1000"
    assert value_of("string(1e-7)") == "0.0000001"


def test_odd_and_even_know_great_and_negative_numbers() -> None:
    assert holds("even(1e30) and odd(-3) and not(odd(0))")
