"""Only the subset is run: whatever could run code, or would be run otherwise than drawn, is refused."""

from __future__ import annotations

import pytest

from commonweal.office.process.bpmn_file import UnrunnableProcess, from_json, parse, to_json
from commonweal.office.process.feel_engine import CodeRefused, FeelEngine
from commonweal.office.process.state import ORDINARY
from tests.office.applications import COUNCIL_TAX_SUPPORT

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:cw="https://commonweal.example/bpmn" targetNamespace="x">'
)


def drawn(body: str, before: str = "") -> bytes:
    process = f'<bpmn:process id="p" isExecutable="true">{body}</bpmn:process>'
    return f"{HEAD}{before}{process}</bpmn:definitions>".encode()


def line(middle: str, identifier: str = "middle") -> bytes:
    return drawn(
        '<bpmn:startEvent id="applied"/><bpmn:sequenceFlow id="f1" sourceRef="applied" '
        f'targetRef="{identifier}"/>{middle}<bpmn:sequenceFlow id="f2" sourceRef="{identifier}" '
        'targetRef="done"/><bpmn:endEvent id="done"/>'
    )


def test_what_is_shipped_can_be_run_and_is_the_same_after_being_stored():
    for source in (ORDINARY.read_bytes(), (COUNCIL_TAX_SUPPORT / "casework.bpmn").read_bytes()):
        spec = parse(source)
        again = from_json(to_json(spec))
        assert set(again.task_specs) == set(spec.task_specs) - {"Root"} | {"Start"} & set(again.task_specs)
        assert to_json(again) == to_json(spec)


@pytest.mark.parametrize(
    "element",
    [
        '<bpmn:scriptTask id="middle"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>',
        '<bpmn:serviceTask id="middle"/>',
        '<bpmn:subProcess id="middle"/>',
        '<bpmn:callActivity id="middle" calledElement="x"/>',
        '<bpmn:userTask id="middle"><bpmn:multiInstanceLoopCharacteristics>'
        "<bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>",
        '<bpmn:userTask id="middle"><bpmn:standardLoopCharacteristics loopMaximum="3"/></bpmn:userTask>',
        '<bpmn:inclusiveGateway id="middle"/>',
        '<bpmn:intermediateThrowEvent id="middle"/>',
        '<bpmn:intermediateCatchEvent id="middle"><bpmn:conditionalEventDefinition>'
        "<bpmn:condition>1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>",
        '<bpmn:intermediateCatchEvent id="middle"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/P1D'
        "</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>",
    ],
)
def test_what_is_not_in_the_subset_is_refused_by_name(element):
    with pytest.raises(UnrunnableProcess, match="is not part of what we run"):
        parse(line(element))


def test_a_correlation_which_would_evaluate_python_is_refused():
    before = '<bpmn:correlationProperty id="c" name="c"/>'
    with pytest.raises(UnrunnableProcess, match="correlationProperty"):
        parse(drawn('<bpmn:startEvent id="applied"/>', before))


@pytest.mark.parametrize("identifier", ["Start", "End", "Root"])
def test_an_id_that_the_engine_uses_itself_is_refused(identifier):
    with pytest.raises(UnrunnableProcess, match=identifier):
        parse(line(f'<bpmn:userTask id="{identifier}"/>', identifier))


def test_a_send_task_says_which_notice_it_sends():
    with pytest.raises(UnrunnableProcess, match="which notice"):
        parse(line('<bpmn:sendTask id="middle"/>'))


def test_two_timers_after_one_event_gateway_are_refused():
    timer = (
        '<bpmn:intermediateCatchEvent id="{0}"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D'
        "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
        '<bpmn:sequenceFlow id="to_{0}" sourceRef="middle" targetRef="{0}"/>'
    )
    with pytest.raises(UnrunnableProcess, match="2 timers"):
        parse(line('<bpmn:eventBasedGateway id="middle"/>' + timer.format("one") + timer.format("two")))


@pytest.mark.parametrize("source", [b"", b"<", b"<a/>", drawn("") * 2, b"\xff\xfe", drawn("", "") + b"<!--"])
def test_what_is_no_bpmn_is_said_to_be_none(source):
    with pytest.raises(UnrunnableProcess):
        parse(source)


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    source = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>{HEAD}'
        '<bpmn:process id="p"><bpmn:documentation>&x;</bpmn:documentation></bpmn:process></bpmn:definitions>'
    )
    try:
        spec = parse(source.encode())
    except UnrunnableProcess as error:
        assert "hidden words" not in str(error)
    else:
        assert "hidden words" not in str(to_json(spec))


def test_no_script_or_service_is_ever_run():
    engine = FeelEngine(dict, lambda _: None, lambda: None)
    for run in (engine.execute, engine.call_service, engine.environment.evaluate, engine.environment.execute):
        with pytest.raises(CodeRefused):
            run(None, "1 + 1") if run != engine.call_service else run(None)
