"""Grids written to a real file and made into real service folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commonweal.cli.policy_findings import policy_findings
from commonweal.service import ServiceFolder, read_service, run_examples
from commonweal.service.grids import folders_from_grids

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "council-tax-reduction"


def simple(**more: object) -> dict[str, Any]:
    """A small grid, with keys replaced or added."""
    grid: dict[str, Any] = {
        "source": "https://example.org/scheme",
        "pct": [100, 75, 0],
        "upper": {"single": [93, 111], "couple": [145, 171.5], "family_1plus": [224, 253]},
    }
    return {**grid, **more}


def written(folder: Path, grids: object, name: str = "grids.json") -> Path:
    """The grids as a file."""
    path = folder / name
    path.write_text(grids if isinstance(grids, str) else json.dumps(grids), encoding="utf-8")
    return path


def made(folder: Path, grid: dict[str, Any], key: str = "exampleshire_2026_27") -> ServiceFolder:
    """The service folder of one grid, written and read."""
    (only,) = folders_from_grids(written(folder, {key: grid}))
    only.write(folder / "service")
    return read_service(folder / "service")


def sound(read: ServiceFolder, folder: Path) -> None:
    """It has no fault, no finding, and every example passes."""
    assert read.faults == []
    assert policy_findings(folder, read) == []
    tried = run_examples(read)
    assert tried
    assert [each.example.name for each in tried if not each.passes] == []


INPUTS: dict[str, Any] = {
    "liable": True,
    "pension age": False,
    "partner": False,
    "number of children": 0,
    "other adults": [],
    "council tax band": "b",
    "council tax bill": 1200,
    "earnings": 0,
    "partner earnings": 0,
    "universal credit": 0,
    "universal credit housing": 0,
    "other income": 0,
    "applicable amount": 0,
    "disability benefits": False,
    "carer": False,
    "savings": 0,
}


def decided(read: ServiceFolder, **given: object) -> dict[str, Any]:
    """Every decision's value for a household, by the latest version."""
    import datetime

    model = read.policies.latest.model
    inputs = {**INPUTS, "relevant date": datetime.date(2026, 6, 1), **given}
    names = {each.name for each in model.inputs}
    wanted = {name: value for name, value in inputs.items() if name in names}
    values: dict[str, Any] = {}
    for decision in ("award", "yearly award", "left to pay"):
        values.update(model.decide(wanted, decision).values)
    return values
