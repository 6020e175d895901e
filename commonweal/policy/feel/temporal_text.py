"""Dates, times and durations from text and to text (DMN 1.5, 10.3.4.1; XML Schema Part 2; ISO 8601 with
`@zone`).
"""

from __future__ import annotations

import re

from .temporal import (
    DAY_NANOS,
    MAX_OFFSET,
    NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    Zone,
    date_time_from_local,
    zone_named,
)

_DATE = re.compile(r"(-?)([1-9][0-9]{4,8}|[0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,40}))?"
    r"(?:(?P<utc>[zZ])|(?P<sign>[+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@(?P<name>[A-Za-z0-9_+\-/]{1,60}))?",
    re.ASCII,
)
_YEARS_MONTHS = re.compile(r"(-?)P(?:([0-9]{1,40})Y)?(?:([0-9]{1,40})M)?", re.ASCII)
_DAYS_TIME = re.compile(
    r"(-?)P(?:([0-9]{1,40})D)?"
    r"(?:(T)(?:([0-9]{1,40})H)?(?:([0-9]{1,40})M)?(?:([0-9]{1,40}(?=[.S])|(?=\.[0-9]))(?:\.([0-9]{0,40}))?S)?)?",
    re.ASCII,
)


def read_date(text: str) -> Date | None:
    """`2025-04-01`; the year may have up to nine digits and a minus sign."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year = int(found[2])
    try:
        return Date(-year if found[1] else year, int(found[3]), int(found[4]))
    except ValueError:
        return None


def read_time(text: str) -> Time | None:
    """`14:30:00`, with an optional fraction and an offset, `Z` or `@Europe/London`; 24:00:00 is midnight."""
    read = _read_clock(text)
    return None if read is None else Time(read[0] % DAY_NANOS, read[1])


def _read_clock(text: str) -> tuple[int, Zone] | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    fraction = int((found[4] or "").ljust(9, "0")[:9])
    nanos = ((hour * 60 + minute) * 60 + second) * NANOS + fraction
    if minute > 59 or second > 59 or nanos > DAY_NANOS:
        return None
    zone: Zone = None
    if found["utc"]:
        zone = 0
    elif found["sign"]:
        hours, minutes, seconds = int(found[7]), int(found[8]), int(found[9] or 0)
        offset = (hours * 60 + minutes) * 60 + seconds
        if minutes > 59 or seconds > 59 or offset > MAX_OFFSET:
            return None
        zone = -offset if found["sign"] == "-" else offset
    elif found["name"]:
        zone = zone_named(found["name"])
        if zone is None:
            return None
    return nanos, zone


def read_date_time(text: str) -> DateTime | None:
    """A date, `T` and a time; a date alone is its local midnight. 24:00:00 is the midnight that follows."""
    day, mark, clock = text.partition("T")
    date = read_date(day)
    if date is None:
        return None
    if not mark:
        return DateTime(date, Time(0))
    read = _read_clock(clock)
    if read is None:
        return None
    return date_time_from_local(date.number * DAY_NANOS + read[0], read[1])


def read_duration(text: str) -> YearsMonths | DaysTime | None:
    """`P1Y2M` or `P1DT2H3M4.5S`, either with a minus sign before it."""
    found = _YEARS_MONTHS.fullmatch(text)
    try:
        if found and (found[2] or found[3]):
            months = int(found[2] or 0) * 12 + int(found[3] or 0)
            return YearsMonths(-months if found[1] else months)
        found = _DAYS_TIME.fullmatch(text)
        if found and _some(found, 2, 4, 5, 6) and (not found[3] or _some(found, 4, 5, 6)):
            days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 4, 5, 6))
            nanos = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * NANOS
            nanos += int((found[7] or "").ljust(9, "0")[:9])
            return DaysTime(-nanos if found[1] else nanos)
    except ValueError:
        return None
    return None


def _some(found: re.Match[str], *groups: int) -> bool:
    return any(found[group] is not None for group in groups)


def read_temporal(text: str) -> Date | Time | DateTime | YearsMonths | DaysTime | None:
    """Whatever an at-literal holds (grammar rule 65)."""
    if text.lstrip("-").startswith("P"):
        return read_duration(text)
    return read_date(text) or (read_date_time(text) if "T" in text else None) or read_time(text)


def date_text(date: Date) -> str:
    """`2025-04-01`."""
    return f"{'-' if date.year < 0 else ''}{abs(date.year):04d}-{date.month:02d}-{date.day:02d}"


def time_text(time: Time) -> str:
    """`14:30:00`, its fraction without zeros at the end, and its zone."""
    fraction = f".{time.fraction:09d}".rstrip("0") if time.fraction else ""
    return f"{time.hour:02d}:{time.minute:02d}:{time.second:02d}{fraction}{_zone_text(time.zone)}"


def _zone_text(zone: Zone) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return f"@{zone}"
    if zone == 0:
        return "Z"
    hours, seconds = divmod(abs(zone), 3600)
    tail = f":{seconds % 60:02d}" if seconds % 60 else ""
    return f"{'-' if zone < 0 else '+'}{hours:02d}:{seconds // 60:02d}{tail}"


def date_time_text(moment: DateTime) -> str:
    """`2025-04-01T14:30:00`."""
    return f"{date_text(moment.date)}T{time_text(moment.time)}"


def years_months_text(duration: YearsMonths) -> str:
    """`P1Y2M`, shortest; `P0M` for none."""
    years, months = divmod(abs(duration.months), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{'-' if duration.months < 0 else ''}P{text or '0M'}"


def days_time_text(duration: DaysTime) -> str:
    """`P1DT2H3M4.5S`, shortest; `PT0S` for none."""
    seconds, fraction = divmod(abs(duration.nanos), NANOS)
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    decimals = f".{fraction:09d}".rstrip("0") if fraction else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or fraction:
        clock += f"{seconds}{decimals}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if duration.nanos < 0 else ''}P{text or 'T0S'}"
