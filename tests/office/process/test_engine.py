"""Boundary timers, parallel ways, default flows and FEEL durations, as the engine runs them."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.process import service as process
from commonweal.office.process.models import ProcessInstance, Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import receive
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, REFERRED
from tests.office.process.test_bpmn_file import drawn

pytestmark = pytest.mark.django_db
START = '<bpmn:startEvent id="applied"/><bpmn:sequenceFlow id="f0" sourceRef="applied" targetRef="first"/>'


@pytest.fixture
def apply_to(tmp_path):
    """Apply to Council Tax Support with another process in its folder."""

    def apply(body: str, answers: dict = AWARDED) -> Case:
        folder = tmp_path / "council-tax-support"
        shutil.copytree(COUNCIL_TAX_SUPPORT, folder)
        named = body.replace("<bpmn:userTask ", '<bpmn:userTask name="Work" ')
        (folder / "casework.bpmn").write_bytes(drawn(START + named))
        version = catalogue.add(folder)
        return receive(
            service_version=version, answers=answers, language="en", channel="web", actor=Actor.applicant()
        )

    return apply


def flow(source: str, target: str, condition: str = "", name: str = "") -> str:
    name = name or f"{source}_{target}"
    inner = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    ends = f'id="{name}" sourceRef="{source}" targetRef="{target}"'
    return f"<bpmn:sequenceFlow {ends}>{inner}</bpmn:sequenceFlow>"


def timer(identifier: str, when: str, on: str, interrupting: bool) -> str:
    cancel = str(interrupting).lower()
    return (
        f'<bpmn:boundaryEvent id="{identifier}" attachedToRef="{on}" cancelActivity="{cancel}">'
        f"<bpmn:timerEventDefinition><bpmn:timeDuration>{when}</bpmn:timeDuration></bpmn:timerEventDefinition>"
        "</bpmn:boundaryEvent>"
    )


def keys(case):
    return sorted(task.key for task in process.open_tasks(case))


def notices(case):
    return list(case.letters.order_by("pk").values_list("notice", flat=True))


def days_later(days):
    round_of_work(timezone.now() + timedelta(days=days))


REMINDER = (
    flow("late", "remind")
    + '<bpmn:sendTask id="remind" cw:notice="received"/>'
    + flow("remind", "reminded")
    + '<bpmn:endEvent id="reminded"/>'
    + flow("first", "done")
    + '<bpmn:endEvent id="done"/>'
)


def test_a_boundary_timer_that_does_not_interrupt_leaves_the_task_open(apply_to):
    case = apply_to('<bpmn:userTask id="first"/>' + timer("late", "P10D", "first", False) + REMINDER)
    assert process.open_tasks(case)[0].due is not None
    days_later(11)
    assert keys(case) == ["first"]
    assert notices(case) == ["received"]
    process.complete(case, "first", "agree", actor=Actor.worker())
    assert ProcessInstance.objects.get(case=case).finished


def test_a_boundary_timer_that_interrupts_takes_the_task_away(apply_to):
    case = apply_to('<bpmn:userTask id="first"/>' + timer("late", "P10D", "first", True) + REMINDER)
    days_later(11)
    assert keys(case) == []
    assert notices(case) == ["received"]
    assert ProcessInstance.objects.get(case=case).finished


def test_completing_a_task_takes_its_timer_away(apply_to):
    case = apply_to('<bpmn:userTask id="first"/>' + timer("late", "P10D", "first", True) + REMINDER)
    process.complete(case, "first", "agree", actor=Actor.worker())
    days_later(11)
    assert notices(case) == []
    assert not Timer.objects.filter(fired_at=None).exists()


def test_a_duration_may_be_feel_over_the_answers(apply_to):
    when = 'if tenure = "council" then duration("P3D") else duration("P30D")'
    case = apply_to('<bpmn:userTask id="first"/>' + timer("late", when, "first", True) + REMINDER)
    days_later(4)
    assert ProcessInstance.objects.get(case=case).finished


def test_a_timer_goes_off_after_calendar_months(apply_to):
    case = apply_to('<bpmn:userTask id="first"/>' + timer("late", "P2M", "first", True) + REMINDER)
    due = Timer.objects.get().due_at
    assert due.month == (timezone.now().month + 1) % 12 + 1
    assert ProcessInstance.objects.get(case=case).finished is False


def test_parallel_ways_wait_for_each_other(apply_to):
    case = apply_to(
        '<bpmn:parallelGateway id="first"/>'
        + flow("first", "one")
        + flow("first", "two")
        + '<bpmn:userTask id="one"/><bpmn:userTask id="two"/><bpmn:parallelGateway id="both"/>'
        + flow("one", "both")
        + flow("two", "both")
        + flow("both", "last")
        + '<bpmn:userTask id="last"/>'
        + flow("last", "done")
        + '<bpmn:endEvent id="done"/>'
    )
    assert keys(case) == ["one", "two"]
    with pytest.raises(process.NotOpen):
        process.complete(case, None, "agree", actor=Actor.worker())
    process.complete(case, "two", "agree", actor=Actor.worker())
    assert keys(case) == ["one"]
    process.complete(case, "one", "agree", actor=Actor.worker())
    assert keys(case) == ["last"]


@pytest.mark.parametrize(
    ("condition", "way"),
    [
        ('tenure = "council"', "yes"),
        ('tenure = "owner"', "no"),
        ("award &gt; 25", "yes"),
        ("award &gt; 26", "no"),
        ("count(children) = 0 and not(referred) and not(refused)", "yes"),
        ('partner_name = "x"', "no"),
        ("nothing of this name = 1", "no"),
        ('"a string is not a condition"', "no"),
        ("outcome = null", "yes"),
    ],
)
def test_a_gateway_takes_the_way_whose_feel_is_true_and_else_the_default(
    apply_to, condition, way, monkeypatch
):
    # These conditions are not all what `check` would let through: the engine must stand them all the same.
    monkeypatch.setattr("commonweal.service.folder.ServiceFolder.ok", property(lambda _: True))
    case = apply_to(
        '<bpmn:exclusiveGateway id="first" default="to_no"/>'
        + flow("first", "yes", condition)
        + flow("first", "no", name="to_no")
        + '<bpmn:userTask id="yes"/><bpmn:userTask id="no"/>'
        + flow("yes", "done")
        + flow("no", "done")
        + '<bpmn:endEvent id="done"/>'
    )
    assert keys(case) == [way]


def test_a_process_that_would_tell_a_refusal_no_person_made_is_stopped_and_a_person_must_look(apply_to):
    case = apply_to(
        '<bpmn:sendTask id="first" cw:notice="refusal"/>'
        + flow("first", "done")
        + '<bpmn:endEvent id="done"/>',
        REFERRED,
    )
    assert notices(case) == []
    assert Case.objects.get(pk=case.pk).needs_person
    assert "MachineRefusal" in ProcessInstance.objects.get(case=case).failed_with
