"""The process may hold what the office can run, and nothing else."""

import pytest

from commonweal.policy.feel import ANY, Scope
from commonweal.service.casework import Casework, read_casework
from commonweal.service.faults import Faults

SCOPE = Scope(dict.fromkeys(("award", "outcome", "referred", "refused", "wait"), ANY))
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:cw="https://commonweal.example/bpmn" id="d" targetNamespace="https://example.org">'
)
SOUND = """
<process id="p">
  <startEvent id="applied"/>
  <businessRuleTask id="decide"/>
  <exclusiveGateway id="which" default="f4"/>
  <sendTask id="tell" cw:notice="award"/>
  <userTask id="consider" name="Consider it"/>
  <boundaryEvent id="late" attachedToRef="consider" cancelActivity="false">
    <timerEventDefinition><timeDuration>P28D</timeDuration></timerEventDefinition>
  </boundaryEvent>
  <endEvent id="closed"/>
  <sequenceFlow id="f1" sourceRef="applied" targetRef="decide"/>
  <sequenceFlow id="f2" sourceRef="decide" targetRef="which"/>
  <sequenceFlow id="f3" sourceRef="which" targetRef="tell">
    <conditionExpression>award &gt; 0 and not(referred)</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="f4" sourceRef="which" targetRef="consider"/>
  <sequenceFlow id="f5" sourceRef="tell" targetRef="closed"/>
  <sequenceFlow id="f6" sourceRef="consider" targetRef="closed"/>
  <sequenceFlow id="f7" sourceRef="late" targetRef="closed"/>
</process>"""


def read(process: str) -> tuple[Casework | None, list[tuple[int, str]]]:
    faults = Faults("casework.bpmn")
    casework = read_casework(f"{HEAD}{process}</definitions>".encode(), SCOPE, {"award"}, faults)
    return casework, [(fault.line, fault.code) for fault in faults]


def test_a_sound_process_is_read() -> None:
    casework, faults = read(SOUND)
    assert faults == []
    assert casework is not None
    assert [task.name for task in casework.user_tasks] == ["Consider it"]
    assert casework.notices == ("award",)
    assert casework.names == {"award", "referred"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<businessRuleTask id="decide"/>', '<serviceTask id="decide"/>', (4, "bpmn-element")),
        ('<businessRuleTask id="decide"/>', '<callActivity id="decide"/>', (4, "bpmn-element")),
        ("applied", "Start", (3, "bpmn-id")),
        ('id="which" default="f4"', 'id="which"', (5, "bpmn-default")),
        ('default="f4"', 'default="f9"', (5, "bpmn-default")),
        (' cw:notice="award"', "", (6, "bpmn-notice")),
        ('cw:notice="award"', 'cw:notice="prize"', (6, "bpmn-notice")),
        (' name="Consider it"', "", (7, "bpmn-name")),
        ("P28D", "28 days", (9, "bad-feel")),
        ("<timeDuration>P28D</timeDuration>", "", (9, "bpmn-timer")),
        ("timeDuration>", "timeCycle>", (9, "bpmn-timer")),
        ("award &gt; 0", "awrd &gt; 0", (15, "unknown-name")),
        ("award &gt; 0", "award &gt;", (15, "bad-feel")),
        ('targetRef="decide"', 'targetRef="nowhere"', (12, "bpmn-flow")),
        ('attachedToRef="consider"', 'attachedToRef="nobody"', (8, "bpmn-flow")),
        (
            '<endEvent id="closed"/>',
            '<endEvent id="closed"><errorEventDefinition/></endEvent>',
            (11, "bpmn-element"),
        ),
    ],
)
def test_what_cannot_be_run_is_told_with_its_line(old: str, new: str, fault: tuple[int, str]) -> None:
    assert old in SOUND
    _, faults = read(SOUND.replace(old, new))
    assert fault in faults, faults


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad-xml"),
        (b"<a>", "bad-xml"),
        (b"<a/>", "not-bpmn"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "doctype"),
        (HEAD.encode() + b"</definitions>", "processes"),
        (b"\xff\xfe\x00", "bad-xml"),
    ],
)
def test_what_is_no_process_is_told(content: bytes, code: str) -> None:
    faults = Faults("casework.bpmn")
    assert read_casework(content, SCOPE, set(), faults) is None
    assert [fault.code for fault in faults] == [code]
