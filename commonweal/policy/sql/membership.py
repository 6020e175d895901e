"""Whether a value lies in a range, in a list or equals a test (DMN 1.5, Table 55)."""

from __future__ import annotations

from .comparing import compared
from .doubts import Doubts
from .refusal import Refused
from .tree import NULL, TRUE, case, op
from .types import NOTHING, Known, Many, Nothing, Piece, Stretch, Truth


def in_stretch(value: Known, range_: Stretch, doubts: Doubts) -> Known:
    """Whether the value lies in the range; null where value and ends have no order."""
    if range_.operator is not None:
        assert range_.low is not None
        return compared("=" if range_.operator == "=" else "!=", value, range_.low, doubts)
    if isinstance(value, Nothing):
        return NOTHING
    found: list[Truth] = []
    for end, included, symbol in (
        (range_.low, range_.low_included, ">"),
        (range_.high, range_.high_included, "<"),
    ):
        if end is None:
            continue
        answer = compared(symbol + "=" if included else symbol, value, end, doubts)
        if not isinstance(answer, Truth):
            return NOTHING
        found.append(answer)
    node = op("and", *(each.node for each in found))
    nullable = any(each.nullable for each in found)
    if range_.low is not None and range_.high is not None:
        forwards = compared("<=", range_.low, range_.high, doubts)
        if not isinstance(forwards, Truth):
            return NOTHING
        if forwards.node != TRUE:
            # A range written backwards, or with an end that is null, is null.
            return Truth(case([(forwards.node, node)], NULL), True)
    return Truth(node, nullable)


def passes(value: Known, test: Known, doubts: Doubts) -> Known:
    """`value in test` for a test that is not a condition."""
    match test:
        case Stretch():
            return in_stretch(value, test, doubts)
        case Many():
            if isinstance(value, Many):
                raise Refused("A list is tested for being in a list.")
            return in_list(value, test, doubts)
    return compared("=", value, test, doubts)


def in_list(value: Known, test: Many, doubts: Doubts) -> Known:
    """Whether an item equals the value or is a range in which it lies."""
    from .lists import quantified

    written = [part for part in test.parts if not isinstance(part, Piece)]
    if len(written) == len(test.parts):
        found = []
        for each in written:
            answer = (
                in_stretch(value, each, doubts) if isinstance(each, Stretch) else _same(value, each, doubts)
            )
            found.append(answer)
        nodes = [each.node if isinstance(each, Truth) else NULL for each in found]
        node = op("or", *nodes)
        nullable = any(not isinstance(each, Truth) or each.nullable for each in found)
        if test.missing != op("or"):
            node = case([(test.missing, compared("=", value, NOTHING, doubts).node)], node)  # type: ignore[union-attr]
        return Truth(node, nullable)
    if test.missing != op("or"):
        raise Refused("A value is tested against a list that may be null.")
    return quantified(test, lambda item: _same(value, item, doubts), some=True)


def _same(value: Known, item: Known, doubts: Doubts) -> Known:
    """Equality in which what cannot be compared is different."""
    found = compared("=", value, item, doubts)
    if isinstance(found, Truth):
        return Truth(op("coalesce", found.node, op("or")), False) if found.nullable else found
    return Truth(op("or"), False)
