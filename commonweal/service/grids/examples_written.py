"""Worked examples of every bound and condition of a scheme, reckoned from the grid and not by the policy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.families import columns_of_households
from commonweal.service.grids.income_written import income_name
from commonweal.service.grids.policy_writing import INPUTS, inputs_of
from commonweal.service.grids.reckoning import PENNY, Household, reckon
from commonweal.service.grids.scheme import TAX_BANDS, Column, Scheme
from commonweal.service.grids.support_written import has_deduction
from commonweal.service.grids.worked_examples import WorkedRow

_ABOUT = ("example", "on", "policy", "source", "contradicts", "note")
_AGES = "1990-01-01"
_NOUGHT = ("earnings", "partner earnings", "universal credit", "universal credit housing", "other income")


@dataclass(frozen=True, slots=True)
class _Case:
    """A household with what it gets by reckoning. `cells`: what replaces its own cells."""

    name: str
    household: Household
    cells: Mapping[str, str] = field(default_factory=dict)


def write_examples(versions: Sequence[tuple[Scheme, bool]], worked: Sequence[WorkedRow]) -> str:
    """The text of policy/examples.csv: published examples first, then each scheme's own."""
    needed = {name for scheme, _ in versions for name in inputs_of(scheme)}
    inputs = [each.name for each in INPUTS if each.name in needed and each.name != "relevant date"]
    expects = ["household"] if any(len(scheme.columns) > 1 for scheme, _ in versions) else []
    expects += list(dict.fromkeys(income_name(scheme) for scheme, _ in versions))
    expects += ["discount percentage", "eligibility", "award", "yearly award", "left to pay"]
    expects += list(dict.fromkeys(e for row in worked for e in row.expects if e not in expects))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_ABOUT, *inputs, *(f"expect {name}" for name in expects)])
    for row in worked:
        given = {**_blank(), **row.given}
        about = [
            row.name,
            row.scheme.starts.isoformat(),
            "proposed" if row.proposed else "",
            row.source,
            "",
            row.note,
        ]
        taken = inputs_of(row.scheme)
        cells = [given.get(name, "") if name in taken else "" for name in inputs]
        writer.writerow([*about, *cells, *(row.expects.get(name, "") for name in expects)])
    for scheme, proposed in versions:
        for case in _cases(scheme):
            result = reckon(scheme, case.household)
            given = {**given_cells(scheme, case.household), **case.cells}
            about = [
                f"{case.name}, {scheme.year}{' proposed' if proposed else ''}",
                scheme.starts.isoformat(),
                "proposed" if proposed else "",
                scheme.source,
                "",
                "computed from the grid, what is assumed included",
            ]
            expected = {
                "household": result.column or "",
                income_name(scheme): plain(case.household.income),
                "discount percentage": plain(result.percentage),
                "eligibility": result.eligibility,
                "award": str(result.award),
                "yearly award": str(result.yearly_award),
                "left to pay": str(result.left_to_pay),
            }
            taken = inputs_of(scheme)
            cells = [given.get(name, "") if name in taken else "" for name in inputs]
            writer.writerow([*about, *cells, *(expected.get(name, "") for name in expects)])
    return out.getvalue()


def _blank() -> dict[str, str]:
    """An applicant of whom nothing else is known: liable, single, with no income and no savings."""
    return {
        "liable": "yes",
        "pension age": "no",
        "partner": "no",
        "number of children": "0",
        "other adults": "[]",
        "council tax band": "b",
        "council tax bill": "1000",
        **dict.fromkeys(_NOUGHT, "0"),
        "applicable amount": "0",
        "disability benefits": "no",
        "carer": "no",
        "savings": "0",
    }


def given_cells(scheme: Scheme, household: Household) -> dict[str, str]:
    """The household as cells of an example, its income put where no disregard touches it."""
    income = plain(household.income) + ("" if scheme.per == "week" else f" {scheme.per}")
    cells = {
        **_blank(),
        "liable": "yes" if household.liable else "no",
        "pension age": "yes" if household.pension_age else "no",
        "partner": "yes" if household.partner else "no",
        "number of children": str(household.children),
        "other adults": f"[{', '.join(_adult(working) for working in household.adults)}]",
        "council tax band": household.tax_band,
        "council tax bill": plain(household.bill),
        "carer": "yes" if household.carer else "no",
        "disability benefits": "yes" if household.disabled else "no",
        "savings": plain(household.savings),
    }
    if scheme.kind != "earnings":
        return {**cells, "other income": income}
    disregard = _left_out_of_earnings(scheme, household)
    if not disregard or not household.income:
        return {**cells, "earnings": income}
    if scheme.per == "week":
        return {**cells, "earnings": plain(household.income + disregard)}
    return {**cells, "earnings": plain(disregard), "partner earnings": income}


def _left_out_of_earnings(scheme: Scheme, household: Household) -> Decimal:
    given = scheme.terms.earnings_disregards
    if given is None:
        return scheme.terms.earnings_disregard or Decimal(0)
    for segment in columns_of_households([family for family, _ in given]):
        top = segment.least + 1000 if segment.most is None else segment.most
        if segment.partner in (None, household.partner) and segment.least <= household.children <= top:
            return given[segment.column][1]
    raise LookupError("every household has a disregard")


def _adult(working: bool) -> str:
    return f'{{"born": @"{_AGES}", "working": {"true" if working else "false"}}}'


def _cases(scheme: Scheme) -> Iterator[_Case]:
    for column in scheme.columns:
        yield from _bounds(scheme, column)
    first = _household(scheme.columns[0])
    limit = scheme.terms.capital_limit
    assert limit is not None
    tariff = scheme.terms.tariff
    if tariff is None or tariff.above >= limit:
        yield _Case(f"savings of exactly {pounds(limit)}", replace(first, savings=limit))
    if tariff is None:
        yield _Case("savings of a penny over the limit", replace(first, savings=limit + PENNY))
    yield _Case("nobody liable", replace(first, liable=False))
    yield _Case("State Pension age", replace(first, pension_age=True))
    for children in range(1, 4):
        if len(scheme.columns) > 1:
            for partner, who in ((False, "a single person"), (True, "a couple")):
                named = f"{who} with {children} {'child' if children == 1 else 'children'} and no income"
                yield _Case(named, replace(first, partner=partner, children=children))
    if scheme.terms.band_cap is not None or len(scheme.scales) > 1:
        for band in TAX_BANDS:
            yield _Case(
                f"a home in band {band.upper()}", replace(first, tax_band=band, bill=Decimal("2400.45"))
            )
    if has_deduction(scheme):
        for adults, told in (
            ((True,), "one other adult, working"),
            ((False,), "one other adult, not working"),
        ):
            yield _Case(told, replace(first, adults=adults))
        yield _Case("many other adults", replace(first, adults=(True,) * 8))
    yield from _people(scheme, first)
    if scheme.terms.minimum_award is not None:
        yield _Case("a very small bill", replace(first, bill=Decimal("1.00")))
    if scheme.terms.maximum_award is not None:
        yield _Case("a very large bill", replace(first, bill=Decimal(20000)))


def _people(scheme: Scheme, first: Household) -> Iterator[_Case]:
    """Carers, disabled people, the passported, and savers, where the scheme says something of them."""
    terms = scheme.terms
    if terms.carer_rate is not None:
        yield _Case("a carer", replace(first, carer=True))
    if terms.disabled_rate is not None:
        yield _Case("someone with a disability benefit", replace(first, disabled=True))
    if scheme.per != "week":
        return
    paid_as = "earnings" if scheme.kind == "earnings" else "other income"
    left_out_of_earnings = _left_out_of_earnings(scheme, first)
    usual = left_out_of_earnings if scheme.kind == "earnings" else Decimal(0)
    for disabled, carer, told in (
        (True, False, "a disability benefit"),
        (False, True, "a carer"),
        (True, True, "a disability benefit and a carer"),
    ):
        left_out = (terms.disabled_disregard or 0) * disabled + (terms.carer_disregard or 0) * carer
        left_out += terms.disability_or_carer_disregard or Decimal(0)
        if left_out:
            cells = {paid_as: plain(Decimal(50) + usual + left_out)}
            person = replace(first, income=Decimal(50), disabled=disabled, carer=carer)
            yield _Case(f"{told}, and income of {pounds(50 + left_out)}", person, cells)
    if scheme.kind == "earnings":
        return
    if left_out_of_earnings:
        paid = {"earnings": plain(50 + left_out_of_earnings), "other income": "0"}
        yield _Case("earnings only", replace(first, income=Decimal(50)), paid)
    if terms.passported_to_band_1 or terms.passported_capital_limit is not None:
        income = Decimal(0) if terms.passported_to_band_1 else Decimal(50)
        benefit = {"universal credit": "50", "other income": "0"}
        passported = replace(first, income=income, passported=True)
        yield _Case("Universal Credit and nothing else", passported, benefit)
        if terms.passported_capital_limit is not None and terms.tariff is None:
            limit = terms.passported_capital_limit
            yield _Case("the same with savings of the limit", replace(passported, savings=limit), benefit)
            over = replace(passported, savings=limit + PENNY)
            yield _Case("the same with a penny over the limit", over, benefit)
    tariff = terms.tariff
    if (
        tariff is not None
        and terms.capital_limit is not None
        and tariff.above + tariff.step * 3 <= terms.capital_limit
    ):
        saved = replace(first, income=tariff.amount * 3, savings=tariff.above + tariff.step * 2 + PENNY)
        yield _Case("income from savings", saved, {"other income": "0"})


def _household(column: Column) -> Household:
    return Household(partner=column.family.partner is True, children=column.family.least)


def _bounds(scheme: Scheme, column: Column) -> Iterator[_Case]:
    one = _household(column)
    about = f"{column.family.label}: " if len(scheme.columns) > 1 else ""
    yield _Case(f"{about}no income", one)
    for number, bound in enumerate(column.bounds, 1):
        assert bound is not None
        for told, income in (
            ("a penny below the top of", bound - PENNY),
            ("at the top of", bound),
            ("a penny above the top of", bound + PENNY),
        ):
            if income >= 0:
                yield _Case(f"{about}{told} band {number}", replace(one, income=income))
