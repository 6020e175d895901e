"""The columns of a decision table, prepared: the inputs tested, the cells that test them, the outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from commonweal.policy.feel import (
    ANY,
    MISFIT,
    Expression,
    FeelType,
    Frame,
    Run,
    Scope,
    Value,
    compile_unary_tests,
    convert,
)
from commonweal.policy.feel.types import conforms

from . import tree
from .constants import constant, constant_test
from .evaluation import Program, locate, placed, placed_and_typed, typed
from .item_types import value_test
from .reports import Subject
from .rule_index import Column

if TYPE_CHECKING:
    from .boxes import Boxes

Allows: TypeAlias = Callable[[Value], bool]


def input_column(clause: tree.InputClause, scope: Scope, boxes: Boxes) -> tuple[Program, FeelType]:
    """The program and the type of the value that a column tests."""
    subject = boxes.subject.at(clause.line, clause.heading)
    expression = boxes.compile(clause.expression, scope, subject)
    declared = boxes.types.of(clause.type_ref, subject, clause.line)
    what = f"the input “{clause.heading}”"
    program = placed(expression.program, clause.expression, subject)
    if declared != ANY:
        program = placed_and_typed(expression.program, declared, what, clause.expression, subject)
    type_ = expression.type if declared == ANY else declared
    if clause.allowed is None:
        return program, type_
    allows = value_test(clause.allowed, type_, boxes.types.all(), boxes.reports, subject)
    if allows is not None:
        what = f"The value of “{clause.heading}” is not among the input values of its column."
        remedy = "Give an allowed value, or add it to the column's input values."
        program = _allowed(program, allows, what, remedy, clause.expression, subject)
    return program, type_


def cells_column(at: int, type_: FeelType, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> Column:
    """The cells of an input column (from 0), indexed; like cells are prepared once."""
    asked = scope.child({"?": type_})
    slot = asked.slot("?") or 0
    heading = table.inputs[at].heading
    known: dict[str, tuple[Program, object]] = {}
    cells, tests = [], []
    for rule in table.rules:
        text = rule.inputs[at]
        if text.text not in known:
            subject = boxes.subject.at(text.line, heading, rule.number)
            written = text if text.text.strip() else tree.Text("-", text.line)
            expression = compile_unary_tests(written.text, asked)
            boxes.reports.problems(expression.problems, written, subject)
            known[text.text] = (
                placed(expression.program, written, subject),
                constant_test(expression.tree, asked),
            )
        cell, test = known[text.text]
        cells.append(cell)
        tests.append(test)
    return Column(cells, tests, slot)  # type: ignore[arg-type]


def output_column(
    at: int, table: tree.DecisionTable, scope: Scope, boxes: Boxes
) -> tuple[list[Program], FeelType]:
    """The program of each rule in an output column (from 0), and the type of their values."""
    clause = table.outputs[at]
    heading = clause.heading or table.output_label or "result"
    declared = boxes.types.of(clause.type_ref, boxes.subject.at(clause.line, heading), clause.line)
    allows = None
    if clause.allowed is not None:
        subject = boxes.subject.at(clause.line, heading)
        allows = value_test(clause.allowed, declared, boxes.types.all(), boxes.reports, subject)
    known: dict[str, Program] = {}
    found: FeelType | None = None
    programs = []
    for rule in table.rules:
        text = rule.outputs[at]
        program = known.get(text.text)
        if program is None:
            subject = boxes.subject.at(text.line, heading, rule.number)
            expression = boxes.compile(text, scope, subject)
            found = expression.type if found is None or conforms(found, expression.type) else ANY
            program = output_cell(expression, declared, f"the output “{heading}”", text, subject)
            if allows is not None and not (isinstance(program, Fixed) and allows(program.value)):
                what = f"The output is not among the output values of the column “{heading}”."
                remedy = "Correct the cell, or add the value to the column's output values."
                program = _allowed(program, allows, what, remedy, text, subject)
            known[text.text] = program
        programs.append(program)
    return programs, declared if declared != ANY else (found or ANY)


def output_cell(
    expression: Expression, type_: FeelType, what: str, text: tree.Text, subject: Subject
) -> Program:
    """An output entry; one that is a constant is evaluated here and now."""
    known = None if expression.tree is None else constant(expression.tree)
    if known is None:
        return typed(placed(expression.program, text, subject), type_, what, text, subject)
    value = known.value
    fitted = convert(value, type_)
    if fitted is not MISFIT:
        return Fixed(fitted)  # type: ignore[arg-type]
    return typed(Fixed(value), type_, what, text, subject)


class Fixed:
    """The program of a constant."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __call__(self, _: Frame) -> Value:
        """The constant."""
        return self.value


def _allowed(
    program: Program, allows: Allows, what: str, remedy: str, text: tree.Text, subject: Subject
) -> Program:
    """The program, its value null with the reason unless the column's list of values allows it."""

    def evaluate(frame: Frame) -> Value:
        value = program(frame)
        if value is None or allows(value):
            return value
        run: Run = frame[0]
        before = len(run.problems)
        run.null("not-allowed-value", what, remedy=remedy)
        locate(run, before, text, subject)
        return None

    return evaluate
