"""The office's own cases as a population: what a policy would be given for each, not who they are."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commonweal.insight.population import Population
from commonweal.insight.population.live_rows import write_live_population
from commonweal.insight.population.vocabulary import personal
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.models import Case
from commonweal.service.inputs import answers_to_inputs, house_values, same_name
from commonweal.service.journey import Question
from commonweal.service.types.one_of import OneOf

UNKNOWN = "not known"
DOES_NOT_KNOW = (
    "Where the households live: no address or area is taken from a case.",
    "Whether a household applied twice: each case counts once.",
    "Sex, and anything else that no question of the service asks for.",
)
_AGES = ((24, "18 to 24"), (34, "25 to 34"), (44, "35 to 44"), (54, "45 to 54"), (65, "55 to 65"))
_DERIVED = {
    "household type": "Household type",
    "age group": "Age of the person who applies",
    "disabled": "Disability",
}


def write_population_of_cases(slug: str, folder: Path, *, on: datetime.date) -> Population:
    """Write the cases of a service as a population: their answers as inputs of the policy `on` a day.

    Cases that were forgotten, or whose answers give a policy nothing, are counted and left out. Raises
    UnknownService, NoPolicyInForce or PopulationFault.
    """
    prepared = catalogue.current(slug)
    model = prepared.policies.on(on).model
    inputs = [each.name for each in model.inputs if not personal(each.name)]
    asked = {
        same_name(each.key): each.short or each.ask
        for each in prepared.any_journey.asked
        if isinstance(each, Question) and isinstance(each.type, OneOf) and not personal(each.key)
    }
    left_out: Counter[str] = Counter()
    return write_live_population(
        _rows(slug, model, asked, left_out),
        inputs,
        {**_DERIVED, **asked},
        folder,
        name=f"Live cases of {slug}",
        relevant_date=on,
        left_out=left_out,
        does_not_know=DOES_NOT_KNOW,
    )


def _rows(
    slug: str, model: Any, asked: Mapping[str, str], left_out: Counter[str]
) -> Iterator[Mapping[str, object]]:
    for case in Case.objects.filter(service=slug).select_related("version").order_by("pk").iterator(500):
        if case.forgotten_at is not None or not case.answers:
            left_out["their personal data was erased"] += 1
            continue
        journey = catalogue.version(case.version.content_hash).any_journey
        house = house_values(case.received_on, case.relevant_on, case.channel, case.language)
        given = answers_to_inputs(journey, case.answers, model, house=house)
        row: dict[str, object] = dict(given)
        for name in asked:
            if name not in row:
                row[name] = _answer(case.answers, name)
        row.update(_derived(given, case.relevant_on))
        yield row


def _answer(answers: Mapping[str, Any], name: str) -> str:
    found = next((value for key, value in answers.items() if same_name(key) == name), None)
    return found if isinstance(found, str) else UNKNOWN


def _derived(given: Mapping[str, Any], on: datetime.date) -> dict[str, str]:
    """Characteristics that follow from inputs of the common vocabulary, where the policy has them."""
    children = given.get("children")
    count = len(children) if isinstance(children, list) else given.get("number of children")
    partner = given.get("partner")
    kind = UNKNOWN
    if isinstance(partner, bool) and count is not None:
        adults = "couple" if partner else "lone parent" if count else "single"
        kind = f"{adults} with children" if partner and count else adults
    born = given.get("date of birth")
    age = UNKNOWN
    if isinstance(born, datetime.date):
        years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        age = next((label for most, label in _AGES if years <= most), "66 and over")
    disabled = given.get("disability benefits")
    return {
        "household type": kind,
        "age group": age,
        "disabled": UNKNOWN if disabled is None else "yes" if disabled else "no",
    }
