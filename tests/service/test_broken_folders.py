"""Each folder in `broken/` has one thing wrong; the file beside it holds the line that `check` must print."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli import app

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


def is_as_expected(line: str, expected: str) -> bool:
    """`…` stands for words of the policy room, which may be put better without breaking this."""
    start, dots, end = expected.partition("…")
    return line.startswith(start) and line.endswith(end) if dots else line == expected


def test_there_are_many_kinds_of_fault() -> None:
    assert len(FOLDERS) >= 20
    assert {path.stem for path in BROKEN.glob("*.txt")} == set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_check_tells_the_one_fault(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    result = CliRunner().invoke(app, ["check", name])
    told = [line.removeprefix(f"{name}/") for line in result.output.splitlines()]
    expected = (BROKEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert result.exit_code == 1
    assert len(expected) == 1
    assert told[-1] == f"{name}: 1 fault"
    assert len(told) == 2
    assert is_as_expected(told[0], expected[0]), told[0]
