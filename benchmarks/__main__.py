"""`make bench`: runs every benchmark, or those named: `python -m benchmarks decision question_page`.

Options after the names go to the benchmark: `python -m benchmarks two_hundred_applicants --minutes 5`.
"""

import itertools
import os
import platform
import subprocess
import sys
from pathlib import Path

NAMES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if not path.stem.startswith("_") and "def main(" in path.read_text(encoding="utf-8")
)


def run() -> int:
    """Each benchmark in a process of its own, so that none warms up another. Returns the exit code."""
    options = list(itertools.dropwhile(lambda each: not each.startswith("-"), sys.argv[1:]))
    wanted = sys.argv[1 : len(sys.argv) - len(options)] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.2f}")
    failed = 0
    for name in wanted:
        print(f"\n== {name}", flush=True)
        done = subprocess.run(
            [sys.executable, "-c", f"from benchmarks.{name} import main; main()", *options], check=False
        )
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run())
