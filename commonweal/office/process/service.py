"""A case's process: start it, move it on, and see what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from SpiffWorkflow.bpmn import BpmnEvent
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.util.task import TaskState

from commonweal.office.process.bpmn_file import UnrunnableProcess
from commonweal.office.process.faults import MachineRefusal, ProcessFault
from commonweal.office.process.models import ProcessInstance
from commonweal.office.process.state import Running, load, specification
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.private_log import describe_error
from commonweal.office.records.recording import recording

EVIDENCE_RECEIVED = "evidence received"


class NotOpen(Exception):
    """The process does not wait for this: somebody or something has already moved it on."""


@dataclass(frozen=True)
class Task:
    """Work that waits for a person."""

    key: str
    name: str
    since: datetime
    due: datetime | None = None


def start(case: Case) -> None:
    """Begin the process of a case, and run it until it waits or ends. In the caller's transaction.

    A process file that cannot take the case on does not stop it from being received: the case goes to a
    person, and the worker tries again.
    """
    instance = ProcessInstance.objects.create(case=case, spec=specification(case), state={})
    try:
        with recording("start process", actor=Actor.policy(), case=case) as facts, transaction.atomic():
            running = Running(case, instance)
            _move(running, facts)
    except ProcessFault as error:
        set_aside(instance, error)


def complete(case: Case, task_key: str | None, outcome: str, *, actor: Actor) -> None:
    """Complete a person's task with what they chose, and run on. In the caller's transaction.

    `task_key` may be None when only one task is open. Raises NotOpen.
    """
    with recording("complete task", actor=actor, case=case) as facts:
        running = _load(case)
        open_now = [t for t in running.people() if task_key is None or t.task_spec.bpmn_id == task_key]
        if len(open_now) != 1:
            raise NotOpen(f"case {case.pk} does not wait for {task_key or 'one task'}")
        task = open_now[0]
        facts["task"] = task.task_spec.bpmn_id
        facts["outcome"] = outcome
        task.data["outcome"] = outcome
        task.run()
        _move(running, facts)


def open_tasks(case: Case) -> list[Task]:
    """What waits for a person in this case, the oldest first."""
    instance = ProcessInstance.objects.select_related("spec").filter(case=case).first()
    if instance is None or instance.finished or not instance.state:
        return []
    running = Running(case, instance)
    due = {task.task_spec.name: at for task, at in running.timers().values()}
    return [
        Task(
            key=task.task_spec.bpmn_id,
            name=task.task_spec.bpmn_name or task.task_spec.bpmn_id,
            since=datetime.fromtimestamp(task.last_state_change, UTC),
            due=min((at for name, at in due.items() if _on_boundary(task, name)), default=None),
        )
        for task in running.people()
    ]


def deliver_message(case: Case, name: str, *, actor: Actor) -> None:
    """Tell the process that something came, such as EVIDENCE_RECEIVED. Raises NotOpen if nothing waits."""
    with recording("deliver message", actor=actor, case=case) as facts:
        running = _load(case)
        facts["message"] = name
        event = BpmnEvent(MessageEventDefinition(name))
        if running.workflow.event_manager.catch(event, internal=False) == 0:
            raise NotOpen(f"case {case.pk} does not wait for “{name}”")
        _move(running, facts)


def waits_for(case: Case, message: str) -> bool:
    """Whether the process would go on if this message came now."""
    instance = ProcessInstance.objects.select_related("spec").filter(case=case).first()
    if instance is None or instance.finished or not instance.state:
        return False
    event = BpmnEvent(MessageEventDefinition(message))
    manager = Running(case, instance).workflow.event_manager
    return any(task.task_spec.catches(task, event) for task in manager.tasks.values())


def fire(case: Case, task_id: str) -> None:
    """Let a timer that is due go off, and run on. In the worker's transaction, which holds the case's row."""
    with recording("timer due", actor=Actor.worker(), case=case) as facts:
        running = _load(case)
        due = running.timers().get(task_id)
        running.instance.timers.filter(task_id=task_id, fired_at=None).update(fired_at=timezone.now())
        Case.objects.filter(pk=case.pk).update(revision=F("revision") + 1)
        if due is not None:
            task = due[0]
            facts["timer"] = task.task_spec.bpmn_id
            # By the worker's own clock, which decided that it is due.
            task._set_internal_data(event_fired=True)
            running.workflow.refresh_timers()
        _move(running, facts)


def retry(case: Case) -> None:
    """Start again a process that was set aside before it began. In the worker's transaction."""
    with recording("start process", actor=Actor.worker(), case=case) as facts:
        _move(_load(case), facts)


def set_aside(instance: ProcessInstance, error: BaseException) -> None:
    """Leave a process alone for a while, longer each time, and see that a person looks at the case."""
    instance.failures += 1
    wait = min(timedelta(minutes=2 ** min(instance.failures, 12)), timedelta(days=1))
    ProcessInstance.objects.filter(pk=instance.pk).update(
        failures=instance.failures, failed_with=describe_error(error), retry_at=timezone.now() + wait
    )
    Case.objects.filter(pk=instance.case_id).update(needs_person=True)
    with recording("set process aside", actor=Actor.worker(), case=instance.case) as facts:
        facts["error"] = type(error).__name__
        facts["failures"] = instance.failures


def _load(case: Case) -> Running:
    try:
        running = load(case)
    except ProcessInstance.DoesNotExist as error:
        raise NotOpen(f"case {case.pk} has no process") from error
    return running


def _move(running: Running, facts: dict[str, Any]) -> None:
    running.run()
    running.save()
    facts["passed"] = running.done
    facts["sent"] = running.effects.sent
    facts["waits for"] = sorted(
        {
            task.task_spec.bpmn_id
            for task in running.workflow.get_tasks(state=TaskState.READY | TaskState.WAITING)
        }
        - {None}
    )


def _on_boundary(task: Any, name: str) -> bool:
    """Whether a waiting event of this name is attached to the task: they hang from one split."""
    return any(other.task_spec.name == name for other in task.parent.children)


__all__ = [
    "EVIDENCE_RECEIVED",
    "MachineRefusal",
    "NotOpen",
    "ProcessFault",
    "Task",
    "UnrunnableProcess",
    "complete",
    "deliver_message",
    "fire",
    "open_tasks",
    "retry",
    "set_aside",
    "start",
    "waits_for",
]
