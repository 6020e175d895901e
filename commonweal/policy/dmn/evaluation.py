"""One run of a model: FEEL's run, and where in the file each problem arose."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from commonweal.policy.diagnostics import Diagnostic
from commonweal.policy.feel import (
    ANY,
    MISFIT,
    Bindings,
    Clock,
    ConstrainedType,
    Date,
    DateTime,
    DaysTime,
    FeelType,
    Frame,
    Limits,
    Run,
    SimpleType,
    Time,
    Value,
    YearsMonths,
    convert,
    kind_name,
    type_of,
)
from commonweal.policy.feel.types import bare

from . import tree
from .reports import Subject, located

if TYPE_CHECKING:
    from .table import PreparedTable

Program: TypeAlias = Callable[[Frame], Value]


class Box(NamedTuple):
    """A prepared expression and the type of its value."""

    program: Program
    type: FeelType


MOST_TABLES = 1_000
"""Table evaluations kept in one trace; a table asked for each of many things is not kept for ever."""


class PolicyRun(Run):
    """The state of one evaluation of a model. `tables` is None when nothing is traced."""

    __slots__ = ("places", "tables")

    def __init__(
        self, *, clock: Clock | None, limits: Limits, bindings: Bindings | None, trace: bool
    ) -> None:
        super().__init__(clock=clock, limits=limits, bindings=bindings)
        self.places: dict[int, tuple[tree.Text, Subject]] = {}
        self.tables: list[TableHit] | None = [] if trace else None

    def locate(self, start: int, text: tree.Text, subject: Subject) -> None:
        """Say where the problems since `start` arose; those already located keep their place."""
        for at in range(start, len(self.problems)):
            self.places.setdefault(at, (text, subject))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem so far as a finding about the file, each once."""
        nowhere = (tree.Text("", 0), Subject(None, None))
        found = (located(problem, *self.places.get(at, nowhere)) for at, problem in enumerate(self.problems))
        return tuple(dict.fromkeys(found))


class TableHit:
    """One evaluation of a decision table, kept for the trace."""

    __slots__ = ("frame", "rules", "table", "values")

    def __init__(self, table: PreparedTable, values: list[Value], rules: int, frame: Frame | None) -> None:
        self.table = table
        self.values = values
        self.rules = rules
        self.frame = frame


def placed(program: Program, text: tree.Text, subject: Subject) -> Program:
    """The program, its problems told to have arisen in this text."""

    def evaluate(frame: Frame) -> Value:
        run = frame[0]
        before = len(run.problems)
        value = program(frame)
        if len(run.problems) != before:
            locate(run, before, text, subject)
        return value

    return evaluate


def locate(run: Run, before: int, text: tree.Text, subject: Subject) -> None:
    """Tell the run, if it is one that keeps places, where its latest problems arose."""
    if isinstance(run, PolicyRun):
        run.locate(before, text, subject)


_CLASSES: dict[str, type] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysTime,
    "years and months duration": YearsMonths,
}


def typed(program: Program, type_: FeelType, what: str, text: tree.Text, subject: Subject) -> Program:
    """The program, its value converted to the type (10.3.2.9.4), or null with the reason.

    `what` names the value in that reason, as in “the input”.
    """
    if type_ == ANY:
        return program
    simple = _CLASSES.get(type_.name) if isinstance(type_, SimpleType) else None

    def evaluate(frame: Frame) -> Value:
        value = program(frame)
        if value.__class__ is simple or value is None:
            return value
        fitted = convert(value, type_)
        if fitted is MISFIT:
            run = frame[0]
            before = len(run.problems)
            misfit(run, value, type_, what)
            locate(run, before, text, subject)
            return None
        return fitted  # type: ignore[return-value]

    return evaluate


def placed_and_typed(
    program: Program, type_: FeelType, what: str, text: tree.Text, subject: Subject
) -> Program:
    """`typed` of `placed`, in one step, for the expressions that are evaluated most."""
    simple = _CLASSES.get(type_.name) if isinstance(type_, SimpleType) else None

    def evaluate(frame: Frame) -> Value:
        run = frame[0]
        before = len(run.problems)
        value = program(frame)
        if len(run.problems) != before:
            locate(run, before, text, subject)
        if value.__class__ is simple or value is None:
            return value
        fitted = convert(value, type_)
        if fitted is MISFIT:
            before = len(run.problems)
            misfit(run, value, type_, what)
            locate(run, before, text, subject)
            return None
        return fitted  # type: ignore[return-value]

    return evaluate


def misfit(run: Run, value: Value, type_: FeelType, what: str) -> None:
    """Record why a value does not fit a type."""
    wanted = bare(type_)
    if isinstance(type_, ConstrainedType) and convert(value, wanted) is not MISFIT:
        run.null(
            "not-allowed-value",
            f"The value of {what} is not among those that “{type_.name}” allows.",
            remedy="Give an allowed value, or widen the type's allowed values.",
        )
        return
    kind = kind_name(value)
    if isinstance(value, list | dict):
        kind += f" ({type_of(value).text})"
    run.null(
        "type-mismatch",
        f"The value of {what} is {kind}; it must be of type {wanted.text}.",
        remedy="Change the expression, or the declared type.",
    )
