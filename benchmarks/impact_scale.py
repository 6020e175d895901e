"""A reform of a whole scheme on millions of households: time, greatest memory, and growth with the number of rows.

One million and three by default; with COMMONWEAL_BENCH_FULL=1 ten million and thirty.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._made_households import CHARACTERISTICS, made_households
from commonweal.insight.population import read_population
from commonweal.insight.simulation import Scheme, simulate
from commonweal.policy import load

POLICY = Path(__file__).parents[1] / "services" / "council-tax-support" / "policy" / "2025-04-01.dmn"
FULL = os.environ.get("COMMONWEAL_BENCH_FULL") == "1"
SIZES = (10_000_000, 30_000_000) if FULL else (1_000_000, 3_000_000)


def schemes() -> list[Scheme]:
    """Trafford's scheme, and a reform that cuts each percentage of its grid by a fifth."""
    written = POLICY.read_text(encoding="utf-8")
    cut = re.compile(r'(id="decision_discount_percentage_rule_\d+_output"><text>)(\d+)(</text>)')
    reform = cut.sub(lambda found: f"{found[1]}{int(found[2]) * 4 // 5}{found[3]}", written)
    assert reform != written
    return [
        Scheme("today", "Today", load(POLICY), "yearly award"),
        Scheme("reform", "Reform", load(reform.encode(), name="reform.dmn"), "yearly award"),
    ]


GROUPED = """
    SELECT {by}, count(*), sum(award_0 * weight), sum(award_1 * weight),
        count(*) FILTER (award_1 < award_0), count(*) FILTER (award_1 > award_0),
        avg(award_1 - award_0), min(award_1 - award_0), max(award_1 - award_0)
    FROM results GROUP BY {by} ORDER BY {by}
"""


def measured(folder: Path) -> dict[str, object]:
    """Simulate, group by each characteristic, and say how long and how much memory it took."""
    both = schemes()
    population = read_population(folder)
    stages: dict[str, float] = {}
    began = time.perf_counter()
    with simulate(
        both,
        population,
        memory="4GB" if population.rows <= 10_000_000 else "5GB",
        progress=lambda stage, _done: stages.__setitem__(stage, time.perf_counter() - began),
    ) as simulation:
        simulated = time.perf_counter() - began
        for name in CHARACTERISTICS:
            simulation.connection.execute(GROUPED.format(by=f'"{name}"')).fetchall()
        grouped = time.perf_counter() - began - simulated
        total = simulation.connection.execute("SELECT sum(award_0), sum(award_1) FROM results").fetchone()
        return {
            "rows": population.rows,
            "simulated": simulated,
            "grouped": grouped,
            "stages": stages,
            "redecided": simulation.redecided.rows * len(both),
            "by row": {name: str(why[0]) for name, why in simulation.by_row.items()},
            "totals": total,
            "processor": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }


def main() -> None:
    """Each size in a process of its own, for its memory."""
    print("Trafford's scheme and a reform, on made households read from Parquet; every award exact.")
    if not FULL:
        print(
            f"Sizes {', '.join(f'{each:,}' for each in SIZES)}. COMMONWEAL_BENCH_FULL=1 runs 10 and 30 million."
        )
    seconds = []
    for rows in SIZES:
        with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as folder:
            began = time.perf_counter()
            made_households(Path(folder), rows)
            made = time.perf_counter() - began
            size = (Path(folder) / "households.parquet").stat().st_size
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.impact_scale", folder],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
        found = json.loads(done.stdout)
        seconds.append(found["processor"])
        print(
            f"  {rows:>10,} households ({size / 1e9:.2f} GB, made in {made:.0f} s): "
            f"both schemes {found['simulated']:.1f} s, {len(CHARACTERISTICS)} groupings {found['grouped']:.1f} s, "
            f"processor time {found['processor']:.1f} s, peak {found['peak'] / 1e9:.2f} GB; "
            f"{found['redecided']:,} decisions repeated exactly, all the same"
        )
        for name, why in found["by row"].items():
            print(f"      {name} was decided row by row: {why}")
        print("      " + ", ".join(f"{stage} by {at:.1f} s" for stage, at in found["stages"].items()))
    growth, times = SIZES[-1] / SIZES[0], seconds[-1] / seconds[0]
    print(f"  {growth:.0f} times the rows took {times:.2f} times the processor time")


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
