"""The whole DMN conformance kit, from reading its files to the last comparison."""

from __future__ import annotations

import time

from tests.policy.fuzz.material import kit


def main() -> None:
    """Prints how many cases pass and the seconds it takes; the kit is found by COMMONWEAL_DMN_TCK."""
    from tests.conformance.dmn_tck import run

    folder = kit()
    if folder is None:
        print("There is no kit: set COMMONWEAL_DMN_TCK to a copy of dmn-tck's TestCases.")
        return
    processor, clock = time.process_time(), time.perf_counter()
    results = list(run(folder))
    print(
        f"{sum(each.passed for each in results)} of {len(results)} cases in "
        f"{time.process_time() - processor:.1f} s of processor time, {time.perf_counter() - clock:.1f} s by the clock"
    )
