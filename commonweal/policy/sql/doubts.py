"""Rows in which 34 digits might not come out as the exact rational does: flagged, to be decided exactly."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from .numbers import unrounded
from .refusal import Refused
from .stages import Stages
from .tree import FALSE, TRUE, Node, op
from .types import Drift, Number


class Doubts:
    """The conditions under which a decision's row is in doubt, collected while it is compiled."""

    def __init__(self, stages: Stages) -> None:
        self.stages = stages
        self.found: list[Node] = []

    def add(self, node: Node) -> None:
        """A row is in doubt where this is true. Refuses what can only be told inside a list."""
        if node == FALSE:
            return
        if node.free:
            raise Refused("An amount worked out for each item of a list may differ in its last digit.")
        if node == TRUE:
            raise Refused("Its last digits depend on how 34 digits are rounded, in every row.")
        if node not in self.found:
            self.found.append(node)


def touching(value: Number, every: Fraction, offset: Fraction) -> list[Drift]:
    """The drifts in which the value might be exactly `offset` more than a multiple of `every`."""
    return [each for each in unrounded(value) if _touches(each, every, offset)]


def _touches(drift: Drift, every: Fraction, offset: Fraction) -> bool:
    if any(prime not in (2, 5) for prime in drift.sure) and not any(
        (every.denominator * offset.denominator) % prime == 0 for prime in drift.sure
    ):
        return False
    if not drift.lattices:
        return True
    for lattice in drift.lattices:
        # Is offset + k * every = m * lattice for some whole k and m?
        den = lattice.denominator * every.denominator * offset.denominator
        a, b, c = int(lattice * den), int(every * den), int(offset * den)
        if c % (gcd(a, b) or 1) == 0:
            return True
    return False


def condition(drifts: list[Drift]) -> Node:
    """Where any of the drifts is."""
    return (
        op("or", *(TRUE if each.condition is None else each.condition for each in drifts))
        if drifts
        else FALSE
    )
