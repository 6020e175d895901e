"""What a report assumes and crosses: the service's impact.yaml, next year, pairs of characteristics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from commonweal.insight.impact import OptionFault
from commonweal.insight.impact.assumptions import FILE, Assumptions, find_assumptions
from commonweal.insight.impact.crossings import USUAL, Pair
from commonweal.insight.impact.next_year import columns_raised, risen
from commonweal.insight.impact.words import lower
from commonweal.insight.population import Population, PopulationFault
from commonweal.office.catalogue.service import PreparedService

AS_IS, STATED, GIVEN = "as it is", "stated", "given"
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to assume and to cross."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    crossings: tuple[Pair, ...] = ()


@dataclass
class Assuming:
    """That part of the form: what may be chosen, what was, and what is wrong with it, by field."""

    stated: Assumptions = field(default_factory=Assumptions)
    labels: dict[str, str] = field(default_factory=dict)
    crossings: list[str] = field(default_factory=list)
    first: str = ""
    second: str = ""
    year: str = AS_IS
    bills: str = ""
    incomes: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> dict[str, str | list[str]]:
        """What was chosen, as the form posts it."""
        single = {name: getattr(self, name) for name in ("year", "bills", "incomes", "first", "second")}
        return {**single, "crossings": self.crossings}

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The usual crossings that some population here has: the value of each, and what it is called."""
        return [
            (",".join(pair), f"{self.labels[pair[0]]} by {lower(self.labels[pair[1]])}")
            for pair in USUAL
            if all(each in self.labels for each in pair)
        ]

    @property
    def missing(self) -> list[str]:
        """What the service's file says nothing of."""
        known = {
            "who bears the cost": self.stated.shares,
            "what is collected": self.stated.collection,
            "who of those newly entitled claims": self.stated.take_up,
            "next year": self.stated.next_year,
            "the published caseload": self.stated.published,
        }
        return [name for name, given in known.items() if given is None]


def assuming_for(service: PreparedService, populations: Sequence[Population]) -> Assuming:
    """What may be assumed and crossed: read from the service's folder each time, as its policies are."""
    made = Assuming()
    for each in populations:
        made.labels = {**each.characteristics, **made.labels}
    folder = next((each for each in settings.SERVICES if each.name == service.slug), None)
    if folder is not None:
        try:
            made.stated = find_assumptions(folder)
        except PopulationFault as fault:
            place = f"{FILE}, line {fault.line}" if fault.line else FILE
            where = f" “{fault.field}”:" if fault.field else ""
            made.problems["year"] = f"{place}:{where} {fault.message} {fault.remedy}".strip()
    made.crossings = [value for value, _ in made.offered]
    made.year = AS_IS
    return made


def read_assuming(made: Assuming, posted: Any) -> None:
    """Fill in what was posted (a QueryDict). Nothing in it is trusted."""
    known = {value for value, _ in made.offered}
    made.crossings = [each for each in dict.fromkeys(posted.getlist("crossings")) if each in known]
    made.bills, made.incomes = (
        " ".join(posted.get(each, "").split())[:_LONGEST] for each in ("bills", "incomes")
    )
    made.year = posted.get("year", AS_IS)
    if made.year not in (AS_IS, STATED, GIVEN) or (made.year == STATED and made.stated.next_year is None):
        made.problems["year"] = "Choose the year again: the service’s impact.yaml says nothing of next year"
        made.year = AS_IS
    elif made.year == GIVEN:
        _read_rises(made)
    elif made.bills or made.incomes:
        made.problems["year"] = "Choose next year with the rises below, or leave the rises empty"
    made.first, made.second = (posted.get(each, "") for each in ("first", "second"))
    if made.first not in made.labels:
        made.first = ""
    if made.second not in made.labels:
        made.second = ""
    if bool(made.first) != bool(made.second):
        made.problems["first" if made.second else "second"] = "Choose two characteristics, or neither"
    elif made.first and made.first == made.second:
        made.problems["second"] = "Choose two different characteristics"


def _read_rises(made: Assuming) -> None:
    for name, given in (("bills", made.bills), ("incomes", made.incomes)):
        try:
            risen(given, "")
        except OptionFault:
            made.problems[name] = "The rise must be per cent up to 100, such as 4.99"
    if not made.bills and not made.incomes:
        made.problems["bills"] = "Enter by how much bills or incomes rise"


def asked_of(made: Assuming, population: Population) -> Asked:
    """What the report is to do, on the population chosen. A fault with it becomes a problem of the form."""
    pairs = [(first, second) for first, second in (each.split(",") for each in made.crossings)]
    has = population.characteristics
    # The usual ones are offered for any population: those that this one lacks are left out.
    wanted = [pair for pair in pairs if all(each in has for each in pair)]
    if made.first and made.second:
        if made.first in has and made.second in has:
            wanted.append((made.first, made.second))
        else:
            made.problems["first"] = "This population does not have both of these characteristics"
    year = made.stated.next_year if made.year == STATED else None
    if made.year == GIVEN and not made.problems:
        year = risen(made.bills, made.incomes)
    try:
        if year is not None:
            columns_raised(population, year)
    except OptionFault as fault:
        made.problems["year"] = f"{str(fault)[:1].upper()}{str(fault)[1:]}"
    return Asked(replace(made.stated, next_year=year), tuple(dict.fromkeys(wanted)))


__all__ = ["AS_IS", "GIVEN", "STATED", "Asked", "Assuming", "asked_of", "assuming_for", "read_assuming"]
