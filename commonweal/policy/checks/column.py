"""A column cut into atoms: the smallest stretches of values that no cell of it tells apart.

Every set over the column is then a set of atoms, an integer with a bit for each; a set of rules is such an
integer too. Atoms of one line stand in order, so that a range is one run of bits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from ..feel import Value
from .coordinates import Line
from .lines import LineSet, Span, tidy
from .value_sets import NOTHING, Strings, ValueSet


@dataclass(frozen=True, slots=True)
class _Part:
    line: Line
    start: int
    points: tuple[Decimal, ...]

    @property
    def size(self) -> int:
        return 2 * len(self.points) + 1

    def run(self, span: Span) -> tuple[int, int]:
        """The first and last atom of a span whose ends are among the points."""
        first = 0 if span.low is None else self._place(span.low) + (not span.low_included)
        last = self.size - 1 if span.high is None else self._place(span.high) - (not span.high_included)
        return self.start + first, self.start + max(first - 1, last)

    def _place(self, at: Decimal) -> int:
        return 2 * bisect_left(self.points, at) + 1

    def span(self, atom: int) -> Span:
        """The stretch that one atom stands for."""
        index, odd = divmod(atom - self.start, 2)
        if odd:
            return Span(self.points[index], True, self.points[index], True)
        low = self.points[index - 1] if index else None
        high = self.points[index] if index < len(self.points) else None
        return Span(low, False, high, False)


class Atoms:
    """The atoms of one column, for all the sets that will be asked of it."""

    def __init__(self, sets: Iterable[ValueSet], domain: ValueSet) -> None:
        """`domain` holds the values that can occur; an atom outside it belongs to no set."""
        points: dict[Line, set[Decimal]] = {line: set() for line in domain.lines}
        strings: set[str] = set()
        for each in (*sets, domain):
            strings |= each.strings.named
            for line, found in each.lines.items():
                if line in points:
                    for span in found.spans:
                        points[line] |= {end for end in (span.low, span.high) if end is not None}
        self.domain = domain
        self._parts: list[_Part] = []
        start = 0
        for line, ends in points.items():
            part = _Part(line, start, tuple(sorted(ends)))
            self._parts.append(part)
            start += part.size
        self._strings = sorted(strings)
        self._first_string = start
        self._others = start + len(self._strings)
        self._true = self._others + 1
        self._null = self._true + 2
        raw = self._inhabited(self._null + 2)
        self._raw_atoms = [atom for atom, lives in enumerate(raw) if lives]
        self._rank = [0, *accumulate(raw)]
        self.size = len(self._raw_atoms)
        self.every = (1 << self.size) - 1

    def _inhabited(self, size: int) -> list[bool]:
        found = [False] * size
        for start, end in self._raw(self.domain):
            found[start : end + 1] = [True] * (end + 1 - start)
        for part in self._parts:
            line = self.domain.lines[part.line]
            if line.scale is not None:
                for atom in range(part.start, part.start + part.size):
                    found[atom] = found[atom] and next(line.points(part.span(atom)), None) is not None
        return found

    def mask(self, values: ValueSet) -> int:
        """The atoms of a set. Its ends and names must be among those given when the atoms were cut."""
        found = 0
        for start, end in self._raw(values):
            first, after = self._rank[start], self._rank[max(start, end + 1)]
            found |= ((1 << (after - first)) - 1) << first
        return found

    def _raw(self, values: ValueSet) -> Iterator[tuple[int, int]]:
        for part in self._parts:
            line = values.lines.get(part.line)
            for span in line.spans if line is not None else ():
                yield part.run(span)
        strings = values.strings
        for at, name in enumerate(self._strings, self._first_string):
            if strings.holds(name):
                yield at, at
        if strings.others:
            yield self._others, self._others
        for flag, at in ((True, self._true), (False, self._true + 1)):
            if flag in values.booleans:
                yield at, at
        if values.null:
            yield self._null, self._null
        if values.rest:
            yield self._null + 1, self._null + 1

    def values(self, mask: int) -> ValueSet:
        """The values that atoms stand for, within the domain."""
        found = NOTHING
        held = {self._raw_atoms[at] for at in bits(mask)}
        for part in self._parts:
            stretches = [
                (part.span(self._raw_atoms[first]), part.span(self._raw_atoms[last]))
                for first, last in runs(mask & self._mask_of(part), 0)
            ]
            if stretches:
                spans = [
                    Span(low.low, low.low_included, top.high, top.high_included) for low, top in stretches
                ]
                line = self.domain.lines[part.line].meet(LineSet(tidy(spans)))
                found = found.join(ValueSet({part.line: line}))
        named = frozenset(name for at, name in enumerate(self._strings, self._first_string) if at in held)
        if self._others in held:
            found = found.join(ValueSet(strings=Strings(frozenset(self._strings) - named, True)))
        else:
            found = found.join(ValueSet(strings=Strings(named)))
        booleans = {flag for flag, at in ((True, self._true), (False, self._true + 1)) if at in held}
        rest = self._null + 1 in held
        return found.join(ValueSet(booleans=frozenset(booleans), null=self._null in held, rest=rest))

    def _mask_of(self, part: _Part) -> int:
        first, after = self._rank[part.start], self._rank[part.start + part.size]
        return ((1 << (after - first)) - 1) << first

    def value(self, mask: int) -> Value:
        """One telling value among those that atoms stand for; null when only unnameable values are left."""
        return next(self.values(mask).values(), None)

    def ordered(self, mask: int) -> bool:
        """Whether the atoms are one unbroken run along one line."""
        found = list(runs(mask, 0))
        return len(found) == 1 and any(mask & ~self._mask_of(part) == 0 for part in self._parts)


def runs(mask: int, offset: int) -> Iterator[tuple[int, int]]:
    """The unbroken stretches of bits, as first and last bit, moved up by the offset."""
    at = offset
    while mask:
        empty = (mask & -mask).bit_length() - 1
        mask >>= empty
        length = (~mask & (mask + 1)).bit_length() - 1
        yield at + empty, at + empty + length - 1
        mask >>= length
        at += empty + length


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def transposed(masks: Sequence[int], size: int) -> list[int]:
    """For each atom, the rules whose set holds it."""
    changes = [0] * (size + 1)
    for rule, mask in enumerate(masks):
        for start, end in runs(mask, 0):
            changes[start] ^= 1 << rule
            changes[end + 1] ^= 1 << rule
    found = []
    rules = 0
    for at in range(size):
        rules ^= changes[at]
        found.append(rules)
    return found
