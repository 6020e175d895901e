"""What a run came to, and how it is printed."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.applicants.applying import Said
from benchmarks.applicants.browser import Asked
from benchmarks.applicants.checking import missing, records
from benchmarks.applicants.site import Site
from benchmarks.applicants.times import kind_of, percentile

BUDGET_MS = 300


@dataclass
class Run:
    """What a run came to."""

    asked: list[Asked] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    sent_again: int = 0
    connections: int = 0
    seconds: float = 0.0
    processor: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)


def print_times(
    database: str, run: Run, options: argparse.Namespace, load: tuple[float, float, float]
) -> None:
    """How long everything took, and what it cost."""
    least, most = options.think
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    print(
        f"\n{name}: {options.applicants} applicants at once for {run.seconds:.0f} s, thinking {least:g} to "
        f"{most:g} s before each press; load before {load[0]:.2f}, after {os.getloadavg()[0]:.2f}"
    )
    print(f"{'milliseconds':34}{'requests':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}{'errors':>8}")
    by_kind: dict[str, list[Asked]] = {}
    for each in run.asked:
        by_kind.setdefault(kind_of(each), []).append(each)
    for kind, asked in sorted(by_kind.items()):
        _row(kind, [each.seconds for each in asked], sum(each.status not in {200, 303} for each in asked))
    _row("a page, from press to page", run.pages, len(run.troubles))
    p95 = percentile(run.pages, 95) * 1000
    print(f"p95 of a page {p95:.0f} ms, budget {BUDGET_MS} ms: {'kept' if p95 < BUDGET_MS else 'NOT KEPT'}")
    requests, pages = len(run.asked), len(run.pages)
    print(f"{pages / run.seconds:.1f} pages and {requests / run.seconds:.1f} requests a second; "
          f"{run.connections} connections, {run.sent_again} sent again on a new one")  # fmt: skip
    whole = sum(run.processor.values())
    cores = os.cpu_count() or 1
    print("processor seconds: " + ", ".join(f"{part} {taken:.1f}" for part, taken in run.processor.items() if taken)
          + f"; {whole / run.seconds / cores:.0%} of {cores} cores")  # fmt: skip
    print(f"server's processor time {run.processor['server'] / max(pages, 1) * 1000:.2f} ms a page"
          f" ({run.processor['server'] / max(requests, 1) * 1000:.2f} ms a request)")  # fmt: skip
    print(
        "memory, what is shared counted once: "
        + ", ".join(f"{part} {taken:.0f} MB" for part, taken in run.megabytes.items())
    )
    for trouble, times in Counter(run.troubles).most_common(10):
        print(f"  trouble: {trouble}{f' ({times} times)' if times > 1 else ''}")


def _row(name: str, seconds: list[float], errors: int) -> None:
    times = "".join(f"{percentile(seconds, each) * 1000:8.0f}" for each in (50, 95, 99, 100))
    print(f"{name:34}{len(seconds):9}{times}{errors:8}")


def print_check(run: Run, site: Site, waited: tuple[int, int, float]) -> bool:
    """Look everything up, and say what is missing; True when nothing is and nothing failed."""
    first, waiting, seconds = waited
    accepted = sum(each.accepted for each in run.said)
    confirmed = sum(bool(each.reference) for each in run.said)
    drafts = sum(bool(each.key) and not each.accepted for each in run.said)
    answers = sum(len(each.answers) for each in run.said)
    faults = missing(run.said, records(site))
    sound, told = site.audit()
    print(f"after SIGKILL of server and worker: {accepted} applications accepted ({confirmed} had their "
          f"confirmation), {drafts} on their way, {answers} answers: "
          f"{'all there, as they were sent' if not faults else f'{len(faults)} FAULTS'}")  # fmt: skip
    for fault in faults[:10]:
        print(f"  {fault}")
    print(f"audit: {' '.join(told.split())}")
    print(f"letters: {first} waited when the site was up again; {waiting} did {seconds:.0f} s later")
    logged = [line for line in site.said().splitlines() if " ERROR " in line or " WARNING " in line]
    for line, times in Counter(line.partition(" ")[2] for line in logged).most_common(5):
        print(f"  log, {times} times: {line[:160]}")
    return not faults and sound and not run.troubles and not waiting
