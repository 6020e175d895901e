"""The rules of a recipe: for which households, and how an amount or a chance is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.insight.population.synthetic.draws import Draws, Flags, Reals, Whole
from commonweal.insight.population.written_yaml import Written
from commonweal.service.strict_yaml import Text, nearest

Dimensions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Condition:
    """Categories that a household must be in: for each dimension named, any of these (indices)."""

    allowed: Mapping[str, tuple[int, ...]]

    def holds(self, codes: Mapping[str, Whole], size: int) -> Flags:
        """Which of `size` households, given each one's category in every dimension, it holds for."""
        result = np.ones(size, dtype=np.bool_)
        for dimension, indices in self.allowed.items():
            result &= np.isin(codes[dimension], indices)
        return result


def read_condition(written: Written, dimensions: Dimensions, besides: Sequence[str]) -> Condition:
    """The condition in a rule: every key that is a dimension. `besides` are the rule's other keys."""
    allowed = {}
    for key in written.names():
        if key in besides:
            continue
        if key not in dimensions:
            known = [*dimensions, *besides]
            remedy = nearest(key, known) or f"The keys are: {', '.join(known)}."
            raise written.fault("there is no such dimension or key.", remedy, key=key)
        categories = dimensions[key]
        allowed[key] = tuple(category_index(written, key, text, categories) for text in written.texts(key))
    return Condition(allowed)


def category_index(written: Written, key: str, text: str, categories: tuple[str, ...]) -> int:
    """The place of a category in its dimension, or a fault naming the nearest."""
    if text not in categories:
        remedy = nearest(text, list(categories)) or f"They are: {', '.join(categories)}."
        raise written.fault(f"there is no category `{text}`.", remedy, key=key)
    return categories.index(text)


@dataclass(frozen=True, slots=True)
class Amount:
    """How an amount in pounds is drawn: log-normal by median and spread, uniform, or exact.

    `spread` is the standard deviation of the logarithm; `none_for` the share that has nothing at all.
    """

    kind: str
    first: float
    second: float
    low: float
    high: float
    none_for: float

    def draw(self, draws: Draws, size: int) -> Reals:
        """Pounds, to the penny."""
        if self.kind == "exactly":
            amount = np.full(size, self.first)
        elif self.kind == "from":
            amount = self.first + (self.second - self.first) * draws.uniform(size)
        else:
            amount = self.first * np.exp(self.second * draws.normal(size))
        amount = np.clip(amount, self.low, self.high)
        nothing = draws.uniform(size) < self.none_for
        return np.asarray(np.where(nothing, 0.0, np.rint(amount * 100) / 100))


AMOUNT_KEYS = ("median", "spread", "from", "to", "exactly", "at least", "at most", "none for", "why")


def read_amount(written: Written) -> Amount:
    """An amount's rule: `median` and `spread`, or `from` and `to`, or `exactly`."""
    kinds = [kind for kind in ("median", "from", "exactly") if kind in written]
    if len(kinds) != 1:
        raise written.fault(
            "the rule should say how the amount is drawn, once.",
            "Write `median` and `spread`, or `from` and `to`, or `exactly`.",
        )
    second = {"median": "spread", "from": "to"}.get(kinds[0])
    none_for = float(written.number("none for", "0"))
    if not 0 <= none_for <= 1:
        raise written.fault("a share lies between 0 and 1.", key="none for")
    return Amount(
        kind=kinds[0],
        first=float(written.number(kinds[0])),
        second=float(written.number(second)) if second else 0.0,
        low=float(written.number("at least", "0")),
        high=float(written.number("at most", "1000000")),
        none_for=none_for,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """For the households for which the condition holds, the amount; or the chance that it is so."""

    condition: Condition
    amount: Amount | None = None
    chance: float = 0.0


def read_rules(items: Sequence[Written], dimensions: Dimensions, *, chances: bool) -> tuple[Rule, ...]:
    """Rules in the order written; the first whose condition holds decides."""
    keys = ("chance", "why") if chances else AMOUNT_KEYS
    rules = []
    for written in items:
        condition = read_condition(written, dimensions, keys)
        if chances:
            chance = float(written.number("chance"))
            if not 0 <= chance <= 1:
                raise written.fault("a chance lies between 0 and 1.", key="chance")
            rules.append(Rule(condition, chance=chance))
        else:
            rules.append(Rule(condition, amount=read_amount(written)))
    return tuple(rules)


def draw_amounts(rules: Sequence[Rule], codes: Mapping[str, Whole], size: int, draws: Draws) -> Reals:
    """Pounds for each household by the first rule that holds; nought where none does."""
    result = np.zeros(size)
    decided = np.zeros(size, dtype=np.bool_)
    for rule in rules:
        amounts = rule.amount.draw(draws, size) if rule.amount else np.zeros(size)
        here = rule.condition.holds(codes, size) & ~decided
        result[here] = amounts[here]
        decided |= here
    return result


def draw_chances(rules: Sequence[Rule], codes: Mapping[str, Whole], size: int, draws: Draws) -> Flags:
    """Yes or no for each household by the first rule that holds; no where none does."""
    chance = np.zeros(size)
    decided = np.zeros(size, dtype=np.bool_)
    for rule in rules:
        here = rule.condition.holds(codes, size) & ~decided
        chance[here] = rule.chance
        decided |= here
    return np.asarray(draws.uniform(size) < chance)


def read_shares(written: Written, key: str) -> tuple[tuple[int, ...], Reals]:
    """Whole numbers with their shares: `{1: 44, 2: 41}`, or one number alone."""
    node = written.node.get(key)
    if key not in written:
        return (0,), np.ones(1)
    if isinstance(node, Text):
        return (written.whole(key),), np.ones(1)
    inner = written.map(key)
    shares = {}
    for name in inner.names():
        value = inner.as_number(name, name)
        if value != int(value) or not 0 <= value <= 40:
            raise inner.fault("this should be a whole number of people, 0 to 40.", key=name)
        shares[int(value)] = float(inner.number(name))
    if not shares or sum(shares.values()) <= 0 or min(shares.values()) < 0:
        raise written.fault("the shares should be above nought.", key=key)
    return tuple(shares), np.array(list(shares.values()))
