from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from commonweal.policy import PolicyFault, PolicyVersions
from tests.policy.dmn.writing import decision, file, literal


def folder(tmp_path: Path, **files: str) -> Path:
    for name, result in files.items():
        (tmp_path / f"{name.replace('_', '-')}.dmn").write_bytes(file(decision("award", literal(result))))
    return tmp_path


def test_the_version_in_force_is_the_latest_that_has_started(tmp_path: Path) -> None:
    names = {"2025-04-01": "1", "2026-04-01": "2"}
    versions = PolicyVersions(folder(tmp_path, **names))
    days = [
        datetime.date(2025, 4, 1),
        datetime.date(2026, 3, 31),
        datetime.date(2026, 4, 1),
        datetime.date(2099, 1, 1),
    ]
    assert [versions.on(day).model.decide({}).value for day in days] == [1, 1, 2, 2]
    assert [version.path.name for version in versions] == ["2025-04-01.dmn", "2026-04-01.dmn"]


def test_before_the_first_version_nothing_is_in_force(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="2025-03-31; the first starts on 2025-04-01"):
        PolicyVersions(folder(tmp_path, **{"2025-04-01": "1"})).on(datetime.date(2025, 3, 31))


def test_other_files_are_not_versions(tmp_path: Path) -> None:
    assert (
        len(PolicyVersions(folder(tmp_path, **{"2025-04-01": "1", "shared": "2", "draft-2025-05-01": "3"})))
        == 1
    )


def test_a_version_is_found_again_by_its_hash(tmp_path: Path) -> None:
    versions = PolicyVersions(folder(tmp_path, **{"2025-04-01": "1", "2026-04-01": "2"}))
    assert versions.with_hash(versions[1].model.content_hash) is versions[1]
    assert versions.with_hash("0" * 64) is None


def test_faults_of_every_file_are_told_at_once(tmp_path: Path) -> None:
    path = folder(tmp_path, **{"2025-02-30": "1"})
    (path / "2025-04-01.dmn").write_text("not xml")
    (path / "2026-04-01.dmn").write_text("<a/>")
    with pytest.raises(PolicyFault) as raised:
        PolicyVersions(path)
    assert [(each.file, each.code) for each in raised.value.diagnostics] == [
        ("2025-02-30.dmn", "version-name"),
        ("2025-04-01.dmn", "xml-malformed"),
        ("2026-04-01.dmn", "not-dmn"),
    ]


def test_a_folder_without_versions_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(PolicyFault, match="no policy version"):
            PolicyVersions(path)
