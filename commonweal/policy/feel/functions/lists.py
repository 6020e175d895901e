"""List functions (DMN 1.5, Table 75), numeric summaries aside. Positions count from 1, or from the end when
negative.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from ..arithmetic import Undefined
from ..calling import call_function
from ..diagnostics import sentence
from ..ordering import compare
from ..types import kind_name
from ..values import Date, DaysTime, Function, Value, YearsMonths, feel_equal
from .registry import builtin

if TYPE_CHECKING:
    from ..run import Run

List = list[Value]
LIST: Final = list


def same(left: Value, right: Value, run: Run | None = None) -> bool:
    """Equality as list functions use it: what cannot be compared is different."""
    return feel_equal(left, right, run) is True


def _index(position: Decimal, length: int) -> int | Undefined:
    """The Python index of a FEEL position, whose fraction is dropped."""
    place = int(position)
    if place == 0 or abs(place) > length:
        return Undefined("position-out-of-range", f"There is no position {place} in a list of {length}.")
    return place - 1 if place > 0 else length + place


@builtin("list contains(list: list, element: any) -> boolean", with_run=True)
def list_contains(run: Run, list: List, element: Value) -> bool:
    """Whether some item equals the element."""
    return any(same(each, element, run) for each in list)


@builtin("count(list: list) -> number")
def count(list: List) -> Decimal:
    """How many items; nulls count."""
    return Decimal(len(list))


def _extreme(items: tuple[Value, ...] | List, sign: int) -> Value | Undefined:
    if not items:
        return Undefined("empty-list", "An empty list has none.")
    found = items[0]
    if compare(found, found) is None:
        return Undefined("not-comparable", f"{sentence(kind_name(found))} has no order.")
    for each in items[1:]:
        order = compare(each, found)
        if order is None:
            return Undefined(
                "not-comparable", f"{sentence(kind_name(each))} and {kind_name(found)} have no order."
            )
        if order == sign:
            found = each
    return found


def _listed(values: tuple[Value, ...]) -> tuple[Value, ...] | List:
    return values[0] if len(values) == 1 and isinstance(values[0], list) else values


@builtin("min(list: list) -> any", "min(c...: any) -> any")
def minimum(*values: Value, list: Value = None) -> Value | Undefined:
    """The least item; null for an empty list and where two items have no order, as a null and a number."""
    return _extreme(_listed(values or (list,)), -1)


@builtin("max(list: list) -> any", "max(c...: any) -> any")
def maximum(*values: Value, list: Value = None) -> Value | Undefined:
    """The greatest item; null for an empty list and where two items have no order, as a null and a number."""
    return _extreme(_listed(values or (list,)), 1)


@builtin("all(list: list) -> boolean", "all(b...: any) -> boolean")
def all_(*values: Value, list: Value = None) -> bool | Undefined | None:
    """False if any item is false, else null if any is not a boolean, else true."""
    return _quantify(_listed(values or (list,)), decisive=False)


@builtin("any(list: list) -> boolean", "any(b...: any) -> boolean")
def any_(*values: Value, list: Value = None) -> bool | Undefined | None:
    """True if any item is true, else null if any is not a boolean, else false."""
    return _quantify(_listed(values or (list,)), decisive=True)


def _quantify(items: tuple[Value, ...] | List, *, decisive: bool) -> bool | Undefined | None:
    odd_one: Value | Undefined = True
    for each in items:
        if each is decisive:
            return decisive
        if not isinstance(each, bool) and odd_one is not None:
            odd_one = each
    if odd_one is None or isinstance(odd_one, bool):
        return (
            (not decisive)
            if odd_one is not None
            else Undefined("null-item", "An item is null, so it is not certain.")
        )
    return Undefined(
        "argument-type", f"Its items must be true or false, not {kind_name(cast(Value, odd_one))}."
    )


@builtin("sublist(list: list, start position: number, length?: number) -> list")
def sublist(list: List, start_position: Decimal, length: Decimal | None = None) -> List | Undefined:
    """So many items (or all) from a position."""
    start = _index(start_position, len(list))
    if isinstance(start, Undefined):
        return start
    if length is None:
        return list[start:]
    if not 1 <= length < len(list) - start + 1:
        return Undefined(
            "length-out-of-range", f"From there the list has {len(list) - start} items, not {length}."
        )
    return list[start : start + int(length)]


@builtin("append(list: list, item...: any) -> list", with_run=True)
def append(run: Run, list: List, *items: Value, item: Value = None) -> List:
    """The list with the items at its end."""
    run.spend(len(list))
    return [*list, *(items or (item,))]


@builtin("concatenate(list...: list) -> list", with_run=True)
def concatenate(run: Run, *lists: List, list: List | None = None) -> Value:
    """The lists one after another."""
    joined = [each for part in lists or (list or [],) for each in part]
    run.spend(len(joined))
    return bounded(run, joined)


def bounded(run: Run, items: List) -> Value:
    """The list, or null where it is longer than a run allows."""
    if len(items) > run.limits.items:
        return run.null("list-too-long", f"A list may have at most {run.limits.items} items.")
    return items


@builtin("insert before(list: list, position: number, newItem: any) -> list", with_run=True)
def insert_before(run: Run, list: List, position: Decimal, newItem: Value) -> Value | Undefined:  # noqa: N803
    """The list with the item put before a position."""
    index = _index(position, len(list))
    if isinstance(index, Undefined):
        return index
    run.spend(len(list))
    return bounded(run, [*list[:index], newItem, *list[index:]])


@builtin("remove(list: list, position: number) -> list", with_run=True)
def remove(run: Run, list: List, position: Decimal) -> List | Undefined:
    """The list without the item at a position."""
    index = _index(position, len(list))
    if isinstance(index, Undefined):
        return index
    run.spend(len(list))
    return [*list[:index], *list[index + 1 :]]


@builtin("list replace(list: list, position: number, newItem: any) -> list", with_run=True)
def replace_position(run: Run, list: List, position: Decimal, newItem: Value) -> List | Undefined:  # noqa: N803
    """The list with the item at a position replaced."""
    index = _index(position, len(list))
    if isinstance(index, Undefined):
        return index
    run.spend(len(list))
    return [*list[:index], newItem, *list[index + 1 :]]


@builtin("list replace(list: list, match: function, newItem: any) -> list", with_run=True)
def replace_matching(run: Run, list: List, match: Function, newItem: Value) -> List | Undefined:  # noqa: N803
    """The list with each item replaced for which match(item, newItem) is true."""
    if len(match.parameters) != 2:
        return Undefined("wrong-arguments", "The function must take an item and the new item.")
    replaced: List = []
    for each in list:
        found = call_function(run, match, [each, newItem])
        if not isinstance(found, bool):
            return Undefined("not-boolean", f"The function must give true or false, not {kind_name(found)}.")
        replaced.append(newItem if found else each)
    return replaced


@builtin("reverse(list: list) -> list")
def reverse(list: List) -> List:
    """From last to first."""
    return list[::-1]


@builtin("index of(list: list, match: any) -> list<number>", with_run=True)
def index_of(run: Run, list: List, match: Value) -> List:
    """The positions whose items equal the match, ascending; null matches null."""
    run.spend(len(list))
    return [Decimal(index) for index, each in enumerate(list, 1) if same(each, match, run)]


@builtin("union(list...: list) -> list", with_run=True)
def union(run: Run, *lists: List, list: List | None = None) -> Value:
    """The lists one after another, each value once."""
    return distinct_values(run, [each for part in lists or (list or [],) for each in part])


@builtin("distinct values(list: list) -> list", with_run=True)
def distinct_values(run: Run, list: List) -> Value:
    """Each value once, in the order of first appearance."""
    keys = [_key(run, each) for each in list]
    if None not in keys:
        first: dict[Hashable, Value] = {}
        for key, each in zip(keys, list, strict=True):
            first.setdefault(key, each)
        return bounded(run, [*first.values()])
    found: List = []
    for each in list:
        run.spend(2 * len(found) + 1)
        if not any(same(each, earlier, run) for earlier in found):
            found.append(each)
    return bounded(run, found)


def _key(run: Run, value: Value) -> Hashable | None:
    """What equal values share and others do not; None for a value with a part that has no such thing.

    Moments have none: by the zones that are missing one may equal two that differ.
    """
    run.spend()
    if value is None or isinstance(value, bool | str | Decimal | Date | DaysTime | YearsMonths):
        return (value.__class__, value)
    if isinstance(value, LIST):
        items = [_key(run, each) for each in value]
        return None if None in items else (LIST, tuple(items))
    if isinstance(value, dict):
        entries = {name: _key(run, each) for name, each in value.items()}
        return None if None in entries.values() else (dict, frozenset(entries.items()))
    return None


@builtin("flatten(list: list) -> list", with_run=True)
def flatten(run: Run, list: List) -> Value:
    """Every item that is not a list, in order, out of all nested lists."""
    flat: List = []
    waiting: List = list[::-1]
    while waiting:
        run.spend()
        each = waiting.pop()
        if isinstance(each, LIST):
            waiting.extend(each[::-1])
        else:
            flat.append(each)
    return bounded(run, flat)
