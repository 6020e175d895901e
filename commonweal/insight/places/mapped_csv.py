"""Places of a plain CSV, by a mapping file that says which column is what.

    kind: Community hub
    name: community_hub
    address: address
    latitude: lat
    longitude: lon
    offers: "= Advice and help to apply"

Each value names a column; after "= " it is the words themselves, the same for every row.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.insight.places.place import Place, RowFault, checked_place
from commonweal.service.faults import Faults
from commonweal.service.strict_yaml import Text, nearest, read_yaml

FIELDS = (
    "name",
    "kind",
    "address",
    "postcode",
    "latitude",
    "longitude",
    "phone",
    "email",
    "web",
    "hours",
    "offers",
    "languages",
)
NEEDED = ("name", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field to column, or to words that stand after "= "."""

    columns: dict[str, str]


def read_mapping(content: bytes, file: str) -> tuple[Mapping, list[str]]:
    """A mapping file and its faults, each with file, line and remedy."""
    faults = Faults(file)
    root = read_yaml(content, faults)
    columns: dict[str, str] = {}
    for name, entry in root.entries.items() if root is not None else ():
        if name not in FIELDS:
            remedy = nearest(name, list(FIELDS)) or f"The fields are: {', '.join(FIELDS)}."
            faults.add(entry.key, "unknown-field", f"a place has no `{name}`.", remedy)
        elif isinstance(entry.value, Text) and entry.value.text:
            columns[name] = entry.value.text
        else:
            faults.add(entry.key, "not-a-column", f"`{name}` names no column.", "Write the column's name.")
    for name in NEEDED:
        if name not in columns:
            faults.add(None, "missing-field", f"`{name}` is missing.", "Say which column it is.")
    return Mapping(columns), [str(fault) for fault in faults]


def read_places(content: bytes, file: str, mapping: Mapping) -> Iterator[Place | RowFault]:
    """Each row as a place, or what is wrong with it."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    heading = [name.strip() for name in next(rows, [])]
    missing = [
        column for column in mapping.columns.values() if not column.startswith("=") and column not in heading
    ]
    if missing:
        known = ", ".join(heading)[:300]
        for column in missing:
            yield RowFault(file, 1, column, f"no column has this name. The columns are: {known}")
        return
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(heading):
            message = f"it has {len(row)} columns and its heading {len(heading)}"
            yield RowFault(file, rows.line_num, "row", message)
            continue
        fields = {
            name: column[1:].strip() if column.startswith("=") else row[heading.index(column)]
            for name, column in mapping.columns.items()
        }
        said = f"{file}\n{fields.get('name')}\n{fields.get('postcode', '')}\n{fields.get('address', '')}"
        yield checked_place(file, rows.line_num, fields, hashlib.sha256(said.encode()).hexdigest()[:32])
