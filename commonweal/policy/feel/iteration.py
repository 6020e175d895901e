"""Compiling `if`, `for`, `some`, `every` and filters (DMN 1.5, 10.3.2.5, 10.3.2.14 and Tables 49 and 68)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from .ast import Filter, For, If, Iteration, Name, Node, Quantified, size, walk
from .compiling import Code, FilterScope, compile_node, compiles, constant
from .diagnostics import Span
from .numbers import PRECISION, is_whole
from .run import Run
from .scope import Frame, Scope
from .temporal import Date, date_from_number
from .types import ANY, kind_name
from .values import Range, Value


@compiles(If)
def conditional(node: If, scope: Scope) -> Code:
    """The consequence when the condition is true, the alternative when it is false or null, else null."""
    condition, yes, no = (
        compile_node(each, scope) for each in (node.condition, node.consequence, node.alternative)
    )
    span = node.condition.span

    def run(frame: Frame) -> Value:
        found = condition(frame)
        if found is True:
            return yes(frame)  # type: ignore[no-any-return]
        if found is False or found is None:
            return no(frame)  # type: ignore[no-any-return]
        return frame[0].null("not-boolean", f"The condition is {kind_name(found)}.", span)  # type: ignore[no-any-return]

    return run


class _Stop(Exception):
    """A domain that cannot be iterated: its reason is recorded."""


Domain = Callable[[Frame], Iterable[Value]]


def domain(node: Iteration, scope: Scope) -> Domain:
    """What an iteration goes through. The iterable raises _Stop when there is nothing to go through."""
    source, span = compile_node(node.source, scope), node.span
    if node.end is None:
        return lambda frame: _items(frame[0], source(frame), span)
    end = compile_node(node.end, scope)
    return lambda frame: _between(frame[0], source(frame), end(frame), span)


def _items(run: Run, value: Value, span: Span) -> Iterable[Value]:
    if isinstance(value, list):
        return value
    if value is None:
        run.null("null-operand", "There is nothing to go through: the list is null.", span)
        raise _Stop
    if isinstance(value, Range):
        first, last = (
            _step_in(value.low, value.low_included, 1),
            _step_in(value.high, value.high_included, -1),
        )
        if isinstance(first, Decimal) and isinstance(last, Decimal) and first > last:
            return []
        if isinstance(first, Date) and isinstance(last, Date) and first > last:
            return []
        return _between(run, first, last, span)
    return [value]


def _step_in(end: Value, included: bool, step: int) -> Value:
    """The first value inside a range from one end."""
    if included:
        return end
    if isinstance(end, Decimal):
        return end + step
    return end.plus_days(step) if isinstance(end, Date) else end


def _between(run: Run, first: Value, last: Value, span: Span) -> Iterable[Value]:
    if isinstance(first, list) and len(first) == 1:
        first = first[0]
    if isinstance(last, list) and len(last) == 1:
        last = last[0]
    if isinstance(first, Decimal) and isinstance(last, Decimal) and is_whole(first) and is_whole(last):
        if max(first.adjusted(), last.adjusted()) >= PRECISION:
            run.null("out-of-range", f"Numbers of more than {PRECISION} digits cannot be counted.", span)
            raise _Stop
        low, high = int(first), int(last)
        steps = range(low, high + 1) if low <= high else range(low, high - 1, -1)
        return map(Decimal, steps)
    if isinstance(first, Date) and isinstance(last, Date):
        low, high = first.number, last.number
        steps = range(low, high + 1) if low <= high else range(low, high - 1, -1)
        return map(date_from_number, steps)
    message = f"Only whole numbers and dates can be counted, not {kind_name(first)} to {kind_name(last)}."
    run.null("operand-types", message, span)
    raise _Stop


def _nest(iterations: tuple[Iteration, ...], scope: Scope) -> tuple[list[tuple[int, Domain]], Scope]:
    """The slot and domain of each iteration, and the scope in which the body stands."""
    nested: list[tuple[int, Domain]] = []
    for each in iterations:
        source = domain(each, scope)
        scope = scope.child({each.name: ANY})
        slot = scope.own_slot(each.name)
        assert slot is not None
        nested.append((slot, source))
    return nested, scope


def _every_way(frame: Frame, nested: list[tuple[int, Domain]], cost: int, at: int = 0) -> Iterable[None]:
    """Set the iterations' slots to each combination in turn, the last name changing fastest."""
    slot, source = nested[at]
    run: Run = frame[0]
    innermost = at == len(nested) - 1
    for value in source(frame):
        run.spend(cost)
        frame[slot] = value
        if innermost:
            yield
        else:
            yield from _every_way(frame, nested, cost, at + 1)


@compiles(For)
def loop(node: For, scope: Scope) -> Code:
    """A list of the body's values; `partial` is the list so far."""
    nested, inner = _nest(node.iterations, scope)
    inner = inner.child({"partial": ANY})
    partial = inner.own_slot("partial")
    assert partial is not None
    body, span = compile_node(node.result, inner), node.span
    seen, copied = _uses_partial(node.result)
    cost = size(node)

    def run(frame: Frame) -> Value:
        results: list[Value] = []
        state: Run = frame[0]
        limit = state.limits.items
        try:
            for _ in _every_way(frame, nested, cost):
                if copied:
                    state.spend(len(results) >> 3)
                    frame[partial] = results[:]
                elif seen:
                    frame[partial] = results
                results.append(body(frame))
                if len(results) > limit:
                    return state.null("list-too-long", f"A list may have at most {limit} items.", span)
        except _Stop:
            return None
        return results

    return run


def _uses_partial(body: Node) -> tuple[bool, bool]:
    """Whether the body mentions `partial`, and whether other than to take one item out of it."""
    mentions = sum(isinstance(each, Name) and each.name == "partial" for each in walk(body))
    taken = sum(
        isinstance(each, Filter)
        and isinstance(each.source, Name)
        and each.source.name == "partial"
        and constant(each.condition) is not None
        for each in walk(body)
    )
    return mentions > 0, mentions > taken


@compiles(Quantified)
def quantified(node: Quantified, scope: Scope) -> Code:
    """`some`: a disjunction over all combinations; `every`: a conjunction.

    Every combination is looked at, so that one that gives no truth value makes the whole null in whatever
    order they come.
    """
    nested, inner = _nest(node.iterations, scope)
    body, span = compile_node(node.condition, inner), node.condition.span
    decisive = node.quantifier == "some"
    cost = size(node)

    def run(frame: Frame) -> bool | None:
        state: Run = frame[0]
        recorded = len(state.problems)
        result: bool | None = not decisive
        try:
            for _ in _every_way(frame, nested, cost):
                found = body(frame)
                if found is decisive:
                    result = decisive
                elif found is None:
                    result = None if result is not decisive else result
                elif found.__class__ is not bool:
                    return state.null("not-boolean", f"The condition is {kind_name(found)}.", span)  # type: ignore[return-value]
        except _Stop:
            return None
        if result is None:
            return state.null("null-operand", "The condition is null for some of the items.", span)  # type: ignore[return-value]
        del state.problems[recorded:]
        return result

    return run


@compiles(Filter)
def filtered(node: Filter, scope: Scope) -> Code:
    """One item by position, or the items for which the condition is true."""
    source, span = compile_node(node.source, scope), node.span
    known = constant(node.condition)
    if known is not None and isinstance(known.value, Decimal):
        position = known.value
        return lambda frame: item_at(frame[0], source(frame), position, span)
    inner = FilterScope(scope)
    slot = inner.item
    condition = compile_node(node.condition, inner)
    cost = size(node.condition) + 1

    def run(frame: Frame) -> Value:
        value = source(frame)
        state: Run = frame[0]
        if value is None:
            return state.null("null-operand", "Nothing can be picked out of null.", span)
        items: list[Value] = value if isinstance(value, list) else [value]
        recorded = len(state.problems)
        kept: list[Value] = []
        for index, each in enumerate(items or [None]):
            state.spend(cost)
            frame[slot] = each
            found = condition(frame)
            if found is True:
                if items:
                    kept.append(each)
            elif found.__class__ is Decimal:
                if index == 0:
                    return item_at(state, value, found, span)
                return state.null(
                    "not-boolean", "The condition is a number for one item and none for another.", span
                )
            elif found is not False and found is not None:
                return state.null("not-boolean", f"The condition is {kind_name(found)}.", span)
        # Items left out for want of a value are no failure of the whole.
        del state.problems[recorded:]
        return kept

    return run


def item_at(run: Run, value: Value, position: Decimal, span: Span) -> Value:
    """The item at a position from 1, or from the end when negative; null beyond the list."""
    if value is None:
        return run.null("null-operand", "Nothing can be picked out of null.", span)
    items = value if isinstance(value, list) else [value]
    if not is_whole(position):
        return run.null("position-not-whole", "A position must be a whole number.", span)
    if position == 0 or abs(position) > len(items):
        return run.null("no-such-item", f"There is no item {position} in a list of {len(items)}.", span)
    return items[int(position) - 1 if position > 0 else int(position)]
