"""One evaluation: its clock, its limits, the host's functions, and why values came out null."""

from __future__ import annotations

import datetime as python_datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import getcontext, setcontext
from types import TracebackType
from typing import Protocol, Self

from .diagnostics import NOWHERE, Problem, Span
from .numbers import CONTEXT
from .values import Value


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use. Beyond a limit the value is null and a diagnostic says which limit it was.

    `steps` counts work: nodes of expressions evaluated, calls, items and text gone through, each weighed so
    that a step takes about a microsecond; `depth` operations nested
    inside one another through calls of functions written in FEEL;
    `items` the length of one list; `characters` the length of one string; `diagnostics` how many are kept.
    """

    steps: int = 1_000_000
    depth: int = 400
    items: int = 100_000
    characters: int = 1_000_000
    diagnostics: int = 200


DEFAULT_LIMITS = Limits()


class Bindings(Protocol):
    """How a host supplies the functions that a policy declares as external."""

    def resolve(self, kind: str, mapping: Mapping[str, str]) -> Callable[..., object] | None:
        """The Python function for `kind` ("java" or "pmml") and its mapping (such as `class` and `method
        signature`).
        """


class NoBindings:
    """A host that supplies nothing: every external function gives null."""

    def resolve(self, kind: str, mapping: Mapping[str, str]) -> Callable[..., object] | None:  # noqa: ARG002
        """Nothing."""
        return None


Clock = Callable[[], python_datetime.datetime]


class StepsSpent(Exception):
    """Raised inside a run whose steps are spent; `Program` turns it into null. Never leaves this package."""


class Run:
    """The state of one evaluation. Use it as a context manager: it sets FEEL's decimal arithmetic.

    `clock` gives `now()` and `today()`; without one they are null. It is asked once a run, so that a decision
    sees one moment. `problems` holds what went wrong so far, in order.
    """

    __slots__ = ("_clock", "_moment", "_outer", "bindings", "depth", "limits", "problems", "steps")

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        limits: Limits = DEFAULT_LIMITS,
        bindings: Bindings | None = None,
    ) -> None:
        self.limits = limits
        self.steps = limits.steps
        self.depth = 0
        self.bindings: Bindings = bindings or NoBindings()
        self.problems: list[Problem] = []
        self._clock = clock
        self._moment: python_datetime.datetime | None = None

    def __enter__(self) -> Self:
        self._outer = getcontext()
        setcontext(CONTEXT.copy())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        setcontext(self._outer)

    def null(self, code: str, message: str, span: Span = NOWHERE, remedy: str = "") -> Value:
        """Null, with the reason recorded."""
        problems = self.problems
        if len(problems) < self.limits.diagnostics:
            problems.append(Problem("error", code, message, remedy, span))
        return None

    def spend(self, steps: int = 1) -> None:
        """Count work done. Raises StepsSpent when there was too much, which ends the program."""
        self.steps -= steps
        if self.steps < 0:
            raise StepsSpent

    def owe(self, steps: int) -> None:
        """Count work already done, where nothing may be raised: what comes next finds the steps spent."""
        self.steps -= steps

    def moment(self) -> python_datetime.datetime | None:
        """The run's one moment by the host's clock."""
        if self._moment is None and self._clock is not None:
            self._moment = self._clock()
        return self._moment
