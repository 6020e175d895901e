"""What the report does not know: the population's own word, the policy's assumptions, and what no simulation
of rules can say.
"""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.insight.impact.assumptions import Assumptions
from commonweal.insight.impact.budgeting import not_given
from commonweal.insight.impact.reading import ReadScheme
from commonweal.insight.impact.tables import Cell, Hidden
from commonweal.insight.impact.words import say
from commonweal.insight.population import Population

_TAKE_UP = "Take-up: everyone who is entitled is counted as claiming. In life some do not."
_COLLECTION = (
    "Collection: whether people whose support falls would pay the rest of their bill, and what it would "
    "cost to "
    "collect it."
)
_OF_EVERY_KIND = (
    _TAKE_UP,
    "Behaviour: nobody works more or less, moves, separates or claims another benefit because of the change.",
    _COLLECTION,
    "Other support: what falls or rises elsewhere because of the change, such as hardship payments.",
    "The year: every household is taken as it stands on one day, for a whole year.",
)
_BY_KIND = {
    "synthetic": "The households are made up to fit published totals. What was not fitted, such as which "
    "households have which incomes, may differ from life, most of all in small areas and small groups.",
    "extract": "The households are those of an extract, as it was taken: who claimed since, or whose "
    "circumstances changed since, is not in it, and nor is anybody who does not claim.",
    "live": "The households are this service’s own cases: whoever has not applied is not among them.",
}


def limits_of(
    population: Population,
    schemes: Sequence[ReadScheme],
    assumed: Sequence[tuple[str, str]],
    undecided: Cell,
    assumptions: Assumptions,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings, each with its sentences."""
    kind = [_BY_KIND[population.kind]]
    if undecided != 0:
        many = "Fewer than the smallest number shown" if isinstance(undecided, Hidden) else f"{undecided:,}"
        kind.append(
            f"{many} households could not be decided, because something the policy needs is not known "
            f"of them or "
            "it gives nothing for them. They are left out of every figure."
        )
    if population.rejected.rows:
        kind.append(
            f"{population.rejected.rows:,} rows of the source were rejected and are in no figure: "
            + "; ".join(f"{reason} ({count:,})" for reason, count in population.rejected.reasons.items())
            + "."
        )
    parts: list[tuple[str, tuple[str, ...]]] = [("The population", (*kind, *population.does_not_know))]
    if population.assumptions:
        parts.append(("What the population assumes", population.assumptions))
    policy: dict[str, None] = {}
    for scheme in schemes:
        for each in scheme.model.assumptions:
            if each.language in (None, "", "en"):
                policy[f"{each.text} ({each.source})" if each.source else each.text] = None
    for text, source in assumed:
        policy[f"{text} ({source})" if source else text] = None
    if policy:
        parts.append(("What the policies assume", tuple(policy)))
    missing = not_given(assumptions)
    if missing:
        parts.append((say("not given"), (*missing, say("not given how"))))
    if population.kind != "synthetic":
        parts.append(("Other reports on the same households", (say("other reports"),)))
    parts.append(("What no simulation of rules can say", _OF_EVERY_KIND))
    return tuple(parts)
