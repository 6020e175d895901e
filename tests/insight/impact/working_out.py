"""Tries to work a hidden number out of everything that is shown, as somebody curious would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Shown:
    """What is known of whole numbers: the values that each may have, and what some of them add up to.

    `sums` hold the places of numbers, and the least and most that they come to.
    """

    allowed: list[list[int]]
    sums: list[tuple[list[int], int, int]] = field(default_factory=list)

    def could_be(self, place: int, value: int) -> bool:
        """Whether the number at a place could have a value, for all that is shown."""
        allowed = [list(each) for each in self.allowed]
        if value not in allowed[place]:
            return False
        allowed[place] = [value]
        return self._solve(allowed)

    def _solve(self, allowed: list[list[int]]) -> bool:
        if not self._narrow(allowed):
            return False
        open_ = [at for at, each in enumerate(allowed) if len(each) > 1]
        if not open_:
            return True
        at = min(open_, key=lambda each: len(allowed[each]))
        for value in allowed[at]:
            tried = [list(each) for each in allowed]
            tried[at] = [value]
            if self._solve(tried):
                return True
        return False

    def _narrow(self, allowed: list[list[int]]) -> bool:
        changed = True
        while changed:
            changed = False
            for places, least, most in self.sums:
                low = sum(allowed[at][0] for at in places)
                high = sum(allowed[at][-1] for at in places)
                if low > most or high < least:
                    return False
                for at in places:
                    own = allowed[at]
                    floor, ceiling = least - (high - own[-1]), most - (low - own[0])
                    kept = [value for value in own if floor <= value <= ceiling]
                    if not kept:
                        return False
                    if len(kept) < len(own):
                        low += kept[0] - own[0]
                        high += kept[-1] - own[-1]
                        allowed[at] = kept
                        changed = True
        return True


def small_ones(counts: Sequence[Sequence[int]], smallest: int) -> list[tuple[int, int]]:
    """The places of the numbers that nobody must come to know."""
    return [
        (row, column)
        for row, cells in enumerate(counts)
        for column, count in enumerate(cells)
        if 0 < count < smallest
    ]
