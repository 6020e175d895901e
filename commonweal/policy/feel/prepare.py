"""A tree, once, into Python closures: the reference interpreter.

Evaluation is total: it never raises and always ends. Whatever has no value is null, and the run records why
and where. The limits of the run bound its steps, its depth and the size of what it makes.
"""

from __future__ import annotations

from . import invocation, iteration, membership, operators, structures
from .ast import (
    BooleanLiteral,
    Comparison,
    Name,
    Node,
    NullLiteral,
    NumberLiteral,
    Path,
    StringLiteral,
    UnaryTests,
    size,
)
from .compiling import Code, compile_node
from .diagnostics import NOWHERE, Span
from .run import Run, StepsSpent
from .scope import Frame, Scope
from .shape import oversize
from .values import Value

_FAMILIES = (invocation, iteration, membership, operators, structures)
_FLAT = (NullLiteral, BooleanLiteral, NumberLiteral, StringLiteral, Name, Path, Comparison, UnaryTests)


class Program:
    """A prepared expression. Calling it evaluates; it never raises and always ends."""

    __slots__ = ("_code", "_cost", "_flat", "tree")

    def __init__(self, tree: Node | None, code: Code) -> None:
        self.tree = tree
        self._code = code
        self._cost = 1 if tree is None else size(tree)
        self._flat = isinstance(tree, _FLAT)

    def __call__(self, frame: Frame) -> Value:
        """The value in a frame of the scope it was prepared for, inside `with run:`."""
        run: Run = frame[0]
        depth = run.depth
        try:
            run.steps -= self._cost
            if run.steps < 0:
                raise StepsSpent
            value: Value = self._code(frame)
        except Exception as fault:
            run.depth = depth
            return self._ended(run, fault)
        if self._flat or (value.__class__ is not list and value.__class__ is not dict):
            return value
        fault_found = oversize(value, run)
        if fault_found is None:
            return value
        return run.null("too-large", f"The value is too large: {fault_found}.", self._span())

    def _ended(self, run: Run, fault: Exception) -> Value:
        span = self._span()
        if isinstance(fault, StepsSpent):
            remedy = "Does it go through a long list again and again?"
            del run.problems[run.limits.diagnostics - 1 :]  # room for this one, which explains the others
            return run.null(
                "too-many-steps", f"The run took more than {run.limits.steps} steps.", span, remedy
            )
        if isinstance(fault, RecursionError):
            return run.null(
                "too-deep", "The evaluation nests too deep.", span, "Does a function call itself without end?"
            )
        if isinstance(fault, MemoryError):
            return run.null("too-large", "The machine has no memory left for this.", span)
        return run.null(
            "internal-fault", f"The engine failed here ({type(fault).__name__}).", span, "Please report it."
        )

    def _span(self) -> Span:
        return self.tree.span if self.tree is not None else NOWHERE


def prepare(tree: Node, scope: Scope) -> Program:
    """Compile a tree. `UnaryTests` give true, false or null for the value that the scope calls `?`."""
    return Program(tree, compile_node(tree, scope))
