"""From a service folder, the policies to compare and a population, to a report: the whole way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from commonweal.insight.impact.impact import Impact, Progress, impact_of
from commonweal.insight.impact.options import AMOUNT, Policy, schemes_of
from commonweal.insight.impact.settings import Settings
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
) -> Impact:
    """Simulate and measure. `policies` are today's and then the options; `made` is the day of the run.

    Raises OptionFault and BoundaryFault for what cannot be compared or drawn, and as `simulate` does.
    """
    from commonweal.insight.simulation import simulate

    schemes = schemes_of(policies, amount)
    words = service.service.words("en")
    with simulate(schemes, population, sample=sample, database=database, progress=progress) as simulation:
        return impact_of(
            simulation,
            population,
            made=made,
            service=words.name,
            demonstration=words.demonstration,
            assumed=words.assumed,
            settings=settings,
            progress=progress,
        )
