"""What kind of request each was, and how long a kind took."""

from __future__ import annotations

import math
from collections.abc import Sequence

from benchmarks.applicants.applying import SERVICE
from benchmarks.applicants.browser import Asked

_PLACES = {
    "GET": {
        "apply": "a question",
        "check-answers": "check answers",
        "equality": "equality questions",
        "confirmation": "confirmation",
        "": "first page",
    },
    "POST": {
        "apply": "an answer saved",
        "check-answers": "application sent",
        "equality": "equality answers saved",
        "start": "application started",
    },
}


def kind_of(asked: Asked) -> str:
    """What a request was for; a form that came back with an error is a kind of its own."""
    if asked.address.endswith(".pdf"):
        return "PDF of the application"
    if not asked.address.startswith(SERVICE):
        return "style, script and icon"
    place = asked.address.removeprefix(SERVICE).removeprefix("cy/").partition("?")[0]
    if asked.method == "POST" and place.startswith("apply") and asked.status == 200:
        return "a wrong answer shown again"
    return _PLACES[asked.method].get(place.split("/")[0], "other")


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` per cent of the values do not exceed (nearest rank)."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part / 100 * len(ordered)) - 1)]
