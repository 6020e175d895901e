"""The columns and bounds of a grid: by family, in one list, band by band, or by lower ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from commonweal.service.grids.amounts import Bound, pounds, read_amount, read_bound
from commonweal.service.grids.families import BadFamilies, Family, columns_of_households, read_family
from commonweal.service.grids.grid_faults import Complaints
from commonweal.service.grids.rate_reading import read_rates, tax_bands
from commonweal.service.grids.scheme import Column, Scale, Scheme

PENNY = Decimal("0.01")
EVERYONE = "everyone"
_UPPER = ("upper", "upper_lt", "upper_excess", "upper_band1")
_EXAMPLES = "single, couple, single_1, couple_2plus, family_3, lone_parent_2"

Cells = dict[str, list[Bound | None]]


def read_columns(scheme: Scheme, raw: Mapping[str, object], complaints: Complaints) -> Scheme:
    """The scheme with its columns; what is wrong goes to `complaints`."""
    raw = _by_bands(raw, complaints)
    named = [key for key in _UPPER if key in raw]
    if len(named) > 1:
        complaints.add(named[1], f"`{named[0]}` gives the bounds already.", "Give them under one key.")
        return scheme
    if "pct" in raw and not scheme.scales and not isinstance(raw["pct"], Mapping):
        scheme = replace(scheme, scales=(Scale("", read_rates(raw["pct"], "bands", complaints)),))
    key = named[0] if named else "lower"
    if key not in raw:
        if not (scheme.changes or scheme.based_on):
            complaints.add("upper", "the income bounds are missing.", "Write the top of each band by family.")
        return scheme
    cells = _cells(scheme, raw[key], key, complaints)
    lower = _cells(scheme, raw["lower"], "lower", complaints) if "lower" in raw else {}
    if cells is None or lower is None:
        return scheme
    if key == "upper_band1":
        return _columns(replace(scheme, first_bands_only=True), cells, {}, raw, key, complaints)
    if key == "lower":
        cells = {name: _from_lower(scheme, name, given, complaints) for name, given in lower.items()}
    elif lower:
        _meet(cells, lower, complaints)
    if key == "upper_lt":
        cells = {name: [_stricter(bound) for bound in bounds] for name, bounds in cells.items()}
    scheme = _one_strictness(scheme, cells)
    return _columns(scheme, cells, _own_rates(raw, complaints), raw, key, complaints)


def _by_bands(raw: Mapping[str, object], complaints: Complaints) -> Mapping[str, object]:
    """`bands` (a list of objects with pct and a bound for each family) as `pct` and `upper`."""
    bands = raw.get("bands")
    if bands is None:
        return raw
    listed = [band for band in bands if isinstance(band, Mapping)] if isinstance(bands, list) else []
    if not isinstance(bands, list) or len(listed) < len(bands) or not all("pct" in band for band in listed):
        complaints.add("bands", "this is not a list of bands.", 'Write [{"pct": 100, "single": 93}, …].')
        return raw
    names = list(dict.fromkeys(str(name) for band in listed for name in band if name != "pct"))
    upper = {name: [band.get(name) for band in listed] for name in names}
    return {**raw, "pct": [band["pct"] for band in listed], "upper": upper}


def _cells(scheme: Scheme, given: object, key: str, complaints: Complaints) -> Cells | None:
    """Bounds by column, read."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        given = {EVERYONE: given}
    if not isinstance(given, Mapping) or not given:
        complaints.add(key, "this is not a map of families to bounds.", 'Write {"single": [93, 111]}.')
        return None
    cells: Cells = {}
    for name, values in given.items():
        listed = [values] if key == "upper_band1" and not isinstance(values, list) else values
        if not isinstance(listed, Sequence) or isinstance(listed, str):
            complaints.add(f"{key}.{name}", "this is not a list of bounds.", "Write [93, 111, 129].")
            continue
        try:
            cells[str(name)] = bounds = [read_bound(value) for value in listed]
        except ValueError as error:
            remedy = "Write an amount in pounds, such as 121.85, or null where none is known."
            complaints.add(f"{key}.{name}", str(error), remedy)
            continue
        for bound in bounds:
            if bound is not None and bound.per not in (None, scheme.per):
                message = f"a bound is per {bound.per}, and the grid per {scheme.per}."
                complaints.add(f"{key}.{name}", message, "Write every bound for the period in `per`.")
                break
    return cells


def _from_lower(
    scheme: Scheme, name: str, given: list[Bound | None], complaints: Complaints
) -> list[Bound | None]:
    """The tops of bands from where they begin: 93.01 gives “93 or less”, 94 “less than 94”."""
    wanted = len(_rates_of(scheme)) or len(given)
    ends = given[1:] if len(given) == wanted else given
    if len(given) == wanted and given and given[0] is not None and given[0].value > PENNY:
        message = f"the first band begins at {pounds(given[0].value)}, so less income is in no band."
        complaints.add(f"lower.{name}", message, "Begin with 0.")
    return [None if end is None else _below(end.value) for end in ends]


def _below(start: Decimal) -> Bound:
    if start % 1 == PENNY:
        return Bound(start - PENNY)
    return Bound(start, strict=True)


def _stricter(bound: Bound | None) -> Bound | None:
    return None if bound is None else replace(bound, strict=True)


def _meet(cells: Cells, lower: Cells, complaints: Complaints) -> None:
    """Upper and lower ends of neighbours must leave no gap and no overlap."""
    for name, starts in lower.items():
        if name not in cells:
            complaints.add(f"lower.{name}", "`upper` has no such column.", "Give both, or one of them.")
            continue
        for number, (end, start) in enumerate(zip(cells[name], starts[1:], strict=False), 1):
            if end is not None and start is not None and not 0 <= start.value - end.value <= 1:
                complaints.add(
                    f"lower.{name}",
                    _not_met(number, end.value, start.value),
                    "Begin each band a penny above the one before.",
                )


def _not_met(number: int, end: Decimal, start: Decimal) -> str:
    return f"band {number} ends at {pounds(end)}, and the next begins at {pounds(start)}."


def _one_strictness(scheme: Scheme, cells: Cells) -> Scheme:
    """All bounds alike: where only some are “less than”, a penny is taken off those."""
    every = [bound for bounds in cells.values() for bound in bounds if bound is not None and not bound.open]
    if every and all(bound.strict for bound in every):
        return replace(scheme, strict=True)
    for bounds in cells.values():
        for index, bound in enumerate(bounds):
            if bound is not None and bound.strict:
                bounds[index] = replace(bound, value=bound.value - PENNY, strict=False)
    return scheme


def _own_rates(raw: Mapping[str, object], complaints: Complaints) -> dict[str, tuple[Decimal | None, ...]]:
    given = raw.get("pct")
    if not isinstance(given, Mapping) or all(tax_bands(str(name)) for name in given):
        return {}
    return {str(name): read_rates(rates, f"pct.{name}", complaints) for name, rates in given.items()}


def _rates_of(scheme: Scheme) -> tuple[Decimal | None, ...]:
    return scheme.scales[0].rates if scheme.scales else ()


def _columns(
    scheme: Scheme,
    cells: Cells,
    own: Mapping[str, tuple[Decimal | None, ...]],
    raw: Mapping[str, object],
    key: str,
    complaints: Complaints,
) -> Scheme:
    columns: list[Column] = []
    for name in own:
        if name not in cells:
            complaints.add(f"pct.{name}", f"`{key}` has no such column.", "Name the same columns in both.")
    if own and complaints.faults:
        return scheme
    zero_added = False
    for name, given in cells.items():
        family = Family(None, 0, None) if name == EVERYONE else read_family(name)
        if family is None:
            complaints.add(f"{key}.{name}", "this household is not understood.", f"Write it as {_EXAMPLES}.")
            continue
        if own and name not in own:
            complaints.add(f"pct.{name}", "this column has no percentages.", "Give them for every column.")
            continue
        rates = own.get(name) or _rates_of(scheme)
        bounds = _without_open_end(given, len(rates), f"{key}.{name}", complaints)
        if key == "upper_band1":
            bounds = [*bounds, *[None] * (len(rates) - 1 - len(bounds))]
        if rates and len(bounds) == len(rates) and rates[-1] != 0:
            zero_added = True
            rates = (*rates, Decimal(0))
        if rates and len(bounds) != len(rates) - 1:
            message = f"there are {len(bounds)} bounds and {len(rates)} percentages."
            complaints.add(f"{key}.{name}", message, "Give the top of each band but the last.")
            continue
        values = tuple(None if bound is None else bound.value for bound in bounds)
        known = [value for value in values if value is not None]
        if any(later <= earlier for earlier, later in pairwise(known)):
            shown = ", ".join(pounds(value) for value in known)
            complaints.add(
                f"{key}.{name}", f"the bounds do not increase: {shown}.", "Write the lowest first."
            )
        if not known and bounds:
            complaints.add(f"{key}.{name}", "no bound is given.", "Give at least the first, or leave it out.")
        columns.append(Column(name, family, values, rates if own else None))
    if zero_added and not own:
        scales = [
            replace(scale, rates=(*scale.rates, Decimal(0))) if scale.rates[-1] != 0 else scale
            for scale in scheme.scales
        ]
        scheme = replace(scheme, scales=tuple(scales))
    if zero_added:
        scheme = scheme.assume("Above the last band there is no support.", on="discount percentage")
    columns = _with_additions(columns, raw, complaints)
    if columns and not complaints.faults:
        try:
            columns_of_households([column.family for column in columns])
        except BadFamilies as error:
            complaints.add(key, str(error), "Give one column for each household.")
    return replace(scheme, columns=tuple(columns))


def _without_open_end(
    given: list[Bound | None], rates: int, key: str, complaints: Complaints
) -> list[Bound | None]:
    """The bounds without a last cell such as “over £147”, which must begin where the band before ends."""
    bounds = list(given)
    last = bounds[-1] if bounds else None
    if last is not None and last.open:
        before = bounds[-2] if len(bounds) > 1 else None
        if before is not None and not 0 <= last.value - before.value <= 1:
            message = _not_met(len(bounds) - 1, before.value, last.value)
            complaints.add(key, message, "Begin each band a penny above the one before.")
        bounds = bounds[:-1]
    elif last is None and rates and len(bounds) == rates:
        bounds = bounds[:-1]
    for number, (one, other) in enumerate(pairwise(bounds), 1):
        if one is not None and other is not None and other.lower is not None:
            gap = other.lower - one.value
            if not 0 <= gap <= 1:
                message = _not_met(number, one.value, other.lower)
                complaints.add(key, message, "Begin each band a penny above the one before.")
    if any(bound is not None and bound.open for bound in bounds):
        complaints.add(key, "a band before the last has no end.", "Give the top of each band but the last.")
    return bounds


def _with_additions(columns: list[Column], raw: Mapping[str, object], complaints: Complaints) -> list[Column]:
    """A column for each number of children, from what each child adds to the bounds."""
    key = "child_additions" if "child_additions" in raw else "child_addition"
    given = raw.get(key)
    limit = raw.get("children_limit")
    most = None
    if limit is not None:
        if not isinstance(limit, Decimal | int | str) or not str(limit).isdigit() or int(limit) > 20:
            complaints.add("children_limit", f"`{limit}` is not a number of children.", "Write 2.")
            return columns
        most = int(limit)
        if given is None:
            complaints.add(
                "children_limit", "no column depends on it.", "Give `child_additions`, or leave it out."
            )
    if given is None or complaints.faults:
        return columns
    listed = given if isinstance(given, list) else [given] * (most if most is not None else 4)
    added = Decimal(0)
    grown = list(columns)
    for children, value in enumerate(listed[:most], 1):
        try:
            amount, _ = read_amount(value)
        except ValueError as error:
            complaints.add(key, str(error), "Write what each child adds to every bound, in pounds.")
            return columns
        added += amount
        for column in columns:
            if column.family.most != 0:
                complaints.add(key, f"`{column.name}` is for families already.", "Give one or the other.")
                return columns
            family = Family(column.family.partner, children, children)
            bounds = tuple(None if bound is None else bound + added for bound in column.bounds)
            grown.append(replace(column, name=f"{column.name}_{children}", family=family, bounds=bounds))
    return grown
