"""A mapping file to start from: each column of an extract matched by name to an input, with comments."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from commonweal.insight.population.source_file import open_source
from commonweal.insight.population.vocabulary import INPUTS, personal

_KNOWN_AS = {
    "date of birth": ("dob", "birth date", "born", "claimant dob"),
    "council tax band": ("ct band", "ctax band", "band", "property band"),
    "council tax bill": ("annual ctax", "ct liability", "liability", "annual charge", "ctax bill", "bill"),
    "partner": ("has partner", "couple", "partner flag"),
    "number of children": ("children", "child count", "dependants", "no of children", "num children"),
    "earnings": ("earned income", "net earnings", "wages", "claimant earnings"),
    "partner earnings": ("partner wages", "partner earned income"),
    "universal credit": ("uc", "uc award", "uc amount"),
    "universal credit housing": ("uc housing", "uc housing element", "housing element"),
    "other income": ("unearned income", "other inc"),
    "savings": ("capital", "total capital"),
    "disability benefits": ("disabled", "disability", "disability flag"),
    "pension age": ("pensioner", "is pension age"),
    "carer": ("carer flag", "is carer"),
    "applicable amount": ("applicable amt",),
}
_AREAS = (
    "ward",
    "lsoa",
    "tenure",
    "household type",
    "sex",
    "gender",
    "age group",
    "work status",
    "ethnicity",
)


def starting_mapping(extract: Path, names: Sequence[str], *, today: datetime.date) -> str:
    """The text of a mapping file for an extract.

    `names` are the inputs of the policy. What could not be matched stands commented out. Nothing of the
    extract's rows is read but its header. Raises PopulationFault when the file cannot be read.
    """
    with duckdb.connect() as connection:
        columns = list(open_source(connection, extract, None, extract).types)
    left = [name for name in columns if not personal(name)]
    chosen: dict[str, str] = {}
    for name in names:
        match = _match(name, left)
        if match is not None:
            chosen[name] = match
            left.remove(match)
    lines = [
        "# Which column of the extract is which input. Check every line: columns were matched by name alone.",
        "# Reference: docs/reference/population-mapping.md",
        f"name: {extract.stem}",
        f"relevant date: {today.isoformat()}",
        f"extract: {_quoted(extract.name)}",
        "# A claim reference, so that a household is counted once; never a National Insurance number.",
        *_identifier(left),
        "inputs:",
    ]
    for name in names:
        lines += _entry(name, chosen.get(name))
    lines += [
        "# What the report groups by. Add what you hold of sex, disability, ward and tenure.",
        "characteristics:",
    ]
    grouped = [column for column in left if _plain(column) in _AREAS]
    lines += [f"  {_plain(column)}: {{column: {_quoted(column)}}}" for column in grouped]
    if "council tax band" in chosen:
        lines.append("  council tax band: {label: Council Tax band}")
    kept_out = [column for column in columns if personal(column)]
    unused = [column for column in left if column not in grouped]
    if kept_out:
        lines.append(f"# Never read, because they identify people: {', '.join(kept_out)}")
    if unused:
        lines.append(f"# Not used: {', '.join(unused)}")
    lines.append("assumptions: []")
    return "\n".join(lines) + "\n"


def _identifier(left: list[str]) -> list[str]:
    for column in left:
        if re.search(r"(claim|case|household|account|ref|^id$)", column.lower()):
            left.remove(column)
            return [f"household: {_quoted(column)}"]
    return ["# household: COLUMN   # without it, rows are numbered"]


def _entry(name: str, column: str | None) -> list[str]:
    known = INPUTS.get(name)
    if known is not None and known.kind == "people":
        columns = "columns: {born: [child1_dob, child2_dob]}"
        fields = "fields: {born: {format: '%d/%m/%Y'}}"
        return [f"  # {name}: {{{columns}, {fields}}}   # a list; or from a second file"]
    if column is None:
        return [f"  # {name}: {{column: …}}   # no column was found; or {{constant: …}}"]
    details = [f"column: {_quoted(column)}"]
    note = ""
    if known is not None and known.kind == "money" and known.per:
        details.append(f"per: {'year' if known.per == 'year' else 'week'}")
        note = "   # is it for a day, week, fortnight, 4 weeks, month or year?"
    elif known is not None and known.kind == "date":
        details.append("format: '%Y-%m-%d'")
        note = "   # or '%d/%m/%Y'"
    elif known is not None and known.kind == "yes or no":
        details.append("yes: [Y], no: [N]")
        note = "   # the extract's own codes"
    elif name == "council tax band":
        bands = ", ".join(f"{band.upper()}: {band}" for band in "abcdefgh")
        details.append(f"choices: {{{bands}}}")
    elif known is None:
        details.append("type: text")
        note = "   # money, count, yes or no, date or text"
    return [f"  {name}: {{{', '.join(details)}}}{note}"]


def _match(name: str, columns: list[str]) -> str | None:
    plain = {_plain(column): column for column in columns}
    for wanted in (name, *_KNOWN_AS.get(name, ())):
        if wanted in plain:
            return plain[wanted]
    close = difflib.get_close_matches(name, list(plain), n=1, cutoff=0.85)
    return plain[close[0]] if close else None


def _plain(column: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return " ".join(re.sub(r"[_\-.]+", " ", spaced).lower().split())


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w .]+", text) else "'" + text.replace("'", "''") + "'"
