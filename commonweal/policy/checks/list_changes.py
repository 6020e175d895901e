"""Households that differ in a list of theirs: other members, more of them or fewer."""

from __future__ import annotations

from collections.abc import Iterator

from ..feel import ContextType, ListType, Value, ast, normal_name
from ..feel.types import bare
from .coordinates import coordinate
from .households import Household, item_of
from .lines import LineSet
from .surroundings import Place, Surroundings
from .value_sets import ValueSet


def with_counts(
    source: ast.Node, place: Place, wanted: ValueSet, household: Household, fixed: frozenset[str]
) -> Iterator[Household]:
    """Households in which a list has as many members as makes a count wanted, or one more."""
    line = wanted.number()
    if line is None:
        return
    counts = [int(at) for at in LineSet(line.spans, 0).points() if 0 <= at <= 20]
    lengths = [*counts, *(count + 1 for count in counts)]
    yield from with_other_lists(source, place, household, fixed, lengths)


def with_other_lists(
    node: ast.Node,
    place: Place,
    household: Household,
    fixed: frozenset[str],
    lengths: list[int] | None = None,
) -> Iterator[Household]:
    """Households in which a list that the expression is about has other members."""
    for name in names_in(node):
        element = place.elements.get(name)
        if element is None or element.name in fixed or element.name not in household:
            continue
        type_ = bare(element.type)
        if not isinstance(type_, ListType):
            continue
        for item in members(type_, household):
            for length in lengths or [1, 2, 3]:
                yield {**household, element.name: [item] * length}


def members(type_: ListType, household: Household) -> Iterator[Value]:
    """Members that a list may have: plain ones, and ones with each value that the model compares with."""
    plain = item_of(type_.element)
    yield plain
    member = bare(type_.element)
    if not isinstance(member, ContextType) or not isinstance(plain, dict):
        return
    dates = [each for each in household.values() if coordinate(each) is not None and _is_date(each)]
    for name, entry in member.entries:
        if bare(entry).text == "boolean":
            yield {**plain, name: True}
        elif bare(entry).text == "date":
            for day in dates:
                for months in (-12 * 30, -12 * 10, 0):
                    moved = day.plus_months(months)  # type: ignore[union-attr]
                    yield {**plain, name: moved}
                    for other, other_entry in member.entries:
                        if bare(other_entry).text == "boolean":
                            yield {**plain, name: moved, other: True}


def with_any_value(
    surroundings: Surroundings, node: ast.Node, place: Place, household: Household, fixed: frozenset[str]
) -> Iterator[Household]:
    """Households with another value of an input that stands in a call that is not followed."""
    for name in names_in(node):
        element = place.elements.get(name)
        if element is None or element.name in fixed or element.name not in household:
            continue
        for value in surroundings.values[element].given().values():
            yield {**household, element.name: value}


def _is_date(value: Value) -> bool:
    place = coordinate(value)
    return place is not None and place[0] == "date"


def names_in(node: ast.Node) -> list[str]:
    """The names that stand in an expression, each once."""
    return list(
        dict.fromkeys(normal_name(each.name) for each in ast.walk(node) if isinstance(each, ast.Name))
    )
