"""Decision tables over possibles: rules that cannot match drop out.

Each column is asked which sets of rules its possible values satisfy; every combination of those is decided by
the hit policy. Where all combinations come to the same the table is certain. Where they do not, it rests on
the columns that make a difference between two combinations, and on no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import reduce
from itertools import product
from operator import or_
from typing import Final

from ..dmn import tree
from ..dmn.boxes import Boxes
from ..dmn.evaluation import PolicyRun
from ..dmn.rule_index import rows_of
from ..dmn.table import PreparedTable
from ..feel import (
    DEFAULT_LIMITS,
    Frame,
    Run,
    Scope,
)
from .calls import aggregated
from .columns import ColumnReader, parsed, permit
from .fitting import Fit, fitter
from .possible import (
    NOTHING,
    Anything,
    Names,
    Possible,
    Unsure,
    joined,
    key_of,
    listed,
    put_together,
    resting,
)
from .readers import Reader

_MOST_COMBINATIONS: Final = 600
_MANY: Final = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")


class PartialRun(PolicyRun):
    """A run with some inputs unknown.

    `doubtful` holds the tables of which different rules may decide, each with those rules (as a set of bits).
    """

    __slots__ = ("doubtful",)

    def __init__(self) -> None:
        super().__init__(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
        self.doubtful: list[tuple[tree.DecisionTable, int]] = []


class TableReader:
    """One decision table. Calling it says what it can come to in a frame of the scope it was made for."""

    def __init__(self, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> None:
        self.table = table
        self.prepared = PreparedTable(table, scope, boxes)
        self._columns = [
            ColumnReader(at, clause, self.prepared.columns[at], table, scope, boxes)
            for at, clause in enumerate(table.inputs)
        ]
        self._outputs = [_outputs(at, table, scope, boxes) for at in range(len(table.outputs))]
        self._default = _default(table, scope, boxes)
        self._many = table.hit_policy in _MANY and table.aggregation is None

    def __call__(self, frame: Frame) -> Possible:
        """What the table can come to."""
        sure = self.prepared.every
        doubtful: list[tuple[list[int] | None, Names]] = []
        for column in self._columns:
            sets, rests_on = column.rules(frame)
            if sets is not None and len(sets) == 1:
                sure &= sets[0]
            else:
                doubtful.append((sets, rests_on))
        narrowed: list[tuple[list[int], Names]] = []
        combinations = 1
        for sets, rests_on in doubtful:
            if sets is None:
                return self._without_order(frame, sure, resting_on(doubtful))
            kept = list({each & sure: None for each in sets})
            if len(kept) == 1:
                sure &= kept[0]
                continue
            narrowed.append((kept, rests_on))
            combinations *= len(kept)
        if combinations > _MOST_COMBINATIONS:
            return self._without_order(frame, sure, resting_on(narrowed))
        return self._combined(frame, sure, narrowed)

    def _combined(self, frame: Frame, sure: int, doubtful: list[tuple[list[int], Names]]) -> Possible:
        decided: dict[int, tuple[object, Possible]] = {}
        rows: dict[int, Possible] = {}
        keys: list[object] = []
        for way in product(*(sets for sets, _ in doubtful)):
            rules = sure
            for each in way:
                rules &= each
            found = decided.get(rules)
            if found is None:
                found = decided[rules] = self._decide(frame, rules, rows)
            keys.append(found[0])
        first = self.table.hit_policy == "FIRST"
        deciding = {rules & -rules if first else rules for rules in decided}
        if len(deciding) > 1:
            self._in_doubt(frame, reduce(or_, deciding))
        ways = dict(decided.values())
        if len(ways) == 1:
            return next(iter(ways.values()))
        rests_on = NOTHING
        stride = len(keys)
        for sets, names in doubtful:
            stride //= len(sets)
            if _makes_a_difference(keys, stride, len(sets)):
                rests_on |= names
        return joined(ways.values(), rests_on)

    def _in_doubt(self, frame: Frame, rules: int) -> None:
        run = frame[0]
        if isinstance(run, PartialRun):
            run.doubtful.append((self.table, rules))

    def _decide(self, frame: Frame, rules: int, rows: dict[int, Possible]) -> tuple[object, Possible]:
        """What a set of rules comes to, and what tells it from what other sets come to."""
        if not rules:
            found = self._nothing(frame)
            return _key("none", found), found
        hit = self.table.hit_policy
        if hit == "UNIQUE" and rules & (rules - 1):
            return _key("", None), None
        if hit == "FIRST":
            rules &= -rules
        if self.table.aggregation == "COUNT":
            number: Possible = Decimal(rules.bit_count())
            return _key("", number), number
        outputs = [self._row(frame, row, rows) for row in rows_of(rules)]
        if len(outputs) == 1 and hit in ("UNIQUE", "FIRST", "ANY", "PRIORITY"):
            return _key(rules, outputs[0]), outputs[0]
        found = self._of_outputs(frame[0], rules, outputs)
        return _key(rules, found), found

    def _of_outputs(self, run: Run, rules: int, outputs: list[Possible]) -> Possible:
        values = dict(zip(rows_of(rules), outputs, strict=True))
        if not any(isinstance(each, Unsure) for each in outputs):
            return self.prepared.decide(run, rules, lambda row: values[row])  # type: ignore[arg-type, return-value]
        match self.table.hit_policy:
            case "RULE ORDER":
                return listed(outputs)
            case "COLLECT" if self.table.aggregation is None:
                return listed(outputs)
            case "COLLECT":
                return aggregated(run, str(self.table.aggregation).lower(), outputs)
            case "PRIORITY" | "ANY":
                return joined([*outputs, None], resting(outputs))
        return Anything(resting(outputs))

    def _without_order(self, frame: Frame, sure: int, rests_on: Names) -> Possible:
        """Any of the rules that may match, where the combinations are too many to look at."""
        self._in_doubt(frame, sure)
        may = list(rows_of(sure))
        rows: dict[int, Possible] = {}
        outputs = [self._row(frame, row, rows) for row in may]
        if self.table.hit_policy in _MANY:
            return Anything(rests_on | resting(outputs))
        return joined([*outputs, self._nothing(frame), None], rests_on)

    def _row(self, frame: Frame, row: int, rows: dict[int, Possible]) -> Possible:
        found = rows.get(row, _UNREAD)
        if found is _UNREAD:
            found = rows[row] = self._outputs_of(frame, row)
        return found  # type: ignore[return-value]

    def _outputs_of(self, frame: Frame, row: int) -> Possible:
        if len(self._outputs) == 1:
            return self._outputs[0][row](frame)
        names = [clause.name or "" for clause in self.table.outputs]
        return put_together(
            {name: cells[row](frame) for name, cells in zip(names, self._outputs, strict=True)}
        )

    def _nothing(self, frame: Frame) -> Possible:
        if self._default is not None:
            value = self._default(frame)
            return listed([value]) if self._many else value
        if self.table.aggregation == "COUNT":
            return Decimal(0)
        return [] if self._many else None


_UNREAD: Final = object()


def resting_on(columns: Iterable[tuple[object, Names]]) -> Names:
    """What several columns rest on."""
    found = NOTHING
    for _, names in columns:
        found |= names
    return found


def _key(told_by: object, possible: Possible) -> object:
    """Certain outcomes are told apart by value; others by the rules that decide them."""
    return ("rules", told_by) if isinstance(possible, Unsure) else ("value", key_of(possible))


def _makes_a_difference(keys: list[object], stride: int, ways: int) -> bool:
    """Whether two combinations that differ in one column alone come out differently."""
    block = stride * ways
    return any(
        keys[start] != keys[start + step * stride]
        for base in range(0, len(keys), block)
        for start in range(base, base + stride)
        for step in range(1, ways)
    )


def _outputs(at: int, table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> list[Reader]:
    """The reader of each rule in an output column (from 0)."""
    clause = table.outputs[at]
    declared = boxes.types.of(clause.type_ref, boxes.subject, clause.line)
    fit = fitter(boxes.types, clause.type_ref, declared)
    allowed = None if clause.allowed is None else permit(clause.allowed, boxes)
    known: dict[str, Reader] = {}
    for rule in table.rules:
        text = rule.outputs[at]
        if text.text not in known:
            known[text.text] = _fitted(parsed(text, scope), fit, allowed)
    return [known[rule.outputs[at].text] for rule in table.rules]


def _fitted(read: Reader, fit: Fit, allowed: Callable[[Possible], Possible] | None) -> Reader:
    if allowed is None:
        return lambda frame: fit(read(frame))
    return lambda frame: allowed(fit(read(frame)))


def _default(table: tree.DecisionTable, scope: Scope, boxes: Boxes) -> Reader | None:
    if not any(clause.default for clause in table.outputs):
        return None
    cells: dict[str, Reader] = {}
    for at, clause in enumerate(table.outputs):
        text = clause.default or tree.Text("null", clause.line)
        declared = boxes.types.of(clause.type_ref, boxes.subject, clause.line)
        fit = fitter(boxes.types, clause.type_ref, declared)
        cells[clause.name or str(at)] = _fitted(parsed(text, scope), fit, None)
    if len(cells) == 1:
        return next(iter(cells.values()))
    return lambda frame: put_together({name: cell(frame) for name, cell in cells.items()})
