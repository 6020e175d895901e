"""What a scheme gives a household, by reading its bands in order: the word against which policies are tried.

It shares no code with the policies that are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from commonweal.service.grids.families import columns_of_households
from commonweal.service.grids.scheme import NINTHS, Column, Scheme

PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Household:
    """Someone who applies. `income`: what is compared with the grid. `adults`: each working or not."""

    partner: bool = False
    children: int = 0
    income: Decimal = Decimal(0)
    bill: Decimal = Decimal("1596.09")
    tax_band: str = "b"
    savings: Decimal = Decimal(0)
    adults: tuple[bool, ...] = ()
    liable: bool = True
    pension_age: bool = False
    carer: bool = False
    disabled: bool = False
    passported: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What comes out. `column` is None in a scheme of one column."""

    column: str | None
    percentage: Decimal
    eligibility: str
    award: Decimal
    yearly_award: Decimal
    left_to_pay: Decimal


def column_of(scheme: Scheme, partner: bool, children: int) -> Column:
    """The column that a household is in."""
    for segment in columns_of_households([column.family for column in scheme.columns]):
        if (
            segment.partner in (None, partner)
            and children >= segment.least
            and (segment.most is None or children <= segment.most)
        ):
            return scheme.columns[segment.column]
    raise LookupError(f"no column for {children} children")


def percentage_of(scheme: Scheme, column: Column, income: Decimal, tax_band: str) -> Decimal:
    """The first percentage whose band is not below the income."""
    rates = scheme.rates(column, tax_band)
    for bound, rate in zip(column.bounds, rates, strict=False):
        assert bound is not None
        if income < bound or (income == bound and not scheme.strict):
            return rate
    return rates[-1]


def reckon(scheme: Scheme, household: Household) -> Reckoned:
    """What the scheme gives the household, to the penny."""
    terms = scheme.terms
    column = column_of(scheme, household.partner, household.children)
    rate = percentage_of(scheme, column, household.income, household.tax_band)
    flat = [
        terms.carer_rate if household.carer else None,
        terms.disabled_rate if household.disabled else None,
    ]
    rate = max((each for each in flat if each is not None), default=rate)
    counted = household.bill
    if terms.band_cap is not None and NINTHS[household.tax_band] > NINTHS[terms.band_cap]:
        counted = _penny(counted * NINTHS[terms.band_cap] / NINTHS[household.tax_band])
    amounts = {True: terms.other_adult_working, False: terms.other_adult_not_working}
    off = sum((amounts[working] or Decimal(0) for working in household.adults), Decimal(0))
    year = max(Decimal(0), counted * rate / 100 - off * scheme.days / 7)
    if terms.maximum_award is not None:
        year = min(year, terms.maximum_award * scheme.days / 7)
    week = _penny(year * 7 / scheme.days)
    why = _eligibility(scheme, household, rate, week)
    award, yearly = (week, _penny(year)) if why == "eligible" else (Decimal(0), Decimal(0))
    name = column.family.label if len(scheme.columns) > 1 else None
    return Reckoned(name, rate, why, award, yearly, household.bill - yearly)


def _eligibility(scheme: Scheme, household: Household, rate: Decimal, week: Decimal) -> str:
    terms = scheme.terms
    if not household.liable:
        return "not liable"
    if household.pension_age:
        return "pension age"
    limit = terms.capital_limit
    if household.passported and terms.passported_capital_limit is not None:
        limit = terms.passported_capital_limit
    if limit is not None and household.savings > limit:
        return "savings"
    if rate == 0:
        return "income"
    if week == 0 and (terms.other_adult_working or terms.other_adult_not_working):
        return "other adults"
    if terms.minimum_award is not None and week < terms.minimum_award:
        return "below the minimum"
    return "eligible"


def _penny(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, ROUND_HALF_EVEN)
