"""One council's grid read: every key understood or told, every figure checked."""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from commonweal.service.grids.amounts import period_named, read_percentage
from commonweal.service.grids.band_reading import read_columns
from commonweal.service.grids.council_keys import council_name, read_key, read_year
from commonweal.service.grids.grid_faults import Complaints
from commonweal.service.grids.rate_reading import read_rates, tax_bands
from commonweal.service.grids.scheme import TAX_BANDS, Kind, Scale, Scheme
from commonweal.service.grids.term_reading import TERM_KEYS, read_terms

BAND_KEYS = ("upper", "upper_lt", "upper_band1", "upper_excess", "lower", "bands")
_ABOUT = ("source", "council", "name", "year", "starts", "proposed", "kind", "per", "title")
_RATE_KEYS = (
    "pct",
    "pct_changes",
    "based_on",
    "uprate",
    "child_additions",
    "child_addition",
    "children_limit",
)
_TEXTS = ("notes", "not_modelled")
KEYS = (*_ABOUT, *_RATE_KEYS, *BAND_KEYS, *TERM_KEYS, *_TEXTS)
_OTHER_YEAR = re.compile(r"pct_(\d{4})_(\d{2})")
DEFAULT_YEAR = 2025


def read_grid(key: str, raw: Mapping[str, object], file: str) -> list[Scheme]:
    """The scheme of a grid, after those of other years whose percentages it gives. Raises GridFaults."""
    complaints = Complaints(file, key)
    strange = _strange_keys(raw, complaints)
    scheme = _about(key, raw, complaints)
    scheme = replace(scheme, not_modelled=(*scheme.not_modelled, *strange))
    scheme = _rates(scheme, raw, complaints)
    scheme = read_columns(scheme, raw, complaints)
    scheme = read_terms(scheme, raw, complaints)
    complaints.stop_if_any()
    return [*_other_years(scheme, raw, complaints), scheme]


def _strange_keys(raw: Mapping[str, object], complaints: Complaints) -> list[str]:
    """What is told of keys that are not known. One that is nearly a known key is a fault."""
    told: list[str] = []
    for name, value in raw.items():
        if name in KEYS or _OTHER_YEAR.fullmatch(name) is not None:
            continue
        close = difflib.get_close_matches(name, KEYS, n=1, cutoff=0.8)
        if close:
            remedy = f"Did you mean `{close[0]}`? If not, say the rule in words under `not_modelled`."
            complaints.add(name, "this key is not known.", remedy)
        else:
            shown = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
            told.append(f"`{name}`, which is not a key that is known: {shown[:200]}")
    return told


def _about(key: str, raw: Mapping[str, object], complaints: Complaints) -> Scheme:
    says = read_key(key)
    texts = {
        name: raw.get(name) for name in ("source", "council", "name", "year", "starts", "notes", "title")
    }
    for name, value in texts.items():
        if value is not None and not isinstance(value, str):
            complaints.add(name, "this is not text.", 'Write it in quotes: "…".')
            texts[name] = None
    years = says.years
    if texts["year"]:
        years = read_year(str(texts["year"]))
        if years is None:
            complaints.add("year", f"`{texts['year']}` is not a year.", "Write it as 2026/27.")
    starts = None
    if texts["starts"]:
        try:
            starts = datetime.date.fromisoformat(str(texts["starts"]))
        except ValueError:
            complaints.add("starts", f"`{texts['starts']}` is not a date.", "Write it as 2026-04-01.")
    stated = years is not None or starts is not None
    begins = starts or datetime.date((years or (DEFAULT_YEAR, 0))[0], 4, 1)
    council = str(texts["council"] or texts["name"] or "") or says.council
    proposed = raw.get("proposed", says.proposed)
    if isinstance(proposed, str) and proposed.lower() in ("yes", "no", "true", "false"):
        proposed = proposed.lower() in ("yes", "true")
    if not isinstance(proposed, bool):
        complaints.add("proposed", f"`{proposed}` is neither true nor false.", "Write true or false.")
    source = str(texts["source"] or "")
    if not source:
        source = f"the grid file {complaints.file}, which names no source"
    scheme = Scheme(
        key=key,
        council=council if any(c.isupper() for c in council) else council_name(council),
        starts=begins,
        ends_year=years[1] if years else begins.year + 1,
        source=source,
        proposed=bool(proposed),
        kind=_kind(raw, complaints),
        per=_per(raw, complaints),
        notes=str(texts["notes"] or ""),
        not_modelled=_not_modelled(raw, complaints),
    )
    if not stated:
        return scheme.assume(f"The scheme is that of {scheme.year}: the grid file gives no year.")
    return scheme


def _kind(raw: Mapping[str, object], complaints: Complaints) -> Kind:
    given = raw.get("kind")
    text = given.lower() if isinstance(given, str) else ""
    if given is not None:
        for word, kind in (("excess", "excess"), ("earning", "earnings"), ("income", "income")):
            if word in text:
                return kind  # type: ignore[return-value]
        complaints.add(
            "kind", f"`{given}` is not a kind of grid.", "Write income, earnings or excess income."
        )
    return "excess" if "upper_excess" in raw else "income"


def _per(raw: Mapping[str, object], complaints: Complaints) -> str:
    given = raw.get("per", "week")
    kind = raw.get("kind")
    if "per" not in raw and isinstance(kind, str):
        for period in ("four weeks", "fortnight", "month", "year", "annual"):
            if period in kind.lower():
                return period_named(period) or "week"
    per = period_named(str(given)) if isinstance(given, str) else None
    if per is None:
        complaints.add(
            "per", f"`{given}` is not a period.", "Write week, fortnight, four weeks, month or year."
        )
    return per or "week"


def _not_modelled(raw: Mapping[str, object], complaints: Complaints) -> tuple[str, ...]:
    given = raw.get("not_modelled", [])
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, Sequence) or not all(isinstance(each, str) for each in listed):
        complaints.add("not_modelled", "this is not a list of texts.", 'Write ["…", "…"].')
        return ()
    return tuple(listed)


def _rates(scheme: Scheme, raw: Mapping[str, object], complaints: Complaints) -> Scheme:
    based = raw.get("based_on", "")
    if not isinstance(based, str):
        complaints.add("based_on", "this is not the key of a grid.", 'Write it as "exampleshire_2025_26".')
        based = ""
    scheme = replace(scheme, based_on=based, changes=_changes(raw, complaints))
    if "uprate" in raw:
        try:
            scheme = replace(scheme, uprated=read_percentage(raw["uprate"]))
        except ValueError as error:
            complaints.add("uprate", str(error), "Write the percentage that the bounds rose by: 1.7.")
        if not based:
            complaints.add("uprate", "there is nothing to raise.", "Name the earlier grid in `based_on`.")
    given = raw.get("pct")
    if given is None:
        if not ("bands" in raw or scheme.changes or scheme.based_on):
            complaints.add(
                "pct",
                "the percentages are missing.",
                "Write one for each band, the highest first: [100, 75, 0].",
            )
        return scheme
    if isinstance(given, Mapping):
        if not given:
            complaints.add("pct", "it names no Council Tax bands and no columns.", 'Write {"A-D": [...]}.')
            return scheme
        if any(tax_bands(str(name)) is None for name in given):
            return scheme  # by family: each column takes its own
        scales = tuple(
            Scale(tax_bands(str(name)) or "", read_rates(value, f"pct.{name}", complaints))
            for name, value in given.items()
        )
        _whole_of_tax_bands(scales, complaints)
        return replace(scheme, scales=scales)
    return replace(scheme, scales=(Scale("", read_rates(given, "pct", complaints)),))


def _whole_of_tax_bands(scales: Sequence[Scale], complaints: Complaints) -> None:
    named = "".join(scale.tax_bands for scale in scales)
    twice = sorted({band.upper() for band in named if named.count(band) > 1})
    missing = [band.upper() for band in TAX_BANDS if band not in named]
    if twice:
        complaints.add("pct", f"Council Tax band {', '.join(twice)} stands twice.", "Name each band once.")
    if missing:
        complaints.add(
            "pct", f"Council Tax band {', '.join(missing)} is missing.", "Name every band, A to H."
        )


def _changes(raw: Mapping[str, object], complaints: Complaints) -> tuple[tuple[Decimal, Decimal], ...]:
    given = raw.get("pct_changes", {})
    if not isinstance(given, Mapping):
        complaints.add("pct_changes", "this is not a map of percentages.", 'Write {"100": 75}.')
        return ()
    changes: list[tuple[Decimal, Decimal]] = []
    for old, new in given.items():
        try:
            changes.append((read_percentage(old), read_percentage(new)))
        except ValueError as error:
            complaints.add("pct_changes", str(error), 'Write {"100": 75}.')
    return tuple(changes)


def _other_years(scheme: Scheme, raw: Mapping[str, object], complaints: Complaints) -> list[Scheme]:
    others: list[Scheme] = []
    for name in raw:
        found = _OTHER_YEAR.fullmatch(name)
        if found is None:
            continue
        rates = read_rates(raw[name], name, complaints)
        years = read_year(f"{found[1]}/{found[2]}")
        if years is None or years[0] == scheme.starts.year:
            complaints.add(name, "the key does not name another year.", "Write it as pct_2024_25.")
            continue
        if any(len(rates) != len(scale.rates) for scale in scheme.scales):
            complaints.add(
                name, f"it has {len(rates)} percentages, and `pct` another number.", "Give one for each band."
            )
        other = replace(
            scheme,
            key=f"{scheme.key} {name}",
            starts=scheme.starts.replace(year=years[0]),
            ends_year=years[1],
            scales=(Scale("", rates),),
            proposed=False,
        )
        others.append(
            other.assume(
                f"All but the percentages is in {other.year} as in {scheme.year}: the file gives only them."
            )
        )
    complaints.stop_if_any()
    return others
