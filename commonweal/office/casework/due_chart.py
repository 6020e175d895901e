"""How soon the open cases are due, as a small drawing and as the numbers it draws."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from commonweal.office.records.models import Case

FULL_WIDTH: Final = 220


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, how many cases, and how many units of FULL_WIDTH wide."""

    name: str
    cases: int
    width: int
    late: bool = False


def due_bars(cases: QuerySet[Case], today: datetime.date) -> list[Bar]:
    """How many of `cases` are overdue, due today, this week, in two weeks, or later."""

    def within(first: int, last: int) -> Q:
        return Q(
            due_on__gte=today + datetime.timedelta(days=first),
            due_on__lte=today + datetime.timedelta(days=last),
        )

    spans = {
        "Overdue": Q(due_on__lt=today),
        "Due today": Q(due_on=today),
        "Next 7 days": within(1, 7),
        "8 to 14 days": within(8, 14),
        "Later": Q(due_on__gt=today + datetime.timedelta(days=14)),
    }
    counts = cases.order_by().aggregate(
        **{f"n{place}": Count("pk", filter=span) for place, span in enumerate(spans.values())}
    )
    numbers = [counts[f"n{place}"] for place in range(len(spans))]
    most = max(numbers) or 1
    return [
        Bar(name, number, max(2, round(FULL_WIDTH * number / most)) if number else 0, late=place == 0)
        for place, (name, number) in enumerate(zip(spans, numbers, strict=True))
    ]
