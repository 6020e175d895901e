"""What a change means for the budget: who bears it, what is collected, who claims, what next year does.

Each rests on something that a council stated, says so first, and stands apart from the headline, which rests
on nothing but the policies and the population.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.insight.impact.assumptions import Assumptions
from commonweal.insight.impact.authorities import authorities_table
from commonweal.insight.impact.claiming import claiming_table
from commonweal.insight.impact.collecting import collecting_table
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.next_year import years_table
from commonweal.insight.impact.overall import Outcomes, outcomes
from commonweal.insight.impact.published import compared_with_published
from commonweal.insight.impact.tables import Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import say


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, what is said below it, and the table."""

    key: str
    heading: str
    told: tuple[str, ...]
    table: Table | None = None


def budget_parts(
    assumptions: Assumptions,
    measured: Sequence[Measured],
    found: Sequence[Outcomes],
    labels: Sequence[str],
    sampling: Sampling,
    smallest: int,
    years: Sequence[Measured] = (),
) -> tuple[Part, ...]:
    """The parts for which something was given, in the order of the report."""
    parts = []
    year = assumptions.next_year
    if year is not None and years:
        told = say("years text", year=year.name, rises=year.told, source=year.source)
        table = years_table(years, labels, year, sampling, smallest)
        parts.append(Part("next-year", say("years"), (told,), table))
    if assumptions.shares is not None:
        table = authorities_table(assumptions.shares, measured, found, labels)
        told = say("authorities text", source=assumptions.shares.source)
        parts.append(Part("authorities", say("authorities"), (told,), table))
    stated = assumptions.collection
    if stated is not None:
        told = say(
            "collecting text", between=between(stated.share.low, stated.share.high), source=stated.source
        )
        table = collecting_table(stated.share, measured, found, labels, sampling)
        parts.append(Part("collection", say("collecting"), (told,), table))
    stated = assumptions.take_up
    if stated is not None:
        told = say(
            "claiming text", between=between(stated.share.low, stated.share.high), source=stated.source
        )
        table = claiming_table(stated.share, measured, found, labels)
        parts.append(Part("take-up", say("claiming"), (told,), table))
    if assumptions.published is not None:
        # What was published is of this year's households, not of next year's.
        now, outcome = (years[0], outcomes(years[0], smallest)) if years else (measured[0], found[0])
        sentences = compared_with_published(assumptions.published, now, outcome, smallest)
        parts.append(Part("published", say("published"), tuple(sentences)))
    return tuple(parts)


def not_given(assumptions: Assumptions) -> tuple[str, ...]:
    """What the report can't say because nothing was given of it, and how to give it."""
    missing = {
        "no shares": assumptions.shares,
        "no collection": assumptions.collection,
        "no take-up": assumptions.take_up,
        "no next year": assumptions.next_year,
        "no published": assumptions.published,
    }
    return tuple(say(key) for key, given in missing.items() if given is None)


def between(low: Decimal, high: Decimal) -> str:
    """A range of shares, in per cent, exactly as it was stated."""
    ends = [f"{(each * 100).normalize():f}%" for each in (low, high)]
    return ends[0] if low == high else f"{ends[0]} to {ends[1]}"
