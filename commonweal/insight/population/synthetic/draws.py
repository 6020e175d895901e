"""Random draws that are the same on every machine: one PCG64 stream, and only its uniform numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Draws:
    """A stream of draws from a seed.

    NumPy promises that a bit generator's stream never changes, and promises nothing of its distributions:
    so only 53-bit uniform numbers are taken from it, and the rest is made of them here.
    """

    def __init__(self, seed: int, *purpose: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *purpose]))

    def uniform(self, size: int) -> Reals:
        """Numbers above 0 and below 1."""
        raw = self._bits.random_raw(size)
        return ((np.asarray(raw, dtype=np.uint64) >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53

    def normal(self, size: int) -> Reals:
        """Standard normal numbers (Box and Muller)."""
        radius = np.sqrt(-2.0 * np.log(self.uniform(size)))
        return np.asarray(radius * np.cos(2.0 * np.pi * self.uniform(size)))

    def choose(self, shares: Reals, size: int) -> Whole:
        """Indices drawn with these shares (any scale)."""
        bounds = np.cumsum(shares) / np.sum(shares)
        return np.minimum(np.searchsorted(bounds, self.uniform(size), side="right"), len(shares) - 1).astype(
            np.int64
        )
