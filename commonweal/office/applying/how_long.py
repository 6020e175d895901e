"""How long an application takes, as the start page says it: measured, or else an estimate that says so.

Measured where enough people have sent one on the web, in one sitting and by themselves. Until then it is
worked out from the number of questions, with a time for each that is assumed and stands on the page.
"""

from __future__ import annotations

import math
import time
from datetime import timedelta
from typing import Final

from django.db.models import F

from commonweal.office.applying.models import Application
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.pages.words import say
from commonweal.service.journey import Journey, Repeat

FEWEST: Final = 20
"""Fewer tell little, and could tell of a person."""
LATEST: Final = 200
ONE_SITTING: Final = timedelta(hours=2)
"""Who takes longer went away and came back, and how long they were at it is not known."""
FOR_EACH: Final = 30
"""Seconds for a question: assumed, and said on the page to be."""
KEPT_FOR: Final = 600.0

_kept: dict[str, tuple[float, tuple[int, int] | None]] = {}


def how_long(prepared: PreparedService, language: str) -> str:
    """The sentence of the start page."""
    taken = measured(prepared.slug)
    if taken is not None:
        return say(language, "time_measured", low=taken[0], high=taken[1])
    fewest, most = questions(prepared.journeys[language])
    return say(
        language,
        "time_estimated",
        fewest=fewest,
        most=most,
        low=_minutes(fewest * FOR_EACH),
        high=_minutes(most * FOR_EACH),
    )


def measured(service: str) -> tuple[int, int] | None:
    """Between how many minutes 8 of 10 people took, the fastest and the slowest tenth left out.

    In whole fives, so that nobody's own time is told. None where too few have sent one.
    """
    until, kept = _kept.get(service, (0.0, None))
    if time.monotonic() < until:
        return kept
    found = _measure(service)
    _kept[service] = (time.monotonic() + KEPT_FOR, found)
    return found


def questions(journey: Journey) -> tuple[int, int]:
    """How many questions there are for somebody with the simplest and with every circumstance.

    One thing in each list, which its page says may be more.
    """
    every = sum(1 for _ in journey.every_question()) + sum(
        isinstance(asked, Repeat) for asked in journey.asked
    )
    return min(len(journey.path({}).pages), every), every


def forget() -> None:
    """Measure again when next asked."""
    _kept.clear()


def _measure(service: str) -> tuple[int, int] | None:
    sent = Application.objects.filter(
        service=service, channel="web", keyed_by=None, helped=False, case__isnull=False
    )
    times = sent.annotate(taken=F("case__received_at") - F("started_at")).filter(taken__lte=ONE_SITTING)
    seconds = sorted(
        taken.total_seconds() for taken in times.order_by("-pk").values_list("taken", flat=True)[:LATEST]
    )
    if len(seconds) < FEWEST:
        return None
    tenth = len(seconds) // 10
    low, high = seconds[tenth], seconds[-1 - tenth]
    # Rounded so that the span only grows: nobody is told less than it took.
    return max(5 * math.floor(low / 300), 1), 5 * math.ceil(high / 300)


def _minutes(seconds: int) -> int:
    return max(math.ceil(seconds / 60), 1)
