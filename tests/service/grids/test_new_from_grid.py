"""`commonweal new --grid` on the command line: what it makes, what it tells, and when it stops."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli.application import app
from commonweal.service import read_service, run_examples
from tests.service.grids.grid_makers import simple, written

TWO_YEARS = {
    "exampleshire_2025_26": simple(),
    "exampleshire_2026_27": simple(pct=[90, 60, 0], capital_limit=6000, notes="care leavers get 100%"),
    "otherton_2026_27": simple(),
}


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["new", *(str(word) for word in words)])
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def grids(tmp_path: Path) -> Path:
    return written(tmp_path, TWO_YEARS)


def test_two_years_go_into_the_one_folder_that_is_named(grids: Path, tmp_path: Path) -> None:
    into = tmp_path / "service"
    code, told = run(
        "--grid", grids, "--council", "exampleshire_2025_26", "exampleshire_2026_27", "--into", into
    )
    assert code == 0, told
    assert "policy/2025-04-01.dmn, policy/2026-04-01.dmn no faults;" in told
    assert "We assumed: - " in told
    assert "Not modelled: - The grid's notes for 2026/27: care leavers get 100%" in told
    assert read_service(into).ok
    assert "We assumed" not in (into / "service.yaml").read_text()


def test_a_councils_name_means_all_its_years_and_no_name_means_every_council(
    grids: Path, tmp_path: Path
) -> None:
    code, _ = run("--grid", grids, "--council", "Exampleshire", "--into", tmp_path / "one")
    assert code == 0
    assert len(read_service(tmp_path / "one").policies.versions) == 2
    code, _ = run("--grid", grids, "--into", tmp_path / "all")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["exampleshire", "otherton"]


def test_worked_examples_of_the_council_are_tried(grids: Path, tmp_path: Path) -> None:
    examples = [
        {
            "id": "ada",
            "council": "Exampleshire 2026/27",
            "source": "https://example.org/ada",
            "inputs": {"family": "couple_2", "income": "£230", "bill": 1000, "shoe_size": 5},
            "expected": {"pct": 60},
        },
        {
            "id": "bob",
            "council": "Exampleshire",
            "source": "same",
            "inputs": {"family": "single", "income": 100, "bill": 1000},
            "expected": {
                "pct_2025": "75%",
                "award_2026_27": 600,
                "left_90": 400,
                "eligible": True,
                "mood": 1,
            },
        },
        {"id": "cy", "council": "Otherton", "inputs": {}, "expected": {"pct": 1}},
    ]
    file = written(tmp_path, examples, "examples.json")
    code, told = run(
        "--grid", grids, "--council", "exampleshire", "--into", tmp_path / "s", "--examples", file
    )
    assert code == 0, told
    assert "ada is not run: its input `shoe_size` is not understood." in told
    assert "bob: `mood` is not run: what it measures is not understood." in told
    published = [t for t in run_examples(read_service(tmp_path / "s")) if t.example.name.startswith("bob")]
    assert [(t.version.starts.year if t.version else 0, t.passes) for t in published] == [
        (2025, True),
        (2026, True),
    ]


def test_examples_say_the_same_in_other_words(tmp_path: Path) -> None:
    grids = written(tmp_path, {"exampleshire_2026_27": simple(kind="net weekly earnings only")})
    example = {
        "id": "dee",
        "council": "Exampleshire",
        "inputs": {
            "household": "lone parent, 2 children",
            "weekly_income": "£240",
            "annual_bill": 1460,
            "ct_band": "B",
        },
        "expected": {"band": 2, "weekly_support": 21, "annual_reduction": "£1,095", "pay_monthly": 30.42},
    }
    file = written(tmp_path, [example], "examples.json")
    code, told = run("--grid", grids, "--into", tmp_path / "s", "--examples", file)
    assert code == 0, told
    (row,) = [each for each in read_service(tmp_path / "s").examples.rows if each.name.startswith("dee")]
    assert row.note.endswith("The rules do not ask for: council tax band.")
    assert len(row.expects) == 4


def test_a_published_example_that_comes_out_otherwise_is_told_and_the_folder_kept(
    grids: Path, tmp_path: Path
) -> None:
    example = {
        "id": "eve",
        "council": "",
        "inputs": {"family": "single", "income": 10},
        "expected": {"pct": 12},
    }
    file = written(tmp_path, [example], "examples.json")
    code, told = run("--grid", grids, "--council", "otherton", "--into", tmp_path / "s", "--examples", file)
    assert code == 1
    assert "differs: eve, 2026/27: discount percentage 12, got 100" in told
    assert (tmp_path / "s" / "service.yaml").is_file()


def test_a_key_that_is_like_no_known_one_is_told_as_not_modelled(tmp_path: Path) -> None:
    grids = written(tmp_path, {"exampleshire_2026_27": simple(hardship={"fund": 500}, colour="red")})
    code, told = run("--grid", grids, "--into", tmp_path / "s")
    assert code == 0, told
    assert 'Not modelled: - `hardship`, which is not a key that is known: {"fund": "500"}' in told
    assert "- `colour`, which is not a key that is known: red" in told
    assert "# - `colour`" in (tmp_path / "s" / "service.yaml").read_text()


def test_what_cannot_be_used_is_told_and_nothing_is_made(grids: Path, tmp_path: Path) -> None:
    assert run("--grid", tmp_path / "none.json")[0] == 2
    code, told = run("--grid", grids, "--council", "exampelshire_2025_26", "--into", tmp_path / "s")
    assert code == 1
    assert "the file holds no such grid. Did you mean `exampleshire_2025_26`?" in told
    assert run("--council", "x")[1].endswith("--council goes with --grid FILE.")
    assert run()[0] == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept.txt").write_text("mine")
    code, told = run("--grid", grids, "--council", "otherton", "--into", tmp_path / "full")
    assert (code, "is there already" in told) == (2, True)
    wrong = written(tmp_path, {"a_2026_27": simple(), "b_2026_27": simple(pct=[1, 2])}, "wrong.json")
    code, told = run("--grid", wrong, "--into", tmp_path / "none")
    assert code == 1
    assert "wrong.json: b_2026_27: `pct`: the percentages do not descend" in told
    assert not (tmp_path / "none").exists()


def test_the_schema_of_grid_files_knows_every_key(grids: Path) -> None:
    from commonweal.service.grids.grid_reading import KEYS

    schema = json.loads(
        (Path(__file__).parents[3] / "docs" / "reference" / "grid-file.schema.json").read_text()
    )
    assert set(schema["$defs"]["grid"]["properties"]) == set(KEYS)
