"""Dates, times and the clock: constructors and temporal functions (DMN 1.5, Tables 72, 79 and 82)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..arithmetic import Undefined
from ..numbers import is_whole
from ..temporal import MAX_OFFSET, NANOS, Zone, day_number
from ..temporal_text import read_date, read_date_time, read_time
from ..values import Date, DateTime, DaysTime, Time, Value, to_feel
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("date(from: string) -> date", cost=4)
def date(from_: str) -> Date | Undefined:
    """A date out of text such as `2025-04-01`."""
    return read_date(from_) or Undefined("not-a-date", f'"{from_[:40]}" is not a date such as 2025-04-01.')


@builtin("date(from: date) -> date", "date(from: date and time) -> date")
def date_of(from_: Date | DateTime) -> Date:
    """The date of a date and time."""
    return from_.date if isinstance(from_, DateTime) else from_


@builtin("date(year: number, month: number, day: number) -> date")
def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | Undefined:
    """A date out of its parts."""
    if not (is_whole(year) and is_whole(month) and is_whole(day)):
        return Undefined("not-whole", "Year, month and day must be whole numbers.")
    return Date(int(year), int(month), int(day))


@builtin("time(from: string) -> time", cost=6)
def time(from_: str) -> Time | Undefined:
    """A time out of text such as `14:30:00` or `14:30:00@Europe/London`."""
    return read_time(from_) or Undefined("not-a-time", f'"{from_[:40]}" is not a time such as 14:30:00.')


@builtin("time(from: time) -> time", "time(from: date and time) -> time", "time(from: date) -> time")
def time_of(from_: Time | DateTime | Date) -> Time:
    """The time of a date and time; midnight UTC of a date."""
    if isinstance(from_, DateTime):
        return from_.time
    return Time(0, 0) if isinstance(from_, Date) else from_


@builtin("time(hour: number, minute: number, second: number, offset?: days and time duration?) -> time")
def time_from_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None
) -> Time | Undefined:
    """A time out of its parts; the offset is from UTC."""
    if not (is_whole(hour) and is_whole(minute)):
        return Undefined("not-whole", "Hour and minute must be whole numbers.")
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return Undefined("not-a-time", "There is no such time of day.")
    zone: Zone = None
    if offset is not None:
        zone = int(Decimal(offset.nanos) / NANOS)
        if abs(zone) > MAX_OFFSET:
            return Undefined("offset-out-of-range", "An offset from UTC is at most 18 hours.")
    return Time((int(hour) * 60 + int(minute)) * 60 * NANOS + int(second * NANOS), zone)


@builtin("date and time(from: string) -> date and time", cost=10)
def date_and_time(from_: str) -> DateTime | Undefined:
    """A date and time out of text such as `2025-04-01T14:30:00`; a date alone is its midnight."""
    return read_date_time(from_) or Undefined(
        "not-a-date-and-time", f'"{from_[:40]}" is not a date and time.'
    )


@builtin("date and time(from: date and time) -> date and time", "date and time(from: date) -> date and time")
def date_and_time_of(from_: DateTime | Date) -> DateTime:
    """The date and time itself; midnight UTC of a date."""
    return DateTime(from_, Time(0, 0)) if isinstance(from_, Date) else from_


@builtin(
    "date and time(date: date, time: time) -> date and time",
    "date and time(date: date and time, time: time) -> date and time",
)
def date_and_time_from_parts(date: Date | DateTime, time: Time) -> DateTime:
    """A date and a time put together; a time of day in the first is left aside."""
    return DateTime(date.date if isinstance(date, DateTime) else date, time)


def _day(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment


@builtin("day of year(date: date) -> number", "day of year(date: date and time) -> number")
def day_of_year(date: Date | DateTime) -> Decimal:
    """1 to 366."""
    day = _day(date)
    return Decimal(day.number - day_number(day.year, 1, 1) + 1)


@builtin("day of week(date: date) -> string", "day of week(date: date and time) -> string")
def day_of_week(date: Date | DateTime) -> str:
    """Monday to Sunday."""
    return WEEKDAYS[_day(date).weekday - 1]


@builtin("month of year(date: date) -> string", "month of year(date: date and time) -> string")
def month_of_year(date: Date | DateTime) -> str:
    """January to December."""
    return MONTHS[_day(date).month - 1]


@builtin("week of year(date: date) -> number", "week of year(date: date and time) -> number")
def week_of_year(date: Date | DateTime) -> Decimal:
    """The week by ISO 8601: the first is the one that holds 4 January."""
    day = _day(date)
    thursday = day.number - day.weekday + 4
    year = day.year
    if thursday < day_number(year, 1, 1):
        year -= 1
    elif thursday >= day_number(year + 1, 1, 1):
        year += 1
    return Decimal((thursday - day_number(year, 1, 1)) // 7 + 1)


@builtin("now() -> date and time", with_run=True)
def now(run: Run) -> Value | Undefined:
    """The moment of the run by the host's clock."""
    moment = run.moment()
    return Undefined("no-clock", "The host gave no clock.") if moment is None else to_feel(moment)


@builtin("today() -> date", with_run=True)
def today(run: Run) -> Value | Undefined:
    """The day of the run by the host's clock."""
    moment = run.moment()
    return Undefined("no-clock", "The host gave no clock.") if moment is None else to_feel(moment.date())
