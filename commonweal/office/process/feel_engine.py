"""FEEL for the process: conditions and durations, over the decision, the answers and what was chosen."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware
from SpiffWorkflow.bpmn.script_engine.python_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.mixins.exclusive_gateway import ExclusiveGateway

from commonweal.policy import feel

_DURATION = re.compile(r"^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$")


class CodeRefused(RuntimeError):
    """A process file asked to run code. It never may."""


class NotATime(ValueError):
    """A timer's FEEL gave something that is neither a duration nor a date."""


class _NoCode:
    """In the place where Python would be run."""

    def evaluate(self, *_args: Any, **_kwargs: Any) -> Any:
        raise CodeRefused("a process file may not run code")

    execute = call_service = evaluate


class FeelEngine(PythonScriptEngine):
    """Evaluates expressions by FEEL, sends notices and decides; refuses every kind of script."""

    def __init__(
        self,
        values: Callable[[], Mapping[str, Any]],
        send_notice: Callable[[str], None],
        decide: Callable[[], None],
    ) -> None:
        super().__init__(_NoCode())
        self._values = values
        self.send_notice = send_notice
        self.decide = decide

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:  # noqa: ARG002
        """A gateway's condition as True or False (null and all else do not hold); a timer's ISO 8601 text."""
        text = expression.strip()
        condition = isinstance(task.task_spec, ExclusiveGateway)
        if not condition and _DURATION.match(text):
            return text
        values = {**self._values(), "outcome": task.data.get("outcome")}
        value = feel.evaluate(text, values).value
        return value is True if condition else _time(value)

    def execute(self, task: Any, script: str, external_context: Any = None) -> Any:  # noqa: ARG002
        """Refuse: no script is ever run."""
        raise CodeRefused("a process file may not run a script")

    def call_service(self, task: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        """Refuse: no service task is ever run."""
        raise CodeRefused("a process file may not call a service")


def _time(value: feel.Value) -> str:
    """A duration or a moment in the ISO 8601 that timers take. A date is its midnight, where we are."""
    if isinstance(value, feel.YearsMonths):
        return f"P{value.months}M"
    known = feel.from_feel(value)
    if isinstance(known, timedelta):
        return f"P{known.days}DT{known.seconds}S"
    if isinstance(known, datetime):
        return (known if known.tzinfo else make_aware(known)).isoformat()
    if isinstance(known, date):
        return make_aware(datetime.combine(known, time())).isoformat()
    raise NotATime("a timer's FEEL gives a duration or a date")
