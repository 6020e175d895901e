"""What a grid says besides its bands: limits, deductions, disregards, the least and most that is paid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from commonweal.service.grids.amounts import WEEKS, pounds, read_amount, read_percentage
from commonweal.service.grids.families import BadFamilies, Family, columns_of_households, read_family
from commonweal.service.grids.grid_faults import Complaints
from commonweal.service.grids.scheme import TAX_BANDS, Scheme, Tariff, Terms

_LIMITS = ("capital_limit", "passported_capital_limit")
_WEEKLY = {
    "earnings_disregard": "earnings_disregard",
    "disabled_disregard": "disabled_disregard",
    "disability_disregard": "disabled_disregard",
    "carer_disregard": "carer_disregard",
    "disability_carer_disregard": "disability_or_carer_disregard",
    "minimum_award": "minimum_award",
    "min_award": "minimum_award",
    "min_award_weekly": "minimum_award",
    "maximum_award": "maximum_award",
    "max_award": "maximum_award",
    "max_award_weekly": "maximum_award",
}
_RATES = {"carer_pct": "carer_rate", "disabled_pct": "disabled_rate"}
_OTHERS = ("tariff", "band_cap", "non_dep_weekly", "passported", "backdating_months")
TERM_KEYS = (*_LIMITS, *_WEEKLY, *_RATES, *_OTHERS)
_TARIFF = re.compile(
    r"£?(?P<amount>[\d.,]+)(?: a week| per week)? (?:per|for each|for every|in every) (?:complete )?"
    r"£?(?P<step>[\d.,]+)(?: or part(?: of it| thereof)?)?,? (?:above|over|more than|in excess of|between) "
    r"£?(?P<above>[\d.,]*\d)"
)
_WORKING = {
    "working": "other_adult_working",
    "in_work": "other_adult_working",
    "not_working": "other_adult_not_working",
    "out_of_work": "other_adult_not_working",
}


def read_terms(scheme: Scheme, raw: Mapping[str, object], complaints: Complaints) -> Scheme:
    """The scheme with its terms; what is wrong goes to `complaints`."""
    terms: dict[str, object] = {}
    for key in _LIMITS:
        if raw.get(key) is not None:
            terms[key] = _money(raw[key], key, complaints)
    for key, name in _WEEKLY.items():
        given = raw.get(key)
        if key == "earnings_disregard" and isinstance(given, Mapping):
            terms["earnings_disregards"] = _by_family(given, key, complaints)
        elif given is not None:
            terms[name] = _weekly(raw[key], key, complaints)
    for key, name in _RATES.items():
        if raw.get(key) is not None:
            try:
                terms[name] = read_percentage(raw[key])
            except ValueError as error:
                complaints.add(key, str(error), "Write a number from 0 to 100.")
    scheme = _tariff(scheme, raw.get("tariff"), terms, complaints)
    _band_cap(raw.get("band_cap"), terms, complaints)
    _other_adults(raw.get("non_dep_weekly"), terms, complaints)
    _passported(raw.get("passported"), terms, complaints)
    scheme = _backdating(scheme, raw.get("backdating_months"), complaints)
    if not complaints.faults:
        scheme = replace(scheme, terms=Terms(**terms))  # type: ignore[arg-type]
        least, most = scheme.terms.minimum_award, scheme.terms.maximum_award
        if least is not None and most is not None and least > most:
            complaints.add("minimum_award", "the least is more than the most.", "Change one of them.")
        limit, other = scheme.terms.capital_limit, scheme.terms.passported_capital_limit
        if other is not None and limit is None:
            complaints.add(
                "passported_capital_limit", "there is no other limit.", "Give `capital_limit` too."
            )
    return scheme


def _money(value: object, key: str, complaints: Complaints) -> Decimal | None:
    try:
        amount, per = read_amount(value)
    except ValueError as error:
        complaints.add(key, str(error), "Write an amount in pounds, such as 6000.")
        return None
    if per is not None:
        complaints.add(key, f"`{value}` has a period.", "Write an amount in pounds, such as 6000.")
    return amount


def _weekly(value: object, key: str, complaints: Complaints) -> Decimal | None:
    """Pounds a week; an amount with another period is turned into weeks, to the penny."""
    try:
        amount, per = read_amount(value)
    except ValueError as error:
        complaints.add(key, str(error), "Write pounds a week, such as 25, or with its period: £100 a month.")
        return None
    return (amount / WEEKS[per or "week"]).quantize(Decimal("0.01")) if per not in (None, "week") else amount


def _by_family(
    given: Mapping[str, object], key: str, complaints: Complaints
) -> tuple[tuple[Family, Decimal], ...] | None:
    """An amount for each family."""
    found: list[tuple[Family, Decimal]] = []
    for name, value in given.items():
        family = read_family(str(name))
        amount = _weekly(value, f"{key}.{name}", complaints)
        if family is None:
            remedy = "Write it as single, couple or lone_parent."
            complaints.add(f"{key}.{name}", "this household is not understood.", remedy)
        elif amount is not None:
            found.append((family, amount))
    if not given:
        complaints.add(key, "no family is named.", "Write one amount, or one for each family.")
    if complaints.faults:
        return None
    try:
        columns_of_households([family for family, _ in found])
    except BadFamilies as error:
        complaints.add(key, str(error), "Give one amount for each household.")
    return tuple(found)


def _tariff(scheme: Scheme, given: object, terms: dict[str, object], complaints: Complaints) -> Scheme:
    if given is None:
        return scheme
    parts: Sequence[object] | None = None
    if isinstance(given, str) and (found := _TARIFF.search(" ".join(given.lower().split()))):
        parts = [found["amount"], found["step"], found["above"]]
    elif isinstance(given, Mapping) and set(given) == {"amount", "per", "above"}:
        parts = [given["amount"], given["per"], given["above"]]
    if parts is not None:
        try:
            amount, step, above = (read_amount(part)[0] for part in parts)
        except ValueError:
            parts = None
        else:
            if step > 0:
                terms["tariff"] = Tariff(amount, step, above)
                return scheme
    complaints.add(
        "tariff",
        f"`{given}` is not understood.",
        "Write it as “£1 per £250 above £6,000”, or in `not_modelled`.",
    )
    return scheme


def _band_cap(given: object, terms: dict[str, object], complaints: Complaints) -> None:
    if given is None:
        return
    letter = str(given).strip().lower().removeprefix("band").strip()
    if len(letter) != 1 or letter not in TAX_BANDS:
        complaints.add("band_cap", f"`{given}` is not a Council Tax band.", "Write a letter from A to H.")
        return
    terms["band_cap"] = letter


def _other_adults(given: object, terms: dict[str, object], complaints: Complaints) -> None:
    if given is None:
        return
    if isinstance(given, Mapping):
        for name, value in given.items():
            field = _WORKING.get(str(name).strip().lower().replace(" ", "_"))
            if field is None:
                remedy = "Write working and not_working; say other bands in words under `not_modelled`."
                complaints.add("non_dep_weekly", f"`{name}` is not understood.", remedy)
            else:
                terms[field] = _weekly(value, "non_dep_weekly", complaints)
        for field in ("other_adult_working", "other_adult_not_working"):
            terms.setdefault(field, Decimal(0))
        return
    amount = _weekly(given, "non_dep_weekly", complaints)
    terms["other_adult_working"] = terms["other_adult_not_working"] = amount


def _passported(given: object, terms: dict[str, object], complaints: Complaints) -> None:
    if given is None or given is False or given == "none":
        return
    if given is True or str(given).strip().lower() in ("band 1", "band1", "yes", "1"):
        terms["passported_to_band_1"] = True
        return
    complaints.add(
        "passported", f"`{given}` is not understood.", "Write “band 1”, or say it under `not_modelled`."
    )


def _backdating(scheme: Scheme, given: object, complaints: Complaints) -> Scheme:
    """How far back an award may start changes no amount: it is told, and not modelled."""
    if given is None:
        return scheme
    listed = given if isinstance(given, list) else [given]
    if not listed or not all(str(each).isdigit() for each in listed):
        complaints.add("backdating_months", f"`{given}` is not a number of months.", "Write 3.")
        return scheme
    was = f" (before: {listed[0]})" if len(listed) > 1 else ""
    told = f"Backdating by up to {listed[-1]} months{was}: from which day to award is for a person to decide."
    return replace(scheme, not_modelled=(*scheme.not_modelled, told))


def tariff_words(tariff: Tariff) -> str:
    """“£1 a week for each £250 above £6,000”."""
    return f"{pounds(tariff.amount)} a week for each {pounds(tariff.step)} above {pounds(tariff.above)}"
