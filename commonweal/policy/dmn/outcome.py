"""What a model decided, every decision once, and why anything is null."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from commonweal.policy.diagnostics import Diagnostic
from commonweal.policy.feel import Value

from .evaluation import PolicyRun
from .trace import Step, Trace

if TYPE_CHECKING:
    from .graph import Node
    from .model import Model


class Outcome:
    """The result of one `decide`. Reading it evaluates nothing that the decision itself needed."""

    def __init__(
        self,
        model: Model,
        decision: str | None,
        frame: list[Value],
        run: PolicyRun,
        steps: list[Node],
        inputs: list[Node],
        marks: list[int] | None,
        value: Value,
        values: dict[str, Value] | None = None,
    ) -> None:
        self.model = model
        self.decision = decision
        self.value = value
        self._frame = frame
        self._run = run
        self._steps = steps
        self._inputs = inputs
        self._marks = marks
        self._values = values

    @property
    def frame(self) -> list[Value]:
        """Every value of the run by its slot; slot 0 is the run."""
        return self._frame

    @cached_property
    def values(self) -> dict[str, Value]:
        """The value of each decision that was evaluated, by name; of a service, its output decisions."""
        if self._values is not None:
            return self._values
        frame = self._frame
        return {node.name: frame[node.slot] for node in self._steps}

    @cached_property
    def inputs(self) -> dict[str, Value]:
        """The inputs that the decision rests on, as converted to their types, by name."""
        frame = self._frame
        return {node.name: frame[node.slot] for node in self._inputs}

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Why values are null, and what about the inputs was wrong."""
        return self._run.diagnostics()

    @cached_property
    def trace(self) -> Trace:
        """How it came about; empty when `decide` was told not to trace."""
        if self._marks is None or self._run.tables is None:
            return Trace(())
        tables, ends = self._run.tables, self._marks
        starts = [0, *ends][: len(ends)]
        return Trace(
            [
                Step(node, self._frame, tables[start:end])
                for node, start, end in zip(self._steps, starts, ends, strict=True)
            ]
        )

    def __repr__(self) -> str:
        return f"Outcome({self.decision!r}, {self.value!r})"
