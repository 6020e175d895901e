"""Files of a council's own worked examples, in the form of `published_worked_examples.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from commonweal.service.grids.amounts import read_amount
from commonweal.service.grids.council_keys import same_council
from commonweal.service.grids.grid_faults import GridFault, GridFaults

BESIDE = "published_worked_examples.json"
"""The file that is read where it lies beside a grid file."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A published example, as its file has it."""

    id: str
    council: str
    source: str
    inputs: Mapping[str, object]
    expected: Mapping[str, object]


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
