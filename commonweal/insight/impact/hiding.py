"""Which numbers of a table are hidden so that nothing can be learnt of a few households.

A table has rows (values of a characteristic) and columns (losing, same, gaining) that add up to each row's
own total and to each column's. A count is small when it is above nothing and below `smallest`. Every small
count is hidden, and for each of them enough others that it could be anything from 1 to one below `smallest`
for all that is shown:

- a small count at row r and column c is the corner of a rectangle whose three other corners, at another row
  and another column, are hidden too and each at least twice `smallest`. Then it and the opposite corner can
  go up while the other two go down, and every total that is shown stays as it is;
- a column whose own total is small is hidden whole with another beside it, and the two count as one;
- a row whose own total is small is hidden whole, and with it a partner row of at least twice `smallest`,
  which can give or take what the small one might have had in each column; so too is a row that has no such
  rectangle.

Where a characteristic lies within another (a small area in a ward), the other's rows are totals too. So rows
find partners only within the same row of the other, and what is hidden there is hidden in all within it.
Where no partner is to be found all of those rows are hidden,
and which of them are small is not said. tests/insight/impact/test_hiding.py tries to work
small counts out of what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from commonweal.insight.impact.tables import Hidden

Label = tuple[object, ...]


@dataclass
class Pattern:
    """What is hidden of one table: whole rows, single cells by (row, column), and amounts of money by row."""

    rows: dict[int, Hidden] = field(default_factory=dict)
    cells: dict[tuple[int, int], Hidden] = field(default_factory=dict)
    money: set[int] = field(default_factory=set)
    whole: bool = False

    def cell(self, row: int, column: int) -> Hidden | None:
        """How a cell is hidden; None when it is shown."""
        if self.whole:
            return Hidden.BESIDE
        # Inside a hidden row all look alike: which of them are small is not to be known either.
        return Hidden.BESIDE if row in self.rows else self.cells.get((row, column))

    def row(self, row: int) -> Hidden | None:
        """How a row's total is hidden; None when it is shown."""
        return Hidden.BESIDE if self.whole else self.rows.get(row)

    def amount(self, row: int) -> Hidden | None:
        """How a row's money is hidden; None when it is shown."""
        return Hidden.BESIDE if self.whole or row in self.rows or row in self.money else None


def is_small(count: float, smallest: int) -> bool:
    """Whether a number of households is above nothing and too small to show."""
    return 0 < count < smallest


def hide_rows(
    options: Sequence[Sequence[Sequence[float]]],
    smallest: int,
    labels: Sequence[Label] = (),
    also: Iterable[int] = (),
    given: Iterable[int] = (),
) -> dict[int, Hidden]:
    """The rows to hide whole, for their totals.

    `options` are counts by row and column, once for each option. `labels` say within which row of other
    tables each row lies. `also` are rows hidden for what is in them; `given` those that lie within a hidden
    row of another table, and need no partner for that.
    """
    totals = [sum(row) for row in options[0]]
    labels = labels or [()] * len(totals)
    apart = set(given)
    hidden = dict.fromkeys([*also, *apart], Hidden.BESIDE)
    hidden |= {
        row: Hidden.SMALL
        for row, total in enumerate(totals)
        if is_small(total, smallest) and row not in apart
    }
    waiting = [row for row in hidden if row not in apart]
    while waiting:
        row = waiting.pop()
        for counts in options:
            for at, count in enumerate(counts[row]):
                if row in apart or not is_small(count, smallest):
                    continue
                partners = [
                    other
                    for other in range(len(totals))
                    if other != row
                    and other not in apart
                    and labels[other] == labels[row]
                    and totals[other] >= 2 * smallest
                    and counts[other][at] >= smallest
                ]
                if not partners:
                    # Together they add up to what is shown elsewhere, and that says nothing of any one.
                    alone = [other for other in range(len(totals)) if labels[other] == labels[row]]
                    hidden |= dict.fromkeys((each for each in alone if each not in apart), Hidden.BESIDE)
                    apart.update(alone)
                    break
                if not any(other in hidden for other in partners):
                    partner = min(partners, key=lambda other: totals[other])
                    hidden[partner] = Hidden.BESIDE
                    waiting.append(partner)
    return hidden


def hide_cells(
    counts: Sequence[Sequence[float]], rows: dict[int, Hidden], smallest: int, labels: Sequence[Label] = ()
) -> Pattern | set[int]:
    """The cells to hide, given the rows that are; or the further rows that must be hidden first.

    `counts` are by row and column; every column's total may be shown.
    """
    labels = labels or [()] * len(counts)
    pattern = Pattern(rows=dict(rows))
    width = len(counts[0]) if counts else 0
    small = [
        (row, at)
        for row, cells in enumerate(counts)
        for at, count in enumerate(cells)
        if row not in rows and is_small(count, smallest)
    ]
    pattern.cells = dict.fromkeys(small, Hidden.SMALL)
    further: set[int] = set()
    enough = 2 * smallest
    for row, at in small:
        best: list[tuple[int, int]] | None = None
        best_cost: tuple[int, float] | None = None
        for beside in range(width):
            if beside == at or counts[row][beside] < enough:
                continue
            for other in range(len(counts)):
                if other == row or other in rows or labels[other] != labels[row]:
                    continue
                if counts[other][at] < enough or counts[other][beside] < enough:
                    continue
                corners = [(row, beside), (other, at), (other, beside)]
                new = [each for each in corners if each not in pattern.cells]
                cost = len(new), sum(counts[r][c] for r, c in new)
                if best_cost is None or cost < best_cost:
                    best, best_cost = corners, cost
        if best is None:
            further.add(row)
            continue
        for corner in best:
            pattern.cells.setdefault(corner, Hidden.BESIDE)
    return further or pattern


def hide_columns(totals: Sequence[float], smallest: int) -> list[int] | None:
    """The columns to hide whole because the total of one is small; None when all must be.

    A partner is the column at place 1 (those for whom nothing changes) where it will do.
    """
    small = [at for at, total in enumerate(totals) if is_small(total, smallest)]
    if not small:
        return []
    partners = [at for at, total in enumerate(totals) if at not in small and total >= 2 * smallest]
    if not partners:
        return None
    return sorted({*small, min(partners, key=lambda at: (at != 1, totals[at]))})


def _joined(counts: Sequence[Sequence[float]], together: Sequence[int]) -> list[list[float]]:
    """The table with the columns that are hidden whole counted as one, the last."""
    if not together:
        return [list(row) for row in counts]
    kept = [at for at in range(len(counts[0])) if at not in together]
    return [[*(row[at] for at in kept), sum(row[at] for at in together)] for row in counts]


def _parted(pattern: Pattern, width: int, together: Sequence[int], rows: int) -> Pattern:
    """A pattern of the joined table as one of the whole table."""
    if not together:
        return pattern
    kept = [at for at in range(width) if at not in together]
    cells = {(row, kept[at]): kind for (row, at), kind in pattern.cells.items() if at < len(kept)}
    cells |= {(row, at): Hidden.BESIDE for row in range(rows) for at in together}
    return Pattern(pattern.rows, cells, pattern.money, pattern.whole)


def hide_money(
    contributors: Sequence[Sequence[float]],
    rows: Iterable[int],
    smallest: int,
    labels: Sequence[Label] = (),
    also: Iterable[int] = (),
) -> set[int]:
    """The rows whose amounts of money are hidden: each rests on too few households, or would give one away.

    `contributors` are, by row, the numbers of households that each amount rests on.
    """
    labels = labels or [()] * len(contributors)
    hidden = set(rows) | set(also)
    hidden |= {row for row, counts in enumerate(contributors) if any(is_small(c, smallest) for c in counts)}
    for label in {labels[row] for row in hidden}:
        here = [row for row in range(len(contributors)) if labels[row] == label]

        def together(here: list[int] = here) -> bool:
            inside = [row for row in here if row in hidden]
            sums = [sum(each) for each in zip(*(contributors[row] for row in inside), strict=True)]
            return len(inside) > 1 and not any(is_small(each, smallest) for each in sums)

        while not together():
            left = [row for row in here if row not in hidden and min(contributors[row], default=0) > 0]
            if not left:
                hidden.update(here)
                break
            hidden.add(min(left, key=lambda row: min(contributors[row])))
    return hidden


def patterns(
    options: Sequence[Sequence[Sequence[float]]],
    contributors: Sequence[Sequence[Sequence[float]]],
    smallest: int,
    labels: Sequence[Label] = (),
    rows: Iterable[int] = (),
    cells: Sequence[Iterable[tuple[int, int]]] = (),
    money: Iterable[int] = (),
) -> list[Pattern]:
    """What is hidden of the tables of several options over the same rows: the same rows in all of them.

    `options` are each option's counts by row and column, every row adding up to the same in all of them;
    `contributors` the numbers of households that its amounts rest on. `rows`, `cells` (by option) and `money`
    are hidden already because of the table that this one lies within.
    """
    if not options or not options[0]:
        return [Pattern() for _ in options]
    totals = [sum(row) for row in options[0]]
    given = set(rows)
    width = len(options[0][0])
    together = [
        hide_columns([sum(row[at] for row in each) for at in range(width)], smallest) for each in options
    ]
    joined = [
        None if each is None else _joined(counts, each)
        for counts, each in zip(options, together, strict=True)
    ]
    if all(each is None for each in joined):
        return [Pattern(whole=True) for _ in options]
    # What lies within a hidden row of another table adds up to nothing that is shown.
    marks: list[Label] = [
        ("hidden",) if row in given else ("shown", *(labels[row] if labels else ()))
        for row in range(len(totals))
    ]
    extra: set[int] = set()
    while True:
        hidden = hide_rows([each for each in joined if each is not None], smallest, marks, extra, given)
        found = [
            Pattern(whole=True) if counts is None else hide_cells(counts, hidden, smallest, marks)
            for counts in joined
        ]
        further = {row for each in found if isinstance(each, set) for row in each}
        if not further:
            break
        extra |= further
    made = [
        _parted(each, width, columns or [], len(totals))
        for each, columns in zip(found, together, strict=True)
        if isinstance(each, Pattern)
    ]
    for pattern, above in zip(made, cells or [()] * len(made), strict=True):
        for place in above:
            pattern.cells.setdefault(place, Hidden.BESIDE)
    joint = [tuple(each for option in contributors for each in option[row]) for row in range(len(totals))]
    amounts = hide_money(joint, hidden, smallest, marks, money)
    for pattern in made:
        pattern.money = amounts
    return made


def hide_parts(counts: Sequence[float], smallest: int, prefer: Sequence[int] = ()) -> list[Hidden | None]:
    """What is hidden of counts that add up to a total which is shown: the small ones, and one to stand
    beside,
    of `prefer` where that will do.
    """
    hidden: list[Hidden | None] = [Hidden.SMALL if is_small(count, smallest) else None for count in counts]
    if not any(hidden):
        return hidden
    partners = [at for at, count in enumerate(counts) if hidden[at] is None and count >= 2 * smallest]
    if not partners:
        return [Hidden.BESIDE] * len(counts)
    hidden[min(partners, key=lambda at: (at not in prefer, counts[at]))] = Hidden.BESIDE
    return hidden
