"""Every decision table of a model checked, and each finding shown by a household."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..dmn import tree
from ..dmn.graph import Node
from ..dmn.model import Model
from ..dmn.reading_boxes import walk
from ..feel import Value
from .finding import Finding, Witness
from .households import Household
from .partition import Region, WorkStopped
from .steering import Aim, Steering
from .surroundings import Place, Surroundings
from .table import TableShape, shape_of
from .table_findings import MOST_OF_A_KIND, Trace, traces
from .telling import TableTeller

_MOST_SEARCHES = 40
_MOST_HOUSEHOLDS = 30


def check(model: Model) -> list[Finding]:
    """What is wrong or doubtful in a model's decision tables, errors first, then in the order of the file.

    Gaps, overlaps and conflicts are found exactly, cut down to what earlier decisions can give, and shown
    by a household on which the model was run; nothing is claimed of cells that depend on more than their
    own column.
    """
    return Checker(model).findings()


class Checker:
    """Checks one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.surroundings = Surroundings(model)
        self.steering = Steering(self.surroundings)
        self._searches = 0

    def findings(self) -> list[Finding]:
        """Every finding."""
        found: list[Finding] = []
        for node in self.model.graph.order:
            if node.unit is self.model.graph.top:
                found.extend(self._element(node))
        order = {"error": 0, "warning": 1, "note": 2}
        return sorted(found, key=lambda each: (order[each.severity], each.line or 0))

    def _element(self, node: Node) -> Iterator[Finding]:
        element = node.element
        if isinstance(element, tree.Decision) and element.logic is not None:
            place = self.steering.place(node)
            for box in walk(element.logic):
                if isinstance(box, tree.DecisionTable):
                    yield from self._table(box, place, direct=box is element.logic)
        elif (
            isinstance(element, tree.Knowledge) and element.logic is not None and element.logic.kind == "FEEL"
        ):
            place = self.surroundings.function_place(node, element.logic, self.surroundings.types(node))
            for box in walk(element.logic.body):
                if isinstance(box, tree.DecisionTable):
                    yield from self._table(box, place, direct=False)

    def _table(self, table: tree.DecisionTable, place: Place, *, direct: bool) -> Iterator[Finding]:
        try:
            shape = shape_of(table, place, self.surroundings)
        except WorkStopped:
            yield TableTeller(None, table, place).stopped("reading it")
            return
        teller = TableTeller(shape, table, place)
        gaps = 0
        for trace in traces(shape):
            if trace.kind == "gap":
                gaps += 1
                if gaps > MOST_OF_A_KIND:
                    continue
            finding = teller.finding(trace)
            if trace.kind in ("gap", "overlap", "conflict") and trace.region is not None:
                witness, proved = self._witness(shape, trace, trace.region, direct=direct)
                finding = replace(finding, witness=witness)
                if direct and not proved:
                    finding = replace(
                        finding,
                        severity="warning",
                        message=finding.message
                        + " No household that gets there was found, so it may not arise.",
                    )
            yield finding

    def _witness(
        self, shape: TableShape, trace: Trace, region: Region, *, direct: bool
    ) -> tuple[Witness, bool]:
        columns = {
            clause.heading: atoms.value(mask)
            for clause, atoms, mask in zip(shape.table.inputs, shape.atoms, region, strict=True)
        }
        if not direct or self._searches >= _MOST_SEARCHES:
            return Witness(columns), not direct
        self._searches += 1
        for household in self._households(shape, region):
            asked = self._shown(shape, trace, household)
            if asked is not None:
                return Witness(asked, household, verified=True), True
        return Witness(columns), False

    def _households(self, shape: TableShape, region: Region) -> Iterator[Household]:
        place = shape.place
        aims = []
        for clause, atoms, mask in zip(shape.table.inputs, shape.atoms, region, strict=True):
            expression = self.steering.parsed(clause.expression.text, place)
            if expression is None:
                return
            if mask != atoms.every:
                aims.append(Aim(expression, place, atoms.values(mask)))
        for count, household in enumerate(self.steering.household(place.node, aims)):
            if count == _MOST_HOUSEHOLDS:
                return
            yield household

    def _shown(self, shape: TableShape, trace: Trace, household: Household) -> Mapping[str, Value] | None:
        """What the table was asked when the model was run on a household, if it did what the finding says."""
        outcome = self.model.decide(household, shape.place.node.name)
        step = outcome.trace.of(shape.place.node.name)
        hit = step.table if step is not None else None
        if hit is None or hit.table is not shape.table:
            return None
        asked = dict(hit.inputs)
        if any(value is None for value in asked.values()) and not any(
            cell.tests_null for cells in shape.cells for cell in cells
        ):
            return None
        matched = {each.number - 1 for each in hit.matched}
        if trace.kind == "gap":
            return asked if not matched else None
        return asked if matched.issuperset(trace.rows) else None
