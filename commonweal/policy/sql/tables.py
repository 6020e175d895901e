"""Decision tables. What the rules of a table match, and what its hit policy makes of them, is the
interpreter's.

Two ways: where every cell is constant, the sets of rules that rows can satisfy are worked out here, and
overlaps and gaps with them, so that none is looked for at run time (`deciding.py`); otherwise each rule is a
condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cmp_to_key
from typing import TYPE_CHECKING

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.rule_index import rows_of
from commonweal.policy.dmn.table import PreparedTable
from commonweal.policy.feel import (
    DEFAULT_LIMITS,
    Frame,
    Scope,
)

from . import lists
from .comparing import compared
from .constants import known
from .deciding import Chooser
from .merging import choose, merge, only_where, truthy
from .partition import partition
from .refusal import Refused
from .tree import FALSE, Literal, Node, case, op
from .types import NOTHING, Known, Many, Nothing, Number, Piece, Structure, Truth, number

if TYPE_CHECKING:
    from .boxes import Boxed

MOST_OUTCOMES = 4_000
_MANY = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")


class Table:
    """One decision table in the making."""

    def __init__(
        self, table: tree.DecisionTable, names: dict[str, Known], scope: Scope, boxed: Boxed
    ) -> None:
        self.table = table
        self.names = names
        self.scope = scope
        self.boxed = boxed
        self.stages = boxed.expressions.stages
        self.prepared = PreparedTable(table, scope, boxed.boxes())
        self._outputs: dict[tuple[int, str, int], Known] = {}
        self._listed: list[Known] = []
        self._numbers: dict[int, int] = {}

    def value(self) -> Known:
        """What is known of the table's value."""
        subjects = [self._subject(at) for at in range(len(self.table.inputs))]
        parameters = {rule for rule, _ in self.boxed.cells_with_parameters()}
        if not parameters:
            doubts = self.boxed.expressions.doubts
            found = [
                partition(value, column, doubts)
                for value, column in zip(subjects, self.prepared.columns, strict=True)
            ]
            sure = [each for each in found if each is not None]
            if len(sure) == len(found):
                chooser = Chooser(sure, self.prepared.every, self._outcome, self.stages)
                return merge(self._listed, chooser.select, self.stages)
        return self._by_conditions(subjects)

    # Columns

    def _subject(self, at: int) -> Known:
        clause = self.table.inputs[at]
        boxed = self.boxed
        value = boxed.text(clause.expression, self.names, self.scope)
        declared = boxed.type_of(clause.type_ref, clause.line)
        value = boxed.fit(value, declared)
        if clause.allowed is not None:
            type_ = self.prepared.input_types[at]
            value = boxed.allow(value, clause.allowed, type_)
        return self.stages.value(value)

    def _output(self, row: int) -> Known:
        cells = [self._cell(row, at) for at in range(len(self.table.outputs))]
        if len(cells) == 1:
            return cells[0]
        names = [clause.name or "" for clause in self.table.outputs]
        return Structure(tuple(zip(names, cells, strict=True)))

    def _cell(self, row: int, at: int) -> Known:
        text = self.table.rules[row].outputs[at]
        places = self.boxed.parameters_at(row + 1, at + 1, None)
        key = (at, text.text, row if places else -1)
        if key not in self._outputs:
            clause = self.table.outputs[at]
            boxed = self.boxed
            declared = boxed.type_of(clause.type_ref, clause.line)
            value = boxed.fit(boxed.text(text, self.names, self.scope, places), declared)
            if clause.allowed is not None:
                value = boxed.allow(value, clause.allowed, declared)
            self._outputs[key] = value
        return self._outputs[key]

    # Outcomes

    def _outcome(self, rules: int) -> int:
        """The number of the outcome where these rules match; like outcomes share one."""
        if rules not in self._numbers:
            value = self._of(rules)
            if value not in self._listed:
                if len(self._listed) >= MOST_OUTCOMES:
                    raise Refused("The decision table has too many different outcomes.")
                self._listed.append(value)
            self._numbers[rules] = self._listed.index(value)
        return self._numbers[rules]

    def _of(self, rules: int) -> Known:
        if not rules:
            return self._none()
        rows = list(rows_of(rules))
        match self.table.hit_policy:
            case "UNIQUE":
                return self._output(rows[0]) if len(rows) == 1 else NOTHING
            case "FIRST":
                return self._output(rows[0])
            case "ANY":
                return self._agreed([self._output(row) for row in rows])
            case "PRIORITY":
                return self._output(rows[0]) if len(rows) == 1 else self._by_interpreter(rules)
            case "OUTPUT ORDER":
                return Many((self._output(rows[0]),)) if len(rows) == 1 else self._by_interpreter(rules)
        outputs = [self._output(row) for row in rows]
        return self._aggregated(outputs) if self.table.aggregation else Many(tuple(outputs))

    def _none(self) -> Known:
        defaults = [clause.default for clause in self.table.outputs]
        many = self.table.hit_policy in _MANY and self.table.aggregation is None
        if any(defaults):
            cells = []
            for clause in self.table.outputs:
                declared = self.boxed.type_of(clause.type_ref, clause.line)
                text = clause.default or tree.Text("null", clause.line)
                cells.append(self.boxed.fit(self.boxed.text(text, self.names, self.scope), declared))
            names = [clause.name or str(at) for at, clause in enumerate(self.table.outputs)]
            value = cells[0] if len(cells) == 1 else Structure(tuple(zip(names, cells, strict=True)))
            return Many((value,)) if many else value
        if self.table.aggregation == "COUNT":
            return number(0)
        return Many(()) if many else NOTHING

    def _agreed(self, outputs: Sequence[Known]) -> Known:
        value = outputs[0]
        agreeing: list[Node] = []
        for each in outputs[1:]:
            if each == value:
                continue
            if isinstance(each, Structure) or isinstance(value, Structure):
                raise Refused("Rules with several outputs match together under the hit policy ANY.")
            found = compared("=", value, each, self.boxed.expressions.doubts)
            agreeing.append(truthy(found.node) if isinstance(found, Truth) else FALSE)
        return only_where(op("and", *agreeing), value, self.stages)

    def _by_interpreter(self, rules: int) -> Known:
        if not self.prepared.constant_outputs:
            raise Refused(
                f"Outputs that are worked out are put in order by the hit policy {self.table.hit_policy}."
            )
        run = PolicyRun(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
        frame: Frame = [None] * self.scope.layout.size
        frame[0] = run
        with run:
            return known(self.prepared.outcome(rules, frame))

    def _aggregated(self, outputs: list[Known]) -> Known:
        items = Many(tuple(outputs))
        match self.table.aggregation:
            case "COUNT":
                return number(len(outputs))
            case "SUM":
                return lists.total(items, self.stages)
            case "MIN":
                return lists.extreme(items, "least", self.stages)
        return lists.extreme(items, "greatest", self.stages)

    # Rule by rule

    def _by_conditions(self, subjects: list[Known]) -> Known:
        matches = [self._matches(row, subjects) for row in range(len(self.table.rules))]
        matches = [self.stages.keep(each) for each in matches]
        outputs = [self._output(row) for row in range(len(matches))]
        match self.table.hit_policy:
            case "FIRST":
                return self._first(matches, outputs)
            case "UNIQUE":
                return self._unique(matches, outputs)
            case "ANY":
                return self._any(matches, outputs)
            case "COLLECT" if self.table.aggregation is not None:
                return self._collected(matches, outputs)
            case "PRIORITY":
                order = self._ranked()
                return self._first([matches[row] for row in order], [outputs[row] for row in order])
            case "OUTPUT ORDER":
                order = self._ranked()
                return self._every([matches[row] for row in order], [outputs[row] for row in order])
        return self._every(matches, outputs)

    def _ranked(self) -> list[int]:
        """The rules in the order of the list of output values, as the interpreter would put each two."""

        def compare_rules(one: int, other: int) -> int:
            pair = self._by_interpreter(1 << one | 1 << other)
            first = pair.parts[0] if isinstance(pair, Many) else pair
            return -1 if first == self._by_interpreter_alone(one) else 1

        return sorted(range(len(self.table.rules)), key=cmp_to_key(compare_rules))

    def _by_interpreter_alone(self, row: int) -> Known:
        found = self._by_interpreter(1 << row)
        first = found.parts[0] if isinstance(found, Many) else found
        assert not isinstance(first, Piece)
        return first

    def _every(self, matches: list[Node], outputs: list[Known]) -> Known:
        """The list of the outputs of all rules that match."""
        found = self._matching(matches, outputs)
        none = self._none()
        if none == Many(()):
            return found
        nothing = op("not", op("or", *matches))
        return merge([none, found], lambda nodes: case([(nothing, nodes[0])], nodes[1]), self.stages)

    def _matches(self, row: int, subjects: list[Known]) -> Node:
        conditions = []
        for at, subject in enumerate(subjects):
            text = self.table.rules[row].inputs[at]
            tested = self.boxed.cell(text, subject, self.names, self.scope, self.prepared.input_types[at],
                                     self.boxed.parameters_at(row + 1, None, at + 1))  # fmt: skip
            conditions.append(truthy(tested.node) if isinstance(tested, Truth) else FALSE)
        return op("and", *conditions)

    def _first(self, matches: list[Node], outputs: list[Known]) -> Known:
        none = self._none()
        return merge(
            [*outputs, none],
            lambda nodes: case(list(zip(matches, nodes, strict=False)), nodes[-1]),
            self.stages,
        )

    def _counted(self, matches: list[Node]) -> Node:
        count: Node = Literal(0)
        for each in matches:
            one = case([(each, Literal(1))], Literal(0))
            count = one if count == Literal(0) else op("add", count, one)
        return self.stages.keep(count)

    def _unique(self, matches: list[Node], outputs: list[Known]) -> Known:
        found = self._first(matches, outputs)
        return choose(op(">", self._counted(matches), Literal(1)), NOTHING, found, self.stages)

    def _any(self, matches: list[Node], outputs: list[Known]) -> Known:
        found = self.stages.value(self._first(matches, outputs))
        differing: list[Node] = []
        for matched, output in zip(matches, outputs, strict=True):
            same = compared("=", found, output, self.boxed.expressions.doubts)
            agrees = op("coalesce", same.node, FALSE) if isinstance(same, Truth) else FALSE
            differing.append(op("and", matched, op("not", agrees)))
        wrong = op("or", *(truthy(each) for each in differing))
        return choose(wrong, NOTHING, found, self.stages)

    def _collected(self, matches: list[Node], outputs: list[Known]) -> Known:
        count = self._counted(matches)
        none = self._none()
        if self.table.aggregation == "COUNT":
            counted = Number(count, 1, 0, len(matches))
            return choose(op("=", count, Literal(0)), none, counted, self.stages)
        if self.table.aggregation != "SUM":
            which: lists.Extreme = "least" if self.table.aggregation == "MIN" else "greatest"
            found = lists.extreme(self._matching(matches, outputs), which, self.stages)
            return choose(op("=", count, Literal(0)), none, found, self.stages)
        terms = [
            choose(matched, each, number(0), self.stages)
            for matched, each in zip(matches, outputs, strict=True)
        ]
        if any(isinstance(each, Nothing) for each in outputs):
            raise Refused("A null output is collected.")
        total = lists.total(Many(tuple(terms)), self.stages)
        return choose(op("=", count, Literal(0)), none, total, self.stages)

    def _matching(self, matches: list[Node], outputs: list[Known]) -> Many:
        """The outputs of the rules that match, in no list that has a default."""
        parts: list[Known | Piece] = []
        for matched, output in zip(matches, outputs, strict=True):
            piece = lists.single_piece(output, self.stages)
            empty = op("empty list")
            if isinstance(output, Number):
                empty = op("whole list", empty)
            parts.append(replace(piece, source=case([(matched, piece.source)], empty)))
        return Many(tuple(parts))
