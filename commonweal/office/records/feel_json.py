"""FEEL values as JSON that gives the very same values back, whatever the database.

Text, true, false, null and lists are themselves. A number is `{"feel:number": "12.50"}`, for JSON's own
numbers are not exact everywhere; a date is `{"feel:date": "2025-04-01"}`; and so on. A context is itself.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from commonweal.policy.feel import Date, DateTime, DaysTime, Function, Range, Time, YearsMonths, to_feel

_DATE = re.compile(r"^(-?\d+)-(\d\d)-(\d\d)$")


class NotKeepable(TypeError):
    """A value that cannot be stored, such as a function."""


def encode(value: object) -> Any:
    """Turn a FEEL value, or a host value that `to_feel` takes, into JSON.

    Raises NotKeepable for a function, TypeError for what FEEL does not have.
    """
    if isinstance(value, dict | Mapping):
        return {key: encode(part) for key, part in value.items() if not isinstance(part, Function)}
    if isinstance(value, list | tuple):
        return [encode(part) for part in value]
    kept = to_feel(value)
    if kept is None or isinstance(kept, bool | str):
        return kept
    if isinstance(kept, Decimal):
        return {"feel:number": str(kept)}
    if isinstance(kept, Date):
        return {"feel:date": _show_date(kept)}
    if isinstance(kept, Time):
        return {"feel:time": [kept.nanos, kept.zone]}
    if isinstance(kept, DateTime):
        return {"feel:date and time": [_show_date(kept.date), kept.time.nanos, kept.time.zone]}
    if isinstance(kept, YearsMonths):
        return {"feel:months": kept.months}
    if isinstance(kept, DaysTime):
        return {"feel:nanoseconds": str(kept.nanos)}
    if isinstance(kept, Range):
        return {"feel:range": [encode(kept.low), kept.low_included, encode(kept.high), kept.high_included]}
    raise NotKeepable(f"a {type(kept).__name__} cannot be stored")


def decode(stored: Any) -> Any:
    """Give back the FEEL value that was encoded."""
    if isinstance(stored, list):
        return [decode(part) for part in stored]
    if not isinstance(stored, dict):
        return stored
    if len(stored) == 1:
        ((tag, kept),) = stored.items()
        if tag == "feel:number":
            return Decimal(kept)
        if tag == "feel:date":
            return _read_date(kept)
        if tag == "feel:time":
            return Time(kept[0], kept[1])
        if tag == "feel:date and time":
            return DateTime(_read_date(kept[0]), Time(kept[1], kept[2]))
        if tag == "feel:months":
            return YearsMonths(kept)
        if tag == "feel:nanoseconds":
            return DaysTime(int(kept))
        if tag == "feel:range":
            return Range(decode(kept[0]), kept[1], decode(kept[2]), kept[3])
    return {key: decode(part) for key, part in stored.items()}


def _show_date(date: Date) -> str:
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04d}-{date.month:02d}-{date.day:02d}"


def _read_date(text: str) -> Date:
    found = _DATE.match(text)
    if found is None:
        raise ValueError(f"“{text}” is not a stored date")
    return Date(int(found[1]), int(found[2]), int(found[3]))
