"""A council's own worked examples, as published_worked_examples.json holds them, as rows of examples.csv.

What is not understood is told, and not run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from commonweal.service.grids.amounts import plain, read_amount
from commonweal.service.grids.council_keys import same_council
from commonweal.service.grids.families import read_family
from commonweal.service.grids.grid_faults import GridFault, GridFaults
from commonweal.service.grids.scheme import Scheme

BESIDE = "published_worked_examples.json"
"""The file that is read where it lies beside a grid file."""

_AMOUNTS = {
    "uc": "universal credit",
    "universal_credit": "universal credit",
    "uc_housing": "universal credit housing",
    "universal_credit_housing": "universal credit housing",
    "earnings": "earnings",
    "net_earnings": "earnings",
    "partner_earnings": "partner earnings",
    "income": "other income",
    "other_income": "other income",
    "weekly_income": "other income",
    "bill": "council tax bill",
    "council_tax": "council tax bill",
    "council_tax_bill": "council tax bill",
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
_MEASURE = re.compile(
    r"(?P<what>assessed_income|excess_income|pct|percentage|award_weekly|weekly_award|award_annual|annual_award|award"
    r"|left|left_to_pay|pay_annual|pay_monthly|pay_weekly|pay|eligible)(?:_(?P<when>.+))?"
)
_EXPECTS = {
    "assessed_income": "assessed income",
    "excess_income": "excess income",
    "pct": "discount percentage",
    "percentage": "discount percentage",
    "award": "yearly award",
    "award_annual": "yearly award",
    "annual_award": "yearly award",
    "award_weekly": "award",
    "weekly_award": "award",
    "left": "left to pay",
    "left_to_pay": "left to pay",
    "pay": "left to pay",
    "pay_annual": "left to pay",
    "pay_monthly": "decimal(left to pay / 12, 2)",
    "pay_weekly": "decimal(left to pay * 7 / 365, 2)",
}


@dataclass(frozen=True, slots=True)
class Worked:
    """A published example, as its file has it."""

    id: str
    council: str
    source: str
    inputs: Mapping[str, object]
    expected: Mapping[str, object]


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


def read_worked(path: Path) -> list[Worked]:
    """Every example of a file. Raises GridFaults."""
    remedy = "Write a list of objects with id, council, source, inputs and expected."
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except (OSError, ValueError, RecursionError) as error:
        raise GridFaults([GridFault(path.name, "", "", f"it cannot be read: {error}.", remedy)]) from error
    found: list[Worked] = []
    source = ""
    for number, each in enumerate(read if isinstance(read, list) else [read], 1):
        if not isinstance(each, Mapping) or not all(
            isinstance(each.get(key), Mapping) for key in ("inputs", "expected")
        ):
            raise GridFaults([GridFault(path.name, "", "", f"example {number} is not one.", remedy)])
        told = str(each.get("source") or "")
        source = source if told in ("", "same") else told
        name = str(each.get("id") or f"example {number}")
        found.append(
            Worked(
                name, str(each.get("council") or ""), source or path.name, each["inputs"], each["expected"]
            )
        )
    return found


def examples_about(council: str, every: Sequence[Worked]) -> list[Worked]:
    """The examples of a council: those whose `council` begins with its name, or that name none."""
    return [each for each in every if _is_about(council, each.council)]


def _is_about(council: str, text: str) -> bool:
    if not text:
        return True
    words = re.sub(r"[^A-Za-z0-9&' .>/-]", "", text).split()
    return any(same_council(council, " ".join(words[:length])) for length in range(1, len(words) + 1))


def disregard_shown(examples: Sequence[Worked]) -> tuple[Decimal, str] | None:
    """What a published example leaves out of earnings, and where, if one does."""
    for each in examples:
        value = each.inputs.get("earnings_disregard")
        if value is not None:
            try:
                return read_amount(value)[0], each.source
            except ValueError:
                continue
    return None


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
                note_of = f"Published by the council.{note}"
                found.rows.append(WorkedRow(name, scheme, proposed, each.source, note_of, given, kept))
    return found


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
            try:
                amount, _ = read_amount(str(value).rstrip("%"))
            except ValueError:
                left.append((name, f"`{value}` is not an amount"))
                continue
            measure = _EXPECTS[found["what"]]
            if measure == "assessed income" and versions[index][0].kind == "excess":
                measure = "excess income"
            expects.setdefault(index, {})[measure] = plain(amount)
    return expects, left


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
