"""The interpreter's word on some rows: those in doubt, and a random sample of every simulation."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .faults import Disagreement
from .scheme import Scheme, pence
from .source import Source


@dataclass(frozen=True, slots=True)
class Redecided:
    """How many random rows were decided again by each scheme; `differences` is 0, or nothing is given.

    `in_doubt` is how many rows of each scheme, by its name, the compiled query left to the interpreter.
    """

    rows: int
    seed: int
    differences: int
    in_doubt: Mapping[str, int]


def sampled(rows: int, sample: int, seed: int) -> list[int]:
    """Numbers of random rows, from 1, in order; the same for the same seed."""
    return sorted(random.Random(seed).sample(range(1, rows + 1), min(sample, rows)))  # noqa: S311 - no secret


def exactly(
    source: Source, schemes: Sequence[Scheme], columns: Mapping[str, str], numbers: Iterable[int]
) -> Iterator[tuple[int, list[int | None]]]:
    """Each row's number and, a scheme each, the pence that the interpreter gives."""
    needed = [[each.name for each in scheme.needs] for scheme in schemes]
    for row, values in source.rows_numbered(columns, numbers):
        amounts: list[int | None] = []
        for scheme, names in zip(schemes, needed, strict=True):
            outcome = scheme.model.decide({name: values[name] for name in names}, scheme.amount, trace=False)
            amounts.append(pence(outcome.value, scheme.name, row)[0])
        yield row, amounts


def compare(
    schemes: Sequence[Scheme],
    found: Iterable[Sequence[int | None]],
    exact: Iterable[tuple[int, Sequence[int | None]]],
    progress: Callable[[int], None],
) -> int:
    """Hold results, each beginning with its row's number, against the interpreter's; the number of rows.

    Raises Disagreement on the first amount that differs.
    """
    count = 0
    for (number, *amounts), (row, expected) in zip(found, exact, strict=True):
        assert number == row
        for scheme, one, other in zip(schemes, amounts, expected, strict=True):
            if one != other:
                raise Disagreement(scheme.name, row, one, other)
        count += 1
        progress(count)
    return count
