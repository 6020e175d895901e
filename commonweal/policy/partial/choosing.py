"""How a host says what an unknown input can be, better than its declared type does."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from ..feel import Date, Value, to_feel
from .possible import Among, Anything, Between, Parts, Possible, Several, among, joined
from .stretches import LARGEST


def number(name: str, least: object = None, most: object = None) -> Possible:
    """Any number from `least` to `most`, both included."""
    low, high = (None if end is None else to_feel(end) for end in (least, most))
    return Between(
        low if isinstance(low, Decimal) else -LARGEST,
        high if isinstance(high, Decimal) else LARGEST,
        frozenset({name}),
    )


def one_of(name: str, *values: object) -> Possible:
    """One of these values; null may be one of them."""
    return among([to_feel(each) for each in values], frozenset({name}))


def yes_or_no(name: str) -> Possible:
    """True or false."""
    return Among((True, False), frozenset({name}))


def any_date(name: str, first: datetime.date | None = None, last: datetime.date | None = None) -> Possible:
    """Any day from `first` to `last`, both included."""
    low, high = (None if end is None else to_feel(end) for end in (first, last))
    return Between(
        low if isinstance(low, Date) else Date(-999_999_999, 1, 1),
        high if isinstance(high, Date) else Date(999_999_999, 12, 31),
        frozenset({name}),
    )


def any_text(name: str) -> Possible:
    """Any text at all, or null."""
    return Anything(frozenset({name}))


def any_list(
    name: str, each: Possible | Mapping[str, Possible], least: int = 0, most: int = 10_000
) -> Possible:
    """A list of `least` to `most` items; `each` says what an item can be, a context by its entries."""
    item: Possible = Parts(each) if isinstance(each, Mapping) else each
    return Several(item, least, most, frozenset({name}))


def maybe_null(possible: Possible) -> Possible:
    """The same, or null."""
    return joined([possible, None])


__all__ = ["Value", "any_date", "any_list", "any_text", "maybe_null", "number", "one_of", "yes_or_no"]
