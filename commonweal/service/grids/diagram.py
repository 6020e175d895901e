"""Lays out what needs what, from the result at the top down to the inputs, as DMNDI."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ACROSS, _DOWN, _MARGIN = 220, 170, 60
_SIZES = {"decision": (180, 80), "input": (160, 50), "bkm": (160, 60)}


def diagram(ids: Mapping[str, str], needs: Mapping[str, Sequence[str]]) -> str:
    """The DMNDI element: a shape for each name, an edge for each need. `ids`: the XML id of each name."""
    rows = _rows(ids, needs)
    places = _places(ids, rows, needs)
    lines = ["  <dmndi:DMNDI>", '    <dmndi:DMNDiagram id="diagram">']
    for name, (x, y, width, height) in places.items():
        bounds = f'<dc:Bounds height="{height}" width="{width}" x="{x}" y="{y}" />'
        shape = f'<dmndi:DMNShape id="{ids[name]}_shape" dmnElementRef="{ids[name]}">'
        lines.append(f"      {shape}{bounds}</dmndi:DMNShape>")
    for name, wanted in needs.items():
        for index, need in enumerate(wanted, 1):
            x, y, width, height = places[need]
            to_x, to_y, to_width, to_height = places[name]
            reference = f"{ids[name]}_needs_{re.sub(r'[^a-z0-9]+', '_', need.lower()).strip('_')}"
            start = f'<di:waypoint x="{x + width // 2}" y="{y}" />'
            end_x = to_x + to_width * index // (len(wanted) + 1)
            end = f'<di:waypoint x="{end_x}" y="{to_y + to_height}" />'
            edge = f'<dmndi:DMNEdge id="{reference}_edge" dmnElementRef="{reference}">'
            lines.append(f"      {edge}{start}{end}</dmndi:DMNEdge>")
    return "\n".join([*lines, "    </dmndi:DMNDiagram>", "  </dmndi:DMNDI>"])


def _rows(ids: Mapping[str, str], needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How far below the top each name stands: one below the lowest that needs it."""
    rows = dict.fromkeys(ids, 0)
    for _ in ids:
        changed = False
        for name, wanted in needs.items():
            for need in wanted:
                if rows[need] <= rows[name]:
                    rows[need] = rows[name] + 1
                    changed = True
        if not changed:
            break
    return rows


def _places(
    ids: Mapping[str, str], rows: Mapping[str, int], needs: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, int, int, int]]:
    """Where each shape stands: x, y, width, height. In a row, each under the middle of what needs it."""
    in_row: dict[int, list[str]] = {}
    for name, row in rows.items():
        in_row.setdefault(row, []).append(name)
    widest = max((len(names) for names in in_row.values()), default=1)
    places: dict[str, tuple[int, int, int, int]] = {}
    for row in sorted(in_row):
        names = sorted(in_row[row], key=lambda name: _middle(name, needs, places))
        indent = (widest - len(names)) * _ACROSS // 2
        for number, name in enumerate(names):
            width, height = _SIZES[ids[name].partition("_")[0]]
            x = _MARGIN + indent + number * _ACROSS + (180 - width) // 2
            places[name] = (x, _MARGIN + row * _DOWN + (80 - height) // 2, width, height)
    return places


def _middle(
    name: str, needs: Mapping[str, Sequence[str]], places: Mapping[str, tuple[int, int, int, int]]
) -> float:
    """The mean place of what needs it, each need a little right of the one before."""
    found = [
        places[other][0] + wanted.index(name) * 10
        for other, wanted in needs.items()
        if name in wanted and other in places
    ]
    return sum(found) / len(found) if found else 0.0
