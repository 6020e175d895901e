"""`commonweal impact` from end to end, on the service and proposal that we ship."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.insight.population.synthetic import make_population as make_synthetic
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


def test_what_is_stated_crossed_and_raised_is_told_in_the_terminal_and_in_the_files(
    population: Path, tmp_path: Path
) -> None:
    stated = tmp_path / "stated.yaml"
    stated.write_text(
        "collection: {source: a paper, collected of new bills: 60% to 85%}\n"
        "shares of the bill: {source: a bill, shares: {Council: 81.49%, Others: 18.51%}}\n",
        encoding="utf-8",
    )
    out = tmp_path / "report"
    told = run(
        SERVICE, "--from", "2025-04-01", "--to", "2026-04-01", "--population", population, "--out", out,
        "--assume", stated, "--bills-rise", "4.99", "--incomes-rise", "3", "--cross", "sex,disabled",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    for words in ("Council Tax bills +4.99%, incomes +3%", "Who bears the cost", "60% to 85%"):
        assert words in " ".join(told.output.split())
    tables = {file.stem for file in (out / "tables").iterdir()}
    assert {"authorities", "collection", "next-year", "by-sex-by-disabled"} <= tables
    assert "take-up" not in tables
    assert '"scenario": "Every figure is of next year' in (out / "impact.json").read_text(encoding="utf-8")


def test_next_year_is_taken_from_the_service_where_it_is_asked_for(population: Path) -> None:
    start = (SERVICE, "--from", "2025-04-01", "--to", "2026-04-01", "--population", population)
    assert "Every figure is of 2026/27" in run(*start, "--next-year").output
    assert "Every figure is of" not in run(*start).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cross", "sex"], "is not two characteristics of this population"),
        (["--cross", "sex,sex"], "crosses “sex” with itself"),
        (["--bills-rise", "lots"], "`lots` is not a rise"),
        (["--bills-rise", "3", "--next-year"], "Give either --next-year, or the rises"),
        (["--assume", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_what_cannot_be_stated_crossed_or_raised_is_told_in_words(
    population: Path, arguments: list[str], words: str
) -> None:
    told = run(SERVICE, "--from", "2025-04-01", "--to", "2026-04-01", "--population", population, *arguments)
    assert told.exit_code == 2, told.output
    assert words in " ".join(told.output.split())
    assert "Traceback" not in told.output


def test_two_years_of_a_councils_grid_are_made_into_a_service_and_compared_at_once(tmp_path: Path) -> None:
    """On a population that knows nothing of the council: the policy takes what all populations hold."""
    population = tmp_path / "people"
    make_synthetic(SERVICE.parents[1] / "populations" / "central-bedfordshire.yaml", population)
    grid = {
        year: {
            "source": "https://www.example.org/scheme",
            "pct": [top, 50, 0],
            "upper": {
                "single": [100, 200],
                "couple": [150, 250],
                "one_child": [200, 300],
                "two_child": [250, 350],
            },
        }
        for year, top in (("exampleshire_2025_26", 100), ("exampleshire_2026_27", 80))
    }
    file, folder = tmp_path / "grids.json", tmp_path / "exampleshire"
    file.write_text(json.dumps(grid), encoding="utf-8")
    made = CliRunner().invoke(app, ["new", "--grid", str(file), "--council", *grid, "--into", str(folder)])
    assert made.exit_code == 0, made.output
    told = run(folder, "--from", "2025-04-01", "--to", "2026-04-01", "--population", population)
    assert told.exit_code == 0, told.output
    assert "In force from 1 April 2026 would cost" in told.output
    assert "less than today’s" in told.output
