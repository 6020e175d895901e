"""Dates, times and money as people write them, in English and Welsh (GOV.UK style)."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from commonweal.service.languages import MONTHS


def day(value: date | datetime, language: str = "en") -> str:
    """`1 April 2025`, `1 Ebrill 2025`; a moment gives its day in the council's time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    month = MONTHS.get(language, MONTHS["en"])[value.month - 1]
    return f"{value.day} {month} {value.year}"


def instant(value: datetime, language: str = "en") -> str:
    """`1 April 2025 at 3:05pm`, `1 Ebrill 2025 am 3:05pm`, in the council's time zone."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    at = "am" if language == "cy" else "at"
    return f"{day(local, language)} {at} {hour}:{local.minute:02}{half}"


def amount(value: Decimal | int | str) -> str:
    """`£1,234.50`: pounds and pence, as letters and pages print money."""
    return f"£{Decimal(value):,.2f}"
