"""Synthetic populations for the demonstration, so that a change can be tried on somebody at once."""

from __future__ import annotations

import shutil

from django.conf import settings

from commonweal.insight.population import PopulationFault
from commonweal.insight.population.synthetic import make_population
from commonweal.office.impact.populations import place


def ensure_demo_populations() -> list[str]:
    """Make the population of each service's recipe where it is not there yet; give the names of those made.

    A recipe stands beside the services' folder (`populations/SERVICE.yaml`) and needs no other data. One that
    cannot be made is left out: the page says how to add a population.
    """
    made = []
    for service in settings.SERVICES:
        recipe = service.resolve().parent.parent / "populations" / f"{service.name}.yaml"
        folder = place() / service.name
        if not recipe.is_file() or (folder / "population.yaml").is_file():
            continue
        waiting = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.parent.mkdir(parents=True, exist_ok=True)
        try:
            make_population(recipe, waiting)
        except (PopulationFault, OSError):
            shutil.rmtree(waiting, ignore_errors=True)
            continue
        waiting.replace(folder)
        made.append(service.name)
    return made
