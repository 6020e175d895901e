"""One engine over one file: `python -m benchmarks.engines NAME ROWS.parquet OUT.npy`.

Prints one line of JSON: seconds by the clock for reading the rows and deciding them, and the peak memory in MB. What
an engine needs once, whatever the rows (imports, its rules), is not counted.
"""

import importlib
import json
import re
import sys
import time
from pathlib import Path

import numpy as np


def run(name: str, rows: Path, out: Path) -> None:
    engine = importlib.import_module(f"benchmarks.engines.{name}")
    engine.awards(rows, 1000)
    began = time.perf_counter()
    found = engine.awards(rows)
    seconds = time.perf_counter() - began
    np.save(out, found)
    # Not getrusage: that counts the parent's memory from before this program was loaded.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int((re.search(r"VmHWM:\s+(\d+)", status) or [0, 0])[1]) / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak, "rows": len(found)}))


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
