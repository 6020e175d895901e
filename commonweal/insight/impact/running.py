"""From a service folder, the policies to compare and a population, to a report: the whole way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.insight.impact.assumptions import Assumptions
from commonweal.insight.impact.crossings import Pair, usual
from commonweal.insight.impact.impact import Impact, Progress, impact_of
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.next_year import measure_years, project
from commonweal.insight.impact.options import AMOUNT, Policy, schemes_of
from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.uncertainty import Sampling
from commonweal.insight.population import Population
from commonweal.service import ServiceFolder


def run_impact(
    service: ServiceFolder,
    policies: Sequence[Policy],
    population: Population,
    *,
    made: datetime.date,
    amount: str = AMOUNT,
    settings: Settings | None = None,
    sample: int = 1000,
    database: Path | None = None,
    progress: Progress | None = None,
    assumptions: Assumptions | None = None,
    crossings: Sequence[Pair] | None = None,
) -> Impact:
    """Simulate and measure. `policies` are today's and then the options; `made` is the day of the run.

    `assumptions` are what a council states: where they have a next year, the report is of that year, against
    today's policy in it. `crossings` are the characteristics to cross; None for the usual ones.

    Raises OptionFault and BoundaryFault for what cannot be compared or drawn, and as `simulate` does.
    """
    from commonweal.insight.simulation import simulate

    schemes = schemes_of(policies, amount)
    words = service.service.words("en")
    stated = assumptions or Assumptions()
    year, chosen = stated.next_year, settings or Settings()
    with ExitStack() as held:
        people = population
        years: Sequence[Measured] = ()
        scratch = Path(held.enter_context(TemporaryDirectory(prefix="commonweal-impact-")))
        if year is not None:
            people = project(population, year, scratch)
            with simulate(schemes[:1], population, sample=sample, progress=progress) as now:
                now.write(scratch / "this-year.parquet")
        simulation = held.enter_context(
            simulate(schemes, people, sample=sample, database=database, progress=progress)
        )
        if year is not None:
            years = measure_years(
                scratch / "this-year.parquet",
                simulation.connection,
                scratch,
                options=len(schemes) - 1,
                settings=chosen,
                sampling=Sampling(population.rows, population.sample),
                weighted=population.weight is not None,
            )
        return impact_of(
            simulation,
            people,
            made=made,
            service=words.name,
            demonstration=words.demonstration,
            assumed=words.assumed,
            settings=chosen,
            progress=progress,
            assumptions=stated,
            crossings=usual(population.characteristics) if crossings is None else crossings,
            years=years,
        )
