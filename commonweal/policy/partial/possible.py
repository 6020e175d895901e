"""What a value can still be when it rests on inputs that are not known, and which of those it rests on.

A `Possible` is either a plain FEEL value, which is then certain, or an `Unsure`: a set that holds every value
that can come about, and perhaps a few more. `rests_on` names the unknown inputs that can make a difference to
it. The one rule from which everything follows: where all that can come about is the same value, it is certain
and rests on nothing, however it came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from ..feel import Date, DaysTime, Value, YearsMonths

Names: TypeAlias = frozenset[str]
NOTHING: Final[Names] = frozenset()
MOST_VALUES: Final = 48
"""Values told apart one by one; beyond that, numbers become a stretch and all else anything."""

_PLAIN: Final = frozenset({type(None), bool, str, Decimal, Date})

Ordered: TypeAlias = Decimal | Date | DaysTime | YearsMonths
ORDERED: Final = (Decimal, Date, DaysTime, YearsMonths)


class Unsure:
    """A value that is not certain."""

    __slots__ = ("rests_on",)

    def __init__(self, rests_on: Names) -> None:
        self.rests_on = rests_on


Possible: TypeAlias = Value | Unsure


class Anything(Unsure):
    """Any value at all, null too."""

    __slots__ = ()


class Among(Unsure):
    """One of a few known values, null perhaps among them."""

    __slots__ = ("values",)

    def __init__(self, values: tuple[Value, ...], rests_on: Names) -> None:
        super().__init__(rests_on)
        self.values = values


class Between(Unsure):
    """A number, date or duration between two ends of its own kind; or, where `null`, null."""

    __slots__ = ("high", "high_included", "low", "low_included", "null")

    def __init__(
        self,
        low: Ordered,
        high: Ordered,
        rests_on: Names,
        *,
        low_included: bool = True,
        high_included: bool = True,
        null: bool = False,
    ) -> None:
        super().__init__(rests_on)
        self.low = low
        self.high = high
        self.low_included = low_included
        self.high_included = high_included
        self.null = null

    @property
    def kind(self) -> type:
        """The class of its values."""
        return self.low.__class__


class Items(Unsure):
    """A list of known length."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Possible, ...]) -> None:
        super().__init__(resting(items))
        self.items = items


class Several(Unsure):
    """A list of `least` to `most` items, each one of the values of `each`; or, where `null`, null."""

    __slots__ = ("each", "least", "most", "null")

    def __init__(self, each: Possible, least: int, most: int, rests_on: Names, *, null: bool = False) -> None:
        super().__init__(rests_on | resting((each,)))
        self.each = each
        self.least = least
        self.most = most
        self.null = null


class Parts(Unsure):
    """A context of known entries."""

    __slots__ = ("parts",)

    def __init__(self, parts: Mapping[str, Possible]) -> None:
        super().__init__(resting(parts.values()))
        self.parts = parts


def is_certain(possible: Possible) -> bool:
    """Whether it is one value, whatever the unknown inputs are."""
    return not isinstance(possible, Unsure)


def resting(possibles: Iterable[Possible]) -> Names:
    """Every unknown input that any of them rests on."""
    found = NOTHING
    for each in possibles:
        if isinstance(each, Unsure):
            found |= each.rests_on
    return found


def key_of(value: Value) -> object:
    """What two values must share to be the same in all that FEEL can do with them."""
    kind = value.__class__
    if kind in _PLAIN:
        return kind, value
    if isinstance(value, list):
        return list, tuple(key_of(each) for each in value)
    if isinstance(value, dict):
        return dict, tuple((name, key_of(each)) for name, each in value.items())
    return kind, repr(value)


def few(possible: Possible) -> tuple[Value, ...] | None:
    """The values it can be, where they are known one by one."""
    if not isinstance(possible, Unsure):
        return (possible,)
    return possible.values if isinstance(possible, Among) else None


def among(values: Iterable[Value], rests_on: Names) -> Possible:
    """One of these values: certain where they are all the same."""
    distinct = {key_of(value): value for value in values}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    found = tuple(distinct.values())
    if len(found) <= MOST_VALUES:
        return Among(found, rests_on)
    return _stretch(found, rests_on)


def joined(possibles: Iterable[Possible], rests_on: Names = NOTHING) -> Possible:
    """One of several, which of them resting on these inputs too."""
    each = list(possibles)
    if len(each) == 1 and not rests_on:
        return each[0]
    rests_on |= resting(each)
    finite: list[Value] = []
    wide: list[Unsure] = []
    for one in each:
        values = few(one)
        if values is not None:
            finite.extend(values)
        else:
            assert isinstance(one, Unsure)
            wide.append(one)
    if not wide:
        return among(finite, rests_on) if finite else Anything(rests_on)
    if all(isinstance(one, Between) for one in wide):
        return _stretch(finite, rests_on, [one for one in wide if isinstance(one, Between)])
    return _structures(each, rests_on)


def _stretch(values: Iterable[Value], rests_on: Names, betweens: Iterable[Between] = ()) -> Possible:
    """The stretch from the lowest to the highest of values and stretches of one kind."""
    null = False
    points: list[Between] = []
    for value in values:
        if value is None:
            null = True
        elif isinstance(value, ORDERED):
            points.append(Between(value, value, NOTHING))
        else:
            return Anything(rests_on)
    points.extend(betweens)
    if len({one.kind for one in points}) != 1:
        return Anything(rests_on)
    found = points[0]
    low, low_included, high, high_included = found.low, found.low_included, found.high, found.high_included
    for one in points:
        null = null or one.null
        if one.low < low or (one.low == low and one.low_included):  # type: ignore[operator]
            low, low_included = one.low, one.low_included
        if one.high > high or (one.high == high and one.high_included):  # type: ignore[operator]
            high, high_included = one.high, one.high_included
    return Between(low, high, rests_on, low_included=low_included, high_included=high_included, null=null)


def _structures(each: list[Possible], rests_on: Names) -> Possible:
    """Lists of one length item by item, contexts of the same entries entry by entry; else anything."""
    lists = [items_of(one) for one in each]
    known = [items for items in lists if items is not None]
    if len(known) == len(each):
        if len({len(items) for items in known}) == 1 and known[0]:
            return Items(tuple(joined(column, rests_on) for column in zip(*known, strict=True)))
        members = [item for items in known for item in items]
        if members:
            lengths = [len(items) for items in known]
            return Several(joined(members, rests_on), min(lengths), max(lengths), rests_on)
    contexts = [parts_of(one) for one in each]
    entries = [parts for parts in contexts if parts is not None]
    if len(entries) == len(each) and len({tuple(parts) for parts in entries}) == 1 and entries[0]:
        return Parts({name: joined([parts[name] for parts in entries], rests_on) for name in entries[0]})
    return Anything(rests_on)


def items_of(possible: Possible) -> tuple[Possible, ...] | None:
    """The items of a list whose length is certain."""
    if isinstance(possible, Items):
        return possible.items
    return tuple(possible) if isinstance(possible, list) else None


def parts_of(possible: Possible) -> Mapping[str, Possible] | None:
    """The entries of a context whose entries are known."""
    if isinstance(possible, Parts):
        return possible.parts
    return possible if isinstance(possible, dict) else None


def listed(items: Iterable[Possible]) -> Possible:
    """A list of these items: certain where each of them is."""
    found = tuple(items)
    values = [each for each in found if not isinstance(each, Unsure)]
    return values if len(values) == len(found) else Items(found)


def put_together(parts: Mapping[str, Possible]) -> Possible:
    """A context of these entries: certain where each of them is."""
    values = {name: each for name, each in parts.items() if not isinstance(each, Unsure)}
    return values if len(values) == len(parts) else Parts(parts)


def truths(possible: Possible) -> frozenset[bool | str | None]:
    """What a condition can come to: true, false, null or, where it is no condition, "other"."""
    values = few(possible)
    if values is not None:
        return frozenset(each if each is None or isinstance(each, bool) else "other" for each in values)
    if isinstance(possible, Between):
        return frozenset({"other", None}) if possible.null else frozenset({"other"})
    if isinstance(possible, Anything | Several):
        return (
            frozenset({True, False, None, "other"})
            if isinstance(possible, Anything)
            else frozenset({"other", None})
        )
    return frozenset({"other"})


def truth(found: Iterable[bool | None], rests_on: Names) -> Possible:
    """A condition that comes to one of these."""
    return among(dict.fromkeys(found), rests_on)
