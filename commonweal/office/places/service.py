"""What other apps ask of places: whether there are any, and which are nearest to a postcode."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.template import engines

from commonweal.insight.places import Near, Place, compact_postcode, nearest
from commonweal.insight.places.map_drawing import draw_map
from commonweal.office.pages.words import say
from commonweal.office.places.models import HelpPlace, PostcodePoint
from commonweal.service.languages import number_text

MOST = 5
_FIELDS = (
    *("key", "name", "latitude", "longitude", "kind", "address", "postcode", "phone", "email", "web"),
    *("hours", "offers", "languages"),
)
_SECONDS_BEHIND = 30.0


class _Known:
    until = 0.0
    any = False


_known = _Known()


class UnknownPostcode(LookupError):
    """No place is known for this postcode, or it is no postcode."""


@dataclass(frozen=True)
class HelpNear:
    """The nearest places to a postcode, and a map of them."""

    near: list[Near]
    map: str


def any_places() -> bool:
    """Whether there is a place to show. What another process imported is known half a minute later."""
    if time.monotonic() >= _known.until:
        _known.any = HelpPlace.objects.exists() and PostcodePoint.objects.exists()
        _known.until = time.monotonic() + _SECONDS_BEHIND
    return _known.any


def forget() -> None:
    """Look again whether there are places."""
    _known.until = 0.0


def help_near(postcode: str, language: str, most: int = MOST) -> HelpNear:
    """The nearest places to a postcode. Raises UnknownPostcode. Nothing of the search is kept."""
    compact = compact_postcode(postcode)
    point = PostcodePoint.objects.filter(postcode=compact).first() if compact else None
    if point is None:
        raise UnknownPostcode
    near = nearest(_all(), point.latitude, point.longitude, most)
    words, here = str(say(language, "places_map")), str(say(language, "places_here"))
    return HelpNear(near, draw_map(near, point.latitude, point.longitude, words=words, here=here))


def printed(postcode: str, language: str, most: int = 3) -> str:
    """The nearest places as HTML for a letter or a form; empty where none is known."""
    try:
        found = help_near(postcode, language, most)
    except UnknownPostcode:
        return ""
    return _print(found.near, language) if found.near else ""


def printed_all(language: str, most: int = 8) -> str:
    """Places as HTML for a blank form, which has nobody's postcode: by name."""
    places = [Near(place, -1.0) for place in sorted(_all(), key=lambda place: (place.kind, place.name))]
    return _print(places[:most], language) if places else ""


def miles(distance: float, language: str) -> str:
    """0.3 miles; less than a tenth is said so."""
    from decimal import Decimal

    if distance < 0.1:
        return say(language, "places_close")
    rounded = Decimal(f"{distance:.1f}") if distance < 10 else Decimal(f"{distance:.0f}")
    return say(language, "places_miles", miles=number_text(rounded))


def _print(near: list[Near], language: str) -> str:
    template = engines["jinja2"].get_template("places/printed.html")
    return str(template.render({"near": near, "language": language, "miles": miles}))


def _all() -> list[Place]:
    return [Place(**row) for row in HelpPlace.objects.values(*_FIELDS)]
