"""Reads `casework.bpmn` into a specification: only the subset that we run, and nothing that runs code."""

from functools import cache
from typing import Any, ClassVar

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
from SpiffWorkflow.bpmn.serializer.default.task_spec import BpmnTaskSpecConverter
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter, WorkflowConverter
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

OURS = "{https://commonweal.example/bpmn}"
SUBSET = (
    "startEvent",
    "endEvent",
    "userTask",
    "exclusiveGateway",
    "parallelGateway",
    "eventBasedGateway",
    "intermediateCatchEvent",
    "boundaryEvent",
)
ALSO_ALLOWED = (
    "definitions",
    "process",
    "collaboration",
    "participant",
    "laneSet",
    "lane",
    "flowNodeRef",
    "sequenceFlow",
    "conditionExpression",
    "incoming",
    "outgoing",
    "timerEventDefinition",
    "timeDuration",
    "timeDate",
    "messageEventDefinition",
    "message",
    "sendTask",
    "businessRuleTask",
    "extensionElements",
    "documentation",
    "textAnnotation",
    "text",
    "association",
    "group",
    "category",
    "categoryValue",
)
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
RESERVED = {"Start", "End", "Root"}


class UnrunnableProcess(ValueError):
    """The BPMN file cannot be run; the message says which element and why."""


class NoticeTask(BpmnSpecMixin, BpmnTaskSpec):
    """A send task: queues the notice that it names."""

    def __init__(self, wf_spec: Any, name: str, notice: str = "", **kwargs: Any) -> None:
        super().__init__(wf_spec, name, **kwargs)
        self.notice = notice

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.script_engine.send_notice(self.notice)
        return True


class RuleTask(BpmnSpecMixin, BpmnTaskSpec):
    """A business rule task: decides by the policy."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.script_engine.decide()
        return True


class _NoticeParser(TaskParser):
    def create_task(self) -> NoticeTask:
        notice = self.node.get(f"{OURS}notice", "").strip()
        if not notice:
            raise ValidationException("A send task says which notice it sends: cw:notice", node=self.node)
        return self.spec_class(self.spec, self.bpmn_id, notice=notice, **self.bpmn_attributes)


class _NoticeConverter(BpmnTaskSpecConverter):
    def to_dict(self, spec: NoticeTask) -> dict[str, Any]:
        return super().to_dict(spec) | {"notice": spec.notice}


class _StateConverter(BpmnWorkflowConverter):
    """A case's state without its specification, which is kept once for all cases."""

    def to_dict(self, workflow: Any) -> dict[str, Any]:
        return WorkflowConverter.to_dict(self, workflow)

    def from_dict(self, dct: dict[str, Any], spec: Any = None) -> Any:
        return super().from_dict(dct | {"spec": spec, "subprocesses": {}, "bpmn_events": []})


class _Parser(BpmnParser):
    PARSER_CLASSES: ClassVar[dict[str, Any]] = {
        tag: classes for tag, classes in BpmnParser.PARSER_CLASSES.items() if tag.rpartition("}")[2] in SUBSET
    } | {
        full_tag("sendTask"): (_NoticeParser, NoticeTask),
        full_tag("businessRuleTask"): (TaskParser, RuleTask),
    }


@cache
def serializer() -> Any:
    """The one serialiser, which knows our task kinds."""
    config = DEFAULT_CONFIG | {
        NoticeTask: _NoticeConverter,
        RuleTask: BpmnTaskSpecConverter,
        BpmnWorkflow: _StateConverter,
    }
    return BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(config))


def parse(source: bytes) -> Any:
    """Read the process in a BPMN file. Raises UnrunnableProcess."""
    try:
        root = etree.fromstring(
            source, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
        _refuse_the_rest(root)
        taken = RESERVED & {element.get("id") for element in root.iter() if isinstance(element.tag, str)}
        if taken:
            raise UnrunnableProcess(f"an element may not have the id “{min(taken)}”: rename it")
        parser = _Parser()
        parser.add_bpmn_xml(root)
        names = parser.get_process_ids() or list(parser.process_parsers)
        if len(names) != 1:
            raise UnrunnableProcess(f"a service has one process, and this file has {len(names)}")
        return parser.get_spec(names[0])
    except (ValidationException, etree.XMLSyntaxError, NotImplementedError) as error:
        raise UnrunnableProcess(str(error)) from error


def _refuse_the_rest(root: Any) -> None:
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag.startswith(BPMN) and tag.removeprefix(BPMN) not in SUBSET + ALSO_ALLOWED:
            raise UnrunnableProcess(
                f"line {element.sourceline}: “{tag.removeprefix(BPMN)}” is not part of what we run"
            )
    by_id = {element.get("id"): element for element in root.iter(f"{BPMN}intermediateCatchEvent")}
    for gateway in root.iter(f"{BPMN}eventBasedGateway"):
        after = [
            by_id.get(flow.get("targetRef"))
            for flow in root.iter(f"{BPMN}sequenceFlow")
            if flow.get("sourceRef") == gateway.get("id")
        ]
        timers = [e for e in after if e is not None and e.find(f"{BPMN}timerEventDefinition") is not None]
        if len(timers) > 1:
            raise UnrunnableProcess(
                f"line {gateway.sourceline}: after “{gateway.get('id')}” stand {len(timers)} timers: "
                "the first to end is the only one that matters, so keep that one"
            )


def to_json(spec: Any) -> dict[str, Any]:
    """A specification as JSON, to be stored."""
    converted: dict[str, Any] = serializer().to_dict(spec)
    return converted


def from_json(stored: dict[str, Any]) -> Any:
    """A stored specification, ready to run. `stored` is used up."""
    return serializer().from_dict(stored)
