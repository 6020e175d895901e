"""Invocations: built-in functions over possibles, and the model's own functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from ..feel import FeelType, Frame, Function, Layout, Run, Scope, Value, ast
from ..feel.calling import call_function
from ..feel.functions import BUILTINS, Builtin
from ..feel.invocation import _builtin as builtin_called
from .possible import (
    Anything,
    Between,
    Items,
    Possible,
    Several,
    Unsure,
    few,
    items_of,
    joined,
    listed,
    resting,
    truth,
    truths,
)
from .readers import OF_THE_CLOCK, Reader, one_by_one, reader, reads, whole
from .stretches import calculated, mapped, spanning, stretch

Call: TypeAlias = Callable[[Run, list[Possible]], Possible]
Known: TypeAlias = Callable[[Run, list[Possible]], Possible | None]
"""What a built-in makes of possibles that are not few; None where it is not known."""

_ROUNDINGS: Final = (
    *("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"),
)
_CONDITIONS: Final = frozenset(
    {"list contains", "contains", "starts with", "ends with", "matches", "odd", "even", "is", "all", "any"}
)
_MOST_SUMMED: Final = 64


class ModelScope(Scope):
    """A scope in which some names are the model's own functions, which `calls` says how to read."""

    __slots__ = ("calls",)

    def __init__(
        self, names: Mapping[str, FeelType], types: Mapping[str, FeelType], calls: Mapping[str, Call]
    ) -> None:
        super().__init__(names, types=types, layout=Layout())
        self.calls = calls


def own_call(name: str, scope: Scope) -> Call | None:
    """How the model's own function of that name is read; None where the name means something else."""
    here: Scope | None = scope
    while here is not None:
        if here.own_slot(name) is not None:
            return here.calls.get(name) if isinstance(here, ModelScope) else None
        here = here.outer
    return None


@reads(ast.Invocation)
def invocation(node: ast.Invocation, scope: Scope) -> Reader:
    """A call by position; a call by names is read only where all is certain."""
    builtin = builtin_called(node, scope)
    if builtin is not None and builtin.name in OF_THE_CLOCK:
        return lambda _: Anything(frozenset())
    own = own_call(node.function.name, scope) if isinstance(node.function, ast.Name) else None
    arguments = [reader(each, scope) for each in node.arguments]
    names, span = node.names, node.span
    if builtin is not None:
        if names:
            return whole(node, scope)
        known = KNOWN.get(builtin.name)
        return lambda frame: _called(frame, builtin, known, [each(frame) for each in arguments])
    if own is not None and not names:
        return lambda frame: own(frame[0], [each(frame) for each in arguments])
    function = reader(node.function, scope)
    fallback = BUILTINS.get(node.function.name) if isinstance(node.function, ast.Name) else None

    def call(frame: Frame) -> Possible:
        found = function(frame)
        values = [each(frame) for each in arguments]
        certain = [each for each in values if not isinstance(each, Unsure)]
        if own is not None or isinstance(found, Unsure) or len(certain) < len(values):
            return Anything(resting((found, *values)))
        if not isinstance(found, Function):
            if fallback is None:
                return None
            found = fallback
        return call_function(frame[0], found, certain, names, span)

    return call


def _called(frame: Frame, function: Builtin, known: Known | None, values: list[Possible]) -> Possible:
    run: Run = frame[0]
    found = one_by_one(lambda *way: call_function(run, function, list(way)), tuple(values))
    if found is not None or not any(isinstance(each, Unsure) for each in values):
        return found
    if known is not None:
        wider = known(run, values)
        if wider is not None:
            return wider
    return Anything(resting(values))


# What is known of some built-ins


def _members(values: list[Possible]) -> tuple[Possible, ...] | None:
    """The numbers given one by one or as one list."""
    if len(values) == 1:
        return items_of(values[0])
    return tuple(values)


def _extreme(name: str) -> Known:
    pick = {"min": min, "max": max}[name]

    def read(_: Run, values: list[Possible]) -> Possible | None:
        rests_on = resting(values)
        several = values[0] if len(values) == 1 and isinstance(values[0], Several) else None
        if several is not None:
            each = stretch(several.each)
            if each is None:
                return None
            null = several.null or not several.least or each.null
            return Between(each.low, each.high, rests_on, null=null)
        members = [stretch(each) for each in _members(values) or ()]
        found = [each for each in members if each is not None]
        if not found or len(found) < len(members) or len({each.kind for each in found}) != 1:
            return None
        ends: list[Value] = [pick(each.low for each in found), pick(each.high for each in found)]
        return spanning(ends, rests_on, null=any(each.null for each in found))

    return read


def _sum(run: Run, values: list[Possible]) -> Possible | None:
    rests_on = resting(values)
    if len(values) == 1 and isinstance(values[0], Several):
        return _sum_of_several(run, values[0])
    members = [stretch(each) for each in _members(values) or ()]
    found = [each for each in members if each is not None]
    if not found or len(found) < len(members) or any(each.kind is not Decimal for each in found):
        return None
    total: Possible = found[0]
    for each in found[1:]:
        so_far = stretch(total)
        if so_far is None:
            return Anything(rests_on)
        total = calculated(run, "+", so_far, each, rests_on)
    return total


def _sum_of_several(run: Run, several: Several) -> Possible | None:
    each = stretch(several.each)
    if each is None or each.kind is not Decimal or each.null or several.null or several.most > _MOST_SUMMED:
        return None
    one = [each.low, each.high]
    ways: list[Possible] = [None] if not several.least else []
    for length in {max(1, several.least), max(1, several.most)}:
        total: Possible = Between(one[0], one[1], several.rests_on)
        for _ in range(length - 1):
            so_far = stretch(total)
            if so_far is None:
                return None
            total = calculated(run, "+", so_far, each, several.rests_on)
        ways.append(total)
    return joined(ways, several.rests_on)


def _count(_: Run, values: list[Possible]) -> Possible | None:
    if len(values) != 1:
        return None
    listing = values[0]
    if isinstance(listing, Items):
        return Decimal(len(listing.items))
    if isinstance(listing, Several) and not listing.null:
        return spanning([Decimal(listing.least), Decimal(listing.most)], listing.rests_on, null=False)
    return None


def _rounding(name: str) -> Known:
    def read(run: Run, values: list[Possible]) -> Possible | None:
        of = stretch(values[0])
        if of is None or of.kind is not Decimal or any(isinstance(each, Unsure) for each in values[1:]):
            return None
        others: list[Value] = [each for each in values[1:] if not isinstance(each, Unsure)]
        return mapped(lambda value: call_function(run, BUILTINS[name], [value, *others]), of, resting(values))

    return read


def _abs(run: Run, values: list[Possible]) -> Possible | None:
    of = stretch(values[0]) if len(values) == 1 else None
    if of is None or of.kind is not Decimal:
        return None
    ends = [call_function(run, BUILTINS["abs"], [of.low]), call_function(run, BUILTINS["abs"], [of.high])]
    if of.low < Decimal(0) < of.high:  # type: ignore[operator]
        ends.append(Decimal(0))
    return spanning(ends, resting(values), null=of.null)


def _not(_: Run, values: list[Possible]) -> Possible | None:
    if len(values) != 1:
        return None
    can = {not each if isinstance(each, bool) else None for each in truths(values[0])}
    return truth(sorted(can, key=str), resting(values))


def _append(_: Run, values: list[Possible]) -> Possible | None:
    first, more = values[0], values[1:]
    items = items_of(first)
    if items is not None:
        return listed([*items, *more])
    if isinstance(first, Several) and not first.null:
        each = joined([first.each, *more], first.rests_on)
        return Several(each, first.least + len(more), first.most + len(more), resting(values))
    return None


def _concatenate(_: Run, values: list[Possible]) -> Possible | None:
    lists = [items_of(each) for each in values]
    known = [items for items in lists if items is not None]
    return listed([item for items in known for item in items]) if len(known) == len(lists) else None


def _condition(_: Run, values: list[Possible]) -> Possible | None:
    return truth((True, False, None), resting(values))


KNOWN: Final[dict[str, Known]] = {
    **dict.fromkeys(_CONDITIONS, _condition),
    **{name: _rounding(name) for name in _ROUNDINGS},
    "min": _extreme("min"),
    "max": _extreme("max"),
    "sum": _sum,
    "count": _count,
    "abs": _abs,
    "not": _not,
    "append": _append,
    "concatenate": _concatenate,
}


def aggregated(run: Run, name: str, values: list[Possible]) -> Possible:
    """COLLECT with SUM, MIN or MAX over outputs that are not all certain."""
    known = KNOWN[name]
    found = known(run, [listed(values)]) if len(values) > 1 or few(values[0]) is None else None
    return Anything(resting(values)) if found is None else found
