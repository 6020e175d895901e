"""Two characteristics at once, such as household type by work status: which, and their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from commonweal.insight.impact.groups import COLUMNS, contributors, counts, group_cells
from commonweal.insight.impact.hiding import Pattern
from commonweal.insight.impact.hiding_crossed import Marks, hide_crossed
from commonweal.insight.impact.measuring import Group, Measured, Measuring, Value
from commonweal.insight.impact.options import OptionFault
from commonweal.insight.impact.tables import Column, Hidden, Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import lower, say, value_in_words

Pair = tuple[str, str]
USUAL: tuple[Pair, ...] = (
    ("council tax band", "household type"),
    ("household type", "work status"),
    ("household type", "disabled"),
)
"""What committees ask for: those that a population has are made unless others are asked for."""
_WAYS = 3
_TOLD = 2 * _WAYS
"""Of each group: those losing, unchanged and gaining, and on how many each amount of money rests."""
MOST_CELLS = 600
"""Cells beyond which a crossing tells more of single households than of groups."""
NOT_SHOWN = frozenset({"median change a year"})


@dataclass(frozen=True, slots=True)
class Crossed:
    """One crossing under one option. `table` is long, a row for each pair of values, and None where small
    numbers hide all of it; `values` are the first characteristic's and the second's, in words.
    """

    pair: Pair
    heading: str
    labels: tuple[str, str]
    values: tuple[tuple[str, ...], tuple[str, ...]]
    table: Table | None


def usual(characteristics: Mapping[str, str]) -> tuple[Pair, ...]:
    """The usual crossings of a population."""
    return tuple(pair for pair in USUAL if all(each in characteristics for each in pair))


def pair_of(given: str, characteristics: Mapping[str, str]) -> Pair:
    """The crossing meant by `household type, work status`, by column or label. Raises OptionFault."""
    names = {label.casefold(): name for name, label in characteristics.items()}
    names |= {name.casefold(): name for name in characteristics}
    known = ", ".join(f"“{each}”" for each in characteristics) or "none"
    # A label may hold a comma, so each place where it could be parted is tried.
    parts = given.split(",")
    for at in range(1, len(parts)):
        first, second = (
            names.get(" ".join(",".join(each).split()).casefold()) for each in (parts[:at], parts[at:])
        )
        if first and second:
            if first == second:
                raise OptionFault(f"`{given}` crosses “{first}” with itself. Name two characteristics.")
            return first, second
    raise OptionFault(
        f"`{given}` is not two characteristics of this population, such as “household type, work status”. "
        f"It has {known}."
    )


def crossed_tables(
    measuring: Measuring,
    measured: Sequence[Measured],
    patterns: Mapping[str, Sequence[Pattern]],
    pairs: Sequence[Pair],
    characteristics: Mapping[str, str],
    options: Sequence[str],
    sampling: Sampling,
    smallest: int,
) -> list[list[Crossed]]:
    """For each option, its crossings. Raises OptionFault for one of too many cells."""
    found: list[list[Crossed]] = [[] for _ in measured]
    for first, second in dict.fromkeys(pairs):
        lines, columns = (
            [group.value for group in measured[0].groups[name]] if measured else []
            for name in (first, second)
        )
        if len(lines) * len(columns) > MOST_CELLS:
            raise OptionFault(
                f"“{first}” by “{second}” has {len(lines) * len(columns):,} cells, and a crossing may have "
                f"{MOST_CELLS}. Cross characteristics with fewer values."
            )
        cells = [measuring.crossed(number, first, second) for number in range(1, len(measured) + 1)]
        hidden = hidden_cells(cells, (lines, columns), (patterns[first], patterns[second]), smallest)
        for number, option in enumerate(options):
            found[number].append(
                _crossed(
                    (first, second),
                    (characteristics[first], characteristics[second]),
                    (lines, columns),
                    cells[number],
                    hidden,
                    sampling,
                    _place(number, len(options), option),
                )
            )
    return found


def _place(number: int, options: int, label: str) -> tuple[str, str]:
    """What marks an option's file and caption, where there are several."""
    return ("", "") if options == 1 else (f"-{number + 1}", f": {label}")


def hidden_cells(
    cells: Sequence[Mapping[tuple[Value, Value], Group]],
    values: tuple[Sequence[Value], Sequence[Value]],
    patterns: tuple[Sequence[Pattern], Sequence[Pattern]],
    smallest: int,
) -> Marks | None:
    """Which cells of a crossing are hidden, for what its own counts are and what hides its margins."""
    lines, columns = values
    if not lines or not columns:
        return None
    told = np.array(
        [
            [
                [
                    each
                    for option in cells
                    for each in _told(option.get((line, column), Group(None)))
                ]
                for column in columns
            ]
            for line in lines
        ],
        dtype=float,
    )  # fmt: skip
    marked = [
        [at for at in range(len(own)) if _touched(margin, at)]
        for own, margin in zip(values, patterns, strict=True)
    ]
    return hide_crossed(
        told,
        smallest,
        lines=marked[0],
        columns=marked[1],
        free_lines=_free(patterns[0], len(lines)),
        free_columns=_free(patterns[1], len(columns)),
    )


def _free(margin: Sequence[Pattern], rows: int) -> Marks:
    """By row, other row and number told: whether in their own table one can give to the other.

    So it is where both rows are hidden, or where the same two ways of both are: then what one has more of the
    one way it has less of the other.
    """
    found = np.zeros((rows, rows, len(margin) * _TOLD), dtype=bool)
    for option, pattern in enumerate(margin):
        whole = np.array([pattern.row(at) is not None for at in range(rows)])
        ways = np.array([[pattern.cell(at, way) is not None for way in range(_WAYS)] for at in range(rows)])
        money = np.array([pattern.amount(at) is not None for at in range(rows)])
        both = ways[:, None, :] & ways[None, :, :]
        for way in range(_WAYS):
            another = np.delete(both, way, axis=2).any(axis=2)
            found[:, :, option * _TOLD + way] = (both[:, :, way] & another) | (
                whole[:, None] & whole[None, :]
            )
        for at in range(_WAYS, _TOLD):
            found[:, :, option * _TOLD + at] = money[:, None] & money[None, :]
    found[np.arange(rows), np.arange(rows), :] = False
    return found


def _told(group: Group) -> tuple[float, ...]:
    return *counts(group), *contributors(group)


def _touched(margin: Sequence[Pattern], row: int) -> bool:
    """Whether anything of a row is hidden in its own table."""
    return any(
        pattern.row(row) or pattern.amount(row) or any(pattern.cell(row, at) for at in range(3))
        for pattern in margin
    )


def _crossed(
    pair: Pair,
    labels: tuple[str, str],
    values: tuple[Sequence[Value], Sequence[Value]],
    cells: Mapping[tuple[Value, Value], Group],
    hidden: Marks | None,
    sampling: Sampling,
    place: tuple[str, str],
) -> Crossed:
    heading = say("crossed caption", first=labels[0], second=lower(labels[1]))
    words = (
        tuple(value_in_words(each) for each in values[0]),
        tuple(value_in_words(each) for each in values[1]),
    )
    table = None
    if hidden is not None:
        wanted = [at for at, each in enumerate(COLUMNS) if each.name not in NOT_SHOWN]
        shown, gone = Pattern(), Pattern(rows={0: Hidden.BESIDE})
        rows = []
        for (line, first), (column, second) in product(enumerate(values[0]), enumerate(values[1])):
            group = cells.get((first, second), Group(None))
            made = group_cells(group, gone if hidden[line, column] else shown, 0, sampling)
            rows.append((words[0][line], words[1][column], *(made[at] for at in wanted)))
        columns = (
            Column(pair[0], labels[0]),
            Column(pair[1], labels[1]),
            *(COLUMNS[at] for at in wanted),
        )
        name = "-".join("".join(c if c.isalnum() else " " for c in " by ".join(pair).lower()).split())
        table = Table(f"by-{name}{place[0]}", f"{heading}{place[1]}", columns, tuple(rows), long=True)
    return Crossed(pair, heading, labels, words, table)


__all__ = ["MOST_CELLS", "USUAL", "Crossed", "Pair", "crossed_tables", "hidden_cells", "pair_of", "usual"]
