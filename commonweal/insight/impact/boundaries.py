"""Areas drawn as a map: boundaries from GeoJSON, projected, simplified and coloured, as a small SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Any, Final

from commonweal.insight.population import Population

_WIDE: Final = 640
_MARGIN: Final = 8
_LEGEND: Final = 96
_NEAR: Final = 0.7
"""Points nearer than this to the line between their neighbours, in units of the drawing, are left out."""
INK: Final = "#12211f"
SCALE: Final = ("#fdf3e1", "#f3c58a", "#d98a4a", "#a34f1f", "#5c2410")
"""From light to dark in even steps of lightness, so that it reads in grey and with any colour vision."""

Point = tuple[float, float]
Ring = tuple[Point, ...]


class BoundaryFault(ValueError):
    """A boundaries file that cannot be read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The areas of one characteristic: their rings in degrees, and their names, by code."""

    characteristic: str
    rings: Mapping[str, tuple[Ring, ...]]
    names: Mapping[Any, str]


def read_boundaries(population: Population) -> Boundaries | None:
    """The boundaries that a population names; None where it names none. Raises BoundaryFault."""
    areas = population.areas
    if areas is None or areas.boundaries is None:
        return None
    try:
        collection = json.loads(areas.boundaries.read_text(encoding="utf-8"))
        features = collection["features"]
        rings: dict[str, tuple[Ring, ...]] = {}
        names: dict[Any, str] = {}
        for feature in features:
            properties = feature["properties"]
            code = str(properties[areas.property])
            rings[code] = tuple(_rings(feature["geometry"]))
            name = _name(properties, code)
            if name:
                names[code] = name
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BoundaryFault(
            f"{areas.boundaries}: these boundaries cannot be read ({type(error).__name__}: {error}). "
            f"Give GeoJSON "
            f"whose features have polygons and the property `{areas.property}`."
        ) from None
    return Boundaries(areas.characteristic, rings, names)


def _name(properties: Mapping[str, Any], code: str) -> str:
    for key, value in properties.items():
        if key.lower().endswith(("nm", "name")) and isinstance(value, str) and value != code:
            return value
    return ""


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [tuple((float(x), float(y)) for x, y, *_ in ring) for polygon in polygons for ring in polygon]


def draw_map(boundaries: Boundaries, values: Mapping[str, float | None], title: str, unit: str) -> str:
    """A map of values by area's code, in five steps of equal numbers of areas; None is “not shown”,
    hatched.
    """
    known = sorted(value for value in values.values() if value is not None)
    limits = _limits(known)
    points = [point for rings in boundaries.rings.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = (_WIDE - 2 * _MARGIN) / max((east - west) * narrow, 1e-9)
    high = (north - south) * scale + 2 * _MARGIN

    def place(point: Point) -> Point:
        return _MARGIN + (point[0] - west) * narrow * scale, _MARGIN + (north - point[1]) * scale

    paths = []
    for code, rings in boundaries.rings.items():
        value = values.get(code)
        fill = "url(#hidden)" if value is None else SCALE[_step(value, limits)]
        outline = "".join(_path([place(point) for point in ring]) for ring in rings)
        if outline:
            paths.append(f'<path fill="{fill}" d="{outline}"/>')
    legend = _legend(limits, known, unit, high)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high + _LEGEND:.0f}" width="{_WIDE}" '
        f'height="{high + _LEGEND:.0f}" role="img"><title>{escape(title)}</title><defs><pattern id="hidden" '
        'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 '
        '0h6v6H0z" '
        f'fill="#fff"/><path d="M0 0v6" stroke="#4a5956" stroke-width="1.5"/></pattern></defs>'
        f'<path d="M0 0h{_WIDE}v{high + _LEGEND:.0f}H0z" fill="#fff"/>'
        f'<g stroke="{INK}" stroke-width=".7" stroke-linejoin="round" '
        f'fill-rule="evenodd">{"".join(paths)}</g>'
        f"{legend}</svg>"
    )


def _path(points: Sequence[Point]) -> str:
    kept = _simplified(points)
    if len(kept) < 4:
        return ""
    whole = [(round(x * 2) / 2, round(y * 2) / 2) for x, y in kept]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in whole[:-1]) + "z"


def _simplified(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker's way: only the points that the line would miss without."""
    if len(points) < 4:
        return list(points)
    keep = {0, len(points) - 1}
    farthest = max(range(len(points)), key=lambda at: _distance2(points[at], points[0]))
    waiting = [(0, farthest), (farthest, len(points) - 1)]
    keep.add(farthest)
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: _away(points[at], points[first], points[last]))
        if _away(points[far], points[first], points[last]) > _NEAR:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [points[at] for at in sorted(keep)]


def _distance2(one: Point, other: Point) -> float:
    across, up = one[0] - other[0], one[1] - other[1]
    return across * across + up * up


def _away(point: Point, first: Point, last: Point) -> float:
    length = sqrt(_distance2(first, last))
    if length == 0:
        return sqrt(_distance2(point, first))
    across = (last[0] - first[0]) * (first[1] - point[1]) - (first[0] - point[0]) * (last[1] - first[1])
    return abs(across) / length


def _limits(known: Sequence[float]) -> list[float]:
    """The upper limits of all steps but the last; fewer where values repeat."""
    if not known:
        return []
    steps = len(SCALE)
    return sorted({known[min(len(known) - 1, len(known) * at // steps)] for at in range(1, steps)})


def _step(value: float, limits: Sequence[float]) -> int:
    # The more is lost the darker: values are changes, and losses are below nothing.
    place = sum(1 for limit in limits if value >= limit)
    return len(limits) - place


def _legend(limits: Sequence[float], known: Sequence[float], unit: str, top: float) -> str:
    font = 'font-family="Helvetica, Arial, sans-serif" font-size="13"'
    parts = [
        f'<text x="{_MARGIN}" y="{top + 22:.0f}" {font} font-weight="bold" fill="{INK}">{escape(unit)}</text>'
    ]
    if not known:
        edges: list[tuple[str, str]] = []
    else:
        bounds = [known[0], *limits, known[-1]]
        edges = [
            (SCALE[len(limits) - at], f"{_amount(low)} to {_amount(high)}")
            for at, (low, high) in enumerate(pairwise(bounds))
            if low != high or len(bounds) == 2
        ]
    edges.append(("url(#hidden)", "Not shown"))
    for at, (fill, words) in enumerate(edges):
        x = _MARGIN + (at % 3) * 212
        y = top + 32 + (at // 3) * 26
        parts.append(
            f'<path d="M{x} {y:.0f}h26v16h-26z" fill="{fill}" stroke="{INK}"/>'
            f'<text x="{x + 34}" y="{y + 13:.0f}" {font} fill="{INK}">{escape(words)}</text>'
        )
    return "".join(parts)


def _amount(value: float) -> str:
    sign = "−" if value < 0 and round(value, 2) else ""
    return f"{sign}£{abs(value):,.2f}"
