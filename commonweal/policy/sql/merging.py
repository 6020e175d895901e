"""One value out of several: what is known of a value that is now this one, now that one.

Establishes: all branches are brought to one representation (a common denominator, common codes), so that a
case over their nodes is the value; bounds, nulls and errors are those of any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from .numbers import to_denominator
from .refusal import Refused
from .stages import Stages
from .texts import alike
from .tree import FALSE, NULL, TRUE, Literal, Node, Variable, case, op
from .types import (
    NOTHING,
    Day,
    Drift,
    Known,
    Many,
    Nothing,
    Number,
    Piece,
    Structure,
    Text,
    Truth,
    is_wide,
    kind,
    nulls,
)

Select: TypeAlias = Callable[[Sequence[Node]], Node]
"""From one node a branch to the node that is the chosen one."""

MOST_CHOICES = 64


def choose(condition: Node, yes: Known, no: Known, stages: Stages) -> Known:
    """`yes` where the condition is true, else `no`."""
    condition = truthy(condition)
    if condition == TRUE:
        return yes
    if condition in (FALSE, NULL):
        return no
    return merge([yes, no], lambda nodes: case([(condition, nodes[0])], nodes[1]), stages)


def only_where(condition: Node, value: Known, stages: Stages) -> Known:
    """The value where the condition is true, else null."""
    return choose(condition, value, NOTHING, stages)


def truthy(node: Node) -> Node:
    """A condition for a case, in which null is as good as false."""
    from .tree import Operation

    if isinstance(node, Operation):
        if node.name == "coalesce" and node.operands[1] == FALSE:
            return truthy(node.operands[0])
        if node.name in ("and", "or"):
            return op(node.name, *(truthy(each) for each in node.operands))
    return node


def merge(values: Sequence[Known], select: Select, stages: Stages) -> Known:
    """The value that `select` makes of the branches' nodes. Refuses branches of different kinds."""
    some = [each for each in values if not isinstance(each, Nothing)]
    if not some:
        return NOTHING
    if all(each == values[0] for each in values):
        return values[0]
    classes = {each.__class__ for each in some}
    units = {each.unit for each in some if isinstance(each, Number)}
    if len(classes) > 1 or len(units) > 1:
        kinds = sorted({kind(each) for each in some})
        raise Refused(f"Its value is now a {kinds[0]}, now a {kinds[1]}, and a column has one type.")
    nullable = len(some) < len(values) or any(nulls(each) != FALSE for each in some)
    first = some[0]
    if isinstance(first, Number):
        return _numbers(values, [each for each in some if isinstance(each, Number)], select, nullable)
    if isinstance(first, Text):
        texts = alike([each for each in some if isinstance(each, Text)])
        return Text(select(_nodes(values, texts)), nullable, texts[0].options)
    if isinstance(first, Truth):
        return Truth(select(_nodes(values, some)), nullable)
    if isinstance(first, Day):
        days = [each for each in some if isinstance(each, Day)]
        low, high = min(each.low for each in days), max(each.high for each in days)
        return Day(select(_nodes(values, days)), nullable, low, high)
    if isinstance(first, Structure):
        return _structures(values, select, stages)
    if isinstance(first, Many):
        return _lists(values, select, stages)
    raise Refused(f"It chooses between {kind(first)}s.")


def _nodes(values: Sequence[Known], some: Sequence[Known]) -> list[Node]:
    """A node for each branch, null for those that are null; `some` are the others, in order."""
    rest = iter(some)
    return [
        NULL if isinstance(each, Nothing) else next(rest).node  # type: ignore[union-attr]
        for each in values
    ]


def _numbers(values: Sequence[Known], some: list[Number], select: Select, nullable: bool) -> Number:
    if any(each.over is not None for each in some):
        raise Refused("A quotient by an amount that varies must be rounded before it is chosen.")
    den = lcm(*(each.den for each in some))
    same = [to_denominator(each, den) for each in some]
    low, high = min(each.low for each in same), max(each.high for each in same)
    wide = is_wide(low, high)
    nodes = [
        replace(each, node=op("to wide", each.node)) if wide and not each.wide else each for each in same
    ]
    drifts: list[Drift] = []
    for each in some:
        drifts += [drift for drift in each.drifts if drift not in drifts]
    if drifts and any(each.error and not each.drifts for each in some):
        # Faithful branches stay faithful, which the drifts of the others do not say: be careful with both.
        from .numbers import unrounded

        for each in some:
            if not each.drifts:
                drifts += [drift for drift in unrounded(each) if drift not in drifts]
    step = 0
    for each in same:
        step = gcd(step, each.step if each.constant is None else abs(each.low))
    choices: frozenset[Fraction] | None = frozenset()
    for each in some:
        choices = None if choices is None or each.choices is None else choices | each.choices
    if choices is not None and len(choices) > MOST_CHOICES:
        choices = None
    return Number(
        select(_nodes(values, nodes)), den, low, high, nullable, step or 1,
        max(each.error for each in some), tuple(drifts), some[0].unit, choices,
    )  # fmt: skip


def _structures(values: Sequence[Known], select: Select, stages: Stages) -> Structure:
    some = [each for each in values if isinstance(each, Structure)]
    names = [name for name, _ in some[0].entries]
    if any([name for name, _ in each.entries] != names for each in some):
        raise Refused("It chooses between contexts with different entries.")
    entries = []
    for name in names:
        parts = [(each.entry(name) or NOTHING) if isinstance(each, Structure) else NOTHING for each in values]
        entries.append((name, merge(parts, select, stages)))
    missing = [nulls(each) for each in values]
    return Structure(tuple(entries), FALSE if set(missing) == {FALSE} else select(missing))


def _lists(values: Sequence[Known], select: Select, stages: Stages) -> Many:
    some = [each if isinstance(each, Many) else Many((), TRUE) for each in values]
    missing = (
        FALSE if all(each.missing == FALSE for each in some) else select([each.missing for each in some])
    )
    items = [part for each in some for part in each.parts]
    if not items:
        return Many((), missing)
    if not any(isinstance(part, Piece) for part in items):
        return _listed(some, missing, select, stages)
    pieces: list[Known | Piece] = []
    for at, each in enumerate(some):
        for part in each.parts:
            if not isinstance(part, Piece):
                raise Refused("It chooses between a list of the data and a list that is written out.")
            empty = Literal(None)
            sources: list[Node] = [empty] * len(some)
            sources[at] = part.source
            pieces.append(replace(part, source=op("coalesce", select(sources), op("empty list"))))
    return Many(tuple(pieces), missing)


def _listed(lists: list[Many], missing: Node, select: Select, stages: Stages) -> Many:
    """Lists that are written out, as one SQL list."""
    items = [part for each in lists for part in each.parts if not isinstance(part, Piece)]
    variable = stages.variable()
    nodes: list[Node] = []

    def remember(found: Sequence[Node]) -> Node:
        nodes.extend(found)
        return Variable(variable)

    body = merge(items, remember, stages)
    if isinstance(body, Structure | Many):
        raise Refused("It chooses between lists of contexts or of lists.")
    if not nodes:
        single = items[0]
        if isinstance(single, Number | Text | Truth | Day):
            nodes = [single.node] * len(items)
            body = replace(single, node=Variable(variable))
        else:
            nodes = [NULL] * len(items)
    rest = iter(nodes)
    branches = [
        op("list", *(next(rest) for _ in each.parts)) if each.parts else op("empty list") for each in lists
    ]
    longest = max(len(each.parts) for each in lists)
    if isinstance(body, Number):
        branches = [op("whole list", each) for each in branches]
    return Many((Piece(select(branches), variable, body, longest),), missing)
