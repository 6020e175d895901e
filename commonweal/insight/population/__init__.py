"""Populations: households on which a policy is tried, read from an extract or live cases, or made."""

from __future__ import annotations

from commonweal.insight.population.faults import PopulationFault
from commonweal.insight.population.folder import (
    Areas,
    Kind,
    Population,
    Rejected,
    Source,
    read_population,
)
from commonweal.insight.population.writing import prepare_folder, write_parquet, write_population

__all__ = [
    "Areas",
    "Kind",
    "Population",
    "PopulationFault",
    "Rejected",
    "Source",
    "prepare_folder",
    "read_population",
    "write_parquet",
    "write_population",
]
