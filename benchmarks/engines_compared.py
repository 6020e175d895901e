"""One scheme over the same rows in seven engines: time, memory and wrong pennies, side by side in one run.

The scheme is `benchmarks.scheme`: five decisions, 31 rules. Each engine reads the rows from one Parquet file in a
process of its own. One million households; with COMMONWEAL_BENCH_FULL=1 ten million, which Zen is given a tenth of
a percent of, as it takes that long. The exact award is ours, of which a sample is decided again by the interpreter.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks.scheme import dmn
from benchmarks.ten_million import ROWS, made_scheme
from commonweal.policy import load

ENGINES = {
    "commonweal_sql": "Commonweal, compiled",
    "duckdb_double": "DuckDB by hand, DOUBLE",
    "duckdb_decimal": "DuckDB by hand, DECIMAL",
    "polars_by_hand": "Polars by hand",
    "openfisca": "OpenFisca-Core",
    "policyengine": "PolicyEngine-Core",
    "zen_engine": "GoRules Zen",
}
ZEN_ROWS = 10_000
SAMPLE = 2_000
TIMES = 3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
        rows, few = Path(folder) / "rows.parquet", Path(folder) / "few.parquet"
        connection = duckdb.connect()
        made_scheme(connection)
        connection.execute(f"COPY h TO '{rows}' (FORMAT parquet)")
        connection.execute(f"COPY (SELECT * FROM h LIMIT {ZEN_ROWS}) TO '{few}' (FORMAT parquet)")
        connection.close()
        exact = _run("commonweal_sql", rows, Path(folder))
        assert exact is not None
        print(f"{ROWS:,} households; {_again(rows, exact[1])}")
        print(f"{'':<26}{'seconds':>9}{'a million':>11}{'of DOUBLE':>11}{'MB':>8}{'wrong pennies':>15}")
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in ENGINES}
        wrong: dict[str, str] = {}
        for _ in range(TIMES):
            for name in ENGINES:
                done = _run(name, few if name == "zen_engine" else rows, Path(folder))
                if done is None:
                    continue
                runs[name].append(done[0])
                count = int((done[1] != exact[1][: len(done[1])]).sum())
                wrong[name] = f"{count:,} of {len(done[1]):,}"
        base = _middle(runs["duckdb_double"])
        for name, label in ENGINES.items():
            if not runs[name]:
                print(f"{label:<26}is not installed: pip install --group bench")
                continue
            each = _middle(runs[name])
            peak = max(one["megabytes"] for one in runs[name])
            whole = each * ROWS / 1e6
            print(f"{label:<26}{whole:>9.2f}{each:>11.3f}{each / base:>11.2f}{peak:>8.0f}{wrong[name]:>20}")


def _run(name: str, rows: Path, folder: Path) -> tuple[dict[str, Any], Any] | None:
    out = folder / f"{name}.npy"
    command = [sys.executable, "-m", "benchmarks.engines", name, str(rows), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told, np.load(out)


def _middle(runs: list[dict[str, Any]]) -> float:
    """The median of the seconds a million rows."""
    return float(np.median([each["seconds"] / each["rows"] * 1e6 for each in runs]))


def _again(rows: Path, awards: Any) -> str:
    """A sample of our awards decided again by the interpreter."""
    model = load(dmn())
    relation = duckdb.sql(f"SELECT * FROM read_parquet('{rows}') LIMIT {SAMPLE}")
    names = relation.columns
    differ = sum(
        model.decide(dict(zip(names, row, strict=True)), "award", trace=False).value
        != Decimal(int(pence)) / 100
        for row, pence in zip(relation.fetchall(), awards, strict=False)
    )
    return f"{SAMPLE:,} of our awards decided again exactly, {differ} different"


if __name__ == "__main__":
    main()
