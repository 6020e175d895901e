"""The DMN Technology Compatibility Kit, where it stands beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conformance.dmn_tck import main, run_file
from tests.conformance.kit_cases import TestFile, test_files

KIT = Path(os.environ.get("COMMONWEAL_DMN_TCK") or Path(__file__).parents[3] / "shared" / "dmn-tck")
FILES = list(test_files(KIT)) if KIT.is_dir() else []

absent = pytest.mark.skipif(
    not FILES, reason=f"the DMN TCK is not at {KIT}; set COMMONWEAL_DMN_TCK to the folder that holds it"
)


@absent
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.folder}/{file.path.stem}")
def test_every_case_of_the_file_passes(file: TestFile) -> None:
    failed = [f"{result.case}: {result.detail}" for result in run_file(file) if not result.passed]
    assert not failed, "\n".join(failed)


@absent
def test_the_command_writes_the_kits_submission_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "results.csv"
    first = next(file for file in FILES if file.folder.endswith("0001-input-data-string"))
    assert main([str(first.path.parent), "--csv", str(written)]) == 0
    assert written.read_text().splitlines()[0] == (
        '"compliance-level-2/0001-input-data-string","0001-input-data-string-test-01","001","SUCCESS",""'
    )
    assert "all cases" in capsys.readouterr().out


def test_a_folder_without_tests_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no test cases" in capsys.readouterr().err
