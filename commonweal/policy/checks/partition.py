"""Rules as boxes over atoms, and the three questions about them: what is covered, by which, and what
overlaps.

Rules are cut column by column into parts that the same rules reach, so the work grows with what the rules
tell apart and not with the number of combinations. Work is counted, and stops at a limit with the answers
found so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from .column import bits, runs, transposed

MOST_PARTS: Final = 250_000
"""Parts that one table may be cut into before its check stops."""

Region = tuple[int, ...]
"""A set of atoms for each column."""


class WorkStopped(Exception):
    """The limit of work was reached. Never leaves the checks."""


@dataclass(slots=True)
class Work:
    """How much may still be done. A part costs more where sets of many rules are compared: `weight`."""

    left: int = MOST_PARTS
    weight: int = 1

    def spend(self, parts: int) -> None:
        """Count work. Raises WorkStopped when there was too much."""
        self.left -= parts * self.weight
        if self.left < 0:
            raise WorkStopped


@dataclass(slots=True)
class Boxes:
    """A rule for each box: a set of atoms for each column. `domain` is the box of all that can occur."""

    domain: Region
    rules: Sequence[Region]
    work: Work = field(default_factory=Work)
    _at: list[list[int]] = field(init=False)
    _breaks: list[list[tuple[int, ...]]] = field(init=False)
    _full: list[int] = field(init=False)
    _order: list[int] = field(init=False)
    living: int = field(init=False)

    def __post_init__(self) -> None:
        columns = range(len(self.domain))
        self._at = []
        self._breaks = []
        self._full = []
        for column in columns:
            masks = [rule[column] for rule in self.rules]
            domain = self.domain[column]
            self._at.append(transposed(masks, domain.bit_length()))
            self._breaks.append(
                [tuple(edge for start, end in runs(mask, 0) for edge in (start, end + 1)) for mask in masks]
            )
            self._full.append(sum(1 << row for row, mask in enumerate(masks) if mask == domain))
        self._order = sorted(columns, key=lambda column: len({rule[column] for rule in self.rules}))
        self.living = sum(1 << row for row, rule in enumerate(self.rules) if all(rule))

    def reaching(self, row: int) -> int:
        """The other rules that share at least one point with a rule."""
        return self.meeting(self.rules[row]) & ~(1 << row)

    def meeting(self, box: Region) -> int:
        """The rules that share at least one point with a box."""
        found = self.living
        for column in self._order:
            mask = box[column]
            if mask == self.domain[column]:
                continue
            touched = 0
            at = self._at[column]
            for start, end in runs(mask, 0):
                self.work.spend(1 + (end - start) // 64)
                for atom in range(start, end + 1):
                    touched |= at[atom]
            found &= touched
            if not found:
                break
        return found

    def parts(
        self, box: Region, rules: int, settled: Callable[[int, int], bool]
    ) -> Iterator[tuple[Region, int]]:
        """Cut a box into parts that the same of these rules reach, each with those rules.

        `settled(rules, whole)` says that a part need not be cut further and is of no interest: `whole` are
        the rules that certainly hold all of it. A part that no rule reaches is not cut further either.
        """
        yield from self._cut(0, list(box), rules, settled)

    def _cut(
        self, depth: int, box: list[int], rules: int, settled: Callable[[int, int], bool]
    ) -> Iterator[tuple[Region, int]]:
        whole = rules
        for column in self._order[depth:]:
            if not whole:
                break
            if box[column] == self.domain[column]:
                whole &= self._full[column]
            else:
                whole &= self._holding(column, box[column], whole)
        if settled(rules, whole):
            return
        if not rules or depth == len(self._order) or whole == rules:
            yield tuple(box), rules
            return
        column = self._order[depth]
        kept = box[column]
        for subset, mask in self._groups(column, kept, rules).items():
            box[column] = mask
            yield from self._cut(depth + 1, box, subset, settled)
        box[column] = kept

    def _holding(self, column: int, mask: int, rules: int) -> int:
        """The rules among these whose set holds all these atoms."""
        found = rules & self._full[column]
        self.work.spend((rules & ~found).bit_count() // 8)
        for row in bits(rules & ~found):
            if mask & ~self.rules[row][column] == 0:
                found |= 1 << row
        return found

    def _groups(self, column: int, mask: int, rules: int) -> dict[int, int]:
        at = self._at[column]
        groups: dict[int, int] = {}
        size = self.domain[column].bit_length()
        cutting = rules & ~self._full[column]
        if cutting.bit_count() * 4 < size:
            edges = {0, size}
            breaks = self._breaks[column]
            for row in bits(cutting):
                edges.update(breaks[row])
            ordered = sorted(edges)
            self.work.spend(len(ordered))
            for start, end in pairwise(ordered):
                part = mask & (((1 << (end - start)) - 1) << start)
                if part:
                    first = (part & -part).bit_length() - 1
                    subset = rules & at[first]
                    groups[subset] = groups.get(subset, 0) | part
            return groups
        self.work.spend(mask.bit_count())
        for atom in bits(mask):
            subset = rules & at[atom]
            groups[subset] = groups.get(subset, 0) | 1 << atom
        return groups

    def uncovered(self, box: Region, rules: int) -> Iterator[Region]:
        """The parts of a box that none of these rules holds."""
        for part, reached in self.parts(box, rules & self.living, lambda _, whole: whole != 0):
            if not reached:
                yield part

    def covered(self, box: Region, rules: int) -> bool:
        """Whether these rules together hold all of a box."""
        return next(self.uncovered(box, rules), None) is None


def merged(regions: list[Region]) -> list[Region]:
    """The same regions, those that differ in one column only made one."""
    found = list(dict.fromkeys(regions))
    changed = True
    while changed and found:
        changed = False
        for column in range(len(found[0])):
            groups: dict[tuple[int, ...], int] = {}
            for region in found:
                key = (*region[:column], *region[column + 1 :])
                groups[key] = groups.get(key, 0) | region[column]
            if len(groups) < len(found):
                changed = True
                found = [(*key[:column], mask, *key[column:]) for key, mask in groups.items()]
    return found
