"""The totals of the equality questions, by year; rounded, and small ones withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils import timezone

from commonweal.office.equality.models import AnswerTotal
from commonweal.office.measures.small_numbers import rounded
from commonweal.service.equality_questions import EQUALITY_QUESTIONS, NOT_SAID

EQUALITY_COLUMNS: Final = ("service", "year", "question", "answer", "people (to the nearest 5)")


def by_answer(service: str = "", today: date | None = None) -> Iterator[tuple[str, ...]]:
    """A row for each answer there is, whether or not anybody gave it; months that have ended alone."""
    this_month = (today or timezone.localdate()).replace(day=1)
    rows = AnswerTotal.objects.filter(month__lt=this_month)
    rows = rows.filter(service=service) if service else rows
    totals: Counter[tuple[str, int, str, str]] = Counter()
    asked: dict[tuple[str, int, str], None] = {}
    for row in rows.order_by("service", "month"):
        totals[row.service, row.month.year, row.question, row.answer] += row.people
        asked[row.service, row.month.year, row.question] = None
    order = list(EQUALITY_QUESTIONS)
    for slug, year, question in sorted(asked, key=lambda key: (key[0], key[1], order.index(key[2]))):
        for answer in (*EQUALITY_QUESTIONS[question].answers, NOT_SAID):
            yield slug, str(year), question, answer, rounded(totals[slug, year, question, answer])
