"""A date in three fields, GOV.UK's date input: the month as a number or a name, in English or Welsh."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from commonweal.service.languages import date_text, joined, month_names
from commonweal.service.types.question_type import Field, Parsed, QuestionType, Raw
from commonweal.service.types.typed_text import one_line, plain_digits
from commonweal.service.types.words import say

EARLIEST = datetime.date(1880, 1, 1)
LATEST = datetime.date(2199, 12, 31)

_STORED = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2}) ?(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ain)", re.ASCII | re.IGNORECASE)


def today_in_london() -> datetime.date:
    """Today, where the service's people are."""
    return datetime.datetime.now(ZoneInfo("Europe/London")).date()


@dataclass(frozen=True)
class Date(QuestionType):
    """Stored as ISO text ("2019-05-13"), from 1 January 1880 to 31 December 2199."""

    today: Callable[[], datetime.date] = field(default=today_in_london)

    name = "date"
    feel_type = "date"
    parts = ("day", "month", "year")
    keys_allowed = frozenset({"when asked", "autocomplete"})

    def fields(self, language: str) -> tuple[Field, ...]:
        """Day, month and year."""
        fill = self.wording.autocomplete == "bday"
        return tuple(
            Field(
                part,
                label=say(language, part),
                inputmode="numeric",
                autocomplete=f"bday-{part}" if fill else "",
                width="4" if part == "year" else "2",
            )
            for part in self.parts
        )

    def nothing_entered(self, language: str) -> str:
        """Nothing entered."""
        return say(language, "date_missing")

    def read(self, raw: Raw, language: str) -> Parsed:
        """Read the three fields, and say which is wrong in GOV.UK's words."""
        subject = self.subject(language, "the_date")
        texts = {part: plain_digits(one_line(raw.get(part))) for part in self.parts}
        absent = [part for part in self.parts if not texts[part]]
        if absent:
            parts = joined([say(language, f"{part}_wanted") for part in absent], language)
            message = say(language, "date_incomplete", subject=subject, parts=parts)
            return self.error(absent[0], message, *absent[1:])
        day, month = _day(texts["day"]), month_number(texts["month"])
        not_real = say(language, "date_wrong", subject=subject)
        if day is None or not 1 <= day <= 31:
            return self.error("day", not_real)
        if month is None:
            return self.error("month", not_real)
        if not re.fullmatch(r"\d{4}", texts["year"], re.ASCII):
            return self.error("year", say(language, "date_year"))
        try:
            date = datetime.date(int(texts["year"]), month, day)
        except ValueError:
            return self.error("day", not_real, "month", "year")
        message = self.out_of_time(date, subject, language)
        return self.error("day", message, "month", "year") if message else Parsed(date.isoformat())

    def out_of_time(self, date: datetime.date, subject: str, language: str) -> str:
        """The sentence for a real date that cannot be the answer."""
        if self.wording.when_asked == "past" and date > self.today():
            return say(language, "date_past", subject=subject)
        if self.wording.when_asked == "future" and date <= self.today():
            return say(language, "date_future", subject=subject)
        if not EARLIEST <= date <= LATEST:
            first, last = date_text(EARLIEST, language), date_text(LATEST, language)
            return say(language, "date_between", subject=subject, low=first, high=last)
        return ""

    def date(self, value: object) -> datetime.date | None:
        """The stored date."""
        if not isinstance(value, str) or _STORED.fullmatch(value) is None:
            return None
        try:
            date = datetime.date.fromisoformat(value)
        except ValueError:
            return None
        return date if EARLIEST <= date <= LATEST else None

    def accepts(self, value: object) -> bool:
        """ISO text of a real date."""
        return self.date(value) is not None

    def show(self, value: object, language: str) -> str:
        """13 May 2019; 13 Mai 2019."""
        date = self.date(value)
        return date_text(date, language) if date else ""

    def raw(self, value: object, language: str = "en") -> dict[str, object]:
        """The three fields."""
        date = self.date(value)
        if date is None:
            return {"day": "", "month": "", "year": ""}
        return {"day": str(date.day), "month": str(date.month), "year": f"{date.year:04}"}

    def feel(self, value: object) -> object:
        """A date."""
        return self.date(value)


def _day(text: str) -> int | None:
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        text = ordinal.group(1)
    return int(text) if _NUMBER.fullmatch(text) and len(text) <= 2 else None


def month_number(text: str) -> int | None:
    """1 to 12 for a number or a month's name, whole or cut to three letters or more, in English or Welsh."""
    if _NUMBER.fullmatch(text) and len(text) <= 2:
        number = int(text)
        return number if 1 <= number <= 12 else None
    word = text.rstrip(".").casefold()
    if len(word) < 3 or len(word) > 12:
        return None
    matches = {
        number
        for names in month_names()
        for number, name in enumerate(names, 1)
        if name.casefold().startswith(word) or (word == "sept" and number == 9)
    }
    return matches.pop() if len(matches) == 1 else None
