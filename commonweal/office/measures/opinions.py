"""What people think of a service: their feedback and its totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from commonweal.office.measures.small_numbers import withheld
from commonweal.office.pages.models import Feedback

POINTS: Final = {
    5: "Very satisfied",
    4: "Satisfied",
    3: "Neither satisfied nor dissatisfied",
    2: "Dissatisfied",
    1: "Very dissatisfied",
}
FULL_WIDTH: Final = 240
FEEDBACK_COLUMNS: Final = ("service", "step", "language", "satisfaction", "people")


@dataclass(frozen=True)
class Point:
    """One of the five points: how many chose it, and how wide its bar is."""

    name: str
    people: int
    width: int


def points(service: str = "", step: str = "") -> list[Point]:
    """How many chose each point, the most satisfied first. For staff, so nothing is withheld."""
    given = Feedback.objects.all()
    given = given.filter(service=service) if service else given
    given = given.filter(step=step) if step else given
    counts = dict(given.order_by().values_list("satisfaction").annotate(Count("pk")))
    most = max(counts.values(), default=0) or 1
    return [
        Point(name, counts.get(value, 0), round(FULL_WIDTH * counts.get(value, 0) / most))
        for value, name in POINTS.items()
    ]


def satisfied(given: list[Point]) -> str:
    """The user satisfaction score: how many of all are satisfied or very satisfied, in whole per cent."""
    everyone = sum(point.people for point in given)
    return f"{round(100 * (given[0].people + given[1].people) / everyone)}%" if everyone else ""


def by_point(service: str = "") -> Iterator[tuple[str, ...]]:
    """A row for each step, language and point; small numbers withheld."""
    given = Feedback.objects.filter(service=service) if service else Feedback.objects.all()
    names = ("service", "step", "language", "satisfaction")
    for row in given.order_by(*names).values_list(*names).annotate(Count("pk")):
        yield (*map(str, row[:-1]), withheld(row[-1]))
