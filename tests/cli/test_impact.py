"""`commonweal impact` from end to end, on the service and proposal that we ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from commonweal.cli import app
from tests.insight.impact.by_hand import SERVICE, make_population


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("population")
    make_population(folder, 400, boundaries=True)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["impact", *(str(each) for each in arguments)])


def test_the_shipped_proposal_is_told_in_the_terminal_and_written_as_a_report(
    population: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    told = run(
        SERVICE, "--from", "2025-04-01", "--to", "2026-04-01", "--population", population, "--out", out,
        "--date", "2026-01-15",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "Synthetic population" in told.output
    assert "Proposal for 1 April 2026 would cost" in told.output
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "15 January 2026" in page
    assert (out / "impact.json").is_file()
    assert {file.suffix for file in (out / "tables").iterdir()} == {".csv", ".parquet"}
    assert list((out / "charts").glob("*.svg"))


def test_several_options_are_set_side_by_side(population: Path, tmp_path: Path) -> None:
    file = tmp_path / "gentler.dmn"
    proposal = (SERVICE / "policy" / "proposed" / "2026-04-01.dmn").read_bytes()
    file.write_bytes(proposal.replace(b"<text>75</text>", b"<text>90</text>"))
    told = run(
        SERVICE,
        "--from",
        "2025-04-01",
        "--to",
        "proposed/2026-04-01",
        "--to",
        file,
        "--population",
        population,
    )
    assert told.exit_code == 0, told.output
    assert "gentler would cost" in told.output


def test_a_policy_compared_with_itself_is_warned_of(population: Path) -> None:
    told = run(SERVICE, "--from", "2025-04-01", "--to", "2025-10-01", "--population", population)
    assert told.exit_code == 0, told.output
    assert "Option 1 is the same file as today’s policy" in told.output


def test_a_dated_file_from_elsewhere_is_called_by_its_name_too(population: Path, tmp_path: Path) -> None:
    other = tmp_path / "2026-04-01.dmn"
    other.write_bytes((SERVICE / "policy" / "proposed" / "2026-04-01.dmn").read_bytes())
    told = run(SERVICE, "--from", "2025-04-01", "--to", other, "--population", population)
    assert told.exit_code == 0, told.output
    assert "Policy of 1 April 2026 (Council Tax" in told.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "1999-01-01", "--to", "2026-04-01"], "there is no policy for `1999-01-01`"),
        (["--from", "2025-04-01", "--to", "next year"], "neither a day"),
        (["--from", "2025-04-01", "--to", "no-such.dmn"], "there is no file"),
        (["--from", "2025-04-01", "--to", "2026-04-01", "--amount", "nothing"], "no decision “nothing”"),
        (["--from", "2025-04-01", "--to", "2026-04-01", "--date", "today"], "is not a day"),
    ],
)
def test_what_cannot_be_compared_is_told_with_what_to_do(
    population: Path, arguments: list[str], words: str
) -> None:
    told = run(SERVICE, *arguments, "--population", population)
    assert told.exit_code == 2
    assert words in " ".join(told.output.split())


def test_a_folder_that_is_no_population_is_told(tmp_path: Path) -> None:
    told = run(SERVICE, "--from", "2025-04-01", "--to", "2026-04-01", "--population", tmp_path)
    assert told.exit_code == 2
    assert "population.yaml" in told.output


def test_an_option_with_a_fault_is_told_with_its_line(population: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.dmn"
    today = (SERVICE / "policy" / "2025-04-01.dmn").read_bytes()
    file.write_bytes(today.replace(b"decimal(max(0, earnings - 32), 2)", b"decimal(max(0, earnings - ), 2)"))
    told = run(SERVICE, "--from", "2025-04-01", "--to", file, "--population", population)
    assert told.exit_code == 2
    assert "broken.dmn:" in told.output
