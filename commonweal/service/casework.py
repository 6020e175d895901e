"""The process of a service, casework.bpmn: what of BPMN 2.0 it may hold, and whether it can run.

This room reads and checks the file; the office runs it. See BPMN 2.0.2 (formal/2013-12-09), chapter 10.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree

from commonweal.policy.feel import Scope
from commonweal.service.conditions import Condition, compile_condition
from commonweal.service.faults import Faults
from commonweal.service.strict_yaml import Text

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CW = "https://commonweal.example/bpmn"
MAX_BYTES = 2_000_000
CASEWORK_NAMES = ("outcome", "referred", "refused")
"""Names that conditions of the process may use besides answers and decisions."""

NODES = {
    "startEvent": "start event",
    "endEvent": "end event",
    "userTask": "user task",
    "businessRuleTask": "business rule task",
    "sendTask": "send task",
    "exclusiveGateway": "exclusive gateway",
    "parallelGateway": "parallel gateway",
    "eventBasedGateway": "event-based gateway",
    "intermediateCatchEvent": "intermediate catch event",
    "boundaryEvent": "boundary event",
}
_NOT_RUN = {
    "laneSet",
    "documentation",
    "extensionElements",
    "textAnnotation",
    "association",
    "ioSpecification",
}
_CATCHING = {"timerEventDefinition", "messageEventDefinition"}
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII)
_RESERVED = {"Start", "End", "Root"}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the process: what it is, its name, its line, and the notice it sends."""

    id: str
    kind: str
    name: str
    line: int
    notice: str = ""


@dataclass(slots=True)
class Casework:
    """A process that has been read. `names` are the answers and decisions that its conditions use."""

    id: str
    content: bytes
    elements: dict[str, Element] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    @property
    def user_tasks(self) -> tuple[Element, ...]:
        """The tasks that staff do, in the file's order."""
        return tuple(each for each in self.elements.values() if each.kind == "userTask")

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices that it sends."""
        return tuple(dict.fromkeys(each.notice for each in self.elements.values() if each.notice))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )


def read_casework(content: bytes, scope: Scope, notices: Collection[str], faults: Faults) -> Casework | None:
    """Read and check a process.

    `notices` are the names of notices that exist. None where it cannot be read.
    """
    if len(content) > MAX_BYTES:
        faults.add(None, "too-large", f"the file is over {MAX_BYTES // 1_000_000} MB.", "Make it smaller.")
        return None
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        place = (error.lineno or 1, (error.offset or 0) + 1)
        faults.add(place, "bad-xml", f"this is not XML: {error.msg}.", "Save it again from a BPMN editor.")
        return None
    if b"<!DOCTYPE" in content:
        faults.add((1, 1), "doctype", "a document type declaration.", "Delete the `<!DOCTYPE …>`.")
        return None
    if root.tag != f"{{{BPMN}}}definitions":
        faults.add((1, 1), "not-bpmn", "this is not a BPMN 2.0 file.", "Save it from a BPMN editor.")
        return None
    processes = root.findall(f"{{{BPMN}}}process")
    if len(processes) != 1:
        message = f"there are {len(processes)} processes; a service has one."
        faults.add((1, 1), "processes", message, "Keep one `process`.")
        return None
    return _Reader(processes[0], scope, notices, faults, content).casework()


class _Reader:
    def __init__(
        self,
        process: etree._Element,
        scope: Scope,
        notices: Collection[str],
        faults: Faults,
        content: bytes,
    ) -> None:
        self.process = process
        self.scope = scope
        self.notices = notices
        self.faults = faults
        self.found = Casework(process.get("id") or "", content)
        self.flows: dict[str, etree._Element] = {}
        self.leaving: dict[str, list[etree._Element]] = defaultdict(list)
        self.attached: dict[str, list[str]] = defaultdict(list)
        self.refused: set[str] = set()
        self.names: set[str] = set()

    def fault(self, element: etree._Element, code: str, message: str, remedy: str = "") -> None:
        self.faults.add((_line(element), 1), code, message, remedy)

    def casework(self) -> Casework:
        nodes: dict[str, etree._Element] = {}
        for element in self.process:
            if not isinstance(element.tag, str):
                continue
            tag = etree.QName(element)
            identity = element.get("id") or ""
            if tag.namespace != BPMN or tag.localname in _NOT_RUN:
                continue
            if tag.localname == "sequenceFlow":
                self.flows[identity] = element
            elif tag.localname not in NODES:
                message = f"the {tag.localname} {_called(element)} is not run here."
                self.fault(element, "bpmn-element", message, f"Use: {', '.join(NODES.values())}.")
                self.refused.add(identity)
            elif not identity:
                self.fault(element, "bpmn-id", f"a {NODES[tag.localname]} has no id.", "Give it one.")
            else:
                self.identify(identity, tag.localname, element, nodes)
        self.connect(nodes)
        for identity, element in nodes.items():
            self.check(identity, element)
        self.reach(nodes)
        self.found.names = frozenset(self.names)
        return self.found

    def identify(
        self, identity: str, kind: str, element: etree._Element, nodes: dict[str, etree._Element]
    ) -> None:
        if identity in _RESERVED:
            message = f"the id `{identity}` is kept for the engine that runs the process."
            self.fault(element, "bpmn-id", message, "Rename it: `received`, `closed`.")
        if identity in nodes:
            self.fault(element, "bpmn-id", f"the id `{identity}` stands twice.", "Rename one.")
        nodes[identity] = element
        notice = element.get(f"{{{CW}}}notice") or ""
        name = " ".join((element.get("name") or "").split())
        self.found.elements[identity] = Element(identity, kind, name, _line(element), notice)

    def connect(self, nodes: dict[str, etree._Element]) -> None:
        for identity, flow in self.flows.items():
            ends = [flow.get("sourceRef") or "", flow.get("targetRef") or ""]
            if all(end in nodes or end in self.refused for end in ends):
                self.leaving[ends[0]].append(flow)
            else:
                message = f"the flow `{identity}` goes from or to something that is not there."
                self.fault(flow, "bpmn-flow", message, "Draw it again.")
        for identity, element in nodes.items():
            host = element.get("attachedToRef")
            if host is not None:
                self.attached[host].append(identity)
                if host not in nodes:
                    self.fault(element, "bpmn-flow", f"`{identity}` stands on `{host}`, which is not there.")

    def check(self, identity: str, element: etree._Element) -> None:
        kind = self.found.elements[identity].kind
        leaving = self.leaving[identity]
        if kind in ("exclusiveGateway",):
            self.check_gateway(element, leaving)
        else:
            for flow in leaving:
                if flow.find(f"{{{BPMN}}}conditionExpression") is not None:
                    message = f"the flow `{flow.get('id')}` has a condition and leaves no exclusive gateway."
                    self.fault(flow, "bpmn-condition", message, "Put an exclusive gateway before it.")
        if kind == "sendTask":
            self.check_notice(element, self.found.elements[identity].notice)
        if kind == "userTask" and not self.found.elements[identity].name:
            self.fault(element, "bpmn-name", f"the user task `{identity}` has no name.", "Say what staff do.")
        if kind in ("intermediateCatchEvent", "boundaryEvent"):
            self.check_event(
                element, _CATCHING if kind == "intermediateCatchEvent" else {"timerEventDefinition"}
            )
        elif kind in ("startEvent", "endEvent"):
            self.check_event(element, set())
        if kind == "eventBasedGateway":
            for flow in leaving:
                target = self.found.elements.get(flow.get("targetRef") or "")
                if target is not None and target.kind != "intermediateCatchEvent":
                    message = f"`{identity}` leads to `{target.id}`, which is not a catch event."
                    self.fault(element, "bpmn-flow", message, "Lead it to timers and messages only.")
        for child in element.iter(f"{{{BPMN}}}script", f"{{{BPMN}}}multiInstanceLoopCharacteristics"):
            message = f"`{etree.QName(child).localname}` in {_called(element)} is not run here."
            self.fault(child, "bpmn-element", message, "Delete it.")
        if kind != "endEvent" and not leaving:
            self.fault(element, "bpmn-flow", f"{_called(element)} leads nowhere.", "Lead it to an end event.")

    def check_gateway(self, element: etree._Element, leaving: list[etree._Element]) -> None:
        default = element.get("default")
        if len(leaving) > 1 and default is None:
            message = f"{_called(element)} has no default flow, so a case could be stuck in it."
            self.fault(element, "bpmn-default", message, "Make one of its flows the default.")
        if default is not None and default not in {flow.get("id") for flow in leaving}:
            self.fault(element, "bpmn-default", f"the default `{default}` does not leave {_called(element)}.")
        for flow in leaving:
            expression = flow.find(f"{{{BPMN}}}conditionExpression")
            if expression is None:
                if flow.get("id") != default and len(leaving) > 1:
                    message = f"the flow `{flow.get('id')}` from {_called(element)} has no condition."
                    self.fault(
                        flow, "bpmn-condition", message, "Give it a FEEL condition or make it the default."
                    )
            else:
                self.feel(expression, f"the flow `{flow.get('id')}` from {_called(element)}")

    def feel(self, element: etree._Element, what: str) -> Condition | None:
        text = (element.text or "").strip().removeprefix("=").strip()
        condition = compile_condition(
            Text(_line(element), 1, text),
            self.scope,
            self.faults,
            what=what,
            missing="Use an answer's key, a decision's name, `outcome`, `referred` or `refused`.",
        )
        if condition is not None:
            self.names |= condition.names
        return condition

    def check_notice(self, element: etree._Element, notice: str) -> None:
        if not notice:
            message = f"the send task {_called(element)} does not say which notice to send."
            self.fault(element, "bpmn-notice", message, 'Add `cw:notice="award"`.')
        elif notice not in self.notices:
            message = f"the send task {_called(element)} sends `{notice}`, which is not in notices/."
            self.fault(element, "bpmn-notice", message, f"Write notices/{notice}.md.")

    def check_event(self, element: etree._Element, allowed: set[str]) -> None:
        definitions = [
            child
            for child in element
            if isinstance(child.tag, str) and etree.QName(child).localname.endswith("EventDefinition")
        ]
        for child in definitions:
            kind = etree.QName(child).localname
            if kind not in allowed:
                message = f"`{kind}` in {_called(element)} is not run here."
                self.fault(
                    child, "bpmn-element", message, "Use a timer or a message, or a plain start or end."
                )
            elif kind == "timerEventDefinition":
                self.check_timer(element, child)
        if allowed and not definitions:
            self.fault(element, "bpmn-event", f"{_called(element)} waits for nothing.", "Make it a timer.")

    def check_timer(self, element: etree._Element, timer: etree._Element) -> None:
        for name in ("timeDate", "timeCycle"):
            if timer.find(f"{{{BPMN}}}{name}") is not None:
                message = f"the timer {_called(element)} has a `{name}`."
                self.fault(timer, "bpmn-timer", message, "Give it a duration, such as P28D.")
                return
        duration = timer.find(f"{{{BPMN}}}timeDuration")
        text = (duration.text or "").strip() if duration is not None else ""
        if duration is None or not text:
            self.fault(timer, "bpmn-timer", f"the timer {_called(element)} has no duration.", "Write P28D.")
        elif _DURATION.fullmatch(text) is None:
            self.feel(duration, f"the timer {_called(element)}")

    def reach(self, nodes: dict[str, etree._Element]) -> None:
        starts = [each.id for each in self.found.elements.values() if each.kind == "startEvent"]
        if len(starts) != 1:
            message = f"there are {len(starts)} start events; a process has one."
            self.fault(self.process, "bpmn-start", message, "Keep one.")
        reached: set[str] = set()
        waiting = list(starts)
        while waiting:
            identity = waiting.pop()
            if identity not in reached:
                reached.add(identity)
                waiting.extend(flow.get("targetRef") or "" for flow in self.leaving[identity])
                waiting.extend(self.attached[identity])
        for identity, element in nodes.items():
            if identity not in reached and starts:
                message = f"nothing leads to {_called(element)}."
                self.fault(element, "bpmn-unreachable", message, "Draw a flow to it, or delete it.")


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _called(element: etree._Element) -> str:
    name = " ".join((element.get("name") or "").split())
    return f"“{name}” (`{element.get('id')}`)" if name else f"`{element.get('id')}`"
