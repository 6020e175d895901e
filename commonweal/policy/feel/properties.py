"""The properties of dates, times, durations and ranges (DMN 1.5, Tables 65 to 67)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from .temporal import NANOS, Date, DateTime, DaysTime, Time, YearsMonths
from .types import BOOLEAN, DAYS_TIME, NUMBER, STRING, FeelType, RangeType, bare
from .types import DATE as DATE_TYPE
from .types import DATE_TIME as DATE_TIME_TYPE
from .types import TIME as TIME_TYPE
from .types import YEARS_MONTHS as YEARS_MONTHS_TYPE
from .values import Range, Value

Property = Callable[[Any], Value]


def _seconds(nanos: int) -> Decimal:
    """Nanoseconds as seconds, without zeros at the end."""
    whole, fraction = divmod(nanos, NANOS)
    return Decimal(whole) if not fraction else Decimal(nanos).scaleb(-9).normalize()


def _signed(nanos: int, unit: int, within: int) -> Decimal:
    """A component of a duration; of a negative one every component is negative."""
    count = abs(nanos) // unit % within
    return Decimal(-count if nanos < 0 else count)


def _offset(moment: Time | DateTime) -> Value:
    offset = moment.offset
    return None if offset is None else DaysTime(offset * NANOS)


def _zone(time: Time) -> Value:
    return time.zone if isinstance(time.zone, str) else None


def _of_date(read: Property) -> Property:
    return lambda moment: read(moment.date)


def _of_time(read: Property) -> Property:
    return lambda moment: read(moment.time)


def _months(duration: YearsMonths, *, years: bool) -> Decimal:
    whole, rest = divmod(abs(duration.months), 12)
    count = whole if years else rest
    return Decimal(-count if duration.months < 0 else count)


_DATE: Final[dict[str, Property]] = {
    "year": lambda d: Decimal(d.year),
    "month": lambda d: Decimal(d.month),
    "day": lambda d: Decimal(d.day),
    "weekday": lambda d: Decimal(d.weekday),
}
_TIME: Final[dict[str, Property]] = {
    "hour": lambda t: Decimal(t.hour),
    "minute": lambda t: Decimal(t.minute),
    "second": lambda t: _seconds(t.nanos % (60 * NANOS)),
    "time offset": _offset,
    "timezone": _zone,
}
_DATE_TIME: Final[dict[str, Property]] = {
    **{name: _of_date(read) for name, read in _DATE.items()},
    **{name: _of_time(read) for name, read in _TIME.items()},
    "time offset": _offset,
}
_DAY: Final = 86_400 * NANOS
_DAYS_TIME: Final[dict[str, Property]] = {
    "days": lambda d: Decimal(-(-d.nanos // _DAY) if d.nanos < 0 else d.nanos // _DAY),
    "hours": lambda d: _signed(d.nanos, 3600 * NANOS, 24),
    "minutes": lambda d: _signed(d.nanos, 60 * NANOS, 60),
    "seconds": lambda d: _seconds(abs(d.nanos) % (60 * NANOS)) * (-1 if d.nanos < 0 else 1),
}
_YEARS_MONTHS: Final[dict[str, Property]] = {
    "years": lambda d: _months(d, years=True),
    "months": lambda d: _months(d, years=False),
}
_RANGE: Final[dict[str, Property]] = {
    "start": lambda r: r.low,
    "end": lambda r: r.high,
    "start included": lambda r: r.low_included,
    "end included": lambda r: r.high_included,
}

PROPERTIES: Final[dict[type, dict[str, Property]]] = {
    Date: _DATE,
    Time: _TIME,
    DateTime: _DATE_TIME,
    DaysTime: _DAYS_TIME,
    YearsMonths: _YEARS_MONTHS,
    Range: _RANGE,
}

_OF_TYPE: Final[dict[FeelType, dict[str, Property]]] = {
    DATE_TYPE: _DATE,
    TIME_TYPE: _TIME,
    DATE_TIME_TYPE: _DATE_TIME,
    DAYS_TIME: _DAYS_TIME,
    YEARS_MONTHS_TYPE: _YEARS_MONTHS,
}


def property_type(of: FeelType, name: str) -> FeelType | None:
    """The type of a property of a type; None when the type has no such property."""
    of = bare(of)
    if isinstance(of, RangeType):
        return {"start": of.element, "end": of.element}.get(name, BOOLEAN) if name in _RANGE else None
    if name not in _OF_TYPE.get(of, {}):
        return None
    return {"time offset": DAYS_TIME, "timezone": STRING}.get(name, NUMBER)
