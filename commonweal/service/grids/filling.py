"""Completes what a grid leaves out from other years of the council where one rate explains both, or assumed.

Everything filled in is told in `Scheme.assumed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.council_keys import same_council
from commonweal.service.grids.families import columns_of_households
from commonweal.service.grids.grid_faults import GridFault, GridFaults
from commonweal.service.grids.scheme import Column, Scale, Scheme, leaves_out_earnings

PENNY = Decimal("0.01")
_TERM_WORDS = {
    "capital_limit": "The savings limit",
    "passported_capital_limit": "The savings limit of people who are passported",
    "tariff": "The income counted from savings",
    "band_cap": "The Council Tax band up to which the bill counts",
    "other_adult_working": "What other adults in paid work take off",
    "other_adult_not_working": "What other adults not in paid work take off",
    "earnings_disregard": "What is left out of earnings",
    "earnings_disregards": "What is left out of earnings, by family,",
    "disabled_disregard": "What is left out because of disability",
    "carer_disregard": "What is left out for carers",
    "disability_or_carer_disregard": "What is left out because of disability or for carers",
    "carer_rate": "The percentage of carers",
    "disabled_rate": "The percentage of disabled people",
    "minimum_award": "The least that is paid",
    "maximum_award": "The most that is paid",
}


def completed(scheme: Scheme, every: Sequence[Scheme], file: str) -> Scheme:
    """The scheme with no bound and no rate missing. `every`: all schemes of the file. Raises GridFaults."""
    siblings = sorted(
        (other for other in every if other.key != scheme.key and same_council(other.council, scheme.council)),
        key=lambda other: (abs((other.starts - scheme.starts).days), other.starts > scheme.starts),
    )
    if scheme.based_on or scheme.changes:
        scheme = _built_on(scheme, siblings, every, file)
    scheme = _rates_continued(scheme, file)
    for other in siblings:
        scheme = _from_other_year(scheme, other)
    scheme = _bounds_continued(scheme, file)
    for other in siblings:
        scheme = _terms_of_other_year(scheme, other)
    return scheme


def _stop(scheme: Scheme, file: str, key: str, message: str, remedy: str) -> GridFaults:
    return GridFaults([GridFault(file, scheme.key, key, message, remedy)])


def _built_on(scheme: Scheme, siblings: Sequence[Scheme], every: Sequence[Scheme], file: str) -> Scheme:
    if scheme.based_on:
        found = [other for other in every if other.key == scheme.based_on and other.key != scheme.key]
    else:
        found = [other for other in siblings if other.starts < scheme.starts and other.columns]
    if not found:
        what = f"`{scheme.based_on}` is" if scheme.based_on else "An earlier grid of the same council is"
        raise _stop(
            scheme, file, "based_on", f"{what} not in the file.", "Add it, or give `pct` and `upper`."
        )
    base = completed(found[0], every, file)
    columns, strict = scheme.columns, scheme.strict
    if not columns:
        columns, strict = base.columns, base.strict
        told = f"The income bounds are those of {base.year}"
        if scheme.uprated is not None:
            columns = tuple(_raised(column, scheme.uprated) for column in columns)
            told += f" raised by {plain(scheme.uprated)}%"
        scheme = scheme.assume(f"{told}: no others are given.", base.source, "discount percentage")
    scales = scheme.scales or _changed(scheme, base.scales, file)
    if scheme.changes and any(same is scale for same, scale in zip(scales, base.scales, strict=False)):
        scheme = scheme.assume(
            f"Percentages of a list in which none is said to change are those of {base.year}.",
            base.source,
            "discount percentage",
        )
    assumed = [
        a for a in base.assumed if a not in scheme.assumed and not a.text.startswith("The scheme is that")
    ]
    return replace(
        scheme,
        kind=base.kind,
        per=base.per,
        strict=strict,
        columns=columns,
        scales=scales,
        terms=base.terms if scheme.terms == type(scheme.terms)() else scheme.terms,
        assumed=(*assumed, *scheme.assumed),
    )


def _raised(column: Column, percent: Decimal) -> Column:
    rise = 1 + percent / 100
    bounds = tuple(
        None if bound is None else (bound * rise).quantize(PENNY, ROUND_HALF_UP) for bound in column.bounds
    )
    return replace(column, bounds=bounds)


def _changed(scheme: Scheme, scales: tuple[Scale, ...], file: str) -> tuple[Scale, ...]:
    """The earlier grid's lists of percentages with what changes; a list without any of it stays as it is."""
    changes = dict(scheme.changes)
    known = list(dict.fromkeys(rate for scale in scales for rate in scale.rates if rate is not None))
    unknown = [old for old in changes if old not in known]
    if unknown:
        raise _stop(
            scheme,
            file,
            "pct_changes",
            f"{plain(unknown[0])}% is not a percentage of the earlier grid.",
            f"Its percentages are: {', '.join(plain(rate) for rate in known)}.",
        )
    return tuple(
        replace(
            scale,
            rates=tuple(
                changes.get(rate, rate if rate == 0 else None) for rate in scale.rates if rate is not None
            ),
        )
        if any(rate in changes for rate in scale.rates)
        else scale
        for scale in scales
    )


def _rates_continued(scheme: Scheme, file: str) -> Scheme:
    """Percentages that are not given go on in the step of the two before them."""
    scales: list[Scale] = []
    for scale in scheme.scales:
        rates = list(scale.rates)
        for index, rate in enumerate(rates):
            if rate is not None:
                continue
            before, last = (rates[index - 2], rates[index - 1]) if index > 1 else (None, rates[index - 1])
            going_on = last - (before - last) if before is not None and last is not None else None
            after = next((later for later in rates[index:] if later is not None), Decimal(-1))
            if going_on is None or last is None or not after < going_on < last:
                remedy = "Give it: nothing that is known tells what it could be."
                raise _stop(scheme, file, "pct", f"percentage {index + 1} is not given.", remedy)
            rates[index] = going_on
            scheme = scheme.assume(
                f"The percentage of band {index + 1} is {plain(going_on)}%, a step of "
                f"{plain(last - going_on)} points as before it: it is not published.",
                on="discount percentage",
            )
        scales.append(replace(scale, rates=tuple(rates)))
    return replace(scheme, scales=tuple(scales))


def _from_other_year(scheme: Scheme, other: Scheme) -> Scheme:
    """Bounds and columns that only another year gives, by the one rate that explains all shared bounds."""
    lengths = {len(column.bounds) for column in (*scheme.columns, *other.columns)}
    if (scheme.kind, scheme.per, scheme.strict) != (other.kind, other.per, other.strict) or len(lengths) != 1:
        return scheme
    if any(column.rates for column in (*scheme.columns, *other.columns)):
        return scheme
    theirs = {column.family: column for column in other.columns}
    lacking = [
        c.name for c in scheme.columns if None in c.bounds and None not in theirs.get(c.family, c).bounds
    ]
    new = _uncovered(scheme, other)
    if not lacking and not new:
        return scheme
    later = scheme.starts >= other.starts
    shared = [
        (theirs_bound, mine) if later else (mine, theirs_bound)
        for column in scheme.columns
        if column.family in theirs
        for mine, theirs_bound in zip(column.bounds, theirs[column.family].bounds, strict=True)
        if mine is not None and theirs_bound is not None
    ]
    whole = all(one % 1 == 0 and two % 1 == 0 for one, two in shared)
    unit = Decimal(1) if whole else PENNY
    rise = _one_rise(shared, unit)
    if rise is None:
        return scheme

    def moved(bound: Decimal | None) -> Decimal | None:
        if bound is None:
            return None
        return (bound * rise if later else bound / rise).quantize(unit, ROUND_HALF_UP)

    columns: list[Column] = []
    for column in scheme.columns:
        twin = theirs.get(column.family)
        if twin is None:
            columns.append(column)
            continue
        pairs = zip(column.bounds, twin.bounds, strict=True)
        columns.append(replace(column, bounds=tuple(m if m is not None else moved(t) for m, t in pairs)))
    columns += [replace(column, bounds=tuple(moved(bound) for bound in column.bounds)) for column in new]
    what = "The income bounds that are not given"
    if new:
        what += f" (and the columns {', '.join(f'“{column.family.label}”' for column in new)})"
    percent = plain((rise - 1) * 100)
    told = (
        f"{what} are those of {other.year}, {'raised by' if later else 'brought back by'} {percent}%, to the "
        f"{'pound' if whole else 'penny'}: that explains all {len(shared)} bounds given for both years."
    )
    return replace(scheme, columns=tuple(columns), first_bands_only=False).assume(
        told, other.source, "discount percentage"
    )


def _uncovered(scheme: Scheme, other: Scheme) -> list[Column]:
    """Columns of another year for households that no column of this one is for."""
    mine = [column.family for column in scheme.columns]
    stretched = [segment for segment in columns_of_households(mine) if segment.stretched]
    found: list[Column] = []
    for column in other.columns:
        partners = (False, True) if column.family.partner is None else (column.family.partner,)
        lacking = all(
            any(
                segment.partner in (None, partner)
                and segment.least <= column.family.least
                and (segment.most is None or segment.most >= column.family.least)
                for segment in stretched
            )
            for partner in partners
        )
        if lacking and None not in column.bounds:
            found.append(column)
    return found


def _one_rise(shared: Sequence[tuple[Decimal, Decimal]], unit: Decimal) -> Decimal | None:
    """The simplest rise, in tenths of a percent up to 20%, that makes every earlier bound the later."""
    if len(shared) < 2:
        return None
    tenths = [*range(0, 201, 10), *(n for n in range(1, 201) if n % 10)]
    for tenth in tenths:
        rise = 1 + Decimal(tenth) / 1000
        if all((old * rise).quantize(unit, ROUND_HALF_UP) == new for old, new in shared):
            return rise
    return None


def _bounds_continued(scheme: Scheme, file: str) -> Scheme:
    """A bound that is not given stands as far above the one before as in most other columns."""
    columns: list[Column] = []
    for column in scheme.columns:
        bounds = list(column.bounds)
        for index, bound in enumerate(bounds):
            if bound is not None:
                continue
            steps = Counter(
                other.bounds[index] - other.bounds[index - 1]  # type: ignore[operator]
                for other in scheme.columns
                if index and other.bounds[index] is not None and other.bounds[index - 1] is not None
            )
            before = bounds[index - 1] if index else None
            if not steps or before is None:
                remedy = "Give it under `upper`, or add another year's grid of the same council to the file."
                message = f"the top of band {index + 1} of `{column.name}` is not given."
                raise _stop(scheme, file, "upper", message, remedy)
            step = min(steps, key=lambda each: (-steps[each], each))
            bounds[index] = before + step
            scheme = scheme.assume(
                f"The top of band {index + 1} for “{column.family.label}” is {pounds(before + step)}, "
                f"{pounds(step)} above band {index} as in {steps[step]} other columns: it is not given.",
                on="discount percentage",
            )
        known = [each for each in bounds if each is not None]
        if any(later <= earlier for earlier, later in pairwise(known)):
            message = f"a bound of `{column.name}` that is not given would not be above the one before."
            raise _stop(scheme, file, "upper", message, "Give it.")
        columns.append(replace(column, bounds=tuple(bounds)))
    return replace(scheme, columns=tuple(columns))


def _terms_of_other_year(scheme: Scheme, other: Scheme) -> Scheme:
    """Terms that this year's grid does not give are as in the nearest other year that does."""
    terms = scheme.terms
    for field in fields(terms):
        if field.name not in _TERM_WORDS:
            continue
        theirs = getattr(other.terms, field.name)
        if getattr(terms, field.name) is not None or theirs is None:
            continue
        if field.name.startswith("earnings_disregard") and leaves_out_earnings(terms):
            continue
        terms = replace(terms, **{field.name: theirs})
        scheme = scheme.assume(
            f"{_TERM_WORDS[field.name]} is as in {other.year}: this year's grid does not say.", other.source
        )
    return replace(scheme, terms=terms)
