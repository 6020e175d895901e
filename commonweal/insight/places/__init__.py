"""Places where people get help: read from open data, found by distance, drawn on a map."""

from __future__ import annotations

from commonweal.insight.places.mapped_csv import Mapping, read_mapping, read_places
from commonweal.insight.places.nearest import Near, distance_miles, nearest
from commonweal.insight.places.open_referral import read_open_referral
from commonweal.insight.places.place import Place, RowFault
from commonweal.insight.places.postcodes import Point, compact_postcode, read_postcodes

__all__ = [
    "Mapping",
    "Near",
    "Place",
    "Point",
    "RowFault",
    "compact_postcode",
    "distance_miles",
    "nearest",
    "read_mapping",
    "read_open_referral",
    "read_places",
    "read_postcodes",
]
