"""How a report was made, so that anybody can make it again."""

from __future__ import annotations

import datetime
import platform
from dataclasses import dataclass
from importlib.metadata import version

from commonweal.insight.impact.assumptions import Assumptions
from commonweal.insight.impact.budgeting import between
from commonweal.insight.impact.next_year import NextYear
from commonweal.insight.impact.reading import ReadSimulation
from commonweal.insight.impact.settings import Settings
from commonweal.insight.population import Population


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name and what it is."""

    name: str
    value: str


def provenance(
    simulation: ReadSimulation,
    population: Population,
    made: datetime.date,
    commonweal: str,
    settings: Settings,
    *,
    exact: bool,
    assumptions: Assumptions,
    year: NextYear | None,
) -> tuple[Fact, ...]:
    """Policies by their content, the population, what was checked, and the versions of everything.

    `exact` is false where the exact number of rows would let a small number be worked out; `year` is the year
    that the figures are of, where that is not the population's own.
    """
    facts = [Fact("Day of the run", f"{made.day} {made:%B %Y}")]
    for at, scheme in enumerate(simulation.schemes):
        role = "Today’s policy" if at == 0 else f"Option {at}"
        facts.append(Fact(role, f"{scheme.label}, {scheme.model.name}, sha256 {scheme.model.content_hash}"))
        facts.append(Fact(f"{role}: amount", f"the decision “{scheme.amount}”, pounds a year"))
        refusals = simulation.by_row.get(scheme.name, ())
        facts.append(
            Fact(
                f"{role}: how it was run",
                "compiled to SQL, whole"
                if not refusals
                else "row by row, exactly, because: " + "; ".join(str(each) for each in refusals),
            )
        )
    facts += [
        Fact("Population", f"{population.name} ({population.kind})"),
        Fact("Relevant date", f"{population.relevant_date.day} {population.relevant_date:%B %Y}"),
        Fact("Rows read", _rows(population, settings, exact)),
        Fact("Rows rejected", f"{population.rejected.rows:,}"),
    ]
    if population.seed is not None:
        facts.append(Fact("Seed of the population", str(population.seed)))
    if year is not None:
        facts.append(Fact("Year of the figures", f"{year.name}: {year.told}, to the penny ({year.source})"))
    facts += stated_facts(assumptions)
    redecided = simulation.redecided
    facts += [
        Fact(
            "Rows decided again, exactly",
            f"{redecided.rows:,} chosen by seed {redecided.seed}, with {redecided.differences} differences",
        ),
        Fact("Smallest number shown", str(settings.smallest)),
        *(Fact("Source", _source(each.title, each.address, each.what)) for each in population.sources),
        Fact(
            "Made with",
            f"Commonweal {commonweal}, DuckDB {version('duckdb')}, Altair {version('altair')}, "
            f"Python {platform.python_version()}",
        ),
    ]
    return tuple(facts)


def stated_facts(assumptions: Assumptions) -> list[Fact]:
    """What was stated by the council, with its source, exactly as it was stated."""
    facts = []
    shares = assumptions.shares
    if shares is not None:
        unit = ("£", "") if shares.pounds else ("", "%")
        parts = "; ".join(f"{each.name} {unit[0]}{each.part:,}{unit[1]}" for each in shares.authorities)
        facts.append(Fact("Stated: shares of the bill", f"{parts} ({shares.source})"))
    for name, given in (("collection", assumptions.collection), ("take-up", assumptions.take_up)):
        if given is not None:
            said = between(given.share.low, given.share.high)
            facts.append(Fact(f"Stated: {name}", f"{said} ({given.source})"))
    if assumptions.published is not None:
        known = assumptions.published
        cost = "" if known.cost is None else f", £{known.cost:,} a year"
        facts.append(
            Fact("Stated: published caseload", f"{known.households:,}{cost}, {known.of} ({known.source})")
        )
    return facts


def _rows(population: Population, settings: Settings, exact: bool) -> str:
    if exact:
        return f"{population.rows:,}, standing for {population.households:,.0f} households"
    unit = 10 * settings.smallest
    about = f"{unit * round(population.rows / unit):,}"
    return f"about {about} (rounded, so that a small number cannot be worked out)"


def _source(title: str, address: str, what: str) -> str:
    return ", ".join(each for each in (title, what, address) if each)
