"""Dates, times and money as people write them, in each language (GOV.UK style)."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from commonweal.service.languages import date_text, moment_text


def day(value: date | datetime, language: str = "en") -> str:
    """`1 April 2025`, `1 Ebrill 2025`; a moment gives its day in the council's time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_text(value, language)


def instant(value: datetime, language: str = "en") -> str:
    """`1 April 2025 at 3:05pm`, `1 Ebrill 2025 am 3:05yp`, in the council's time zone."""
    return moment_text(timezone.localtime(value) if timezone.is_aware(value) else value, language)


def amount(value: Decimal | int | str) -> str:
    """`£1,234.50`: pounds and pence, as letters and pages print money."""
    return f"£{Decimal(value):,.2f}"
