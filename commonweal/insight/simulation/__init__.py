"""Policies run on populations: what every household would get, to the penny.

    schemes = [Scheme("2025", "Today", today), Scheme("2026", "Proposal", draft)]
    with simulate(schemes, population) as simulation:
        simulation.connection.execute("SELECT sum(award_1 - award_0) FROM results").fetchone()

`docs/explanation/simulation.md` says what keeps it exact.
"""

from .faults import Disagreement, MissingInput, SimulationFault, WorkerLost
from .redeciding import Redecided
from .scheme import Scheme
from .simulating import simulate
from .simulation import Simulation

__all__ = [
    "Disagreement",
    "MissingInput",
    "Redecided",
    "Scheme",
    "Simulation",
    "SimulationFault",
    "WorkerLost",
    "simulate",
]
