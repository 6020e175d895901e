"""What inputs that were never asked for leave open in an outcome that is certain all the same.

A number that is not known may yet be the reason for something that is: income of £50 or £80, whichever it
is, is not more than £93. Of such a number an explanation can truly say "at most £80". Which of its two ends
is the reason is found by moving each out of the way: an end that can be moved without a change to any
decision that is certain is no reason for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ..dmn.graph import Node
from ..feel import Value
from .possible import Among, Between, Names, Possible, Unsure, is_certain, key_of
from .whole_model import PartialModel, Possibles

_FAR: Final = Decimal("1E+15")
"""Beyond any amount that a scheme's rules tell apart."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of a number that matter: at least `low`, at most `high`, or both."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What is not certain in an outcome.

    `values`: every input and decision that is not certain, and what it can be. `bounds`: of those, each
    number that a certain decision goes by. `rules`: the decisions that are certain though different rules of
    their table may have made them, with the numbers of these rules (from 1; empty where not known).
    `settled`: whether all that becomes of the application is certain.
    """

    values: Mapping[str, Possible] = field(default_factory=dict)
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    rules: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    settled: bool = True

    @property
    def names(self) -> frozenset[str]:
        """Every input and decision whose value, or whose rule, is not certain."""
        return frozenset(self.values) | frozenset(self.rules)


def left_open(ready: PartialModel, inputs: Possibles, unasked: Names) -> LeftOpen:
    """What inputs that rest on any of `unasked` leave open."""
    doubtful: dict[str, tuple[int, ...]] = {}
    decisions = [each.name for each in ready.model.decisions]
    known = {**inputs, **ready.read(inputs, decisions, doubtful=doubtful)}
    values = {
        name: value for name, value in known.items() if isinstance(value, Unsure) and value.rests_on & unasked
    }
    steps, _ = ready.plan(decisions)
    bounds: dict[str, Bounds] = {}
    for name, value in values.items():
        ends = _ends(value)
        if ends is not None:
            needing = [each for each in steps if name in [one.name for one in each.needs]]
            users = [each for each in needing if is_certain(known[each.name])]
            found = _reasons(ready, known, name, ends, users)
            if found is not None:
                bounds[name] = found
    rules = {name: numbers for name, numbers in doubtful.items() if name not in values}
    return LeftOpen(values, bounds, rules)


def _ends(value: Unsure) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest that a number can be."""
    if isinstance(value, Among) and all(isinstance(each, Decimal) for each in value.values):
        numbers = [each for each in value.values if isinstance(each, Decimal)]
        return min(numbers), max(numbers)
    if isinstance(value, Between) and not value.null and isinstance(value.low, Decimal):
        assert isinstance(value.high, Decimal)
        return value.low, value.high
    return None


def _reasons(
    ready: PartialModel, known: Possibles, name: str, ends: tuple[Decimal, Decimal], users: list[Node]
) -> Bounds | None:
    """The ends that a certain decision goes by; None where none goes by either."""
    low, high = ends
    floor = min(Decimal(0), low)
    below = any(_differs(ready, known, name, (floor, high), users)) if floor != low else False
    above = any(_differs(ready, known, name, (low, _FAR), users))
    if not below and not above:
        both = any(_differs(ready, known, name, (floor, _FAR), users))
        return Bounds(low, high) if both else None
    return Bounds(low if below else None, high if above else None)


def _differs(
    ready: PartialModel, known: Possibles, name: str, ends: tuple[Decimal, Decimal], users: list[Node]
) -> Iterator[bool]:
    """For each user, whether it would not be what it is, by the same rule, were the number between these."""
    wider = {**known, name: Between(*ends, frozenset({name}))}
    for node in users:
        value, in_doubt = ready.reread(node, wider)
        _, was_in_doubt = ready.reread(node, known)
        same = not isinstance(value, Unsure) and _same(value, known[node.name])
        yield not same or in_doubt != was_in_doubt


def _same(one: Value, other: Possible) -> bool:
    return not isinstance(other, Unsure) and key_of(one) == key_of(other)


__all__ = ["Bounds", "LeftOpen", "left_open"]
