"""What was found in a table, in sentences for the person who edits it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ..dmn import tree
from ..explanation.spoken import Style, joined
from .domains import is_money
from .finding import Finding
from .in_words import in_words
from .partition import Region
from .surroundings import Place
from .table import TableShape
from .table_findings import Trace
from .value_sets import ValueSet


class TableTeller:
    """Puts what was found in one table into sentences."""

    def __init__(self, shape: TableShape | None, table: tree.DecisionTable, place: Place) -> None:
        self.shape = shape
        self.table = table
        self.place = place
        self.element = place.node.name
        self.file = place.node.unit.definitions.file

    def stopped(self, what: str) -> Finding:
        """The check gave up."""
        return Finding(
            "check-stopped",
            "warning",
            f"The check of this table stopped {what}: more may be wrong than is told.",
            "Put right what is told and check again; or split the table in two.",
            self.element,
            self.file,
            self.table.line,
        )

    def finding(self, trace: Trace) -> Finding:
        """A finding in words, without a witness."""
        if trace.kind == "check-stopped":
            return replace(self.stopped(trace.detail), severity=trace.severity)
        message, remedy = self._words(trace)
        line = self.table.rules[trace.rows[0]].line if trace.rows else self.table.line
        return Finding(
            trace.kind,
            trace.severity,
            message,
            remedy,
            self.element,
            self.file,
            line,
            None if trace.column is None else self.table.inputs[trace.column].heading,
            tuple(row + 1 for row in trace.rows),
            self._where(trace.region) if trace.region is not None else {},
        )

    def _words(self, trace: Trace) -> tuple[str, str]:
        rows = [row + 1 for row in trace.rows]
        first = rows[0] if rows else 0
        match trace.kind:
            case "gap":
                return (
                    f"No rule matches when {self._condition(trace.region)}.",
                    self._gap_remedy(trace.region),
                )
            case "overlap":
                return (
                    f"Rules {first} and {rows[1]} both match when {self._condition(trace.region)}. "
                    "Under UNIQUE the result is then null.",
                    "Change a bound of one of the two, or remove one.",
                )
            case "conflict":
                return (
                    f"Rules {first} and {rows[1]} both match when {self._condition(trace.region)}, "
                    "and their outputs differ. Under ANY the result is then null.",
                    "Make their outputs the same, or change a bound of one of the two.",
                )
            case "masked-rule":
                return (
                    f"Rule {first} never decides: {self._rules(rows[1:])} always comes before it.",
                    "Move it up, narrow the others, or remove it.",
                )
            case "redundant-rule":
                return (
                    f"Without rule {first} the table would say the same, by {self._rules(rows[1:])}.",
                    "Remove it.",
                )
            case "never-matches":
                cell = self.table.rules[trace.rows[0]].inputs[trace.column or 0].text.strip()
                values = self._column_values(trace.column or 0)
                return (
                    f"Rule {first} never matches: “{cell}” fits nothing that comes here: {values}.",
                    "Correct the cell, or remove the rule.",
                )
            case "mergeable-rules":
                return (
                    f"{self._rules(rows).capitalize()} differ in this column only, and say the same.",
                    "They could be one rule.",
                )
            case _:
                return (
                    f"The cells of {self._rules(rows)} depend on more than this column, so gaps and overlaps "
                    "that involve them are not looked for.",
                    "Compare only with constants, or give the comparison a column of its own.",
                )

    def _rules(self, rows: list[int]) -> str:
        shown = [str(row) for row in rows[:10]]
        if len(rows) > 10:
            shown.append(f"{len(rows) - 10} more")
        return f"rule{'s' if len(rows) > 1 else ''} {joined(shown, 'en')}"

    def _style(self, column: int) -> Style:
        clause = self.table.inputs[column]
        names = [clause.type_ref]
        element = self.place.elements.get(clause.expression.text.strip())
        if element is not None:
            names.append(element.element.variable.type_ref)
        if any(is_money(self.place.types, name) for name in names if name):
            return "money"
        return "percentage" if "percentage" in names else None

    def _where(self, region: Region | None) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.shape is None or region is None:
            return found
        for at, (clause, atoms, mask) in enumerate(
            zip(self.table.inputs, self.shape.atoms, region, strict=True)
        ):
            if mask != atoms.every:
                found[clause.heading] = in_words(atoms.values(mask), self._style(at))
        return found

    def _condition(self, region: Region | None) -> str:
        parts = [f"“{heading}” is {words}" for heading, words in self._where(region).items()]
        return joined(parts, "en") if parts else "anything is given"

    def _column_values(self, column: int) -> str:
        if self.shape is None:
            return "no values"
        values: ValueSet = self.shape.atoms[column].domain
        return in_words(values, self._style(column))

    def _gap_remedy(self, region: Region | None) -> str:
        remedy = "Add a rule for this case, move a bound, or give the table a default output."
        if self.shape is None or region is None:
            return remedy
        for clause, atoms, mask in zip(self.table.inputs, self.shape.atoms, region, strict=True):
            line = atoms.values(mask).number()
            if mask == atoms.every or line is None or line.scale is not None:
                continue
            if all(_between_whole_numbers(span.low, span.high) for span in line.spans):
                return (
                    f"{remedy} If “{clause.heading}” is always a whole number, say so in its type: allowed "
                    "values “? = floor(?)”."
                )
            if all(_between_pence(span.low, span.high) for span in line.spans):
                return (
                    f"{remedy} If “{clause.heading}” is always in whole pence, round it where it is made: "
                    "decimal(…, 2)."
                )
        return remedy


def _between_whole_numbers(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low == int(low) and high == low + 1


def _between_pence(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and high - low == Decimal("0.01")
