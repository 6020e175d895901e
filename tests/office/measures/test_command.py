"""`commonweal measures SERVICE --out`: run as people run it, on a data folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from commonweal.office.measures.tables import TABLES
from tests.office.outside import Installation


def run(installation: Installation, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from commonweal.cli import main; main()",
            "measures",
            *arguments,
            "--data",
            str(installation.data),
        ],
        env=installation.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_writes_every_table_and_names_what_is_not_there(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data")
    installation.ask("set_up")
    out = tmp_path / "out"
    done = run(installation, "council-tax-support", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in out.glob("*.csv")} == set(TABLES)
    for name, table in TABLES.items():
        assert (out / f"{name}.csv").read_text().splitlines()[0].startswith(table.columns[0])
    missing = run(installation, "no-such-service", "--out", str(out))
    assert missing.returncode == 2
    assert "no service called no-such-service" in missing.stderr
