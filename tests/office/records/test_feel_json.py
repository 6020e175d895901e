import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.office.records.feel_json import decode, encode
from commonweal.policy.feel import Date, DateTime, DaysTime, Range, Time, YearsMonths, to_feel

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4).map(to_feel)
plain = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    numbers,
    st.dates().map(to_feel),
    st.datetimes().map(to_feel),
    st.times().map(to_feel),
    st.timedeltas().map(to_feel),
    st.integers(-1000, 1000).map(YearsMonths),
)
values = st.recursive(
    plain,
    lambda each: (
        st.lists(each) | st.dictionaries(st.text().filter(lambda k: not k.startswith("feel:")), each)
    ),
)


@given(values)
def test_every_value_comes_back_the_same_from_json_text(value):
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        Decimal("12.50"),
        Decimal("1234567890.123456789012345678901234"),
        Date(-999999999, 1, 1),
        Date(0, 2, 29),
        DateTime(Date(2025, 4, 1), Time(1, "Europe/London")),
        Time(5, 3600),
        DaysTime(-1),
        YearsMonths(14),
        Range(Decimal(1), True, None, False),
    ],
)
def test_what_other_libraries_would_round_or_lose_is_kept(value):
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value
    assert str(back) == str(value)


def test_what_python_brings_is_taken():
    assert decode(encode({"born": datetime.date(2019, 5, 13), "count": 3})) == {
        "born": Date(2019, 5, 13),
        "count": Decimal(3),
    }


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        encode({"amount": 0.1})
