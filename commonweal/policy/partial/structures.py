"""Lists, contexts, paths, filters and iterations over possibles."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..feel import Frame, Scope, Value, ast
from ..feel.compiling import FilterScope, constant
from ..feel.diagnostics import NOWHERE
from ..feel.iteration import item_at
from ..feel.structures import member_of
from ..feel.types import ANY
from .possible import (
    Among,
    Anything,
    Between,
    Items,
    Names,
    Parts,
    Possible,
    Several,
    Unsure,
    joined,
    listed,
    put_together,
    resting,
    truth,
    truths,
)
from .readers import Reader, one_by_one, reader, reads, slots_read, whole

_MOST_ITEMS = 64


@reads(ast.ListLiteral)
def list_literal(node: ast.ListLiteral, scope: Scope) -> Reader:
    """A list."""
    items = [reader(each, scope) for each in node.items]
    return lambda frame: listed([item(frame) for item in items])


@reads(ast.ContextLiteral)
def context_literal(node: ast.ContextLiteral, scope: Scope) -> Reader:
    """A context: each entry sees those before it."""
    if any(isinstance(value, ast.FunctionDefinition) for _, value in node.entries):
        return whole(node, scope)
    entries: list[tuple[str, int, Reader]] = []
    for key, value in node.entries:
        read = reader(value, scope)
        scope = scope.child({key: ANY})
        slot = scope.own_slot(key)
        assert slot is not None
        entries.append((key, slot, read))

    def build(frame: Frame) -> Possible:
        parts: dict[str, Possible] = {}
        for key, slot, read in entries:
            parts[key] = frame[slot] = read(frame)
        return put_together(parts)

    return build


@reads(ast.Path)
def path(node: ast.Path, scope: Scope) -> Reader:
    """An entry of a context, a property, or either of every item of a list."""
    source, member = reader(node.source, scope), node.member
    return lambda frame: entry(frame, source(frame), member)


def entry(frame: Frame, of: Possible, member: str) -> Possible:
    """`of.member`."""
    if isinstance(of, Parts):
        return of.parts.get(member)
    if isinstance(of, Items):
        return listed([entry(frame, each, member) for each in of.items])
    if isinstance(of, Several) and not of.null:
        return Several(entry(frame, of.each, member), of.least, of.most, of.rests_on)
    found = one_by_one(lambda value: member_of(frame[0], value, member, NOWHERE), (of,))
    if found is not None or not isinstance(of, Unsure):
        return found
    return Anything(of.rests_on)


def entry_first(key: str, slot: int, otherwise: Reader) -> Reader:
    """A name inside a filter: an entry of the item where it has one, else what the name means outside."""

    def read(frame: Frame) -> Possible:
        item = frame[slot]
        if isinstance(item, Parts):
            return item.parts[key] if key in item.parts else otherwise(frame)
        if isinstance(item, dict):
            return item[key] if key in item else otherwise(frame)
        if isinstance(item, Among):
            ways = [
                each[key] if isinstance(each, dict) and key in each else otherwise(frame)
                for each in item.values
            ]
            return joined(ways, item.rests_on)
        if isinstance(item, Anything):
            return Anything(resting((item, otherwise(frame))))
        return otherwise(frame)

    return read


# Filters


@reads(ast.Filter)
def filtered(node: ast.Filter, scope: Scope) -> Reader:
    """One item by position, or the items for which the condition is true."""
    exact = whole(node, scope)
    source = reader(node.source, scope)
    slots = slots_read(node, scope)
    inner = FilterScope(scope)
    condition = reader(node.condition, inner)
    known = constant(node.condition)
    position = known.value if known is not None and isinstance(known.value, Decimal) else None

    def read(frame: Frame) -> Possible:
        value = source(frame)
        if not any(isinstance(frame[slot], Unsure) for slot in slots):
            return exact(frame)
        if position is not None:
            return _at(frame, value, position)
        if isinstance(value, Several):
            return _some_of_several(frame, value)
        if isinstance(value, Anything | Among):
            return Anything(resting((value, *(frame[slot] for slot in slots))))
        items = value.items if isinstance(value, Items) else value if isinstance(value, list) else (value,)
        if not items:
            frame[inner.item] = None
            if "other" not in truths(condition(frame)):
                return []
        if not items or value is None or len(items) > _MOST_ITEMS:
            return Anything(resting((value, *(frame[slot] for slot in slots))))
        return _kept(frame, tuple(items))

    def _some_of_several(frame: Frame, value: Several) -> Possible:
        frame[inner.item] = value.each
        found = condition(frame)
        rests_on = resting((value, found))
        can = truths(found)
        if not value.least:
            frame[inner.item] = None
            if "other" in truths(condition(frame)):
                return Anything(rests_on)
        if "other" in can or value.null:
            return Anything(rests_on)
        if True not in can:
            return []
        least = value.least if can == {True} else 0
        return Several(value.each, least, value.most, rests_on)

    def _kept(frame: Frame, items: tuple[Possible, ...]) -> Possible:
        surely: list[Possible | None] = []
        maybe: list[tuple[Possible, Names]] = []
        kept: list[Possible] = []
        for each in items:
            frame[inner.item] = each
            found = condition(frame)
            can = truths(found)
            if "other" in can:
                return Anything(resting((*items, found, *(frame[slot] for slot in slots))))
            if can == {True}:
                kept.append(each)
                surely.append(each)
            elif True in can:
                kept.append(each)
                maybe.append((each, resting((found,))))
        if not maybe:
            return listed(kept)
        rests_on = resting(kept) | frozenset().union(*(names for _, names in maybe))
        return Several(joined(kept), len(surely), len(kept), rests_on)

    return read


def _at(frame: Frame, value: Possible, position: Decimal) -> Possible:
    """The item at a certain position."""
    found = one_by_one(lambda known: item_at(frame[0], known, position, NOWHERE), (value,))
    if found is not None or not isinstance(value, Unsure):
        return found
    if isinstance(value, Items):
        places = list(range(1, len(value.items) + 1))
        at: Value = item_at(frame[0], [Decimal(place) for place in places], position, NOWHERE)
        return value.items[int(at) - 1] if isinstance(at, Decimal) else None
    if isinstance(value, Several):
        return joined([value.each, None], value.rests_on)
    if isinstance(value, Between) and position in (1, -1):
        return value
    return Anything(value.rests_on)


# Iterations


@reads(ast.For)
def loop(node: ast.For, scope: Scope) -> Reader:
    """A list of the body's values."""
    exact, slots = whole(node, scope), slots_read(node, scope)
    one = _one_source(node.iterations)
    partial = any(isinstance(each, ast.Name) and each.name == "partial" for each in ast.walk(node.result))
    if one is None or partial:
        return exact
    source = reader(one.source, scope)
    inner = scope.child({one.name: ANY})
    slot = inner.own_slot(one.name)
    assert slot is not None
    body = reader(node.result, inner)

    def read(frame: Frame) -> Possible:
        if not any(isinstance(frame[each], Unsure) for each in slots):
            return exact(frame)
        value = source(frame)
        if isinstance(value, Several):
            frame[slot] = value.each
            found = body(frame)
            rests_on = value.rests_on | resting((found,))
            if value.null:
                return Anything(rests_on)
            return Several(found, value.least, value.most, rests_on)
        items = _through(value)
        if items is None:
            return Anything(resting((value, *(frame[each] for each in slots))))
        return listed(list(_each(frame, slot, items, body)))

    return read


@reads(ast.Quantified)
def quantified(node: ast.Quantified, scope: Scope) -> Reader:
    """`some`: a disjunction over all items; `every`: a conjunction."""
    exact, slots = whole(node, scope), slots_read(node, scope)
    one = _one_source(node.iterations)
    if one is None:
        return exact
    source = reader(one.source, scope)
    inner = scope.child({one.name: ANY})
    slot = inner.own_slot(one.name)
    assert slot is not None
    body = reader(node.condition, inner)
    decisive = node.quantifier == "some"

    def read(frame: Frame) -> Possible:
        if not any(isinstance(frame[each], Unsure) for each in slots):
            return exact(frame)
        value = source(frame)
        if isinstance(value, Several):
            frame[slot] = value.each
            can = truths(found := body(frame))
            if can == {not decisive} and not value.null:
                return not decisive
            if can == {decisive} and value.least and not value.null:
                return decisive
            return truth((True, False, None), value.rests_on | resting((found,)))
        items = _through(value)
        if items is None:
            return truth((True, False, None), resting((value, *(frame[each] for each in slots))))
        from .conditions import all_of

        found_all = list(_each(frame, slot, items, body))
        if any("other" in truths(each) for each in found_all):
            return truth((True, False, None), resting((value, *found_all)))
        return all_of(found_all, decisive=decisive)

    return read


def _one_source(iterations: tuple[ast.Iteration, ...]) -> ast.Iteration | None:
    return iterations[0] if len(iterations) == 1 and iterations[0].end is None else None


def _through(value: Possible) -> tuple[Possible, ...] | None:
    """The items that an iteration goes through, where their number is certain."""
    if isinstance(value, Items):
        items = value.items
    elif isinstance(value, list):
        items = tuple(value)
    elif isinstance(value, Parts) or (isinstance(value, Between) and not value.null):
        items = (value,)
    else:
        return None
    return items if len(items) <= _MOST_ITEMS else None


def _each(frame: Frame, slot: int, items: tuple[Possible, ...], body: Reader) -> Iterator[Possible]:
    for item in items:
        frame[slot] = item
        yield body(frame)
