"""A council's own worked examples, as published_worked_examples.json holds them, as rows of examples.csv.

What is not understood is told, and not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from commonweal.service.grids.amounts import plain, read_amount
from commonweal.service.grids.families import read_family
from commonweal.service.grids.policy_writing import inputs_of
from commonweal.service.grids.scheme import Scheme
from commonweal.service.grids.worked_example_files import Worked

_AMOUNTS = {
    "uc": "universal credit",
    "universal_credit": "universal credit",
    "uc_housing": "universal credit housing",
    "universal_credit_housing": "universal credit housing",
    "earnings": "earnings",
    "net_earnings": "earnings",
    "weekly_earnings": "earnings",
    "partner_earnings": "partner earnings",
    "income": "other income",
    "other_income": "other income",
    "weekly_income": "other income",
    "net_income": "other income",
    "total_income": "other income",
    "assessed_income": "other income",
    "excess_income": "other income",
    "bill": "council tax bill",
    "council_tax": "council tax bill",
    "council_tax_bill": "council tax bill",
    "annual_bill": "council tax bill",
    "bill_annual": "council tax bill",
    "annual_council_tax": "council tax bill",
    "savings": "savings",
    "capital": "savings",
    "applicable_amount": "applicable amount",
}
_FLAGS = {
    "carer": "carer",
    "disabled": "disability benefits",
    "disability": "disability benefits",
    "disability_benefits": "disability benefits",
    "liable": "liable",
    "pension_age": "pension age",
}
_BANDS = ("ct_band", "band", "council_tax_band")
_ADULTS = ("non_dependants", "non_deps", "other_adults", "non_dep")
_EXPECTS = {
    "assessed income": ("assessed_income",),
    "excess income": ("excess_income",),
    "discount percentage": ("pct", "percentage", "discount_pct", "support_pct", "band"),
    "award": (
        *("award_weekly", "weekly_award", "support_weekly", "weekly_support"),
        *("reduction_weekly", "weekly_reduction"),
    ),
    "yearly award": (
        *("award_annual", "annual_award", "yearly_award", "support_annual", "annual_support"),
        *("reduction_annual", "annual_reduction", "award", "support", "reduction"),
    ),
    "left to pay": ("left", "left_to_pay", "pay", "pay_annual", "annual_pay"),
    "decimal(left to pay / 12, 2)": ("pay_monthly", "monthly_pay"),
    "decimal(left to pay * 7 / 365, 2)": ("pay_weekly", "weekly_pay"),
    "eligibility": ("eligible",),
}
"""What each word of an example is compared with, as FEEL over the decisions. Money is a year's."""
_MEASURES = {word: feel for feel, words in _EXPECTS.items() for word in words}
_MEASURE = re.compile(
    rf"(?P<what>{'|'.join(sorted(_MEASURES, key=lambda word: -len(word)))})(?:_(?P<when>.+))?"
)


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """An example of one version: cells by input name, and what is expected by FEEL."""

    name: str
    scheme: Scheme
    proposed: bool
    source: str
    note: str
    given: Mapping[str, str]
    expects: Mapping[str, str]


@dataclass(slots=True)
class WorkedRows:
    """The rows that can be run, and sentences about what cannot."""

    rows: list[WorkedRow] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)


def worked_rows(examples: Sequence[Worked], versions: Sequence[tuple[Scheme, bool]]) -> WorkedRows:
    """Each example as a row for each version it expects something of. `versions`: with whether proposed."""
    found = WorkedRows()
    for each in examples:
        given, unknown = _given(each)
        if unknown:
            told = ", ".join(f"`{name}`" for name in unknown)
            found.not_run.append(f"{each.id} is not run: its input {told} is not understood.")
            continue
        expects, left = _by_version(each, versions)
        for name, why in left:
            found.not_run.append(f"{each.id}: `{name}` is not run: {why}.")
        bill, note = _bill(each, expects)
        if bill is not None:
            given["council tax bill"] = plain(bill)
        for index, measures in expects.items():
            scheme, proposed = versions[index]
            kept = dict(measures)
            if "council tax bill" not in given:
                for name in [n for n in kept if n not in _NEEDS_NO_BILL]:
                    found.not_run.append(f"{each.id}: `{name}` is not run: no bill is given.")
                    del kept[name]
            if kept:
                name = f"{each.id}, {scheme.year}{' proposed' if proposed else ''}"
                mine = _for_kind(scheme, given)
                unused = [n for n in mine if n not in inputs_of(scheme)]
                told = f" The rules do not ask for: {', '.join(unused)}." if unused else ""
                note_of = f"Published by the council.{note}{told}"
                found.rows.append(WorkedRow(name, scheme, proposed, each.source, note_of, mine, kept))
    return found


def _for_kind(scheme: Scheme, given: Mapping[str, str]) -> dict[str, str]:
    """What an example calls income is earnings where only earnings are compared."""
    mine = dict(given)
    if scheme.kind == "earnings" and "other income" in mine and "earnings" not in mine:
        mine["earnings"] = mine.pop("other income")
    return mine


_UNKNOWN = "what it measures is not understood"
_NEEDS_NO_BILL = frozenset({"assessed income", "excess income", "discount percentage", "eligibility"})


def _given(each: Worked) -> tuple[dict[str, str], list[str]]:
    given: dict[str, str] = {}
    unknown: list[str] = []
    for name, value in each.inputs.items():
        if name in ("family", "household"):
            family = read_family(str(value))
            if family is None:
                unknown.append(name)
            else:
                given["partner"] = "yes" if family.partner else "no"
                given["number of children"] = str(family.least)
        elif name == "children" and str(value).isdigit():
            given["number of children"] = str(value)
        elif name == "partner" and isinstance(value, bool):
            given["partner"] = "yes" if value else "no"
        elif name in _AMOUNTS:
            try:
                amount, per = read_amount(value)
            except ValueError:
                unknown.append(name)
                continue
            given[_AMOUNTS[name]] = plain(amount) + (f" {per}" if per not in (None, "week") else "")
        elif name in _FLAGS and isinstance(value, bool):
            given[_FLAGS[name]] = "yes" if value else "no"
        elif name in _BANDS and str(value).strip().lower() in "abcdefgh":
            given["council tax band"] = str(value).strip().lower()
        elif name in _ADULTS and str(value).isdigit():
            adult = '{"born": @"1990-01-01", "working": true}'
            given["other adults"] = f"[{', '.join([adult] * int(str(value)))}]"
        elif value is True and (family := read_family(name)) is not None:
            given["partner"] = "yes" if family.partner else "no"
            given["number of children"] = str(family.least)
        elif name != "earnings_disregard":
            unknown.append(name)
    return given, unknown


def _by_version(
    each: Worked, versions: Sequence[tuple[Scheme, bool]]
) -> tuple[dict[int, dict[str, str]], list[tuple[str, str]]]:
    expects: dict[int, dict[str, str]] = {}
    left: list[tuple[str, str]] = []
    for name, value in each.expected.items():
        found = _MEASURE.fullmatch(name)
        if found is None:
            change = name.startswith("change")
            why = "a change lies between two versions, each of which is run" if change else _UNKNOWN
            left.append((name, why))
            continue
        indexes = list(_versions_meant(found["when"], each.council, versions))
        if not indexes:
            left.append((name, "no version in the folder is the one it means"))
        for index in indexes:
            if found["what"] == "eligible":
                if value is True:
                    expects.setdefault(index, {})["eligibility"] = "eligible"
                else:
                    expects.setdefault(index, {})["award"] = "0"
                continue
            if found["what"] == "band":
                rate = _rate_of_band(versions[index][0], value)
                if rate is None:
                    left.append((name, f"the grid has no band `{value}`"))
                else:
                    expects.setdefault(index, {})["discount percentage"] = plain(rate)
                continue
            try:
                amount, _ = read_amount(str(value).rstrip("%"))
            except ValueError:
                left.append((name, f"`{value}` is not an amount"))
                continue
            measure = _MEASURES[found["what"]]
            if measure == "assessed income" and versions[index][0].kind == "excess":
                measure = "excess income"
            expects.setdefault(index, {})[measure] = plain(amount)
    return expects, left


def _rate_of_band(scheme: Scheme, value: object) -> Decimal | None:
    number = str(value).lower().removeprefix("band").strip()
    rates = scheme.scales[0].rates if len(scheme.scales) == 1 else ()
    return rates[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(rates) else None


def _versions_meant(when: str | None, about: str, versions: Sequence[tuple[Scheme, bool]]) -> Iterator[int]:
    """The versions that nothing, `_now`, `_2026`, `_2024_25`, `_85` (the highest rate) or `_proposal` means.

    Nothing and `_now` mean the first year that the example's council names, else the latest in force.
    """
    if when in (None, "now", "current", "before"):
        years = re.findall(r"(\d{4})/\d\d", about)
        in_force = [index for index, (_, proposed) in enumerate(versions) if not proposed]
        named = [i for i in in_force if years and str(versions[i][0].starts.year) == years[0]]
        yield (named or in_force)[-1]
        return
    if when in ("proposal", "proposed", "new", "after"):
        yield from (i for i, (scheme, proposed) in enumerate(versions) if proposed or scheme.proposed)
        return
    for index, (scheme, _) in enumerate(versions):
        start = scheme.starts.year
        if when in (str(start), f"{start}_{(start + 1) % 100:02}") or (
            scheme.scales
            and scheme.scales[0].rates[0] is not None
            and when == plain(scheme.scales[0].rates[0])
        ):
            yield index


def _bill(each: Worked, expects: Mapping[int, Mapping[str, str]]) -> tuple[Decimal | None, str]:
    """A bill that is not given, inferred from one published figure; the others then test it."""
    if any(_AMOUNTS.get(name) == "council tax bill" for name in each.inputs):
        return None, ""
    for measures in expects.values():
        left, percentage = measures.get("left to pay"), measures.get("discount percentage")
        if left is not None and percentage is not None and Decimal(percentage) < 100:
            bill = Decimal(left) / (1 - Decimal(percentage) / 100)
            rounded = bill.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
            return (
                rounded,
                f" The bill is not published: it is inferred from the {left} left to pay at {percentage}%.",
            )
    return None, ""
