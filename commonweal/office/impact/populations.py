"""The populations that staff may choose: folders of the data folder and of the services."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from commonweal.insight.population import Population, PopulationFault, read_population


@dataclass(frozen=True)
class Offered:
    """A population that can be chosen, or the fault for which it cannot. `key` chooses it."""

    key: str
    population: Population | None
    fault: str = ""

    @property
    def about(self) -> str:
        """How many households, and whether they are real."""
        if self.population is None:
            return self.fault
        kinds = {"synthetic": "synthetic: no real people", "extract": "from an extract", "live": "live cases"}
        return f"{self.population.households:,.0f} households, {kinds[self.population.kind]}"


def place() -> Path:
    """Where populations are put."""
    return Path(settings.DATA) / "populations"


def offered(slug: str) -> list[Offered]:
    """Every population that a service's change may be tried on, by name."""
    folders = [place()]
    folders += [each / "populations" for each in settings.SERVICES if each.name == slug]
    found: list[Offered] = []
    for folder in folders:
        for file in sorted(folder.glob("*/population.yaml")):
            found.append(_read(file.parent, f"{len(found)}-{file.parent.name}"))
    return found


def _read(folder: Path, key: str) -> Offered:
    try:
        return Offered(key, read_population(folder))
    except PopulationFault as fault:
        return Offered(key, None, f"{fault.file}: {fault.message} {fault.remedy}")
