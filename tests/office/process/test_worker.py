"""The worker does everything exactly once, whatever happens to it and however many there are."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from commonweal.office.letters import service as letters
from commonweal.office.process.models import ProcessInstance, Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import ask_for_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Case
from tests.office.applications import REFERRED, apply, staff
from tests.office.outside import Installation

CASES = 5


@pytest.fixture
def installation(tmp_path):
    place = Installation(tmp_path / "data")
    place.ask("set_up")
    place.ask("seed", CASES)
    return place


def _exactly_once(said, data):
    assert said["sound"], said["found"]
    assert said["failures"] == []
    assert said["actions"]["timer due"] == CASES
    wanted = Counter({"received": CASES, "evidence-needed": CASES, "evidence-reminder": CASES})
    assert Counter(notice for _, notice, *_ in said["letters"]) == wanted
    assert {state for _, _, state, _ in said["letters"]} == {"sent"}
    assert said["actions"]["send letter"] == 3 * CASES
    names = {name for *_, name in said["letters"]}
    files = {path.name for path in (data / "outbox").iterdir() if not path.name.startswith(".")}
    assert files == {f"{name}.{ending}" for name in names for ending in ("html", "pdf", "json")}


def _wait_until_done(installation, workers):
    until = time.monotonic() + 90
    while time.monotonic() < until:
        said = installation.ask("report")
        if len(said["letters"]) == 3 * CASES and {state for _, _, state, _ in said["letters"]} == {"sent"}:
            break
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    return installation.ask("report")


def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(installation):
    for _ in range(5):
        worker = installation.begin("work")
        # Long enough to have begun, at another moment each time.
        time.sleep(random.uniform(1.0, 2.5))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    said = _wait_until_done(installation, [installation.begin("work")])
    _exactly_once(said, installation.data)


def test_two_workers_at_once_double_nothing(installation):
    said = _wait_until_done(installation, [installation.begin("work") for _ in range(2)])
    _exactly_once(said, installation.data)


@pytest.fixture
def waiting(db):
    """Two cases that wait for evidence."""
    actor = Actor.staff(staff())
    cases = []
    for _ in range(2):
        case = apply(REFERRED)
        ask_for_evidence(case, actor, case.revision, ["Last 2 payslips"])
        cases.append(case)
    return cases


def notices(case):
    return list(case.letters.order_by("pk").values_list("notice", flat=True))


def test_a_case_that_fails_is_set_aside_and_does_not_stop_the_others(waiting):
    bad, good = waiting
    queue = letters.queue

    def fails(case, notice):
        if case.pk == bad.pk:
            raise RuntimeError("Siân Test-Person cannot be written to")
        return queue(case, notice)

    later = timezone.now() + timedelta(days=29)
    with patch("commonweal.office.letters.service.queue", side_effect=fails):
        round_of_work(later)
        round_of_work(later)
    assert notices(good)[-1] == "evidence-reminder"
    assert notices(bad) == ["received", "evidence-needed"]
    instance = ProcessInstance.objects.get(case=bad)
    assert instance.failures == 2 or instance.retry_at > timezone.now()
    assert "RuntimeError" in instance.failed_with
    assert "Siân" not in instance.failed_with
    assert Case.objects.get(pk=bad.pk).needs_person
    assert audit().sound


def test_a_case_that_was_set_aside_is_tried_again_and_done_once(waiting):
    bad, _ = waiting
    later = timezone.now() + timedelta(days=29)
    with patch("commonweal.office.letters.service.queue", side_effect=RuntimeError):
        round_of_work(later)
    round_of_work(later + timedelta(days=2))
    round_of_work(later + timedelta(days=2))
    assert notices(bad) == ["received", "evidence-needed", "evidence-reminder"]
    instance = ProcessInstance.objects.get(case=bad)
    assert (instance.failures, instance.failed_with, instance.retry_at) == (0, "", None)
    assert audit().sound


def test_a_case_that_fails_again_waits_longer_each_time(waiting):
    bad, _ = waiting
    waits = []
    later = timezone.now() + timedelta(days=29)
    with patch("commonweal.office.letters.service.queue", side_effect=RuntimeError):
        for _ in range(4):
            round_of_work(later)
            instance = ProcessInstance.objects.get(case=bad)
            waits.append(instance.retry_at - timezone.now())
            later = max(later, instance.retry_at) + timedelta(seconds=1)
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]


def test_when_nothing_is_due_nothing_is_done(waiting):
    round_of_work()
    assert round_of_work() == 0
    assert Timer.objects.filter(fired_at=None).count() == 2
