"""100,000 households read from a CSV file and decided: text to numbers and an award each, beside GoRules Zen.

Zen has two ways: one call a row, and batches given to its engine at once. Both are measured, and the ratio is to
the faster, by processor time and by the clock (its batches may use every processor; ours is one Python thread).
"""

from __future__ import annotations

import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.scheme import camel, dmn, households, jdm

ROWS = 100_000
ZEN_ROWS = 20_000
BATCH = 1_000


def _times(run: Callable[[], object], rows: int) -> tuple[float, float]:
    """Microseconds of processor time and of the clock a row, the best of five runs."""
    found = []
    for _ in range(5):
        processor, clock = time.process_time_ns(), time.perf_counter_ns()
        run()
        found.append((time.process_time_ns() - processor, time.perf_counter_ns() - clock))
    return min(each[0] for each in found) / rows / 1000, min(each[1] for each in found) / rows / 1000


def _ours(path: Path) -> list[object]:
    from commonweal.policy import load

    rows = load(dmn()).rows("award")
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        return list(rows.decide_texts(next(lines), lines))


def _contexts(path: Path, count: int) -> Iterator[dict[str, Any]]:
    truth = {"True": True, "False": False}
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        names = [camel(each) for each in next(lines)]
        for line in islice(lines, count):
            yield {
                name: truth[text] if text in truth else float(text)
                for name, text in zip(names, line, strict=True)
            }


def main() -> None:
    """Prints microseconds a row, ratios, and how many awards differ from one-by-one decisions and from Zen's."""
    from commonweal.policy import load

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "households.csv")
        people = households(ROWS)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(people[0]))
            writer.writeheader()
            writer.writerows(people)
        processor, clock = _times(lambda: _ours(path), ROWS)
        print(
            f"commonweal            {processor:8.2f} µs of processor time   {clock:8.2f} µs by the clock a row"
        )
        awards = _ours(path)
        model = load(dmn())
        sample = [
            {name: Decimal(value) if isinstance(value, str) else value for name, value in each.items()}
            for each in people[:5000]
        ]
        differ = sum(
            model.decide(each, "award").value != award for each, award in zip(sample, awards, strict=False)
        )
        print(f"of {len(sample)} awards {differ} differ from the interpreter's")
        try:
            import zen
        except ImportError:
            print("zen-engine is not installed: pip install zen-engine")
            return
        content = jdm()
        decision = zen.ZenEngine().create_decision(json.dumps(content))

        def one_by_one() -> list[Any]:
            return [decision.evaluate(each)["result"]["award"] for each in _contexts(path, ZEN_ROWS)]

        engine = zen.ZenEngine({"loader": {"type": "static", "content": {"scheme": content}}})

        def batches() -> list[Any]:
            found, waiting = [], _contexts(path, ZEN_ROWS)
            while batch := [{"key": "scheme", "context": each} for each in islice(waiting, BATCH)]:
                found += [each["data"]["result"]["award"] for each in engine.evaluate_batch(batch)]
            return found

        best = [float("inf"), float("inf")]
        for name, run in (("zen-engine one by one", one_by_one), ("zen-engine in batches", batches)):
            processor_theirs, clock_theirs = _times(run, ZEN_ROWS)
            best = [min(best[0], processor_theirs), min(best[1], clock_theirs)]
            print(
                f"{name} {processor_theirs:8.2f} µs of processor time   {clock_theirs:8.2f} µs by the clock a row"
            )
        print(
            f"zen's better takes {best[0] / processor:.1f} times the processor time, {best[1] / clock:.1f} times as long"
        )
        wrong = sum(Decimal(str(theirs)) != ours for theirs, ours in zip(batches(), awards, strict=False))
        print(f"wrong pennies in zen's {ZEN_ROWS} awards: {wrong}")
