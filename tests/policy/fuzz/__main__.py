"""Fuzz the policy engine for some minutes; cases that fail are kept in a folder.

    python -m tests.policy.fuzz --minutes 60 [--seed 1] [--keep found]

Exits 1 when a case failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from .case import kept
from .cases import cases
from .watchdog import Watchdog


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.policy.fuzz", description="Fuzz the policy engine."
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--cases", type=int, help="stop after so many cases")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path("var/fuzz"), help="where failing cases are kept")
    parser.add_argument("--again", type=Path, help="run the cases kept in this folder instead")
    options = parser.parse_args(arguments)
    ends = time.monotonic() + options.minutes * 60
    supply = iter(kept(options.again)) if options.again else islice(cases(options.seed), options.cases)
    ran: Counter[str] = Counter()
    failed, slowest, said = 0, 0.0, time.monotonic()
    dog = Watchdog()
    print(f"seed {options.seed}", flush=True)
    try:
        for case in supply:
            if time.monotonic() > ends:
                break
            found, spent = dog.run(case)
            ran[f"{case.kind} {case.origin if not options.again else 'again'}"] += 1
            slowest = max(slowest, spent)
            if found:
                failed += 1
                print(f"FAILED {case.save(options.keep)} ({case.kind}, {case.origin}): {found}", flush=True)
            if time.monotonic() - said > 60:
                said = time.monotonic()
                print(f"{sum(ran.values())} cases, {failed} failed, slowest {slowest:.2f} s", flush=True)
    finally:
        dog.stop()
    for kind, number in sorted(ran.items()):
        print(f"{number:8} {kind}")
    print(f"{sum(ran.values()):8} cases, {failed} failed; slowest {slowest:.2f} s of processor time")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
