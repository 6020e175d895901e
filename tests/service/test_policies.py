import datetime
import shutil
from pathlib import Path

import pytest

from commonweal.service import NoPolicyInForce, read_service

SHIPPED = Path(__file__).parents[2] / "services" / "central-bedfordshire"
AFTER = datetime.date(2026, 11, 1)


def test_a_proposal_never_comes_into_force_by_its_date() -> None:
    policies = read_service(SHIPPED).policies
    assert policies.on(AFTER).file == "policy/2025-04-01.dmn"
    assert policies.latest.file == "policy/2025-04-01.dmn"
    assert policies.on(AFTER, proposed=True).file == "policy/proposed/2026-04-01.dmn"


def test_moving_a_proposal_up_brings_it_into_force_from_its_date(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    shutil.copytree(SHIPPED, folder)
    (folder / "policy/proposed/2026-04-01.dmn").rename(folder / "policy/2026-04-01.dmn")
    policies = read_service(folder).policies
    assert policies.on(AFTER).file == "policy/2026-04-01.dmn"
    assert policies.on(datetime.date(2026, 3, 31)).file == "policy/2025-04-01.dmn"


def test_a_faulty_proposal_is_reported_by_its_own_name(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    shutil.copytree(SHIPPED, folder)
    (folder / "policy/proposed/2027-04-01.dmn").write_text("<nothing/>")
    assert {fault.file for fault in read_service(folder).faults} == {"policy/proposed/2027-04-01.dmn"}


def test_before_the_first_version_the_answer_says_when_it_starts() -> None:
    policies = read_service(SHIPPED).policies
    with pytest.raises(NoPolicyInForce, match="2024-12-01; the first starts on 2025-04-01"):
        policies.on(datetime.date(2024, 12, 1))
    with pytest.raises(NoPolicyInForce, match="no policy is proposed for 2025-06-01"):
        policies.on(datetime.date(2025, 6, 1), proposed=True)
