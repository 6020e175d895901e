"""The nearest places to a point, by great-circle distance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from commonweal.insight.places.place import Place

EARTH_MILES: Final = 3958.7613
"""The Earth's mean radius (IUGG, 6,371.0088 km) in miles."""


class Near(NamedTuple):
    """A place and how far it is, in miles as the crow flies."""

    place: Place
    miles: float


def distance_miles(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The great-circle distance between two points (haversine), in miles."""
    first, second = math.radians(latitude), math.radians(to_latitude)
    across = math.sin((second - first) / 2) ** 2
    along = math.cos(first) * math.cos(second)
    along *= math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(across + along)))


def nearest(places: Iterable[Place], latitude: float, longitude: float, most: int = 5) -> list[Near]:
    """The nearest places, the nearest first."""
    found = [
        Near(place, distance_miles(latitude, longitude, place.latitude, place.longitude)) for place in places
    ]
    return sorted(found, key=lambda near: (near.miles, near.place.name))[:most]
