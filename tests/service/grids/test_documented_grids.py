"""What the pages about grids show, works as they show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.service import read_service
from commonweal.service.grids import GridFaults, folders_from_grids
from tests.service.grids.grid_makers import simple, sound, written

DOCS = Path(__file__).parents[3] / "docs"
HOW_TO = DOCS / "how-to" / "make-a-service-from-a-grid.md"
REFERENCE = DOCS / "reference" / "grid-file.md"


def shown(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(
    ("page", "language", "number"),
    [(HOW_TO, "csv", 0), (REFERENCE, "csv", 0), (REFERENCE, "json", 0)],
    ids=["how-to csv", "reference csv", "reference json"],
)
def test_a_grid_that_a_page_shows_becomes_a_sound_service(
    page: Path, language: str, number: int, tmp_path: Path
) -> None:
    path = written(tmp_path, shown(page, language)[number], f"exampleshire.{language}")
    (only,) = folders_from_grids(path)
    only.write(tmp_path / "service")
    sound(read_service(tmp_path / "service"), tmp_path / "service")


def test_the_faults_that_the_reference_shows_are_those_that_are_told(tmp_path: Path) -> None:
    lines = [
        line for line in REFERENCE.read_text(encoding="utf-8").splitlines() if line.startswith("grids.json: ")
    ]
    told: list[str] = []
    for wrong in (simple(pct=[75, 100, 0]), simple(upper={"single": [111, 93]}), simple(capital_limt=1)):
        with pytest.raises(GridFaults) as caught:
            folders_from_grids(written(tmp_path, {"exampleshire_2026_27": wrong}))
        told.append(str(caught.value))
    assert lines == told
