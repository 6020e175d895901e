"""Several processes and threads write at once, and processes are killed: the chain holds."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter

import pytest

from tests.office.outside import Installation


@pytest.fixture
def installation(tmp_path):
    place = Installation(tmp_path / "data")
    place.ask("set_up")
    return place


def test_events_written_by_many_threads_of_many_processes_make_one_chain(installation):
    writers = [installation.begin("append", 20, 3) for _ in range(3)]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    said = installation.ask("report")
    assert said["sound"], said["found"]
    assert said["actions"]["count"] == 3 * 20 * 3


def test_one_draft_submitted_by_several_processes_at_once_is_one_case(installation):
    submits = [installation.begin("apply_once", "draft 1") for _ in range(4)]
    cases = {submit.communicate(timeout=120)[0].strip() for submit in submits}
    assert len(cases) == 1
    assert all(submit.returncode == 0 for submit in submits)
    said = installation.ask("report")
    assert said["cases"] == 1
    assert said["actions"]["receive application"] == 1
    assert said["sound"], said["found"]


def test_a_process_killed_in_the_middle_of_submissions_leaves_each_whole_or_not_at_all(installation):
    received = 0
    for _ in range(4):
        submitting = installation.begin("apply_on_and_on")
        assert submitting.stdout is not None
        assert submitting.stdout.readline().strip() == "received"
        time.sleep(random.uniform(0.0, 0.2))
        submitting.send_signal(signal.SIGKILL)
        received += 1 + submitting.communicate()[0].count("received")
    said = installation.ask("report")
    assert said["sound"], said["found"]
    # What was said to be received is there; one more may be, killed before it could say so.
    assert received <= said["cases"] <= received + 4
    assert said["decisions"] == [1] * said["cases"]
    assert said["processes"] == said["cases"]
    assert said["actions"]["receive application"] == said["cases"]
    assert said["actions"]["decide by policy"] == said["cases"]
    assert max(Counter(case for case, *_ in said["letters"]).values()) == 1
    assert len(said["letters"]) == said["cases"]
