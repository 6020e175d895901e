"""A data folder that cannot be used: the message names it and says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commonweal.office.running import CannotRun, _private_folder


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("not a folder", "utf-8")
    with pytest.raises(CannotRun, match="is a file: give a folder"):
        _private_folder(file)
    assert file.read_text("utf-8") == "not a folder"


def test_a_folder_inside_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotRun, match=r"cannot be written in \(.+\): give a folder that you own"):
        _private_folder(tmp_path / "file" / "data")


@pytest.mark.skipif(os.name != "posix", reason="folders of the kernel's")
def test_a_folder_that_cannot_be_written_in_says_so() -> None:
    with pytest.raises(CannotRun, match="cannot be written in"):
        _private_folder(Path("/proc/1"))


def test_a_folder_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    _private_folder(tmp_path / "new" / "data")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "new" / "data").iterdir()) == []
