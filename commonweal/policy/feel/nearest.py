"""What was perhaps meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Final

_MOST_NAMES: Final = 500
_LONGEST: Final = 60


def nearest(name: str, among: Iterable[str]) -> str | None:
    """The most similar of the first few hundred names of a like length; None where none is similar."""
    if len(name) > _LONGEST:
        return None
    like = (each for each in islice(among, _MOST_NAMES) if abs(len(each) - len(name)) <= 1 + len(name) // 3)
    return _nearest(name, tuple(like))


@lru_cache(maxsize=2048)
def _nearest(name: str, among: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(name, among, n=1, cutoff=0.7)), None)


def did_you_mean(name: str, among: Iterable[str], otherwise: str = "") -> str:
    """A remedy that suggests the nearest name, or the other remedy."""
    near = nearest(name, among)
    return f"Did you mean `{near}`?" if near else otherwise
