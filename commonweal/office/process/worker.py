"""The background worker: timers that are due, processes to try again, letters that wait.

Each unit of work is one transaction that holds its case, so that it may be killed at any moment, and so
that two workers never do the same work. A case that fails is set aside, longer each time, and the others
go on.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.db.models import Q
from django.utils import timezone

from commonweal.office.process import service as process
from commonweal.office.process.models import ProcessInstance, Timer
from commonweal.office.records.models import Case

log = logging.getLogger(__name__)
AT_ONCE = 50


class Busy(Exception):
    """Somebody else holds the case: they, or a later round, will do it."""


def work(stop: threading.Event, *, idle: float = 1.0, parent: int | None = None) -> None:
    """Work until told to stop, or until the process that started this one is gone.

    `idle` is how many seconds to wait when there was nothing to do.
    """
    while not stop.is_set():
        if parent is not None and os.getppid() != parent:
            log.warning("the server is gone: the worker stops too")
            return
        close_old_connections()
        try:
            done = round_of_work(stop=stop)
        except (OperationalError, InterfaceError) as error:
            log.warning("the records cannot be reached (%s): trying again", type(error).__name__)
            connection.close()
            done = 0
        if not done:
            stop.wait(idle)


def round_of_work(now: datetime | None = None, stop: threading.Event | None = None) -> int:
    """Do what is due now, once; say how many things were done. `now` is for tests."""
    from commonweal.office.applying.actions.delete import delete_forgotten
    from commonweal.office.evidence.actions.scan import scan_waiting
    from commonweal.office.letters import service as letters
    from commonweal.office.messages import service as messages
    from commonweal.office.records.actions.forget import forget_due
    from commonweal.office.returning.actions.ask_for_link import answer_asked
    from commonweal.office.returning.actions.remind import remind_due
    from commonweal.office.telling.actions.remind import remind_of_evidence

    now = now or timezone.now()
    done = _retry_waiting(now, stop) + _fire_due(now, stop)
    if stop is None or not stop.is_set():
        done += letters.dispatch_waiting(AT_ONCE)
        done += scan_waiting()
        done += answer_asked(AT_ONCE)
        done += remind_due()
        done += remind_of_evidence()
        done += messages.dispatch_waiting(AT_ONCE)
        done += messages.ask_after(AT_ONCE)
        done += letters.post_waiting(AT_ONCE)
        done += letters.ask_after_posted(AT_ONCE)
        done += delete_forgotten()
        done += forget_due()
    return done


def _fire_due(now: datetime, stop: threading.Event | None) -> int:
    due = (
        Timer.objects.filter(fired_at=None, due_at__lte=now)
        .filter(Q(instance__retry_at=None) | Q(instance__retry_at__lte=now))
        .order_by("due_at", "pk")
        .values_list("pk", "instance_id")[:AT_ONCE]
    )
    done = 0
    for timer_id, instance_id in list(due):
        if stop is not None and stop.is_set():
            break

        def fire(case: Case, timer_id: int = timer_id) -> None:
            timer = Timer.objects.filter(pk=timer_id, fired_at=None).first()
            if timer is None:
                raise Busy
            process.fire(case, timer.task_id)

        done += _one(instance_id, fire)
    return done


def _retry_waiting(now: datetime, stop: threading.Event | None) -> int:
    """Processes that were set aside before they could begin; those with timers try again by their timers."""
    waiting = ProcessInstance.objects.filter(state={}, retry_at__lte=now).order_by("retry_at")
    done = 0
    for instance_id in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        if stop is not None and stop.is_set():
            break

        def again(case: Case, instance_id: int = instance_id) -> None:
            if not ProcessInstance.objects.filter(pk=instance_id, state={}).exists():
                raise Busy
            process.retry(case)

        done += _one(instance_id, again)
    return done


def _one(instance_id: int, act: Callable[[Case], None]) -> bool:
    """Do one unit of work on the case of a process; True when it was done."""
    try:
        with transaction.atomic():
            act(_hold(instance_id))
    except Busy:
        return False
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.error("process %d is set aside: %s", instance_id, type(error).__name__)
        _set_aside(instance_id, error)
        return False
    return True


def _hold(instance_id: int) -> Case:
    """Lock the case first, as every action does, so that nobody waits for anybody in a ring."""
    cases = Case.objects.filter(process__pk=instance_id).select_related("version")
    if connection.features.has_select_for_update_skip_locked:
        cases = cases.select_for_update(skip_locked=True, of=("self",))
    case = cases.first()
    if case is None:
        raise Busy
    return case


def _set_aside(instance_id: int, error: BaseException) -> None:
    try:
        with transaction.atomic():
            _hold(instance_id)
            process.set_aside(ProcessInstance.objects.select_related("case").get(pk=instance_id), error)
    except (Busy, DatabaseError) as again:
        log.warning("process %d could not be set aside: %s", instance_id, type(again).__name__)
