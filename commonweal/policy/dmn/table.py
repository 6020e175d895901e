"""Decision tables prepared once: indexed rules, typed columns and a hit policy (DMN 1.5, clause 8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from commonweal.policy.feel import (
    ANY,
    Expression,
    FeelType,
    Frame,
    ListType,
    Scope,
    Value,
    compile_unary_tests,
)
from commonweal.policy.feel.types import ContextType, conforms

from . import hit_policies, tree
from .constants import Constant, constant, constant_test
from .evaluation import MOST_TABLES, PolicyRun, Program, TableHit, placed, typed
from .item_types import value_test
from .reports import Subject
from .rule_index import Column, rows_of

if TYPE_CHECKING:
    from .boxes import Boxes

_MANY: Final = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")


class PreparedTable:
    """One decision table. Calling it evaluates it in a frame of the scope it was prepared for."""

    __slots__ = (
        "_default",
        "_inputs",
        "_many",
        "_none",
        "_outputs",
        "columns",
        "decide",
        "every",
        "input_types",
        "table",
        "type",
    )

    def __init__(self, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> None:
        self.table = table
        self.every = (1 << len(table.rules)) - 1
        inputs = [_input(clause, scope, boxes) for clause in table.inputs]
        self._inputs = [program for program, _ in inputs]
        self.input_types = [type_ for _, type_ in inputs]
        self.columns = [_column(at, type_, table, scope, boxes) for at, type_ in enumerate(self.input_types)]
        outputs = [_output(at, table, scope, boxes) for at in range(len(table.outputs))]
        self._outputs = [programs for programs, _ in outputs]
        self.type = _type(table, [type_ for _, type_ in outputs])
        self._default = _default(table, scope, boxes)
        self._many = table.hit_policy in _MANY
        self._none = self._of_none()
        self.decide = _decide(table, scope, boxes)

    def __call__(self, frame: Frame) -> Value:
        """The table's value: null, with the reason recorded, when its rules do not give one."""
        run: PolicyRun = frame[0]
        values = [program(frame) for program in self._inputs]
        rules = self.every
        for column, value in zip(self.columns, values, strict=True):
            rules = column.match(value, frame, rules)
            if not rules:
                break
        if run.tables is not None and len(run.tables) < MOST_TABLES:
            asked = any(
                not column.constant_for(value) for column, value in zip(self.columns, values, strict=True)
            )
            run.tables.append(TableHit(self, values, rules, frame[:] if asked else None))
        if rules:
            return self.decide(run, rules, lambda row: self._outputs_of(row, frame))
        return self._nothing(run, frame)

    def _outputs_of(self, row: int, frame: Frame) -> Value:
        if len(self._outputs) == 1:
            return self._outputs[0][row](frame)
        return {
            clause.name or "": programs[row](frame)
            for clause, programs in zip(self.table.outputs, self._outputs, strict=True)
        }

    def _of_none(self) -> Value | None:
        if self.table.aggregation == "COUNT":
            return hit_policies.count(None, 0, lambda _: None)  # type: ignore[arg-type]
        return [] if self._many and self.table.aggregation is None else None

    def _nothing(self, run: PolicyRun, frame: Frame) -> Value:
        if self._default is not None:
            value = self._default(frame)
            return [value] if self._many and self.table.aggregation is None else value
        if self._none is None:
            run.null(
                "no-rule-matches",
                "No rule of the decision table matches and it has no default output.",
                remedy="Add a rule for this case, or a default output.",
            )
        return self._none

    def misses(self, hit: TableHit, frame: Frame) -> list[tuple[int, int]]:
        """The rows (from 0) that fail in one cell only, each with the column (from 0) of that cell."""
        some_failed, twice_failed = 0, 0
        failed_in = []
        for column, value in zip(self.columns, hit.values, strict=True):
            failed = self.every & ~column.match(value, frame, self.every & ~twice_failed)
            twice_failed |= some_failed & failed
            some_failed |= failed
            failed_in.append(failed)
        once = some_failed & ~twice_failed
        return sorted((row, at) for at, failed in enumerate(failed_in) for row in rows_of(failed & once))


def _input(clause: tree.InputClause, scope: Scope, boxes: Boxes) -> tuple[Program, FeelType]:
    subject = boxes.subject.at(clause.line, clause.heading)
    expression = boxes.compile(clause.expression, scope, subject)
    declared = boxes.types.of(clause.type_ref, subject, clause.line)
    program = placed(expression.program, clause.expression, subject)
    program = typed(program, declared, f"the input “{clause.heading}”", clause.expression, subject)
    type_ = expression.type if declared == ANY else declared
    if clause.allowed is None:
        return program, type_
    allows = value_test(clause.allowed, type_, boxes.types.all(), boxes.reports, subject)
    return (program if allows is None else _checked(program, allows, clause, subject)), type_


def _checked(program: Program, allows: object, clause: tree.InputClause, subject: Subject) -> Program:
    def evaluate(frame: Frame) -> Value:
        value = program(frame)
        if value is not None and not allows(value):  # type: ignore[operator]
            run: PolicyRun = frame[0]
            before = len(run.problems)
            run.null(
                "not-allowed-value",
                f"The value of “{clause.heading}” is not among the input values of its column.",
                remedy="Give an allowed value, or add it to the column's input values.",
            )
            run.locate(before, clause.expression, subject)
            return None
        return value

    return evaluate


def _column(at: int, type_: FeelType, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> Column:
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


def _output(at: int, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> tuple[list[Program], FeelType]:
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
            program = _cell(expression, declared, f"the output “{heading}”", text, subject)
            if allows is not None:
                program = _allowed_output(program, allows, heading, text, subject)
            known[text.text] = program
        programs.append(program)
    return programs, declared if declared != ANY else (found or ANY)


def _cell(expression: Expression, type_: FeelType, what: str, text: tree.Text, subject: Subject) -> Program:
    known = None if expression.tree is None else constant(expression.tree)
    program: Program
    if known is None:
        program = placed(expression.program, text, subject)
    else:
        value = known.value

        def program(_: Frame) -> Value:
            return value

    return typed(program, type_, what, text, subject)


def _allowed_output(
    program: Program, allows: object, heading: str, text: tree.Text, subject: Subject
) -> Program:
    def evaluate(frame: Frame) -> Value:
        value = program(frame)
        if value is not None and not allows(value):  # type: ignore[operator]
            run: PolicyRun = frame[0]
            before = len(run.problems)
            run.null(
                "not-allowed-value",
                f"The output is not among the output values of the column “{heading}”.",
                remedy="Correct the cell, or add the value to the column's output values.",
            )
            run.locate(before, text, subject)
            return None
        return value

    return evaluate


def _type(table: tree.DecisionTable, outputs: Sequence[FeelType]) -> FeelType:
    one: FeelType = ANY
    if len(outputs) == 1:
        one = outputs[0]
    elif outputs:
        names = [clause.name or "" for clause in table.outputs]
        one = ContextType(tuple(zip(names, outputs, strict=True)))
    many = table.hit_policy in _MANY and table.aggregation is None
    return ListType(one) if many else one


def _default(table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> Program | None:
    if not any(clause.default for clause in table.outputs):
        return None
    programs: dict[str, Program] = {}
    for at, clause in enumerate(table.outputs):
        heading = clause.heading or table.output_label or "result"
        text = clause.default or tree.Text("null", clause.line)
        subject = boxes.subject.at(text.line, heading)
        declared = boxes.types.of(clause.type_ref, subject, clause.line)
        expression = boxes.compile(text, scope, subject)
        name = clause.name or str(at)
        programs[name] = _cell(expression, declared, f"the default “{heading}”", text, subject)
    if len(programs) == 1:
        return next(iter(programs.values()))
    return lambda frame: {name: program(frame) for name, program in programs.items()}


def _decide(table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> hit_policies.Decide:
    match table.hit_policy:
        case "UNIQUE":
            return hit_policies.unique
        case "FIRST":
            return hit_policies.first
        case "ANY":
            return hit_policies.any_
        case "PRIORITY":
            return hit_policies.priority(_ranking(table, scope, boxes))
        case "OUTPUT ORDER":
            return hit_policies.output_order(_ranking(table, scope, boxes))
        case "COLLECT" if table.aggregation == "COUNT":
            return hit_policies.count
        case "COLLECT" if table.aggregation is not None:
            return hit_policies.aggregate(table.aggregation)
        case _:
            return hit_policies.rule_order


def _ranking(table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> hit_policies.Ranking:
    lists: list[tuple[str | None, list[Value]]] = []
    for clause in table.outputs:
        name = clause.name if len(table.outputs) > 1 else None
        item = boxes.types.item(clause.type_ref or (table.type_ref if name is None else None))
        listed = clause.allowed or (item.allowed if item is not None else None)
        if listed is not None:
            tests = compile_unary_tests(listed.text, scope.child({"?": ANY})).tree
            known = [constant(each) for each in getattr(tests, "tests", ())]
            lists.append((name, [each.value for each in known if isinstance(each, Constant)]))
    if not lists:
        boxes.reports.add(
            boxes.subject.diagnostic(
                "error",
                "no-output-values",
                f"The hit policy {table.hit_policy} goes by the list of output values; there is none.",
                "List the output values, the one that matters most first.",
                line=table.line,
            )
        )
    return hit_policies.ranking(lists)
