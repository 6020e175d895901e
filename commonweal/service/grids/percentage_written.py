"""The grid itself: the percentage for each household, income and, where it matters, Council Tax band."""

from __future__ import annotations

from decimal import Decimal

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.dmn_document import DecisionText, Rule, Table, TableInput
from commonweal.service.grids.households_written import assumed_of, tax_band_label
from commonweal.service.grids.income_written import PER, income_name
from commonweal.service.grids.scheme import Column, Scheme


def percentage_decisions(scheme: Scheme) -> list[DecisionText]:
    """The decision `discount percentage`, after the grid where some people have their own percentage."""
    flat = [
        (name, label, rate)
        for name, label, rate in (
            ("carer", "Carer in the home", scheme.terms.carer_rate),
            ("disability benefits", "Disability benefit in the home", scheme.terms.disabled_rate),
        )
        if rate is not None
    ]
    if not flat:
        return [_grid(scheme, "discount percentage")]
    flat.sort(key=lambda each: -each[2])
    rules: list[Rule] = []
    for index, (_, label, rate) in enumerate(flat):
        cells = ("false",) * index + ("true",) + ("-",) * (len(flat) - index - 1)
        who = label.removesuffix(" in the home").lower()
        words = f"There is a {who} in your home, so support is {plain(rate)}% of the Council Tax we count."
        rules.append(Rule(cells, plain(rate), f"{scheme.title}, {who}", words))
    rules.append(Rule(("false",) * len(flat), "grid percentage", f"{scheme.title} grid", ""))
    return [
        _grid(scheme, "grid percentage"),
        DecisionText(
            "discount percentage",
            "What share of the Council Tax does the scheme cover?",
            "percentage",
            ("grid percentage", *(name for name, _, _ in flat)),
            Table(tuple(TableInput(label, name, "boolean") for name, label, _ in flat), tuple(rules)),
            assumed=assumed_of(scheme, "discount percentage"),
        ),
    ]


def _grid(scheme: Scheme, name: str) -> DecisionText:
    income = income_name(scheme)
    many = len(scheme.columns) > 1
    by_tax_band = len(scheme.scales) > 1 and any(column.rates is None for column in scheme.columns)
    inputs: list[TableInput] = []
    if many:
        labels = ", ".join(dict.fromkeys(f'"{column.family.label}"' for column in scheme.columns))
        inputs.append(TableInput("Household", "household", "tHousehold", labels))
    label = "Income above the applicable amount" if scheme.kind == "excess" else "Assessed income"
    inputs.append(TableInput(f"{label} {PER[scheme.per][0]}", income, "money", ">= 0"))
    if by_tax_band:
        bands = tax_band_label("abcdefgh")
        inputs.append(TableInput("Council Tax band", "council tax band", "tBand", bands))
    rules: list[Rule] = []
    for column in scheme.columns:
        groups = [scale.tax_bands for scale in scheme.scales] if by_tax_band else [""]
        for group in groups:
            rules += _rules(scheme, column, group, many, by_tax_band)
    needs = [*(["household"] if many else []), income, *(["council tax band"] if by_tax_band else [])]
    return DecisionText(
        name,
        "What share of the Council Tax does the grid cover?",
        "percentage",
        tuple(needs),
        Table(tuple(inputs), tuple(rules)),
        assumed=assumed_of(scheme, name),
    )


def _rules(scheme: Scheme, column: Column, group: str, many: bool, by_tax_band: bool) -> list[Rule]:
    rates = scheme.rates(column, group[:1])
    bounds = [bound for bound in column.bounds if bound is not None]
    homes = f", Council Tax bands {', '.join(group.upper())}" if by_tax_band else ""
    rules: list[Rule] = []
    for index, rate in enumerate(rates):
        below = bounds[index - 1] if index else None
        top = bounds[index] if index < len(bounds) else None
        cells = [f'"{column.family.label}"'] if many else []
        cells.append(_cell(below, top, scheme.strict))
        if by_tax_band:
            cells.append(tax_band_label(group))
        where = f", {column.family.label}" if many else ""
        authority = f"{scheme.title} grid, band {index + 1}{where}{homes}"
        words = _words(scheme, column, below, top, rate, many, homes)
        rules.append(Rule(tuple(cells), plain(rate), authority, words))
    return rules


def _cell(below: Decimal | None, top: Decimal | None, strict: bool) -> str:
    if below is None and top is None:
        return "-"
    if top is None:
        assert below is not None
        return f"{'>=' if strict else '>'} {plain(below)}"
    if below is None:
        if top == 0 and not strict:
            return "0"
        return f"[0..{plain(top)}{')' if strict else ']'}"
    return f"[{plain(below)}..{plain(top)})" if strict else f"({plain(below)}..{plain(top)}]"


def _words(
    scheme: Scheme,
    column: Column,
    below: Decimal | None,
    top: Decimal | None,
    rate: Decimal,
    many: bool,
    homes: str,
) -> str:
    whose = f"For {column.family.described}, " if many else ""
    income, per = f"{{{income_name(scheme)}}}", PER[scheme.per][0]
    amount = f"{income} {per}" if many else f"your income of {income} {per}"
    if scheme.kind == "excess":
        amount = f"{'i' if many else 'I'}ncome of {income} {per} above the applicable amount"
    more, less = ("at least", "less than") if scheme.strict else ("more than", "not more than")
    where = []
    if below is not None:
        where.append(f"{more} {pounds(below)}")
    if top is not None:
        where.append(f"{less} {pounds(top)}")
    said = f"is {' and '.join(where)}" if where else "is in the only band"
    result = f"support is {plain(rate)}% of the Council Tax we count" if rate else "there is no support"
    home = f" in {homes.removeprefix(', ')}" if homes else ""
    sentence = f"{whose}{amount} {said}, so{home} {result}."
    return sentence[0].upper() + sentence[1:] if not sentence.startswith("{") else sentence
