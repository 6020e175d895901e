"""The households that lose most, each with its exact working before and after, and the rules that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from commonweal.insight.impact.policy_changes import PolicyChanges
from commonweal.insight.impact.reading import ReadScheme, ReadSimulation
from commonweal.policy import Difference, Outcome, explain
from commonweal.policy.explanation.spoken import spoken
from commonweal.policy.feel import Clock, from_feel, to_feel

_TEN = Decimal(10)
_LOOKED_AT = 40
_OF_NO_ACCOUNT = frozenset({"liable", "pension age", "relevant date"})


@dataclass(frozen=True, slots=True)
class HardHit:
    """One household: its circumstances in words, its support before and after, why, and by which rules."""

    circumstances: tuple[tuple[str, str], ...]
    before: Decimal
    after: Decimal
    why_before: tuple[str, ...]
    why_after: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HardestHit:
    """Those hit hardest by one option. `stand_ins`: each is rounded, and not a household of the
    population.
    """

    households: tuple[HardHit, ...]
    stand_ins: bool
    hidden: bool = False


def hardest_hit(
    simulation: ReadSimulation,
    option: int,
    changes: PolicyChanges,
    *,
    most: int,
    real: bool,
    losers: float,
    smallest: int,
    clock: Clock | None = None,
) -> HardestHit:
    """The `most` households that lose most under an option (from 1).

    Real people's circumstances are never shown: for an extract or live cases each household is rounded, and
    where fewer than `smallest` lose none is shown at all. Two that are alike are shown once.
    """
    if real and 0 < losers < smallest:
        return HardestHit((), real, hidden=True)
    today, after = simulation.schemes[0], simulation.schemes[option]
    rows = simulation.connection.execute(
        f"select row from results where award_{option} < award_0 "
        f"order by award_{option} - award_0, row limit {max(most * 4, _LOOKED_AT)}"
    ).fetchall()
    found: list[HardHit] = []
    seen: set[str] = set()
    for (row,) in rows:
        if len(found) == most:
            break
        inputs = dict(simulation.household(int(row)))
        if real:
            inputs = _rounded(inputs, (today, after))
        key = repr(sorted((name, repr(value)) for name, value in inputs.items()))
        if key in seen:
            continue
        seen.add(key)
        told = _told(inputs, today, after, changes, clock)
        if told.before > told.after:
            found.append(told)
    return HardestHit(tuple(sorted(found, key=lambda each: each.after - each.before)), real)


def _rounded(inputs: Mapping[str, Any], schemes: Sequence[ReadScheme]) -> dict[str, Any]:
    """The household with its amounts of money rounded to the nearest £10, and its dates to 1 January."""
    money = {
        each.name
        for scheme in schemes
        for each in scheme.model.inputs
        if each.type_name in ("money", "number")
    }
    return {name: _coarse(value, name in money) for name, value in inputs.items()}


def _coarse(value: Any, money: bool) -> Any:
    if money and isinstance(value, Decimal):
        return (value / _TEN).to_integral_value(ROUND_HALF_EVEN) * _TEN
    if hasattr(value, "month") and hasattr(value, "replace"):
        return value.replace(month=1, day=1)
    if isinstance(value, list):
        return [_coarse(each, money) for each in value]
    if isinstance(value, dict):
        return {name: _coarse(each, money) for name, each in value.items()}
    return value


def _told(
    inputs: Mapping[str, Any],
    today: ReadScheme,
    after: ReadScheme,
    changes: PolicyChanges,
    clock: Clock | None,
) -> HardHit:
    outcomes = [_outcome(scheme, inputs, clock) for scheme in (today, after)]
    values = [each.value if isinstance(each.value, Decimal) else Decimal(0) for each in outcomes]
    return HardHit(
        tuple(_circumstances(inputs, outcomes[0])),
        values[0],
        values[1],
        tuple(dict.fromkeys(each.text for each in explain(outcomes[0]))),
        tuple(dict.fromkeys(each.text for each in explain(outcomes[1]))),
        tuple(_rules(outcomes, changes)),
    )


def _outcome(scheme: ReadScheme, inputs: Mapping[str, Any], clock: Clock | None) -> Outcome:
    known = {each.name for each in scheme.model.inputs}
    given = {name: value for name, value in inputs.items() if name in known}
    return scheme.model.decide(given, scheme.amount, clock=clock)


def _circumstances(inputs: Mapping[str, Any], outcome: Outcome) -> list[tuple[str, str]]:
    """What the decision rests on, as people read it; amounts of nothing and matters of course are
    left out.
    """
    told = []
    described = {each.name: each for each in outcome.model.inputs}
    for name, value in outcome.inputs.items():
        if name in _OF_NO_ACCOUNT or name not in inputs:
            continue
        info = described[name]
        if value is None or value == [] or (value == 0 and not isinstance(value, bool)):
            continue
        style = "money" if info.type_name == "money" else None
        label = info.label or f"{name[:1].upper()}{name[1:]}"
        told.append((label, spoken(to_feel(from_feel(value)), "en", style)))  # type: ignore[arg-type]
    return told


def _rules(outcomes: Sequence[Outcome], changes: PolicyChanges) -> list[str]:
    """The differences between the policies that this household met: a rule it fell under, or a whole
    decision.
    """
    matched: list[dict[str, set[int]]] = []
    for outcome in outcomes:
        rules: dict[str, set[int]] = {}
        for step in outcome.trace:
            rules.setdefault(step.decision, set()).update(
                each.number for table in step.tables for each in table.matched
            )
        matched.append(rules)
    return [
        f"{each.element}: {each.message}"
        for each in changes.differences
        if each.what != "words" and _met(each, matched)
    ]


def _met(difference: Difference, matched: Sequence[Mapping[str, set[int]]]) -> bool:
    before, after = difference.rows
    if before is None and after is None:
        return any(difference.element in each for each in matched)
    return (before is not None and before in matched[0].get(difference.element, ())) or (
        after is not None and after in matched[1].get(difference.element, ())
    )
