"""The whole report as data: what a change of policy would do, and how that is known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from commonweal.insight.impact.assumptions import Assumptions
from commonweal.insight.impact.boundaries import Boundaries, read_boundaries
from commonweal.insight.impact.budgeting import Part, budget_parts
from commonweal.insight.impact.charts import draw
from commonweal.insight.impact.cliff_edges import CliffEdges, cliff_edges, drops_table, rises_table
from commonweal.insight.impact.crossings import Crossed, Pair, crossed_tables
from commonweal.insight.impact.equality import Protected, equality
from commonweal.insight.impact.groups import find_nesting, group_table, hidden_patterns
from commonweal.insight.impact.hardest_hit import HardestHit, hardest_hit
from commonweal.insight.impact.limits import limits_of
from commonweal.insight.impact.measuring import Measured, Measuring, Value
from commonweal.insight.impact.next_year import years_sentence
from commonweal.insight.impact.overall import (
    band_table,
    headline_table,
    outcome_table,
    outcomes,
)
from commonweal.insight.impact.policy_changes import PolicyChanges, policy_changes
from commonweal.insight.impact.protecting import protection_table
from commonweal.insight.impact.provenance import Fact, provenance
from commonweal.insight.impact.reading import ReadSimulation
from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.summary import summary
from commonweal.insight.impact.tables import Hidden, Picture, Table
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.impact.words import say
from commonweal.insight.population import Population

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class OptionImpact:
    """What one option does. `glance` are the sentences at the top; `groups` a table for each
    characteristic; `crossed` for two of them at once.
    """

    label: str
    changes: PolicyChanges
    glance: tuple[str, ...]
    groups: Mapping[str, Table]
    hardest: HardestHit
    crossed: tuple[Crossed, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """A report. Whatever must not be shown is in none of its parts."""

    service: str
    demonstration: str
    made: datetime.date
    population: str
    kind: str
    sample: bool
    today: str
    options: tuple[OptionImpact, ...]
    headline: Table
    outcomes: Table
    bands: Table
    protection: Table
    cliffs: CliffEdges
    drops: Table
    rises: Table
    pictures: tuple[Picture, ...]
    equality: tuple[Protected, ...]
    limits: tuple[tuple[str, tuple[str, ...]], ...]
    provenance: tuple[Fact, ...]
    budget: tuple[Part, ...] = ()
    scenario: str = ""
    """What is assumed of the year that the figures are of; nothing where they are of the population's own."""
    settings: Settings = field(default_factory=Settings)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order of the report."""
        grouped = [table for option in self.options for table in option.groups.values()]
        crossed = [each.table for option in self.options for each in option.crossed if each.table]
        budget = [each.table for each in self.budget if each.table]
        return (
            self.headline, self.outcomes, self.bands, self.protection, *budget, *grouped, *crossed,
            self.drops, self.rises,
        )  # fmt: skip

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return any(table.hides for table in self.tables)


def impact_of(
    simulation: ReadSimulation,
    population: Population,
    *,
    made: datetime.date,
    service: str,
    demonstration: str = "",
    assumed: Sequence[tuple[str, str]] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    assumptions: Assumptions | None = None,
    crossings: Sequence[Pair] = (),
    years: Sequence[Measured] = (),
) -> Impact:
    """Measure a simulation. `made` is the day of the run; `assumed` what the service says it assumes, and
    where that is from. `progress` hears a stage and how much of it is done. `crossings` are the
    characteristics to cross; `assumptions` what a council states; `years` this year against next, where the
    simulation is of next year (`measure_years`).

    Raises OptionFault for a crossing of too many cells.
    """
    chosen = settings or Settings()
    stated = assumptions or Assumptions()
    year = stated.next_year if years else None
    tell = progress or _silent
    schemes = simulation.schemes
    characteristics = list(population.characteristics)
    sampling = Sampling(population.rows, population.sample)
    count = len(schemes) - 1
    measuring = Measuring(
        simulation.connection, count, chosen, sampling, weighted=population.weight is not None
    )
    measured: list[Measured] = []
    for number in range(1, count + 1):
        tell("measuring", (number - 1) / count)
        measured.append(measuring.option(number, characteristics))
    nesting = find_nesting(simulation.connection, characteristics)
    patterns = hidden_patterns(measured, characteristics, nesting, chosen.smallest)
    crossed = crossed_tables(
        measuring,
        measured,
        patterns,
        crossings,
        population.characteristics,
        [each.label for each in schemes[1:]],
        sampling,
        chosen.smallest,
    )
    boundaries = read_boundaries(population)
    names: dict[Value, str] = dict(boundaries.names) if boundaries else {}
    labels = [each.label for each in schemes[1:]]
    found = [outcomes(each, chosen.smallest) for each in measured]
    tell("following incomes", 0.0)
    cliffs = cliff_edges(schemes, population, simulation.connection, chosen)
    options = []
    for number, (each, outcome) in enumerate(zip(measured, found, strict=True), 1):
        tell("comparing the policies", (number - 1) / count)
        changes = policy_changes(schemes[0].model, schemes[number].model, schemes[number].amount)
        tables = {
            name: group_table(
                _file_name(name, number, count),
                label,
                _caption(label, labels[number - 1], count),
                each.groups[name],
                patterns[name][number - 1],
                sampling,
                names if boundaries and name == boundaries.characteristic else None,
            )
            for name, label in population.characteristics.items()
        }
        losers = each.outcomes["no longer entitled"] + each.outcomes["less"]
        hardest = hardest_hit(
            simulation,
            number,
            changes,
            most=chosen.hardest,
            real=population.kind != "synthetic",
            losers=losers.rows,
            smallest=chosen.smallest,
        )
        median = measuring.median(number)
        glance = summary(labels[number - 1], each, outcome, median, chosen.smallest)
        if number == 1 and year is not None and not outcomes(years[0], chosen.smallest).change_tells:
            glance.insert(0, years_sentence(years[0], year))
        options.append(
            OptionImpact(
                labels[number - 1], changes, tuple(glance), tables, hardest, tuple(crossed[number - 1])
            )
        )
    undecided = found[0].undecided if found else 0
    headline = headline_table(
        measured,
        found,
        labels,
        sampling,
        chosen.smallest,
        say("do nothing", year=year.name) if year else "",
    )
    bands = band_table(measured, found, labels, chosen)
    tell("drawing", 0.0)
    pictures = draw(
        options=[(each.label, each.groups) for each in options],
        bands=bands,
        cliffs=cliffs,
        characteristics=population.characteristics,
        today=schemes[0].label,
        boundaries=boundaries,
        areas=_areas(boundaries, measured),
    )
    return Impact(
        service=service,
        demonstration=demonstration,
        made=made,
        population=population.name,
        kind=population.kind,
        sample=population.sample,
        today=schemes[0].label,
        options=tuple(options),
        headline=headline,
        outcomes=outcome_table(found, labels),
        bands=bands,
        protection=protection_table(measured, found, bands, labels, sampling),
        cliffs=cliffs,
        drops=drops_table(cliffs),
        rises=rises_table(cliffs, chosen),
        pictures=pictures,
        equality=equality(population.characteristics),
        limits=limits_of(
            population, schemes, assumed, undecided, stated if year else replace(stated, next_year=None)
        ),
        provenance=provenance(
            simulation,
            population,
            made,
            version("commonweal"),
            chosen,
            exact=not any(isinstance(each.everyone, Hidden) for each in found),
            assumptions=stated,
            year=year,
        ),
        budget=budget_parts(stated, measured, found, labels, sampling, chosen.smallest, years),
        scenario=say("scenario", year=year.name, rises=year.told, source=year.source) if year else "",
        settings=chosen,
    )


def _file_name(name: str, number: int, options: int) -> str:
    plain = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
    return f"by-{plain}" if options == 1 else f"by-{plain}-{number}"


def _caption(label: str, option: str, options: int) -> str:
    return label if options == 1 else f"{label}: {option}"


def _areas(boundaries: Boundaries | None, measured: Sequence[Measured]) -> list[str]:
    """The codes of the areas in the order of the rows of their tables."""
    if boundaries is None or not measured:
        return []
    return [str(group.value) for group in measured[0].groups.get(boundaries.characteristic, ())]


def _silent(_stage: str, _fraction: float) -> None:
    pass


__all__ = ["Impact", "OptionImpact", "Progress", "impact_of"]
