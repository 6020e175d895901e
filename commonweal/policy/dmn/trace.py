"""How an outcome came about, as data: each decision with its inputs, its value and the rules that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

from commonweal.policy.feel import Value

from . import tree
from .evaluation import PolicyRun, TableHit
from .rule_index import rows_of

if TYPE_CHECKING:
    from .graph import Node
    from .table import PreparedTable

Kind = Literal[
    "table", "expression", "context", "invocation", "list", "relation", "function", "conditional", "filter",
    "for", "some", "every", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A rule that matched. `number` is from 1; `annotations` maps the annotation columns to its texts."""

    number: int
    id: str | None
    annotations: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that all but one of its cells let through: the column that failed and what its cell asks for."""

    number: int
    id: str | None
    column: str
    cell: str
    annotations: Mapping[str, str]


class TableTrace:
    """One evaluation of one decision table."""

    def __init__(self, hit: TableHit, decision: str) -> None:
        self._hit = hit
        self.decision = decision

    @property
    def table(self) -> tree.DecisionTable:
        """The table as written."""
        return self._hit.table.table

    @property
    def prepared(self) -> PreparedTable:
        """The table as prepared."""
        return self._hit.table

    @property
    def hit_policy(self) -> str:
        """Such as `UNIQUE` or `COLLECT`."""
        return self.table.hit_policy

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of the input columns."""
        return tuple(clause.heading for clause in self.table.inputs)

    @property
    def inputs(self) -> tuple[tuple[str, Value], ...]:
        """Each input column's heading and the value it was asked about."""
        return tuple(zip(self.columns, self._hit.values, strict=True))

    @cached_property
    def matched(self) -> tuple[MatchedRule, ...]:
        """The rules that count, in the order of the table; under FIRST only the first."""
        rows = list(rows_of(self._hit.rules))
        if self.hit_policy == "FIRST":
            rows = rows[:1]
        return tuple(self._matched(row) for row in rows)

    def _matched(self, row: int) -> MatchedRule:
        rule = self.table.rules[row]
        return MatchedRule(rule.number, rule.id, self._annotations(rule), rule.line)

    def _annotations(self, rule: tree.Rule) -> dict[str, str]:
        return {
            name: text for name, text in zip(self.table.annotations, rule.annotations, strict=False) if text
        }

    @cached_property
    def near_misses(self) -> tuple[NearMiss, ...]:
        """The rules that fail in exactly one cell, in the order of the table."""
        hit = self._hit
        frame = hit.frame[:] if hit.frame is not None else []
        if not frame:
            return tuple(self._miss(*place) for place in hit.table.misses(hit, frame))
        run: PolicyRun = frame[0]
        moment = run.moment()
        again = PolicyRun(
            clock=None if moment is None else lambda: moment,
            limits=run.limits,
            bindings=run.bindings,
            trace=False,
        )
        frame[0] = again
        with again:
            return tuple(self._miss(*place) for place in hit.table.misses(hit, frame))

    def _miss(self, row: int, column: int) -> NearMiss:
        rule = self.table.rules[row]
        cell = rule.inputs[column].text.strip()
        return NearMiss(rule.number, rule.id, self.columns[column], cell, self._annotations(rule))

    def __repr__(self) -> str:
        return f"{self.hit_policy} table of {self.decision}: {[each.number for each in self.matched]}"


class Step:
    """One decision of a trace.

    The table's facts are those of its own table; `tables` holds every one that it used, those inside its
    functions too, in the order of their evaluation.
    """

    def __init__(self, node: Node, frame: list[Value], hits: Sequence[TableHit]) -> None:
        self._node = node
        self._frame = frame
        self._hits = hits

    @property
    def decision(self) -> str:
        """The decision's name."""
        return self._node.name

    @property
    def label(self) -> str:
        """What the decision is called for people."""
        return self._node.element.label or self._node.name

    @property
    def kind(self) -> Kind:
        """The kind of its logic."""
        return kind_of(self._node.element.logic if isinstance(self._node.element, tree.Decision) else None)

    @property
    def value(self) -> Value:
        """What was decided."""
        return self._frame[self._node.slot]

    @cached_property
    def inputs(self) -> dict[str, Value]:
        """The inputs and decisions that it requires, with their values."""
        return {
            each.name: self._frame[each.slot]
            for each in self._node.needs
            if isinstance(each.element, tree.InputData | tree.Decision)
        }

    @cached_property
    def tables(self) -> tuple[TableTrace, ...]:
        """Every table evaluation that the decision took."""
        return tuple(TableTrace(hit, self.decision) for hit in self._hits)

    @property
    def table(self) -> TableTrace | None:
        """The decision's own table, or the only one that it used."""
        if self.kind == "table":
            return self.tables[-1] if self.tables else None
        return self.tables[0] if len(self.tables) == 1 else None

    @property
    def hit_policy(self) -> str | None:
        """The table's hit policy."""
        return self.table.hit_policy if self.table else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of the table's input columns."""
        return self.table.columns if self.table else ()

    @property
    def matched(self) -> tuple[MatchedRule, ...]:
        """The rules that matched."""
        return self.table.matched if self.table else ()

    @property
    def near_misses(self) -> tuple[NearMiss, ...]:
        """The rules that fail in exactly one cell."""
        return self.table.near_misses if self.table else ()

    @property
    def element(self) -> tree.Decision:
        """The decision as written."""
        assert isinstance(self._node.element, tree.Decision)
        return self._node.element

    def __repr__(self) -> str:
        return f"Step({self.decision!r}, {self.value!r})"


class Trace(Sequence[Step]):
    """The decisions taken, in the order in which they were taken."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = tuple(steps)

    @overload
    def __getitem__(self, at: int) -> Step: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Step]: ...
    def __getitem__(self, at: int | slice) -> Step | Sequence[Step]:
        return self._steps[at]

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def of(self, decision: str) -> Step | None:
        """The step that took a decision."""
        return next((step for step in self._steps if step.decision == decision), None)


_KINDS: Mapping[type, Kind] = {
    tree.DecisionTable: "table",
    tree.LiteralExpression: "expression",
    tree.Context: "context",
    tree.Invocation: "invocation",
    tree.ListOf: "list",
    tree.Relation: "relation",
    tree.FunctionDefinition: "function",
    tree.Conditional: "conditional",
    tree.Filter: "filter",
}


def kind_of(logic: tree.Expression | None) -> Kind:
    """What kind of expression a decision's logic is."""
    if isinstance(logic, tree.Iteration):
        return logic.kind
    return _KINDS[type(logic)] if logic is not None else "none"
