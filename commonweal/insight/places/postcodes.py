"""Postcodes and where they are, from the ONS postcode files (ONSPD, NSPL) or a part of one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.insight.places.place import RowFault, degrees

_FORM = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.ASCII)
_POSTCODE = ("pcds", "postcode", "pcd", "pcd7", "pcd8")
_LATITUDE = ("lat", "latitude")
_LONGITUDE = ("long", "lon", "lng", "longitude")


class Point(NamedTuple):
    """A postcode without its space, and its degrees (WGS 84)."""

    postcode: str
    latitude: float
    longitude: float


def compact_postcode(text: str) -> str | None:
    """`m33 7zf` as `M337ZF`; None for what is no whole postcode."""
    if len(text) > 30:
        return None
    tidy = re.sub(r"[\s.\-]", "", text).upper()
    return tidy if _FORM.fullmatch(tidy) else None


def read_postcodes(content: bytes, file: str) -> Iterator[Point | RowFault]:
    """Each row's postcode, or what is wrong with it. One without a place (ONS: 99.999) is left out."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    heading = [name.strip().lower() for name in next(rows, [])]
    places = [_column(heading, names) for names in (_POSTCODE, _LATITUDE, _LONGITUDE)]
    if None in places:
        wanted = ("postcode (pcds)", "lat", "long")[places.index(None)]
        yield RowFault(
            file, 1, wanted, f"no column has this name. The columns are: {', '.join(heading)[:200]}"
        )
        return
    code_at, latitude_at, longitude_at = (place or 0 for place in places)
    for row in rows:
        line = rows.line_num
        if not any(row):
            continue
        if len(row) <= max(code_at, latitude_at, longitude_at):
            yield RowFault(file, line, "row", f"it has {len(row)} columns and its heading {len(heading)}")
            continue
        postcode = compact_postcode(row[code_at])
        if postcode is None:
            yield RowFault(file, line, heading[code_at], f"`{row[code_at][:20]}` is not a postcode")
            continue
        latitude, longitude = degrees(row[latitude_at], 90), degrees(row[longitude_at], 180)
        if latitude is None and row[latitude_at].startswith("99.99"):
            continue
        if latitude is None or longitude is None:
            yield RowFault(file, line, heading[latitude_at], "it is not a number of degrees")
            continue
        yield Point(postcode, latitude, longitude)


def _column(heading: list[str], names: tuple[str, ...]) -> int | None:
    return next((heading.index(name) for name in names if name in heading), None)
