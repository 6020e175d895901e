"""What no year of a grid says, and every scheme must answer: told as assumed, each with its source."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.families import columns_of_households
from commonweal.service.grids.scheme import Scheme

CENTRAL_BEDFORDSHIRE = "https://centralbedfordshire.gov.uk/info/53/benefits/2/council_tax_support"
SOMERSET = (
    "https://www.somerset.gov.uk/benefits-and-payments/housing-benefit/claim-council-tax-reduction/"
    "?district=South+Somerset"
)
DEFAULT_SCHEME = "https://www.legislation.gov.uk/uksi/2012/2886/schedule"
DEFAULT_CAPITAL_LIMIT = Decimal(16000)


def with_defaults(scheme: Scheme) -> Scheme:
    """A completed scheme in which every question is answered."""
    scheme = _households(scheme)
    scheme = _income(scheme)
    scheme = _savings(scheme)
    scheme = _bill(scheme)
    return scheme.assume(
        f"A week is 7 of the {scheme.days} days of the year, as in the government's default scheme of 2012.",
        DEFAULT_SCHEME,
        "yearly support",
    )


def _households(scheme: Scheme) -> Scheme:
    if len(scheme.columns) < 2:
        return scheme
    segments = columns_of_households([column.family for column in scheme.columns])
    for segment in segments:
        if not segment.stretched:
            continue
        who = {False: "A single person", True: "A couple", None: "A family"}[segment.partner]
        count = _children(segment.least, segment.most)
        column = scheme.columns[segment.column].family.label
        scheme = scheme.assume(
            f"{who} with {count} uses the figures for “{column}”: the grid has no column of its own.",
            on="household",
        )
    return scheme


def _children(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more children" if least else "any number of children"
    if most == 0:
        return "no children"
    if least == most:
        return "1 child" if least == 1 else f"{least} children"
    return f"{least} to {most} children"


def _income(scheme: Scheme) -> Scheme:
    terms = scheme.terms
    income = "excess income" if scheme.kind == "excess" else "assessed income"
    if terms.earnings_disregards is not None:
        scheme = _disregards(scheme)
    elif terms.earnings_disregard is None:
        told = "All earnings after tax and National Insurance count: the grid gives no amount to leave out."
        scheme = scheme.assume(told, on="earned income")
    else:
        told = f"{pounds(terms.earnings_disregard)} a week is left out of earnings, once for a couple."
        scheme = scheme.assume(told, on="earned income")
    if scheme.kind != "earnings":
        told = (
            "The part of Universal Credit for rent does not count as income, as in Somerset's 2025/26 scheme."
        )
        scheme = scheme.assume(told, SOMERSET, "universal credit counted")
        told = "Disability benefits, Child Benefit and child maintenance do not count, as in Somerset."
        scheme = scheme.assume(told, SOMERSET, income)
    else:
        scheme = scheme.assume("Only earnings count as income.", on=income)
    if terms.disabled_disregard is None and terms.disability_or_carer_disregard is None:
        told = "Nothing more is left out of income because of disability: the grid gives no amount."
        scheme = scheme.assume(told, on=income)
    if scheme.kind == "excess":
        told = "The applicable amount is that of the Universal Credit statement, without help with rent."
        scheme = scheme.assume(told, on=income)
    scheme = scheme.assume(
        "Income is rounded to the penny before it is compared with the grid, which is in whole pennies.",
        on=income,
    )
    if terms.passported_to_band_1 or terms.passported_capital_limit is not None:
        told = "Passported means: gets Universal Credit, and has no earnings and no other income."
        scheme = scheme.assume(told, on="passported")
    for who, rate in (("carer", terms.carer_rate), ("disabled person", terms.disabled_rate)):
        if rate is not None:
            told = f"The household of a {who} gets {plain(rate)}% whatever its income, in place of its band."
            scheme = scheme.assume(told, on="discount percentage")
    if terms.tariff is not None:
        told = "A part of a step of savings counts as a whole one, as in the government's default scheme."
        scheme = scheme.assume(told, DEFAULT_SCHEME, "tariff income")
    return scheme


def _disregards(scheme: Scheme) -> Scheme:
    """Families that the list of disregards leaves out."""
    given = scheme.terms.earnings_disregards or ()
    for segment in columns_of_households([family for family, _ in given]):
        if segment.stretched:
            who = {False: "A single person", True: "A couple", None: "A family"}[segment.partner]
            amount = pounds(given[segment.column][1])
            count = _children(segment.least, segment.most)
            told = (
                f"{who} with {count} has {amount} a week of earnings left out: no amount of its own is given."
            )
            scheme = scheme.assume(told, on="earnings disregard")
    return scheme


def _savings(scheme: Scheme) -> Scheme:
    terms = scheme.terms
    if terms.capital_limit is None:
        scheme = replace(scheme, terms=replace(terms, capital_limit=DEFAULT_CAPITAL_LIMIT))
        told = (
            "Nobody with more than £16,000 in savings gets support, as in Central Bedfordshire: "
            "the grid gives no limit."
        )
        return scheme.assume(told, CENTRAL_BEDFORDSHIRE, "savings within limit")
    return scheme.assume("Savings of exactly the limit are within it.", on="savings within limit")


def _bill(scheme: Scheme) -> Scheme:
    terms = scheme.terms
    if terms.band_cap is None:
        told = "The whole bill counts in every Council Tax band: the grid gives no highest band."
        scheme = scheme.assume(told, on="yearly support")
    elif terms.band_cap != "h":
        told = f"In bands above {terms.band_cap.upper()} the bill counts by the ninths of the Act."
        scheme = scheme.assume(told, on="band share")
    if terms.other_adult_working is None:
        told = "Other adults in the home take nothing off: the grid gives no amount."
        return scheme.assume(told, on="yearly support")
    if not (terms.other_adult_working or terms.other_adult_not_working):
        return scheme
    told = "An other adult counts from 18, and takes the amount off the support."
    return scheme.assume(told, on="other adults deduction")
