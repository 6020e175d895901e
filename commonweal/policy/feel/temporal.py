"""Dates, times and durations over FEEL's whole range, which Python's own do not hold.

Years run from -999,999,999 to 999,999,999 in the proleptic Gregorian calendar (DMN 1.5, 10.3.2.3.4 to
10.3.2.3.8). A moment is exact to the nanosecond. A zone is `None` (local), a whole number of seconds east of
UTC, or an IANA name such as `Europe/London`.
"""

from __future__ import annotations

import datetime as python_datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

Zone: TypeAlias = int | str | None

MAX_YEAR = 999_999_999
NANOS = 1_000_000_000
DAY_NANOS = 86_400 * NANOS
MAX_OFFSET = 18 * 3600
MAX_DURATION_NANOS = 10**34 - 1
MAX_DURATION_MONTHS = 10**34 - 1

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap_year(year: int) -> bool:
    """Whether February has 29 days in that year of the proleptic Gregorian calendar."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31; the month runs from 1 to 12."""
    return 29 if month == 2 and is_leap_year(year) else _MONTH_DAYS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1 January 1970 (negative before it)."""
    shifted = year - (month <= 2)
    era = shifted // 400
    year_of_era = shifted - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def from_day_number(number: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1 January 1970."""
    shifted = number + 719_468
    era = shifted // 146_097
    day_of_era = shifted - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + (3 if month_from_march < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day of the calendar. Raises ValueError for a day that does not exist."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not -MAX_YEAR <= self.year <= MAX_YEAR:
            raise ValueError(f"the year {self.year} is outside -{MAX_YEAR}..{MAX_YEAR}")
        if not 1 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month}")
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"there is no day {self.day} in month {self.month} of {self.year}")

    @property
    def number(self) -> int:
        """Days since 1 January 1970."""
        return day_number(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return (self.number + 3) % 7 + 1

    def plus_days(self, days: int) -> Date | None:
        """The date so many days later; None beyond the range of years."""
        return date_from_number(self.number + days)

    def plus_months(self, months: int) -> Date | None:
        """The same day of a later month, or the last of a shorter one; None beyond the range of years."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        if not -MAX_YEAR <= years <= MAX_YEAR:
            return None
        return Date(years, month + 1, min(self.day, days_in_month(years, month + 1)))


_FIRST_DAY = day_number(-MAX_YEAR, 1, 1)
_LAST_DAY = day_number(MAX_YEAR, 12, 31)


def date_from_number(number: int) -> Date | None:
    """The date so many days after 1 January 1970; None beyond the range of years."""
    if not _FIRST_DAY <= number <= _LAST_DAY:
        return None
    return Date(*from_day_number(number))


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: nanoseconds since midnight (0 to just under 24 hours) and a zone."""

    nanos: int
    zone: Zone = None

    def __post_init__(self) -> None:
        if not 0 <= self.nanos < DAY_NANOS:
            raise ValueError("a time of day is from 00:00:00 to just before 24:00:00")
        if isinstance(self.zone, int) and not -MAX_OFFSET <= self.zone <= MAX_OFFSET:
            raise ValueError("an offset from UTC is at most 18 hours")

    @property
    def hour(self) -> int:
        """0 to 23."""
        return self.nanos // (3600 * NANOS)

    @property
    def minute(self) -> int:
        """0 to 59."""
        return self.nanos // (60 * NANOS) % 60

    @property
    def second(self) -> int:
        """0 to 59, whole."""
        return self.nanos // NANOS % 60

    @property
    def fraction(self) -> int:
        """Nanoseconds within the second."""
        return self.nanos % NANOS

    @property
    def offset(self) -> int | None:
        """Seconds east of UTC; None when local. A named zone is read at 1 January 1970, since its day is
        unknown.
        """
        return zone_offset(self.zone, 0, self.nanos)


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date with a time of day, and the time's zone."""

    date: Date
    time: Time

    @property
    def offset(self) -> int | None:
        """Seconds east of UTC on that day; None when local."""
        return zone_offset(self.time.zone, self.date.number, self.time.nanos)

    @property
    def local_nanos(self) -> int:
        """Nanoseconds from 1970-01-01T00:00:00 on the same clock, the zone left aside."""
        return self.date.number * DAY_NANOS + self.time.nanos

    @property
    def instant(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00 UTC; a local date and time is read as UTC."""
        return self.local_nanos - (self.offset or 0) * NANOS

    def plus_nanos(self, nanos: int) -> DateTime | None:
        """The moment so much later, shown in the same zone; None beyond the range of years."""
        zone = self.time.zone
        if isinstance(zone, str):
            return date_time_at(self.instant + nanos, zone)
        return date_time_from_local(self.local_nanos + nanos, zone)

    def plus_months(self, months: int) -> DateTime | None:
        """The same day and time of a later month, or its last day where it is shorter."""
        date = self.date.plus_months(months)
        return None if date is None else DateTime(date, self.time)


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration in whole months, possibly negative."""

    months: int

    def __post_init__(self) -> None:
        if not -MAX_DURATION_MONTHS <= self.months <= MAX_DURATION_MONTHS:
            raise ValueError("the duration is too long")


@dataclass(frozen=True, slots=True, order=True)
class DaysTime:
    """A duration in nanoseconds, possibly negative."""

    nanos: int

    def __post_init__(self) -> None:
        if not -MAX_DURATION_NANOS <= self.nanos <= MAX_DURATION_NANOS:
            raise ValueError("the duration is too long")


def date_time_from_local(local_nanos: int, zone: Zone) -> DateTime | None:
    """The date and time that a clock in the zone shows; None beyond the range of years."""
    days, nanos = divmod(local_nanos, DAY_NANOS)
    date = date_from_number(days)
    return None if date is None else DateTime(date, Time(nanos, zone))


def date_time_at(instant: int, zone: Zone) -> DateTime | None:
    """What a clock in the zone shows at an instant (nanoseconds since 1970 UTC); None beyond the range of
    years.
    """
    if isinstance(zone, str):
        seconds = _python_range(instant // NANOS)
        moment = python_datetime.datetime.fromtimestamp(seconds, ZoneInfo(zone))
        delta = moment.utcoffset()
        offset = 0 if delta is None else int(delta.total_seconds())
    else:
        offset = zone or 0
    return date_time_from_local(instant + offset * NANOS, zone)


def zone_offset(zone: Zone, day: int, nanos: int) -> int | None:
    """Seconds east of UTC of a clock that shows that day (since 1970) and time; None for a local clock."""
    if zone is None or isinstance(zone, int):
        return zone
    naive = _python_range(day * 86_400 + nanos // NANOS)
    local = python_datetime.datetime(1970, 1, 1) + python_datetime.timedelta(seconds=naive)  # noqa: DTZ001
    delta = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return 0 if delta is None else int(delta.total_seconds())


# 400 Gregorian years are a whole number of weeks, so a zone's yearly rules repeat: years that Python
# cannot hold are read as the like year that it can.
_CYCLE = 146_097 * 86_400
_EARLIEST = day_number(2, 1, 1) * 86_400
_LATEST = day_number(9998, 12, 31) * 86_400


def _python_range(seconds: int) -> int:
    if seconds > _LATEST:
        return seconds - ((seconds - _LATEST) // _CYCLE + 1) * _CYCLE
    if seconds < _EARLIEST:
        return seconds + ((_EARLIEST - seconds) // _CYCLE + 1) * _CYCLE
    return seconds


@lru_cache(maxsize=1024)
def zone_named(name: str) -> str | None:
    """The name itself if the zone database holds it, else None. `Z` and `UTC` style names are names too."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
    return name
