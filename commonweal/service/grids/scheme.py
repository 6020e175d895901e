"""One year of one council's scheme, as its grid gives it and as it was filled in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from commonweal.service.grids.families import Family

TAX_BANDS = "abcdefgh"
NINTHS = dict(zip(TAX_BANDS, (6, 7, 8, 9, 11, 13, 15, 18), strict=True))
"""What each band pays in ninths of band D (Local Government Finance Act 1992, section 5(1))."""

Kind = Literal["income", "earnings", "excess"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the grid does not say. `on`: the decision it bears on; empty for the whole policy."""

    text: str
    source: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: the top of each band but the last, in pounds per the scheme's period.

    `rates` where this column has percentages of its own.
    """

    name: str
    family: Family
    bounds: tuple[Decimal | None, ...]
    rates: tuple[Decimal | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The percentages for homes in some Council Tax bands ("abcd"), or in all of them ("")."""

    tax_bands: str
    rates: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Tariff:
    """Income taken to come from savings: `amount` pounds a week for each `step` pounds above `above`."""

    amount: Decimal
    step: Decimal
    above: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What a grid says besides its bands. None: it does not say. Amounts are pounds a week.

    What is left out of earnings is one amount, or one for each family.
    """

    capital_limit: Decimal | None = None
    passported_capital_limit: Decimal | None = None
    tariff: Tariff | None = None
    band_cap: str | None = None
    other_adult_working: Decimal | None = None
    other_adult_not_working: Decimal | None = None
    earnings_disregard: Decimal | None = None
    earnings_disregards: tuple[tuple[Family, Decimal], ...] | None = None
    disabled_disregard: Decimal | None = None
    carer_disregard: Decimal | None = None
    disability_or_carer_disregard: Decimal | None = None
    carer_rate: Decimal | None = None
    disabled_rate: Decimal | None = None
    passported_to_band_1: bool = False
    minimum_award: Decimal | None = None
    maximum_award: Decimal | None = None


def leaves_out_earnings(terms: Terms) -> bool:
    """Whether it is known what is left out of earnings."""
    return terms.earnings_disregard is not None or terms.earnings_disregards is not None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A council's grid for one year. Complete when no bound and no rate is None."""

    key: str
    council: str
    starts: datetime.date
    ends_year: int
    source: str
    proposed: bool = False
    kind: Kind = "income"
    per: str = "week"
    strict: bool = False
    columns: tuple[Column, ...] = ()
    scales: tuple[Scale, ...] = ()
    first_bands_only: bool = False
    changes: tuple[tuple[Decimal, Decimal], ...] = ()
    based_on: str = ""
    uprated: Decimal | None = None
    terms: Terms = field(default_factory=Terms)
    notes: str = ""
    not_modelled: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()

    @property
    def year(self) -> str:
        """The year as people write it: 2025/26, or 2025 to 2027."""
        start = self.starts.year
        if self.ends_year > start + 1:
            return f"{start} to {self.ends_year}"
        return f"{start}/{(start + 1) % 100:02}"

    @property
    def title(self) -> str:
        """“Exampleshire 2026/27”, with “(proposed)” for a proposal."""
        return f"{self.council} {self.year}{' (proposed)' if self.proposed else ''}"

    @property
    def days(self) -> int:
        """The days of its first year."""
        return (self.starts.replace(year=self.starts.year + 1) - self.starts).days

    def assume(self, text: str, source: str = "", on: str = "") -> Scheme:
        """The same with one more thing assumed; the grid's own source where no other is named."""
        return replace(self, assumed=(*self.assumed, Assumption(text, source or self.source, on)))

    def rates(self, column: Column, tax_band: str = "") -> tuple[Decimal, ...]:
        """The percentages of a complete scheme for a column and a Council Tax band."""
        found = column.rates
        if found is None:
            found = next(s.rates for s in self.scales if not s.tax_bands or tax_band in s.tax_bands)
        return tuple(rate for rate in found if rate is not None)
