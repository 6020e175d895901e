"""FEEL's values as Python objects, and how they are compared and exchanged with the host.

null is `None`; booleans, strings, lists and contexts are Python's own `bool`, `str`, `list` and `dict` (never
mutated once made); numbers are `decimal.Decimal`; the rest are the immutable classes here and in `temporal`.
"""

from __future__ import annotations

import datetime as python_datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias, Union
from zoneinfo import ZoneInfo

from .numbers import CONTEXT
from .temporal import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    Zone,
    zone_named,
)

if TYPE_CHECKING:
    from .run import Run
    from .types import FeelType

Value: TypeAlias = Union[
    bool,
    Decimal,
    str,
    Date,
    Time,
    DateTime,
    YearsMonths,
    DaysTime,
    "Range",
    "Function",
    list["Value"],
    dict[str, "Value"],
    None,
]


__all__ = [
    "Date",
    "DateTime",
    "DaysTime",
    "Function",
    "Parameter",
    "Range",
    "Time",
    "Value",
    "YearsMonths",
    "feel_equal",
    "from_feel",
    "instant_of",
    "midnight",
    "moments",
    "to_feel",
]


@dataclass(frozen=True, slots=True)
class Range:
    """Every value between two endpoints. `None` means no endpoint on that side (as in `> 5`).

    `(= 5)` and `(!= 5)` are ranges too, unlike any that endpoints write: both endpoints are the value, and
    `operator` says which of the two it is.
    """

    low: Value
    low_included: bool
    high: Value
    high_included: bool
    operator: Literal["=", "!="] | None = None

    def __hash__(self) -> int:
        return hash((self.low_included, self.high_included, str(self.low), str(self.high)))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One formal parameter of a function; `type` None means any."""

    name: str
    type: FeelType | None = None


class Function:
    """A function: written in FEEL, a business knowledge model, a decision service, a built-in or the host's.

    `body(run, arguments)` is given one value a parameter, already converted to the parameters' types, and
    returns a value; it must not raise. The value is converted to `result`; `inferred` is what the body is
    known to give where no result type is declared. `weight` is how many levels of the run's depth a call
    takes: about one for each operation that its body nests. Functions are equal only to themselves. Call one
    with `call_function`.
    """

    __slots__ = ("body", "inferred", "name", "parameters", "result", "weight")

    def __init__(
        self,
        name: str,
        parameters: tuple[Parameter, ...],
        body: Callable[[Run, list[Value]], Value],
        result: FeelType | None = None,
        *,
        inferred: FeelType | None = None,
        weight: int = 8,
    ) -> None:
        self.inferred = inferred
        self.weight = weight
        self.name = name
        self.parameters = parameters
        self.body = body
        self.result = result

    def __repr__(self) -> str:
        return f"Function({self.name}({', '.join(each.name for each in self.parameters)}))"


def feel_equal(left: Value, right: Value, run: Run | None = None) -> bool | None:
    """FEEL's `=` (DMN 1.5, Table 53): True, False, or None where the two cannot be compared.

    null equals only null; values of different kinds give None; lists and contexts are compared deeply,
    dates and times by the instant, and a date with a date and time as midnight UTC of that date. The parts
    compared count among the run's steps.
    """
    if left is None or right is None:
        return left is right
    if left.__class__ is not right.__class__:
        if isinstance(left, Date) and isinstance(right, DateTime):
            return feel_equal(midnight(left), right)
        if isinstance(left, DateTime) and isinstance(right, Date):
            return feel_equal(left, midnight(right))
        return None
    if isinstance(left, list | dict):
        return _equal_parts(left, right, {}, run)
    if isinstance(left, Range) and isinstance(right, Range):
        return (
            left.operator == right.operator
            and left.low_included == right.low_included
            and left.high_included == right.high_included
            and feel_equal(left.low, right.low) is True
            and feel_equal(left.high, right.high) is True
        )
    if isinstance(left, DateTime | Time) and isinstance(right, DateTime | Time):
        one, other = moments(left, right)
        return one == other
    return left == right


def _equal_parts(left: Value, right: Value, known: dict[tuple[int, int], bool], run: Run | None) -> bool:
    """Whether two lists or two contexts have equal parts, each pair of shared parts compared once."""
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return False
        pairs = zip(left, right, strict=True)
    elif isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        pairs = ((each, right[key]) for key, each in left.items())  # type: ignore[assignment]
    else:
        return feel_equal(left, right) is True
    key_of_pair = (id(left), id(right))
    if key_of_pair not in known:
        known[key_of_pair] = True
        if run is not None and isinstance(left, list | dict):
            run.owe(2 + len(left))
        known[key_of_pair] = all(
            _equal_parts(one, other, known, run)
            if isinstance(one, list | dict)
            else feel_equal(one, other) is True
            for one, other in pairs
        )
    return known[key_of_pair]


def moments(left: DateTime | Time, right: DateTime | Time) -> tuple[int, int]:
    """Two moments of one kind as whole seconds that can be compared (10.3.2.3.4, 10.3.2.3.6 and Table 54).

    FEEL compares by seconds. Where one has no zone it takes the other's, so the clocks themselves are
    compared.
    """
    one = left if isinstance(left, Time) else left.time
    other = right if isinstance(right, Time) else right.time
    if one.zone is None or other.zone is None:
        return _clock(left) // NANOS, _clock(right) // NANOS
    return instant_of(left) // NANOS, instant_of(right) // NANOS


def _clock(moment: DateTime | Time) -> int:
    return moment.nanos if isinstance(moment, Time) else moment.local_nanos


def instant_of(moment: DateTime | Time) -> int:
    """Nanoseconds since midnight UTC (of 1 January 1970 for a date and time); a local one is read as UTC."""
    if isinstance(moment, Time):
        return moment.nanos - (moment.offset or 0) * NANOS
    return moment.instant


def midnight(date: Date) -> DateTime:
    """A date read as a date and time: midnight UTC (10.3.2.3.5)."""
    return DateTime(date, Time(0, 0))


MAX_NESTING = 100
"""How deep a host's lists and mappings may nest."""


def to_feel(value: object, *, floats: bool = False, depth: int = 0) -> Value:
    """A host's value as FEEL's.

    Accepts FEEL values, int, str and bool, `datetime` dates, times and durations (with or without zone), and
    lists, tuples and string-keyed mappings of these. Numbers are rounded to 34 digits. A float is refused
    unless `floats`, for it is rarely the number that its author wrote; then it is read by its shortest text.
    Raises TypeError for anything else and ValueError for a number that is not finite or out of range.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal | int):
        return _to_number(Decimal(value))
    if isinstance(value, float):
        if not floats:
            raise TypeError(f"{value!r} is a float, which is not exact: give a Decimal, an int or text")
        return _to_number(Decimal(repr(value)))
    if isinstance(value, Date | Time | DateTime | YearsMonths | DaysTime | Range | Function):
        return value
    if isinstance(value, list | tuple):
        _check_depth(depth)
        return [to_feel(each, floats=floats, depth=depth + 1) for each in value]
    if isinstance(value, Mapping):
        _check_depth(depth)
        entries: dict[str, Value] = {}
        for key, each in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a context's keys are text, not {type(key).__name__}")
            entries[key] = to_feel(each, floats=floats, depth=depth + 1)
        return entries
    if isinstance(value, python_datetime.datetime):
        date = Date(value.year, value.month, value.day)
        return DateTime(date, _to_time(value.timetz(), value.utcoffset()))
    if isinstance(value, python_datetime.date):
        return Date(value.year, value.month, value.day)
    if isinstance(value, python_datetime.time):
        return _to_time(value, value.utcoffset())
    if isinstance(value, python_datetime.timedelta):
        return DaysTime((value.days * 86_400 + value.seconds) * NANOS + value.microseconds * 1000)
    raise TypeError(f"FEEL has no value like a {type(value).__name__}")


def _check_depth(depth: int) -> None:
    if depth >= MAX_NESTING:
        raise ValueError(f"the value nests more than {MAX_NESTING} deep")


def _to_number(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError("FEEL has no infinity and no not-a-number")
    rounded = CONTEXT.copy()
    rounded.clear_traps()
    result = rounded.plus(number)
    if not result.is_finite():
        raise ValueError("the number is too large for FEEL")
    return result


def _to_time(time: python_datetime.time, offset: python_datetime.timedelta | None) -> Time:
    nanos = ((time.hour * 60 + time.minute) * 60 + time.second) * NANOS + time.microsecond * 1000
    zone: Zone = None if offset is None else int(offset.total_seconds())
    if isinstance(time.tzinfo, ZoneInfo) and time.tzinfo.key:
        zone = zone_named(time.tzinfo.key) or zone
    return Time(nanos, zone)


def from_feel(value: Value) -> object:
    """FEEL's value as Python's own where Python can hold it exactly, else the FEEL value itself.

    Dates, times and days-and-time durations become `datetime` objects; numbers stay Decimal; lists and
    contexts are converted deeply; years-and-months durations, ranges and functions stay as they are.
    """
    if isinstance(value, list):
        return [from_feel(each) for each in value]
    if isinstance(value, dict):
        return {key: from_feel(each) for key, each in value.items()}
    if isinstance(value, Date):
        if 1 <= value.year <= 9999:
            return python_datetime.date(value.year, value.month, value.day)
        return value
    if isinstance(value, Time):
        return _from_time(value) or value
    if isinstance(value, DateTime):
        time = _from_time(value.time)
        if time is None or not 1 <= value.date.year <= 9999:
            return value
        date = python_datetime.date(value.date.year, value.date.month, value.date.day)
        return python_datetime.datetime.combine(date, time)
    if isinstance(value, DaysTime):
        days = value.nanos // DAY_NANOS
        if value.nanos % 1000 == 0 and abs(days) < 999_999_999:
            return python_datetime.timedelta(days=days, microseconds=value.nanos % DAY_NANOS // 1000)
        return value
    return value


def _from_time(time: Time) -> python_datetime.time | None:
    if time.fraction % 1000:
        return None
    zone: python_datetime.tzinfo | None = None
    if isinstance(time.zone, str):
        zone = ZoneInfo(time.zone)
    elif time.zone is not None:
        zone = python_datetime.timezone(python_datetime.timedelta(seconds=time.zone))
    return python_datetime.time(time.hour, time.minute, time.second, time.fraction // 1000, zone)
