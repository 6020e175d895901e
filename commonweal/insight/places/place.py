"""A place of help, and what is wrong with a row that should have been one."""

from __future__ import annotations

import math
from dataclasses import dataclass

LONGEST = {"name": 200, "kind": 100, "address": 300, "postcode": 8, "phone": 60, "email": 200, "web": 500}
LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go for help. Degrees are WGS 84; texts are empty where nothing is known."""

    key: str
    name: str
    latitude: float
    longitude: float
    kind: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    hours: str = ""
    offers: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was left out, and why."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


def degrees(text: str, most: float) -> float | None:
    """A latitude (most 90) or longitude (most 180); None where the text is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= most else None


def checked_place(file: str, line: int, fields: dict[str, str], key: str) -> Place | RowFault:
    """A place of texts by field, or what is wrong with them."""
    tidy = {name: " ".join(text.split()) for name, text in fields.items()}
    if not tidy.get("name"):
        return RowFault(file, line, "name", "there is no name. Write one, or map another column to it")
    latitude = degrees(tidy.get("latitude", ""), 90)
    if latitude is None:
        return RowFault(file, line, "latitude", "it is not a number of degrees from -90 to 90")
    longitude = degrees(tidy.get("longitude", ""), 180)
    if longitude is None:
        return RowFault(file, line, "longitude", "it is not a number of degrees from -180 to 180")
    if latitude == 0 and longitude == 0:
        return RowFault(file, line, "latitude", "0, 0 lies in the sea: the place has not been found")
    for name, most in LONGEST.items():
        if len(tidy.get(name, "")) > most:
            return RowFault(file, line, name, f"it is longer than {most} characters")
    web = tidy.get("web", "")
    if web and not web.lower().startswith(("http://", "https://")):
        return RowFault(file, line, "web", "it should begin with https:// or http://")
    return Place(
        key,
        tidy["name"],
        latitude,
        longitude,
        *(tidy.get(name, "") for name in ("kind", "address", "postcode", "phone", "email", "web")),
        *(tidy.get(name, "")[:LONGEST_TEXT] for name in ("hours", "offers", "languages")),
    )
