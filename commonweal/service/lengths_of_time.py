"""Lengths of time as people write them: `28 days`, `4 weeks`, `1 month`, `6 years`."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from commonweal.service.languages import count_text

_LENGTH = re.compile(r"(\d{1,4}) (day|week|month|year)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class LengthOfTime:
    """A whole number of days, weeks, months or years."""

    number: int
    unit: str

    @property
    def iso(self) -> str:
        """ISO 8601: P28D, P4W, P1M, P6Y."""
        return f"P{self.number}{self.unit[0].upper()}"

    def after(self, date: datetime.date) -> datetime.date:
        """The date this long after another.

        A month's end stays within its month. ValueError beyond year 9999.
        """
        if self.unit in ("day", "week"):
            try:
                return date + datetime.timedelta(days=self.number * (7 if self.unit == "week" else 1))
            except OverflowError as error:
                raise ValueError(f"{self.iso} after {date} is beyond the calendar") from error
        months = date.month - 1 + self.number * (12 if self.unit == "year" else 1)
        year, month = date.year + months // 12, months % 12 + 1
        return datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))

    def text(self, language: str) -> str:
        """28 days; 28 diwrnod."""
        return count_text(self.number, self.unit, language)


def length_of_time(text: str) -> LengthOfTime | None:
    """The length written, or None where it is not one."""
    match = _LENGTH.fullmatch(text)
    return LengthOfTime(int(match.group(1)), match.group(2)) if match else None
