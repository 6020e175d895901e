"""A small map of places as SVG: where you are, the places by number, a scale; a list says the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Final

from commonweal.insight.places.nearest import Near

WIDTH: Final = 320
HEIGHT: Final = 240
_EDGE: Final = 24
_MILES_A_DEGREE: Final = 69.1
_SCALES: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def draw_map(near: Sequence[Near], latitude: float, longitude: float, *, words: str, here: str) -> str:
    """The map of a list of places around a point, north up.

    `words` is what the picture is called for those who cannot see it; `here` stands beside the point.
    """
    squeeze = math.cos(math.radians(latitude))
    offsets = [
        (
            (each.place.longitude - longitude) * squeeze * _MILES_A_DEGREE,
            (each.place.latitude - latitude) * _MILES_A_DEGREE,
        )
        for each in near
    ]
    reach_x = max([abs(east) for east, _ in offsets] + [0.05])
    reach_y = max([abs(north) for _, north in offsets] + [0.05])
    pixels = min((WIDTH / 2 - _EDGE) / reach_x, (HEIGHT / 2 - _EDGE) / reach_y)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" class="map" '
        'font-family="sans-serif">',
        f"<title>{escape(words)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff" stroke="#000"/>',
        f'<path d="M{WIDTH / 2 - 7:.0f} {HEIGHT / 2:.0f}h14m-7-7v14" stroke="#000" stroke-width="3"/>',
        f'<text x="{WIDTH / 2 + 10:.0f}" y="{HEIGHT / 2 - 6:.0f}" font-size="12">{escape(here)}</text>',
    ]
    taken: list[tuple[float, float]] = []
    for number, (east, north) in enumerate(offsets, 1):
        x, y = WIDTH / 2 + east * pixels, HEIGHT / 2 - north * pixels
        while (
            any(math.hypot(x - other_x, y - other_y) < 19 for other_x, other_y in taken) and y < HEIGHT - 12
        ):
            y += 10
        taken.append((x, y))
        parts.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="10"/>'
            f'<text x="{x:.0f}" y="{y + 4:.0f}" font-size="12" fill="#fff" text-anchor="middle">'
            f"{number}</text>"
        )
    bar = max((size for size in _SCALES if size * pixels <= WIDTH / 2), default=_SCALES[0])
    parts.append(
        f'<path d="M8 {HEIGHT - 8}v-5m0 5h{bar * pixels:.0f}v-5" fill="none" stroke="#000" stroke-width="2"/>'
        f'<text x="12" y="{HEIGHT - 14}" font-size="11">{bar:g} mi</text></svg>'
    )
    return "".join(parts)
