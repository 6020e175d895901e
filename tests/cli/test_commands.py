"""The command line as people and machines meet it: words, tables, JSON, exit codes, never a traceback."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from commonweal.cli import app

ANSWERS: dict[str, Any] = {
    "pays_for_heating": True,
    "heating": "oil",
    "income": {"amount": "650.00", "per": "month"},
    "full_name": "Siân Lloyd",
    "home": {"line1": "1 Heol y Bont", "town": "Bala", "postcode": "LL23 7UY"},
    "email": None,
}
ON = ["--on", "2025-06-01"]


def run(*arguments: str | Path, given: object = None) -> Result:
    sent = given if isinstance(given, str | bytes) else None if given is None else json.dumps(given)
    return CliRunner().invoke(app, [str(each) for each in arguments], input=sent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = run("new", tmp_path / "warm-homes")
    assert made.exit_code == 0
    return tmp_path / "warm-homes"


def test_help_shows_an_example_of_every_command() -> None:
    everything = run("--help").output
    for command in ("check", "try", "decide", "new", "serve", "work", "audit", "set-up", "demo"):
        assert command in everything
        assert "commonweal " + command in run(command, "--help").output


def test_a_starter_passes_check_and_try(folder: Path) -> None:
    checked = run("check", folder)
    assert checked.exit_code == 0
    *advice, last = checked.output.strip().split("\n")
    assert last == f"{folder}: no faults"
    assert all(": advice: " in each for each in advice)
    tried = run("try", folder)
    assert tried.exit_code == 0
    assert "5 pass, none differ" in tried.output


@pytest.mark.parametrize("name", ["Warm Homes", "-x", "warm_homes", "../", "é", "a" * 61])
def test_a_service_has_a_plain_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "--", name)
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_new_never_writes_over_anything(folder: Path) -> None:
    before = (folder / "service.yaml").read_bytes()
    assert run("new", folder).exit_code == 2
    assert (folder / "service.yaml").read_bytes() == before


def test_check_tells_every_fault_to_machines_too(folder: Path) -> None:
    journey = folder / "journey.yaml"
    journey.write_text(
        journey.read_text(encoding="utf-8").replace("type: money", "type: monney"), encoding="utf-8"
    )
    result = run("check", "--json", folder)
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {
            "folder": str(folder),
            "file": "journey.yaml",
            "line": 22,
            "column": 11,
            "code": "unknown-type",
            "message": "`monney` is not a type of question.",
            "remedy": "Did you mean `money`?",
            "severity": "error",
        }
    ]


def test_check_of_what_is_no_service_says_so(tmp_path: Path) -> None:
    assert run("check", tmp_path / "nowhere").exit_code == 2
    empty = run("check", tmp_path)
    assert empty.exit_code == 1
    assert "service.yaml: the file is not there" in empty.output


def test_try_fails_on_a_difference_and_shows_it(folder: Path) -> None:
    examples = folder / "policy" / "examples.csv"
    examples.write_text(
        examples.read_text(encoding="utf-8").replace(",150,180", ",150,181"), encoding="utf-8"
    )
    result = run("try", "--quiet", folder)
    assert result.exit_code == 1
    assert "4 pass, 1 differ" in result.output
    told = json.loads(run("try", "--json", folder).output)
    differing = [each for each in told[0]["examples"] if not each["passes"]]
    assert [each["differences"] for each in differing] == [
        [{"says": "grant", "expected": "181", "got": "180.0"}]
    ]


def test_decide_explains_itself_in_words(folder: Path) -> None:
    result = run("decide", folder, *ON, given=ANSWERS)
    assert result.exit_code == 0
    assert "grant: £180.00" in result.output
    assert "by the rules from 1 April 2025" in result.output
    assert "Starter scheme, paragraph 1" in " ".join(result.output.split())
    welsh = run("decide", folder, *ON, "--language", "cy", given=ANSWERS)
    assert "Eich taliad yw" in welsh.output


def test_decide_tells_machines_everything_exactly(folder: Path) -> None:
    told = json.loads(run("decide", folder, *ON, "--json", given=ANSWERS).output)
    assert told["value"] == "180.0"
    assert told["values"] == {"base amount": "150", "grant": "180.0"}
    assert told["rules from"] == "2025-04-01"
    assert (told["refused"], told["referred"], told["outstanding"], told["stopped"]) == (False, [], [], None)
    assert len(told["policy"]) == 64


def test_decide_says_what_was_not_answered(folder: Path) -> None:
    result = run("decide", folder, *ON, given={"heating": "gas", "income": {"amount": "1.00", "per": "week"}})
    assert result.exit_code == 0
    assert "Not answered: pays-for-heating, full-name, home, email" in " ".join(result.output.split())


def test_nothing_decided_is_an_exit_of_its_own(folder: Path) -> None:
    result = run("decide", folder, *ON, given={})
    assert result.exit_code == 1
    assert "Nothing was decided" in result.output


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{", "are not JSON"),
        ("", "are not JSON"),
        ("[]", "should be a JSON object"),
        ('{"income": NaN}', "NaN is not a number"),
        ('{"a": 1, "a": 2}', "a key stands twice"),
        ('{"heeting": "gas"}', "Did you mean `heating`?"),
        ('{"heating": {"a": 1}}', "one of gas, electricity, oil, other"),
        ("[" * 100_000, "are not JSON"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_answers_that_cannot_be_read_are_told(folder: Path, given: str | bytes, words: str) -> None:
    result = run("decide", folder, *ON, given=given)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_no_policy_in_force_is_told(folder: Path) -> None:
    result = run("decide", folder, "--on", "1999-01-01", given=ANSWERS)
    assert result.exit_code == 2
    assert "the first starts on 2025-04-01" in result.output


def test_a_csv_is_decided_row_by_row(folder: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "many.csv", tmp_path / "out.csv"
    source.write_text(
        "who,heating,income,on\n=cmd(),oil,650 month,\nb,gas,300.01,2025-05-01\n"
        "c,peat,1,\nd,gas,1,1999-01-01\n",
        encoding="utf-8",
    )
    result = run("decide", folder, *ON, "--csv", source, "--out", out)
    assert result.exit_code == 1
    assert "2 of 4 rows could not be decided" in result.output
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [row["grant"] for row in rows] == ["180.0", "0", "", ""]
    assert [row["refused"] for row in rows] == ["no", "yes", "", ""]
    assert rows[0]["who"] == "'=cmd()"
    assert rows[2]["trouble"] == "`peat` in the column `heating`: Select one option"
    assert "no policy is in force" in rows[3]["trouble"]


@pytest.mark.parametrize("content", ["", "who,what\n1,2\n", "income,income\n1,2\n", 'income\n"1\n'])
def test_a_csv_that_cannot_be_decided_is_told(folder: Path, tmp_path: Path, content: str) -> None:
    source = tmp_path / "many.csv"
    source.write_text(content, encoding="utf-8")
    result = run("decide", folder, *ON, "--csv", source, "--out", tmp_path / "out.csv")
    assert result.exit_code == 2
    assert "Error:" in result.output


def test_a_csv_is_never_written_over_itself(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "many.csv"
    source.write_text("heating,income\ngas,1\n", encoding="utf-8")
    assert run("decide", folder, *ON, "--csv", source, "--out", source).exit_code == 2
    assert source.read_text(encoding="utf-8") == "heating,income\ngas,1\n"
    assert run("decide", folder, *ON, "--csv", tmp_path / "none.csv").exit_code == 2


def test_a_service_with_faults_decides_nothing(folder: Path) -> None:
    (folder / "service.yaml").write_text("name: x\n", encoding="utf-8")
    result = run("decide", folder, *ON, given=ANSWERS)
    assert result.exit_code == 1
    assert "commonweal check" in result.output


def test_a_fault_of_our_own_shows_no_traceback(tmp_path: Path) -> None:
    code = (
        "import commonweal.cli.checking as c, sys\n"
        "def broken(folder): raise RuntimeError('secret detail')\n"
        "c.read_service = broken\n"
        f"sys.argv = ['commonweal', 'check', {str(tmp_path)!r}]\n"
        "from commonweal.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr + done.stdout
    assert "secret detail" not in done.stderr + done.stdout
    assert "COMMONWEAL_TRACEBACK=1" in done.stderr


def test_a_reader_that_stops_early_is_no_fault(folder: Path) -> None:
    command = f"{sys.executable} -c 'from commonweal.cli import main; main()' try {folder} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


def test_the_version_is_told() -> None:
    assert run("--version").output.startswith("commonweal ")
