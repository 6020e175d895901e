"""Loads a case's process, runs it, and saves it once: its state, its timers, and how the case stands."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import F
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from commonweal.office.catalogue import service as catalogue
from commonweal.office.process import bpmn_file
from commonweal.office.process.effects import Effects
from commonweal.office.process.faults import ProcessFault
from commonweal.office.process.feel_engine import FeelEngine, NotATime
from commonweal.office.process.models import ProcessInstance, ProcessSpec, Timer
from commonweal.office.records.models import Case
from commonweal.office.records.revision import Stale

ORDINARY = Path(__file__).with_name("ordinary.bpmn")


def specification(case: Case) -> ProcessSpec:
    """The stored specification of the process that the case began with; parsed when first used."""
    source = catalogue.version(case.version.content_hash).process or ORDINARY.read_bytes()
    wanted = sha256(source).hexdigest()
    found = ProcessSpec.objects.filter(content_hash=wanted).first()
    if found is not None:
        return found
    spec = bpmn_file.to_json(bpmn_file.parse(source))
    return ProcessSpec.objects.get_or_create(content_hash=wanted, defaults={"spec": spec})[0]


@lru_cache(maxsize=32)
def _ready(content_hash: str) -> Any:
    return bpmn_file.from_json(ProcessSpec.objects.get(content_hash=content_hash).spec)


class Running:
    """A case's process while it is in memory. Use inside a transaction that holds the case's row."""

    def __init__(self, case: Case, instance: ProcessInstance) -> None:
        self.case = case
        self.instance = instance
        self.effects = Effects(case)
        engine = FeelEngine(self.effects.values, self.effects.send_notice, self.effects.decide)
        spec = _ready(instance.spec.content_hash)
        if instance.state:
            self.workflow = bpmn_file.serializer().from_dict(instance.state, spec=spec)
            self.workflow.script_engine = engine
        else:
            self.workflow = BpmnWorkflow(spec, script_engine=engine)
        self.done: list[str] = []

    def run(self) -> None:
        """Go on until the process waits or ends. Raises ProcessFault when the file cannot go on."""
        try:
            self.workflow.do_engine_steps(did_complete_task=self._note)
        except (SpiffWorkflowException, NotATime) as error:
            raise ProcessFault(f"the process of case {self.case.pk} cannot go on") from error

    def _note(self, task: Any) -> None:
        if task.task_spec.bpmn_id:
            self.done.append(task.task_spec.bpmn_id)

    def people(self) -> list[Any]:
        """The tasks that wait for a person, the oldest first."""
        ready = self.workflow.get_tasks(state=TaskState.READY)
        return sorted((t for t in ready if t.task_spec.manual), key=lambda t: t.last_state_change)

    def timers(self) -> dict[str, tuple[Any, datetime]]:
        """Every timer that runs: its task and when it is due, by the task's id."""
        found: dict[str, tuple[Any, datetime]] = {}
        for task in self.workflow.event_manager.tasks.values():
            definition = task.task_spec.event_definition
            due = task.internal_data.get("event_value")
            if isinstance(definition, TimerEventDefinition | MultipleEventDefinition) and due:
                found[str(task.id)] = (task, TimerEventDefinition.get_datetime(due))
        return found

    def save(self) -> None:
        """Write the state, the timers and how the case stands. Raises Stale if somebody saved before."""
        state = bpmn_file.serializer().to_dict(self.workflow)
        finished = bool(self.workflow.completed)
        changed = ProcessInstance.objects.filter(pk=self.instance.pk, revision=self.instance.revision).update(
            state=state,
            finished=finished,
            revision=F("revision") + 1,
            failures=0,
            failed_with="",
            retry_at=None,
        )
        if not changed:
            raise Stale(f"the process of case {self.case.pk} has moved on")
        self.instance.revision += 1
        running = self.timers()
        waiting = Timer.objects.filter(instance=self.instance, fired_at=None)
        waiting.exclude(task_id__in=list(running)).delete()
        kept = set(waiting.values_list("task_id", flat=True))
        Timer.objects.bulk_create(
            Timer(instance=self.instance, task_id=task_id, due_at=due)
            for task_id, (_, due) in running.items()
            if task_id not in kept
        )
        self._stand(finished)

    def _stand(self, finished: bool) -> None:
        people = bool(self.people())
        decided = self.case.decided_at is not None
        if people:
            state = Case.State.WORKING if self.case.assigned_to_id else Case.State.RECEIVED
        elif decided:
            state = Case.State.DECIDED
        else:
            state = Case.State.CLOSED if finished else Case.State.WAITING
        needs_person = people or (finished and not decided)
        Case.objects.filter(pk=self.case.pk).update(state=state, needs_person=needs_person)
        self.case.state, self.case.needs_person = state, needs_person


def load(case: Case) -> Running:
    """The process of a case, its row locked until the transaction ends."""
    instance = ProcessInstance.objects.select_for_update(of=("self",)).select_related("spec").get(case=case)
    return Running(case, instance)
