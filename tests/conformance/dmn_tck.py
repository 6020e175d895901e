"""Run the DMN Technology Compatibility Kit.

    python -m tests.conformance.dmn_tck DIR [--csv results.csv]

Every test file below DIR is run against the model beside it. Prints passes by folder and each failure with
what was expected and what came; exits 1 on any failure, 2 when DIR holds no tests. A case marked as an error
passes only when the result is null and a diagnostic says why.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import csv
import datetime
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from commonweal.policy import Model, Outcome, PolicyFault, load
from commonweal.policy.dmn.java import JAVA
from tests.conformance.kit_cases import Case, Expected, TestFile, test_files
from tests.conformance.kit_compare import same


@dataclass(frozen=True)
class Result:
    """How one case went; `detail` is empty when it passed."""

    folder: str
    file: str
    case: str
    detail: str

    @property
    def passed(self) -> bool:
        return not self.detail

    def row(self) -> list[str]:
        """The kit's submission format."""
        return [self.folder, self.file, self.case, "SUCCESS" if self.passed else "ERROR", self.detail]


def run(directory: Path) -> Iterator[Result]:
    """Every case below the directory."""
    for file in test_files(directory):
        yield from run_file(file)


def run_file(file: TestFile) -> Iterator[Result]:
    """Every case of one test file."""
    try:
        model: Model | None = load(file.model, bindings=JAVA)
        trouble = ""
    except PolicyFault as fault:
        model, trouble = None, f"the model cannot be read: {fault}"
    for case in file.cases:
        detail = trouble if model is None else _case_detail(model, case)
        yield Result(file.folder, file.path.stem, case.id, detail)


def _case_detail(model: Model, case: Case) -> str:
    problems = (_detail(model, case, expected) for expected in case.expected)
    return "; ".join(problem for problem in problems if problem)


def _detail(model: Model, case: Case, expected: Expected) -> str:
    try:
        outcome = _outcome(model, case, expected)
    except Exception as error:  # a crash is a failure to report, not the end of the run
        return f"{expected.name}: crashed with {type(error).__name__}: {error}"
    got = outcome.values.get(expected.name, outcome.value)
    if not same(expected.value, got):
        reasons = "; ".join(each.message for each in outcome.diagnostics)
        because = f" ({reasons})" if reasons else ""
        return f"{expected.name}: expected {expected.value!r}, got {got!r}{because}"
    if expected.error and not outcome.diagnostics:
        return f"{expected.name}: null as expected, but no diagnostic says why"
    return ""


def _outcome(model: Model, case: Case, expected: Expected) -> Outcome:
    name = case.invocable or expected.name
    return model.decide(case.inputs, name, trace=False, clock=_clock)


def _clock() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def report(results: Iterable[Result]) -> list[Result]:
    """Print failures as they come and then the score; give back all results."""
    kept: list[Result] = []
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for each in results:
        kept.append(each)
        total[each.folder] += 1
        passed[each.folder] += each.passed
        if not each.passed:
            print(f"FAILED {each.folder} {each.file} {each.case}\n    {each.detail}")
    for folder in total:
        print(f"{passed[folder]:5} of {total[folder]:5}  {folder}")
    print(f"{sum(passed.values()):5} of {sum(total.values()):5}  all cases")
    return kept


def main(arguments: list[str] | None = None) -> int:
    """Run the kit as the command line asks."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance.dmn_tck", description="Run the DMN TCK."
    )
    parser.add_argument("directory", type=Path, help="a folder of the kit: all of it, one level or one test")
    parser.add_argument("--csv", type=Path, help="also write the results in the kit's submission format")
    options = parser.parse_args(arguments)
    if not options.directory.is_dir():
        print(f"{options.directory} is not a folder.", file=sys.stderr)
        return 2
    start = time.perf_counter()
    results = report(run(options.directory))
    print(f"{time.perf_counter() - start:.1f} seconds")
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(r.row() for r in results)
    if not results:
        print(f"There are no test cases below {options.directory}.", file=sys.stderr)
        return 2
    return 0 if all(each.passed for each in results) else 1


if __name__ == "__main__":
    sys.exit(main())
