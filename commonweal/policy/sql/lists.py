"""Lists: pieces of the data's lists, filtered and mapped, and what is worked out of them.

A null among the items makes sums, minima and maxima null, as it does in FEEL and not in SQL. The list itself
is only built where it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal as OneOf

from .merging import merge, only_where, truthy
from .numbers import add, to_denominator
from .refusal import Refused
from .stages import Stages
from .substituting import each_node, substituted
from .tree import FALSE, NULL, TRUE, Case, Lambda, Literal, Node, Variable, case, op
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
    nulls,
    number,
)


def items_of(value: Known) -> Many:
    """The value as a list: any other value is a list of itself."""
    return value if isinstance(value, Many) else Many((value,))


def kept(piece: Piece) -> Node:
    """The SQL list of a piece's items, filtered and not yet mapped."""
    if piece.condition is None:
        return piece.source
    return Lambda("filter", piece.source, piece.variable, truthy(piece.condition))


def mapped(piece: Piece, body: Node) -> Node:
    """The SQL list of a node of each item."""
    if body == Variable(piece.variable):
        return kept(piece)
    return Lambda("transform", kept(piece), piece.variable, body)


def length(value: Many) -> Number:
    """How many items."""
    single = sum(not isinstance(part, Piece) for part in value.parts)
    node: Node = Literal(single)
    for part in value.parts:
        if isinstance(part, Piece):
            count = op("length", kept(part))
            node = count if node == Literal(0) else op("add", count, node)
    if value.missing != FALSE:
        node = node if _missing_shows(value) else case([(value.missing, NULL)], node)
    high = value.longest
    least = single
    if least == high and value.missing == FALSE:
        return number(high)
    return Number(node, 1, least, high, value.missing != FALSE)


def _missing_shows(value: Many) -> bool:
    """Whether the list's being null makes its first piece's SQL list null, and so whatever is made of it."""
    first = value.parts[0] if value.parts else None
    return isinstance(first, Piece) and len(value.parts) == 1 and value.missing == op("is null", first.source)


def over_items(value: Many, make: Callable[[Known], Known]) -> Many:
    """The list of what is made of each item."""
    parts = tuple(
        replace(part, body=make(part.body)) if isinstance(part, Piece) else make(part) for part in value.parts
    )
    return Many(parts, value.missing)


def filtered(value: Many, test: Callable[[Known], Node], stages: Stages) -> Many:
    """The items for which the test is true."""
    parts: list[Known | Piece] = []
    for part in value.parts:
        piece = part if isinstance(part, Piece) else None
        if piece is None:
            assert not isinstance(part, Piece)
            condition = truthy(test(part))
            if condition == TRUE:
                parts.append(part)
                continue
            if condition in (FALSE, NULL):
                continue
            piece = single_piece(part, stages)
        condition = test(piece.body)
        both = condition if piece.condition is None else op("and", piece.condition, condition)
        parts.append(replace(piece, condition=both))
    return Many(tuple(parts), value.missing)


def single_piece(value: Known, stages: Stages) -> Piece:
    """An item that is written out, as a SQL list of one."""
    variable = stages.variable()
    match value:
        case Number() if value.over is None:
            node = op("whole list", op("list", value.node))
            return Piece(node, variable, replace(value, node=Variable(variable)), 1)
        case Text() | Truth() | Day():
            return Piece(op("list", value.node), variable, replace(value, node=Variable(variable)), 1)
    raise Refused("A list that is written out holds contexts, lists or nulls and is filtered.")


def at(value: Many, position: int, stages: Stages) -> Known:
    """The item at a position from 1, or from the end; null beyond the list."""
    if position == 0:
        return NOTHING
    if not any(isinstance(part, Piece) for part in value.parts):
        index = position - 1 if position > 0 else len(value.parts) + position
        found = value.parts[index] if 0 <= index < len(value.parts) else NOTHING
        assert not isinstance(found, Piece)
        return only_where(op("not", value.missing), found, stages)
    if len(value.parts) > 1 or not isinstance(value.parts[0], Piece):
        raise Refused("It takes one item out of several lists put together.")
    piece = value.parts[0]
    source = stages.keep(kept(piece))
    item = stages.keep(op("item", source, Literal(position)))
    body = each_node(piece.body, lambda node: substituted(node, piece.variable, item))
    return _nullable_beyond(body, op("is not null", item), stages)


def _nullable_beyond(value: Known, there: Node, stages: Stages) -> Known:
    """An item that may not be there: each part of it is null then."""
    match value:
        case Number() | Text() | Truth() | Day():
            if value.node.columns:
                return only_where(there, value, stages) if _never_null(value) else value
        case Structure():
            entries = tuple((name, _nullable_beyond(each, there, stages)) for name, each in value.entries)
            return Structure(entries, op("or", op("not", there), value.missing))
        case Nothing():
            return value
    raise Refused("It takes a list out of a list.")


def _never_null(value: Known) -> bool:
    return nulls(value) == FALSE


Extreme = OneOf["least", "greatest"]


def bodies(value: Many, what: type) -> list[tuple[Piece | None, Known]] | None:
    """Each part with what its items are; None where some item is surely of another kind, or null."""
    found: list[tuple[Piece | None, Known]] = []
    for part in value.parts:
        body = part.body if isinstance(part, Piece) else part
        if isinstance(body, Nothing) and isinstance(part, Piece):
            raise Refused("The items of a list have no known type.")
        if not isinstance(body, what):
            return None
        found.append((part if isinstance(part, Piece) else None, body))
    return found


def absent(value: Many) -> Node:
    """True where the list is null or an item of it is."""
    conditions = [value.missing]
    for part in value.parts:
        if isinstance(part, Piece):
            empty = nulls(part.body)
            if empty != FALSE:
                some = Lambda("filter", kept(part), part.variable, empty)
                conditions.append(op(">", op("length", some), Literal(0)))
        else:
            conditions.append(nulls(part))
    return op("or", *conditions)


def total(value: Many, stages: Stages) -> Known:
    """The sum: null for no items, and where an item is null or no number."""
    found = bodies(value, Number)
    if not found or any(isinstance(body, Number) and body.unit != "number" for _, body in found):
        return NOTHING
    result: Number | None = None
    single = len(found) == 1 and found[0][0] is not None
    for piece, body in found:
        assert isinstance(body, Number)
        if body.over is not None:
            raise Refused("A sum of quotients by amounts that vary.")
        term = body if piece is None else _sum_of(piece, body, single)
        result = term if result is None else add(result, replace(term, nullable=term.nullable))
    assert result is not None
    none = (
        FALSE
        if single or any(piece is None for piece, _ in found)
        else op("=", length(value).node, Literal(0))
    )
    missing = op("or", absent(value), none)
    if missing == FALSE:
        return result
    if single and missing == op("is null", found[0][0].source):  # type: ignore[union-attr]
        return replace(result, nullable=True)
    return only_where(op("not", stages.keep(missing)), replace(result, nullable=False), stages)


def _sum_of(piece: Piece, body: Number, empty_is_null: bool) -> Number:
    longest = piece.longest
    low, high = min(body.low, 0) * longest, max(body.high, 0) * longest
    if is_wide(low, high):
        raise Refused("The sum of a list may have more digits than the engine's whole numbers hold.")
    node: Node = op("sum of list", mapped(piece, body.node))
    if not empty_is_null:
        node = op("coalesce", node, Literal(0))
    drifts: tuple[Drift, ...] = ()
    if body.error:
        drifts = (Drift(None, (body.lattice,)),)
    error = body.error * longest + (body.most * longest / 10**33 * longest if body.error else Fraction(0))
    return Number(node, body.den, low, high, empty_is_null, body.step, error, drifts)


def extreme(value: Many, which: Extreme, stages: Stages) -> Known:
    """The least or greatest item: null for no items, and where two have no order, as a null and a number."""
    if not value.parts:
        return NOTHING
    kinds = {(part.body if isinstance(part, Piece) else part).__class__ for part in value.parts}
    if Nothing in kinds and not any(isinstance(part, Piece) for part in value.parts):
        return NOTHING
    if len(kinds) > 1 or not kinds <= {Number, Text, Day}:
        if kinds == {Truth} or not any(isinstance(part, Piece) for part in value.parts):
            return NOTHING
        raise Refused("It compares items of different kinds.")
    units = {
        body.unit for part in value.parts
        if isinstance(body := part.body if isinstance(part, Piece) else part, Number)
    }  # fmt: skip
    if len(units) > 1:
        return NOTHING
    pieces = [part for part in value.parts if isinstance(part, Piece)]
    if not pieces:
        return _of_written(
            [part for part in value.parts if not isinstance(part, Piece)], value.missing, which, stages
        )
    terms = [_extreme_of(part, which) if isinstance(part, Piece) else part for part in value.parts]
    conditions = absent(value)
    written = len(pieces) < len(value.parts)

    def select(nodes: Sequence[Node]) -> Node:
        return nodes[0] if len(nodes) == 1 else op(which, *nodes)

    if len(terms) == 1:
        found: Known = terms[0]
    else:
        plain = [
            _as_text(replace(each, nullable=False)) for each in terms if isinstance(each, Number | Text | Day)
        ]
        found = merge(plain, select, stages)
        found = _bounded(found, [each for each in value.parts if not isinstance(each, Piece)], which)
    empty = FALSE if written else op("=", length(value).node, Literal(0))
    missing = op("or", conditions, empty if len(terms) > 1 else FALSE)
    if missing == FALSE:
        return found
    return only_where(op("not", stages.keep(missing)), found, stages)


def _of_written(items: list[Known], missing: Node, which: Extreme, stages: Stages) -> Known:
    """The extreme of items that are written out: two by two, so that a null on the way stays null."""
    found = items[0]
    for each in items[1:]:
        one, other = _as_text(stages.value(each)), _as_text(stages.value(found))
        both = nulls(one) != FALSE and nulls(other) != FALSE
        sign = ">" if which == "greatest" else "<"
        if nulls(one) != FALSE and not both:
            one, other = other, one

        def select(nodes: Sequence[Node], sign: str = sign, both: bool = both) -> Node:
            # Where the second is null the comparison is, and the second, which is null, is taken.
            branches = [(op(sign, nodes[0], nodes[1]), nodes[0])]
            if both:
                branches.append((op("is null", nodes[0]), NULL))
            return Case(tuple(branches), nodes[1])

        merged = other if one == other else merge([one, other], select, stages)
        found = _bounded(merged, [one, other], which)
    if missing == FALSE:
        return found
    return only_where(op("not", missing), found, stages)


def _as_text(value: Known) -> Known:
    """A string as text, for codes have no order; anything else as it is."""
    if not isinstance(value, Text):
        return value
    from .texts import text_node

    return Text(text_node(value), value.nullable)


def _bounded(found: Known, terms: list[Known], which: Extreme) -> Known:
    """The tighter bounds that an extreme has: the greatest is no less than any term that is written out."""
    if not isinstance(found, Number):
        return found
    sure = [to_denominator(each, found.den) for each in terms if isinstance(each, Number)]
    if not sure:
        return replace(found, choices=None)
    if which == "greatest":
        return replace(found, low=max(found.low, *(each.low for each in sure)), choices=None)
    return replace(found, high=min(found.high, *(each.high for each in sure)), choices=None)


def _extreme_of(piece: Piece, which: Extreme) -> Known:
    body = piece.body
    assert isinstance(body, Number | Text | Day)
    if isinstance(body, Text):
        from .texts import text_node

        body = Text(text_node(body), body.nullable)
    node = op(f"{which} of list", mapped(piece, body.node))
    if isinstance(body, Number):
        return replace(body, node=node, nullable=True, choices=None)
    return replace(body, node=node, nullable=True)


def quantified(value: Many, test: Callable[[Known], Known], *, some: bool) -> Truth | Nothing:
    """`some` (or every) item passes: by three-valued logic over all of them."""
    terms: list[Node] = []
    nullable = value.missing != FALSE
    for part in value.parts:
        body = part.body if isinstance(part, Piece) else part
        found = test(body)
        if not isinstance(found, Truth | Nothing):
            raise Refused("A condition on the items of a list is not true or false.")
        truth = found.node if isinstance(found, Truth) else NULL
        can_null = isinstance(found, Nothing) or found.nullable
        nullable = nullable or can_null
        if not isinstance(part, Piece):
            terms.append(truth)
            continue
        decisive = truthy(truth) if some else op("not", truth)
        hit = op(">", op("length", Lambda("filter", kept(part), part.variable, decisive)), Literal(0))
        unsure: Node = FALSE
        if can_null:
            doubtful = Lambda("filter", kept(part), part.variable, op("is null", truth))
            unsure = op(">", op("length", doubtful), Literal(0))
        branches = [(hit, Literal(some))]
        if unsure != FALSE:
            branches.append((unsure, NULL))
        terms.append(case(branches, Literal(not some)))
    node = op("or" if some else "and", *terms)
    return Truth(case([(value.missing, NULL)], node), nullable)
