"""Every published grid becomes a sound service folder whose percentages are those of the printed table."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import SpiffWorkflow
from lxml import etree

from commonweal.policy import diff
from commonweal.service import ServiceFolder, read_service, run_examples
from commonweal.service.grids import MadeFolder, folders_from_grids
from tests.service.grids.grid_makers import PUBLISHED, sound

GRIDS = PUBLISHED / "published_grids.json"
pytestmark = pytest.mark.skipif(not GRIDS.is_file(), reason="the published figures are not at hand")
PENNY = Decimal("0.01")


def published() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(GRIDS.read_text(), parse_float=Decimal, parse_int=Decimal)
    return read


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[MadeFolder, ServiceFolder, Path]]:
    root = tmp_path_factory.mktemp("services")
    found = {}
    for made in folders_from_grids(GRIDS):
        made.write(root / made.name)
        found[made.name] = (made, read_service(root / made.name), root / made.name)
    return found


def test_every_grid_has_its_folder_and_every_year_its_policy(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    files = {name: [each.file for each in read.policies.versions] for name, (_, read, _) in folders.items()}
    assert files == {
        "trafford": ["policy/2025-04-01.dmn"],
        "lbbd": ["policy/2025-04-01.dmn", "policy/2026-04-01.dmn"],
        "central-beds": ["policy/2024-04-01.dmn", "policy/proposed/2026-04-01.dmn"],
        "ashford": ["policy/2025-04-01.dmn", "policy/2026-04-01.dmn"],
        "somerset": ["policy/2024-04-01.dmn", "policy/2025-04-01.dmn", "policy/2026-04-01.dmn"],
        "manchester": ["policy/2019-04-01.dmn", "policy/2024-04-01.dmn"],
        "dorset": ["policy/2024-04-01.dmn"],
        "telford": ["policy/2025-04-01.dmn"],
        "somerset-west-taunton": ["policy/2019-04-01.dmn"],
        "hounslow": ["policy/2025-04-01.dmn"],
    }  # fmt: skip
    keys = {scheme.key.partition(" ")[0] for made, _, _ in folders.values() for scheme in made.schemes}
    assert keys == set(published())


def test_every_folder_is_sound_and_its_examples_pass(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    for _, read, path in folders.values():
        sound(read, path)


def test_the_councils_own_worked_examples_are_among_them(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    names = {each.example.name for _, read, _ in folders.values() for each in run_examples(read)}
    ids = {each["id"] for each in json.loads((PUBLISHED / "published_worked_examples.json").read_text())}
    assert {id_ for id_ in ids if any(name.startswith(f"{id_}, ") for name in names)} == ids


def _family(name: str) -> tuple[bool, int]:
    """Without the package's own reader: the published names only."""
    if name.startswith(("one_child", "two_child")):
        return False, 1 if name.startswith("one") else 2
    head, _, tail = name.partition("_")
    return head == "couple", int(tail.rstrip("plus") or 0)


@pytest.mark.parametrize(
    "key", [k for k, g in (published() if GRIDS.is_file() else {}).items() if "pct" in g]
)
def test_each_printed_bound_gives_its_printed_percentage(
    key: str, folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]]
) -> None:
    grid = published()[key]
    made, read, _ = next(each for each in folders.values() if key in [s.key for s in each[0].schemes])
    scheme = next(s for s in made.schemes if s.key == key)
    version = next(v for v in read.policies.versions if v.starts == scheme.starts)
    printed = grid.get("upper") or grid.get("upper_lt") or grid.get("upper_band1") or grid["upper_excess"]
    if isinstance(printed, list):
        printed = {"single": printed}
    names = {each.name for each in version.model.inputs}
    for name, bounds in printed.items():
        partner, children = _family(name)
        listed = bounds if isinstance(bounds, list) else [bounds]
        for index, bound in enumerate(listed):
            for income in (
                None if bound is None else bound - PENNY,
                bound,
                None if bound is None else bound + PENNY,
            ):
                if income is None or income < 0:
                    continue
                above = income >= bound if "upper_lt" in grid else income > bound
                paid = income
                if scheme.kind == "earnings":
                    inputs: dict[str, Any] = {"earnings": paid, "other income": 0}
                else:
                    inputs = {"earnings": 0, "other income": paid}
                inputs |= {"partner": partner, "number of children": children, "partner earnings": 0}
                inputs |= {"universal credit": 0, "universal credit housing": 0, "applicable amount": 0}
                inputs |= {"disability benefits": False, "carer": False, "savings": 0}
                given = {k: v for k, v in inputs.items() if k in names}
                outcome = version.model.decide(given, "discount percentage")
                assert outcome.value == grid["pct"][index + above], (name, income)


def test_two_years_of_a_council_can_be_compared_at_once(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    _, read, _ = folders["lbbd"]
    one, other = (version.model for version in read.policies.versions)
    assert diff(one, other)
    _, read, _ = folders["central-beds"]
    one, other = (version.model for version in read.policies.versions)
    assert diff(one, other)


def test_bounds_that_only_another_year_gives_follow_from_the_one_rise_that_explains_both(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    somerset = next(s for s in folders["somerset"][0].schemes if s.key == "somerset_2025_26")
    bounds = {column.name: [int(b or 0) for b in column.bounds] for column in somerset.columns}
    assert bounds["single"] == [104, 169, 207, 256]
    assert bounds["couple_2"] == [283, 360, 445, 564]
    assert any("brought back by 4%" in each.text for each in somerset.assumed)
    ashford = next(s for s in folders["ashford"][0].schemes if s.key == "ashford_2026_27")
    assert len(ashford.columns) == 6
    assert any("raised by 4.1%" in each.text for each in ashford.assumed)


def test_a_proposal_of_percentages_alone_stands_on_the_earlier_grid(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    proposal = folders["central-beds"][0].schemes[-1]
    assert [int(rate or 0) for rate in proposal.scales[0].rates] == [75, 55, 35, 15, 0]
    assert proposal.columns[0].bounds[0] == Decimal("119.81")
    assert sum("it is not published" in each.text for each in proposal.assumed) == 2


def test_every_policy_is_valid_by_the_schema_of_dmn_and_every_shape_is_drawn(
    folders: dict[str, tuple[MadeFolder, ServiceFolder, Path]],
) -> None:
    schema = etree.XMLSchema(
        etree.parse(str(Path(SpiffWorkflow.__file__).parent / "dmn/parser/schema/DMN13.xsd"))
    )
    for made, _, _ in folders.values():
        for place, text in made.files.items():
            if not place.endswith(".dmn"):
                continue
            document = etree.fromstring(text.encode())
            assert schema.validate(document), (place, schema.error_log)
            assert 'hitPolicy="UNIQUE"' in text
            assert set(re.findall(r'hitPolicy="(\w+)"', text)) == {"UNIQUE"}
            shapes = re.findall(r'<dc:Bounds height="\d+" width="\d+" x="(-?\d+)" y="(-?\d+)"', text)
            assert (
                len(shapes)
                == len(set(shapes))
                == len(re.findall("<(?:decision|inputData|businessK\\w+) id", text))
            )
