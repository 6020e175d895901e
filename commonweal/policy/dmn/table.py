"""Decision tables prepared once: indexed rules, typed columns and a hit policy (DMN 1.5, clause 8)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from commonweal.policy.feel import ANY, FeelType, Frame, ListType, Run, Scope, Value, compile_unary_tests
from commonweal.policy.feel.types import ContextType

from . import hit_policies, tree
from .constants import Constant, constant
from .evaluation import MOST_TABLES, Program, TableHit, locate
from .rule_index import rows_of
from .table_columns import Fixed, cells_column, input_column, output_cell, output_column

if TYPE_CHECKING:
    from .boxes import Boxes

_MANY: Final = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")


class PreparedTable:
    """One decision table. Calling it evaluates it in a frame of the scope it was prepared for."""

    __slots__ = (
        "_default",
        "_fixed",
        "_inputs",
        "_many",
        "_none",
        "_outputs",
        "_subject",
        "_tested",
        "_text",
        "_unique",
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
        inputs = [input_column(clause, scope, boxes) for clause in table.inputs]
        self._inputs = [program for program, _ in inputs]
        self.input_types = [type_ for _, type_ in inputs]
        self.columns = [
            cells_column(at, type_, table, scope, boxes) for at, type_ in enumerate(self.input_types)
        ]
        outputs = [output_column(at, table, scope, boxes) for at in range(len(table.outputs))]
        self._outputs = [programs for programs, _ in outputs]
        self.type = _type(table, [type_ for _, type_ in outputs])
        self._default = _default(table, scope, boxes)
        self._many = table.hit_policy in _MANY
        self._none = self._of_none()
        self.decide = _decide(table, scope, boxes)
        self._tested = list(zip(self._inputs, self.columns, strict=True))
        self._unique = table.hit_policy == "UNIQUE"
        self._fixed = _fixed(self._outputs)
        self._text = tree.Text("", table.line)
        self._subject = boxes.subject

    def __call__(self, frame: Frame) -> Value:
        """The table's value: null, with the reason recorded, when its rules do not give one."""
        run: Run = frame[0]
        values = []
        rules = self.every
        for program, column in self._tested:
            value = program(frame)
            values.append(value)
            if rules:
                rules = column.match(value, frame, rules)
        tables = getattr(run, "tables", None)  # a host may call a policy's function in a run of its own
        if tables is not None and len(tables) < MOST_TABLES:
            asked = any(
                not column.constant_for(value) for column, value in zip(self.columns, values, strict=True)
            )
            tables.append(TableHit(self, values, rules, frame[:] if asked else None))
        if self._fixed is not None and self._unique and rules and not rules & (rules - 1):
            return self._fixed[rules.bit_length() - 1]
        before = len(run.problems)
        found = self.outcome(rules, frame)
        if len(run.problems) != before:
            locate(run, before, self._text, self._subject)
        return found

    def outcome(self, rules: int, frame: Frame) -> Value:
        """The table's value when these rules match."""
        run: Run = frame[0]
        if rules:
            return self.decide(run, rules, lambda row: self._outputs_of(row, frame))
        return self._nothing(run, frame)

    @property
    def constant_outputs(self) -> bool:
        """Whether every output is a constant, so that `outcome` depends on the rules alone."""
        programs = [program for column in self._outputs for program in column]
        return self._default is None and all(isinstance(each, Fixed) for each in programs)

    def _outputs_of(self, row: int, frame: Frame) -> Value:
        if len(self._outputs) == 1:
            return self._outputs[0][row](frame)
        return {
            clause.name or "": programs[row](frame)
            for clause, programs in zip(self.table.outputs, self._outputs, strict=True)
        }

    def _of_none(self) -> Value | None:
        if self.table.aggregation == "COUNT":
            return Decimal(0)
        return [] if self._many and self.table.aggregation is None else None

    def _nothing(self, run: Run, frame: Frame) -> Value:
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


def _type(table: tree.DecisionTable, outputs: Sequence[FeelType]) -> FeelType:
    one: FeelType = ANY
    if len(outputs) == 1:
        one = outputs[0]
    elif outputs:
        names = [clause.name or "" for clause in table.outputs]
        one = ContextType(tuple(zip(names, outputs, strict=True)))
    many = table.hit_policy in _MANY and table.aggregation is None
    return ListType(one) if many else one


def _fixed(outputs: list[list[Program]]) -> list[Value] | None:
    """The values of the rules of a table whose one output is constant in every rule."""
    if len(outputs) != 1 or not all(isinstance(each, Fixed) for each in outputs[0]):
        return None
    return [each.value for each in outputs[0] if isinstance(each, Fixed)]


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
        programs[name] = output_cell(expression, declared, f"the default “{heading}”", text, subject)
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
