from __future__ import annotations

import datetime as python_datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from commonweal.policy.feel import (
    Date,
    DateTime,
    DaysTime,
    Function,
    Time,
    YearsMonths,
    evaluate,
    feel_equal,
    from_feel,
    to_feel,
)

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("host", "feel"),
    [
        (5, Decimal(5)),
        (True, True),
        (None, None),
        ((1, "a"), [Decimal(1), "a"]),
        ({"a": [1]}, {"a": [Decimal(1)]}),
        (python_datetime.date(2025, 4, 1), Date(2025, 4, 1)),
        (python_datetime.time(10, 30), Time(37_800_000_000_000)),
        (python_datetime.timedelta(days=-1), DaysTime(-86_400_000_000_000)),
        (
            python_datetime.datetime(2025, 4, 1, 10, tzinfo=LONDON),
            DateTime(Date(2025, 4, 1), Time(36_000_000_000_000, "Europe/London")),
        ),
        (
            python_datetime.datetime(2025, 4, 1, 10, tzinfo=python_datetime.UTC),
            DateTime(Date(2025, 4, 1), Time(36_000_000_000_000, 0)),
        ),
    ],
)
def test_a_host_value_becomes_a_feel_value_and_comes_back(host: object, feel: object) -> None:
    assert to_feel(host) == feel
    back = from_feel(to_feel(host))
    assert back == (list(host) if isinstance(host, tuple) else host)


def test_a_float_is_refused_unless_it_is_asked_for() -> None:
    with pytest.raises(TypeError, match="not exact"):
        to_feel(0.1)
    assert to_feel(0.1, floats=True) == Decimal("0.1")
    with pytest.raises(ValueError, match="infinity"):
        to_feel(float("nan"), floats=True)


@pytest.mark.parametrize("host", [object(), {1: 2}, {1, 2}, b"bytes"])
def test_what_feel_has_no_value_for_is_refused(host: object) -> None:
    with pytest.raises(TypeError):
        to_feel(host)


def test_a_value_that_nests_too_deep_is_refused() -> None:
    deep: object = 1
    for _ in range(200):
        deep = [deep]
    with pytest.raises(ValueError, match="deep"):
        to_feel(deep)


def test_a_number_from_the_host_is_rounded_to_34_digits() -> None:
    assert to_feel(10**40 + 1) == Decimal(10**40)
    with pytest.raises(ValueError, match="too large"):
        to_feel(Decimal("1e7000"))


def test_what_python_cannot_hold_stays_a_feel_value() -> None:
    for value in (Date(-5, 1, 1), YearsMonths(14), DaysTime(1), Time(1)):
        assert from_feel(value) is value


def test_equality_looks_inside_lists_and_contexts() -> None:
    assert feel_equal(to_feel([1, {"a": None}]), to_feel([1, {"a": None}])) is True
    assert feel_equal(to_feel([1]), to_feel(["1"])) is False
    assert feel_equal(to_feel({"a": 1}), to_feel({"b": 1})) is False
    assert feel_equal(Decimal(1), "1") is None


def test_moments_are_equal_by_the_second() -> None:
    assert evaluate('time("10:30:00.0001") = time("10:30:00.0002")').value is True
    assert evaluate('time("10:30:00.9") < time("10:30:01")').value is True


def test_functions_are_equal_only_to_themselves() -> None:
    assert evaluate("{f: function(a) a, r: [f = f, f = function(a) a]}.r").value == [True, False]
    assert isinstance(evaluate("abs").value, Function)


def test_a_value_as_feel_source_evaluates_to_itself() -> None:
    from commonweal.policy.feel.writing import source_text

    text = (
        '[1, "a\\"b\\n", {"odd key!": @"2025-04-01"}, [1..2), @"P1Y", null, @"10:00:00@Europe/London", true]'
    )
    value = evaluate(text).value
    assert feel_equal(evaluate(source_text(value)).value, value) is True
