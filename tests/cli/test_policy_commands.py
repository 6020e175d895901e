"""Checks, differences and coverage on the command line, as a policy officer meets them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from commonweal.cli import app

SERVICES = Path(__file__).parents[2] / "services"


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=given)


@pytest.fixture
def manchester(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SERVICES / "manchester", tmp_path / "manchester"))


def slip(folder: Path, was: str, now: str) -> None:
    path = folder / "policy" / "2024-04-01.dmn"
    text = path.read_text()
    assert was in text
    path.write_text(text.replace(was, now, 1))


def test_check_reports_a_gap_with_a_household_that_decide_takes(manchester: Path) -> None:
    slip(manchester, "<text>(25..50]</text>", "<text>(25..49]</text>")
    told = run("check", manchester, "--json")
    assert told.exit_code == 1
    (gap,) = [fault for fault in json.loads(told.output) if fault["severity"] == "error"]
    assert gap["code"] == "gap" and gap["file"] == "policy/2024-04-01.dmn" and gap["line"] > 1
    household = gap["remedy"].partition("<<< '")[2].removesuffix("'")
    decided = run("decide", manchester, "--on", "2024-06-01", "--inputs", "--json", given=household)
    assert json.loads(decided.output)["values"]["discount percentage"] == "not known"


def test_decide_says_which_input_it_cannot_take(manchester: Path) -> None:
    for given, said in (
        ('{"saving": "1"}', "no input “saving”"),
        ('{"savings": "lots"}', "“lots” is not a number"),
        ("[]", "should be a JSON object"),
    ):
        told = run("decide", manchester, "--on", "2024-06-01", "--inputs", given=given)
        assert told.exit_code == 2
        assert said in " ".join(told.output.split())


def test_diff_tells_each_difference_with_a_household(manchester: Path) -> None:
    told = run("diff", manchester / "policy/2019-04-01.dmn", manchester / "policy/2024-04-01.dmn")
    assert told.exit_code == 1
    assert "£0: the result is now 85%, was 82.5%" in told.output
    assert "for example: “award” was" in told.output


def test_diff_of_a_file_with_itself_says_that_they_say_the_same(manchester: Path) -> None:
    path = manchester / "policy/2024-04-01.dmn"
    told = run("diff", path, path)
    assert (told.exit_code, told.output.strip()) == (0, "The two say the same.")


def test_diff_of_what_is_not_a_policy_says_so(tmp_path: Path) -> None:
    told = run("diff", tmp_path / "none.dmn", tmp_path / "none.dmn")
    assert told.exit_code == 2
    assert "cannot be read" in told.output


def test_try_tells_how_many_rules_the_examples_used_and_which_never(manchester: Path) -> None:
    assert "13 of 13 rules used" in run("try", manchester).output
    examples = manchester / "policy" / "examples.csv"
    examples.write_text("".join(examples.read_text().splitlines(keepends=True)[:2]))
    assert "never used: “discount percentage” rule" in run("try", manchester).output


def test_a_slip_in_a_proposal_is_shown_by_the_proposal(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SERVICES / "central-bedfordshire", tmp_path / "central-bedfordshire"))
    path = folder / "policy" / "proposed" / "2026-04-01.dmn"
    text = path.read_text()
    assert "<text>(121.85..167.25]</text>" in text
    path.write_text(text.replace("<text>(121.85..167.25]</text>", "<text>(121.85..167.20]</text>", 1))
    (gap,) = json.loads(run("check", folder, "--json").output)
    assert " --proposed <<< " in gap["remedy"]
    household = gap["remedy"].partition("<<< '")[2].removesuffix("'")
    asked = ("decide", folder, "--on", "2026-06-01", "--inputs", "--json")
    assert json.loads(run(*asked, given=household).output)["values"]["discount percentage"] != "not known"
    proposal = json.loads(run(*asked, "--proposed", given=household).output)
    assert proposal["values"]["discount percentage"] == "not known"


def test_the_household_of_a_difference_is_told_whole_and_decide_takes_it(manchester: Path) -> None:
    told = run("diff", manchester / "policy/2019-04-01.dmn", manchester / "policy/2024-04-01.dmn").output
    households = [line.split("as inputs: ")[1] for line in told.splitlines() if "as inputs: " in line]
    assert households
    for household in households:
        assert "award" in run("decide", manchester, "--on", "2024-06-01", "--inputs", given=household).output
