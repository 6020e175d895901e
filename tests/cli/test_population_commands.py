"""`commonweal population`, as an analyst meets it."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from commonweal.cli import app

PROJECT = Path(__file__).parents[2]
RECIPE = PROJECT / "populations" / "central-bedfordshire.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["population", *(str(each) for each in arguments)])


def test_make_and_show_say_that_it_is_synthetic_and_tell_the_fit(tmp_path: Path) -> None:
    made = run("make", RECIPE, "--out", tmp_path / "claimants")
    assert made.exit_code == 0, made.output
    assert "SYNTHETIC" in made.output
    assert "Claims by Council Tax band: 8 figures, target 9,543, made 9,543" in made.output
    shown = run("show", tmp_path / "claimants")
    assert shown.exit_code == 0
    assert "9,543 households in 9,543 rows" in shown.output
    assert "█" in shown.output
    assert "Assumptions" in shown.output and "Does not know" in shown.output


def test_a_starting_mapping_can_be_read_after_small_changes(tmp_path: Path) -> None:
    (tmp_path / "caseload.csv").write_text(
        "claim_ref,full_name,dob,partner,ct_band,annual_ctax,wages,capital,ward\n"
        "1,Ann Private,1985-03-27,N,C,1340.55,150,0,Sale\n"
        "2,Bo Private,1985-03-27,maybe,C,1340.55,150,0,Sale\n"
    )
    mapping = tmp_path / "mapping.yaml"
    service = PROJECT / "services" / "council-tax-support"
    begun = run("new-mapping", tmp_path / "caseload.csv", service, "--out", mapping)
    assert begun.exit_code == 0, begun.output
    text = mapping.read_text()
    assert "household: claim_ref" in text
    assert "earnings: {column: wages, per: week}" in text
    assert "# Never read, because they identify people: full_name" in text
    again = run("new-mapping", tmp_path / "caseload.csv", service, "--out", mapping)
    assert again.exit_code == 2
    read = run("read", mapping, "--out", tmp_path / "out")
    assert read.exit_code == 0, read.output
    assert "2 rows read: 1 kept, 1 kept apart." in read.output
    assert "`partner` is neither of its yes and no codes" in read.output
    assert "half to even" in read.output
    assert "Private" not in read.output


def test_a_mistake_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text("name: x\nrelevant date: 2025-04-01\nextract: nowhere.csv\n")
    told = run("read", tmp_path / "mapping.yaml", "--out", tmp_path / "out")
    assert told.exit_code == 2
    assert "no column is mapped" in told.output
    assert run("show", tmp_path).exit_code == 2
    assert run("make", tmp_path / "none.yaml", "--out", tmp_path / "out").exit_code == 2
