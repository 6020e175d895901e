"""A crossing on the page: a square of cells, with its mean change, of how many, and how many lose."""

from __future__ import annotations

from html import escape

from commonweal.insight.impact.cells import MISSING, cell_text
from commonweal.insight.impact.crossings import Crossed
from commonweal.insight.impact.tables import Cell, Column, Hidden, Table, plain_estimate
from commonweal.insight.impact.words import say

Found = dict[tuple[str, str], tuple[Cell, ...]]


def crossed_square(crossed: Crossed, caption: str, smallest: int) -> str:
    """The square of a crossing that is shown: the characteristic with fewer values runs across."""
    table = crossed.table
    assert table is not None
    found: Found = {(str(row[0]), str(row[1])): row for row in table.rows}
    down, across = crossed.values
    turned = len(across) > len(down)
    if turned:
        down, across = across, down
    corner = crossed.labels[1 if turned else 0]
    head = "".join(f'<th scope="col" class="cwi-number">{escape(each)}</th>' for each in across)
    lines = []
    for line in down:
        cells = "".join(
            _cell(table, found[(each, line) if turned else (line, each)], smallest) for each in across
        )
        lines.append(f'<tr><th scope="row">{escape(line)}</th>{cells}</tr>')
    return (
        f'<div class="cwi-scroll" role="region" aria-label="{escape(caption, quote=True)}" tabindex="0">'
        f"<table><caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>\n"
    )


def _cell(table: Table, row: tuple[Cell, ...], smallest: int) -> str:
    cells = {column.name: (cell, column) for cell, column in zip(row, table.columns, strict=True)}
    households = cells["households"][0]
    if households == 0:
        text, below = MISSING, ""
    elif isinstance(households, Hidden):
        text, below = _text(cells["households"], smallest), ""
    else:
        text = _text(cells["mean change a week"], smallest)
        below = f" <small>{escape(_who(cells, smallest))}</small>"
    return f'<td class="cwi-number">{escape(text)}{below}</td>'


def _who(cells: dict[str, tuple[Cell, Column]], smallest: int) -> str:
    """Of how many households, and which share of them loses and gains."""
    ways = [
        say(f"crossed {way}", share=_text(cells[f"share {way}"], smallest))
        for way in ("losing", "gaining")
        if cells[way][0] != 0
    ]
    return say(
        "crossed cell", households=_text(cells["households"], smallest), ways=", ".join(ways) or "no change"
    )


def _text(cell: tuple[Cell, Column], smallest: int) -> str:
    return cell_text(plain_estimate(cell[0]), cell[1], smallest)
