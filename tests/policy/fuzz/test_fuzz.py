"""A short run of the fuzzer, always the same, and every case that ever failed."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.policy.fuzz.case import Case, kept
from tests.policy.fuzz.cases import cases
from tests.policy.fuzz.trial import fault

COUNT = 400


def test_the_engine_takes_whatever_it_is_fed() -> None:
    failed = [
        f"{case.kind} {case.origin}: {found}\n{case.text[:500]}"
        for case in islice(cases(20250401, with_kit=False), COUNT)
        if (found := fault(case))
    ]
    assert not failed, "\n\n".join(failed)


@pytest.mark.parametrize("case", kept(), ids=lambda case: case.origin)
def test_a_case_that_once_failed_does_not_again(case: Case) -> None:
    assert fault(case) == ""
