"""Writes a completed scheme as a policy: the decisions from household to award, in the words of its grid."""

from __future__ import annotations

from commonweal.service.grids.dmn_document import (
    DecisionText,
    InputText,
    PolicyText,
    identifier,
    item_collection,
    item_components,
    item_definition,
    write_dmn,
)
from commonweal.service.grids.households_written import household_decision, tax_band_label
from commonweal.service.grids.income_written import income_decisions
from commonweal.service.grids.percentage_written import percentage_decisions
from commonweal.service.grids.scheme import Scheme
from commonweal.service.grids.support_written import support_decisions, weekly_deduction

INPUTS = (
    InputText("liable", "Pays the Council Tax bill", "boolean"),
    InputText("pension age", "Has reached State Pension age", "boolean"),
    InputText("relevant date", "The day whose rules and ages count", "date"),
    InputText("partner", "Lives with a partner", "boolean"),
    InputText("number of children", "Children who live in the home", "tCount"),
    InputText("other adults", "Other adults who live in the home", "tAdults"),
    InputText("council tax band", "Council Tax band of the home", "tBand"),
    InputText("council tax bill", "Council Tax for a full year, after discounts", "money"),
    InputText("earnings", "Earnings a week after tax and National Insurance", "money"),
    InputText("partner earnings", "Partner's earnings a week after tax and National Insurance", "money"),
    InputText("universal credit", "Universal Credit a week", "money"),
    InputText("universal credit housing", "The part of Universal Credit for rent, a week", "money"),
    InputText("other income", "Other income that counts, a week", "money"),
    InputText("applicable amount", "What the government expects the household to live off, a week", "money"),
    InputText("disability benefits", "Someone in the home gets a disability benefit", "boolean"),
    InputText("carer", "Someone in the home is a carer", "boolean"),
    InputText("savings", "Savings and investments, both partners together", "money"),
)


def decisions_of(scheme: Scheme) -> list[DecisionText]:
    """Every decision of a scheme, each after those it needs."""
    return [
        *household_decision(scheme),
        *income_decisions(scheme),
        *percentage_decisions(scheme),
        *support_decisions(scheme),
    ]


def inputs_of(scheme: Scheme) -> list[str]:
    """The names of the inputs that a scheme's policy takes."""
    needed = {need for decision in decisions_of(scheme) for need in decision.needs}
    return [each.name for each in INPUTS if each.name in needed]


def write_policy(scheme: Scheme) -> str:
    """The text of the scheme's DMN file."""
    decisions = decisions_of(scheme)
    needed = {need for decision in decisions for need in decision.needs}
    names = {decision.name for decision in decisions}
    state = "What is here is a proposal. " if scheme.proposed else ""
    notes = f" The grid file adds: “{scheme.notes}”." if scheme.notes else ""
    without = f" Not modelled: {' '.join(scheme.not_modelled)}" if scheme.not_modelled else ""
    policy = PolicyText(
        id=f"{identifier(scheme.council)}_{identifier(scheme.year)}{'_proposed' if scheme.proposed else ''}",
        name=f"Council Tax Support {scheme.year}, working age, {scheme.council}"
        + (" (proposed)" if scheme.proposed else ""),
        description=f"{state}Made from the council's grid, and not the council's own file. "
        f"The grid is from {scheme.source}.{notes}{without}",
        assumed=[(each.text, each.source) for each in scheme.assumed if each.on not in names],
        inputs=[each for each in INPUTS if each.name in needed],
        functions=[weekly_deduction(scheme)] if "weekly deduction" in needed else [],
        decisions=decisions,
    )
    policy.types = _types(scheme, {each.type for each in policy.inputs}, names)
    return write_dmn(policy)


def _types(scheme: Scheme, used: set[str], decisions: set[str]) -> list[str]:
    types = [
        item_definition("money", "number"),
        item_definition("percentage", "number", "[0..100]"),
        item_definition("tEligibility", "string", _ELIGIBILITIES),
    ]
    if "tCount" in used:
        types.append(item_definition("tCount", "number", "? = floor(?)"))
    if "household" in decisions:
        labels = dict.fromkeys(f'"{column.family.label}"' for column in scheme.columns)
        types.append(item_definition("tHousehold", "string", ", ".join(labels)))
    if "tBand" in used:
        types.append(item_definition("tBand", "string", tax_band_label("abcdefgh")))
    if "tAdults" in used:
        types.append(item_components("tAdult", (("born", "date"), ("working", "boolean"))))
        types.append(item_collection("tAdults", "tAdult"))
    return types


_ELIGIBILITIES = (
    '"eligible", "not liable", "pension age", "savings", "income", "other adults", "below the minimum"'
)
