"""The decision that finds a household's column of the grid."""

from __future__ import annotations

from commonweal.service.grids.dmn_document import DecisionText, Rule, Table, TableInput
from commonweal.service.grids.families import Segment, columns_of_households
from commonweal.service.grids.scheme import Scheme


def household_decision(scheme: Scheme) -> list[DecisionText]:
    """The decision `household`; nothing where every household is in the one column."""
    if len(scheme.columns) < 2:
        return []
    segments = columns_of_households([column.family for column in scheme.columns])
    labels = ", ".join(dict.fromkeys(f'"{column.family.label}"' for column in scheme.columns))
    used = {segment.partner for segment in segments} != {None}
    rules = tuple(_rule(scheme, segment, used) for segment in segments)
    inputs = [TableInput("Children", "number of children", "tCount", ">= 0")]
    if used:
        inputs.insert(0, TableInput("Partner", "partner", "boolean"))
    return [
        DecisionText(
            "household",
            "Which column of the grid is the household in?",
            "tHousehold",
            ("partner", "number of children") if used else ("number of children",),
            Table(tuple(inputs), rules, labels),
            assumed=assumed_of(scheme, "household"),
        )
    ]


def _rule(scheme: Scheme, segment: Segment, with_partner: bool) -> Rule:
    family = scheme.columns[segment.column].family
    partner = {False: "false", True: "true", None: "-"}[segment.partner]
    children = children_cell(segment)
    stretched = " (assumed)" if segment.stretched else ""
    words = f"You count as {family.described}."
    if segment.stretched:
        words = f"The grid has no column for your household, so we use the figures for {family.described}."
    cells = (partner, children) if with_partner else (children,)
    return Rule(cells, f'"{family.label}"', f"{scheme.title} grid, {family.label}{stretched}", words)


def children_cell(segment: Segment) -> str:
    """A range of children as FEEL."""
    if segment.most is None:
        return f">= {segment.least}" if segment.least else "-"
    if segment.least == segment.most:
        return str(segment.least)
    return f"[{segment.least}..{segment.most}]"


def assumed_of(scheme: Scheme, decision: str) -> tuple[tuple[str, str], ...]:
    """What is assumed that bears on a decision: texts and sources."""
    return tuple((each.text, each.source) for each in scheme.assumed if each.on == decision)


def tax_band_label(bands: str) -> str:
    """Council Tax bands as FEEL: `"a", "b"`."""
    return ", ".join(f'"{band}"' for band in bands)
